"""Rules that need the page as readers get it: links that lead somewhere, numbers to call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from urllib.parse import urldefrag

from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.translation import get_language_from_path, override

from editorial.models import WarningSign, WarningSigns, require_whole
from editorial.text import plain_text
from quality.checks.pages import ALL, Content, Page, languages
from quality.checks.rules import Finding, Hits, content_rule, page_rule

HREF = re.compile(r'\bhref="([^"]*)"')
MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
ELSEWHERE = ("http://", "https://", "mailto:", "tel:")
EMERGENCY_NUMBERS = ("112", "116117")
#: A reader on this machine, for whom no static files have been collected and no certificate made.
HERE = {
    "ALLOWED_HOSTS": ["testserver"],
    "SECURE_SSL_REDIRECT": False,
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
}


def fetch(address: str) -> str | None:
    """Return the page a reader gets at an address, None where there is none."""
    with override_settings(**HERE):
        response = Client().get(address)
    return response.content.decode() if response.status_code == 200 else None


@content_rule
def links(content: Content) -> Iterator[Finding]:
    """46, 52 – Links inside the portal lead to a page, to the place meant on it, in the same language."""
    read = cache(fetch)
    for page in content.pages:
        for language in languages():
            for text in page.texts(language):
                for address in internal_links(text.value):
                    if what := fault_of(address, language, read(urldefrag(address).url)):
                        yield Finding(page.kind, page.key, language, "links", f"{address} {what}")


def internal_links(text: str) -> list[str]:
    addresses = [unescape(address) for address in HREF.findall(text)]
    return [address for address in addresses if not address.startswith(ELSEWHERE)]


def fault_of(address: str, language: str, html: str | None) -> str:
    """Return what is wrong with a link, nothing where it is right."""
    place = urldefrag(address).fragment
    if html is None:
        return "leads nowhere"
    if place and f'id="{place}"' not in html:
        return "names a place that is not on its page"
    if (get_language_from_path(address) or "de") != language:
        return "leads to another language"
    return ""


@content_rule
def warning_signs_in_force(content: Content) -> Iterator[Finding]:
    """17 – A version of the warning signs is in force."""
    if not any(isinstance(page.record, WarningSigns) for page in content.pages):
        yield Finding("warningsigns", ALL, ALL, "warning-signs-in-force", "no version is in force")


@page_rule(WarningSigns)
def warning_tiers(page: Page) -> Hits:
    """17, 18 – Each of the three tiers has signs, and every sign all languages."""
    try:
        require_whole(page.rows(WarningSign))
    except ValidationError as error:
        yield ALL, " ".join(error.messages)


@page_rule(WarningSigns)
def warning_regions(page: Page) -> Hits:
    """17 – The signs speak of every part of the spine, of what is not the back, and of every group."""
    signs = page.rows(WarningSign)
    for field in ("region", "group"):
        said = {getattr(sign, field) for sign in signs}
        for value in getattr(WarningSign._meta.get_field(field), "choices", None) or ():
            if value[0] and value[0] not in said:
                yield ALL, f"no sign for the {field} {value[0]}"


@page_rule(WarningSigns)
def emergency_numbers(page: Page) -> Hits:
    """17, 18 – The page of the warning signs says whom to call, in every language."""
    for language in languages():
        with override(language):
            html = fetch(reverse("portal:warning_signs")) or ""
        shown = "\n".join(map(plain_text, MAIN.findall(html)))
        for number in EMERGENCY_NUMBERS:
            if not re.search(rf"\b{number}\b", shown):
                yield language, f"readers do not see {number}"

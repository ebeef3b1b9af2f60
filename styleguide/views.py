"""The living style page: tokens and every component in all its states, from the real templates."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from styleguide.colours import CSS, TOKENS, colours, measures
from styleguide.contrast import light_tokens
from styleguide.samples.shown import NOT_SHOWN, arabic_samples, shown_samples

IMPORT = re.compile(r'@import "([^"]+)";\n')


@require_safe
@never_cache
def style_page(request: HttpRequest) -> HttpResponse:
    for_staff(request)
    samples = [
        {
            "sample": sample,
            "light": sample.render(request, f"light-{number}"),
            "dark": sample.render(request, f"dark-{number}"),
        }
        for number, sample in enumerate(shown_samples())
    ]
    with override("ar"):
        right_to_left = [
            sample.render(request, f"rtl-{number}")
            for number, sample in enumerate(arabic_samples())
        ]
    context = {
        "samples": samples,
        "right_to_left": right_to_left,
        "colours": colours(),
        "measures": measures(),
        "not_shown": NOT_SHOWN,
        "schemes": ["light", "dark"],
    }
    return render(request, "styleguide/style_page.html", context)


@require_safe
@never_cache
def style_sheet(request: HttpRequest) -> HttpResponse:
    """Every style sheet of the portal, with light and dark as classes and states that can be shown."""
    for_staff(request)
    css = "\n".join(forced(file.read_text()) for file in style_sheets())
    swatches = "\n".join(
        f".swatch--{name} {{ background: var(--{name}); }}" for name in light_tokens(TOKENS)
    )
    return HttpResponse(f"{css}\n{swatches}\n", content_type="text/css; charset=utf-8")


def style_sheets() -> list[Path]:
    """Return every style sheet: those of all pages in their order, then those of some pages."""
    shared = [CSS / name for name in IMPORT.findall((CSS / "site.css").read_text())]
    others = [file for file in sorted((CSS / "components").glob("*.css")) if file not in shared]
    return [*shared, *others, CSS / "style_page.css"]


def for_staff(request: HttpRequest) -> None:
    """Let through who works on the portal; for everybody else there is no such page."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404


def forced(css: str) -> str:
    """Turn the dark scheme into a class, and hover and focus into states that stand still."""
    css = re.sub(r"@media (?:screen and )?\(prefers-color-scheme: dark\) \{", ".scheme-dark {", css)
    css = re.sub(r"(\.scheme-dark \{\s*):root", r"\1&", css)
    css = re.sub(r"@media [^{}]*prefers-color-scheme: dark[^{}]*\{", "@media not all {", css)
    css = css.replace(":focus-visible", ":is(:focus-visible, .is-focused)")
    css = css.replace(":hover", ":is(:hover, .is-hovered)")
    return re.sub(r'url\("\.\./([^"]+)"\)', lambda found: f'url("{static(found[1])}")', css)

"""Blanks that only the operator can fill in; a portal with any of them is not ready for the public.

They stand in square brackets in the pages about the portal: publisher, contact, funding, complaints body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError
from modeltranslation.utils import build_localized_fieldname

from editorial.text import plain_text
from portal.models import InfoPage

BLANK = re.compile(r"\[[^\]]+\]")


@register(deploy=True)
def no_blanks(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name every blank that readers would see, by page and language."""
    try:
        return list(blanks())
    except DatabaseError:
        return [Warning("The pages about the portal cannot be read yet.", id="portal.W001")]


def blanks() -> Iterator[CheckMessage]:
    for page in InfoPage.objects.published():
        for code, _name in settings.LANGUAGES:
            text = plain_text(getattr(page, build_localized_fieldname("text", code)) or "")
            for blank in dict.fromkeys(BLANK.findall(text)):
                yield Error(
                    f"The page “{page.key}” ({code}) still has a blank: {blank}",
                    hint="Fill it in under Info pages, in every language.",
                    id="portal.E001",
                )

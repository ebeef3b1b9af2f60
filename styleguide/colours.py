"""The tokens of colour and measure, with the contrast each colour has where it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from styleguide.contrast import contrast, dark_tokens, light_tokens

CSS = settings.BASE_DIR / "static" / "css"
TOKENS = CSS / "tokens.css"
TEXT_CONTRAST, LINE_CONTRAST = 7, 3

#: Which colour is read on which surface; text needs 7:1, what is no text 3:1.
ON_SURFACE = {
    "ink": ["paper", "sand", "sand-deep", "accent-soft", "warn-soft"],
    "ink-soft": ["paper", "sand"],
    "accent": ["paper", "sand"],
    "accent-deep": ["paper", "sand", "accent-soft"],
    "on-accent": ["accent", "accent-deep"],
    "warn": ["paper", "warn-soft"],
    "on-warn": ["warn-fill"],
    "isometric": ["paper", "isometric-soft"],
    "stretching": ["paper", "stretching-soft"],
    "strengthening": ["paper", "strengthening-soft"],
    "relaxation": ["paper", "relaxation-soft"],
}
LINES_ON_SURFACE = {"line-strong": ["paper", "sand"]}


def colours() -> list[dict[str, Any]]:
    """Both schemes with every colour and the contrasts it has where it is used."""
    schemes = {"light": light_tokens(TOKENS), "dark": dark_tokens(TOKENS)}
    return [
        {
            "scheme": scheme,
            "colours": [
                {
                    "name": name,
                    "value": value,
                    "pairs": [pair for pair in pairs(tokens) if pair["name"] == name],
                }
                for name, value in tokens.items()
            ],
        }
        for scheme, tokens in schemes.items()
    ]


def pairs(tokens: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each colour on each surface it is used on, with the contrast there is and the one it needs."""
    for uses, needed in ((ON_SURFACE, TEXT_CONTRAST), (LINES_ON_SURFACE, LINE_CONTRAST)):
        for name, surfaces in uses.items():
            for surface in surfaces:
                ratio = contrast(tokens[name], tokens[surface])
                yield {"name": name, "surface": surface, "ratio": ratio, "needed": needed}


def measures() -> list[tuple[str, str]]:
    """Type, space and size tokens with their values."""
    first = re.search(r":root \{(.*?)\n  \}", TOKENS.read_text(), re.DOTALL)
    found = re.findall(r"--([\w-]+): ([^;]+);", first[1] if first else "")
    return [(name, value) for name, value in found if not value.startswith("oklch")]

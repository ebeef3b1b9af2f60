"""The colour tokens of the style sheet and the contrast between two of them."""

from __future__ import annotations

import math
import re
from pathlib import Path

TOKEN = re.compile(r"--([\w-]+): (oklch\([^)]+\));")


def light_tokens(style_sheet: Path) -> dict[str, str]:
    """Return the colours of the light scheme, the default, by name."""
    css = style_sheet.read_text()
    return tokens_after(":root {", css)


def dark_tokens(style_sheet: Path) -> dict[str, str]:
    """Return the colours of the dark scheme by name; what it leaves out stays as in the light one."""
    css = style_sheet.read_text()
    return light_tokens(style_sheet) | tokens_after("@media (prefers-color-scheme: dark) {", css)


def tokens_after(start: str, css: str) -> dict[str, str]:
    return dict(TOKEN.findall(css.partition(start)[2].partition("}")[0]))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG between two colours written as `oklch(…)`."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def luminance(oklch: str) -> float:
    """Return the relative luminance; colours outside sRGB are clipped as screens do."""
    lightness, chroma, hue = (float(part) for part in oklch[6:-1].split())
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    # Björn Ottosson's Oklab, from lightness, a and b over cone responses to linear sRGB.
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

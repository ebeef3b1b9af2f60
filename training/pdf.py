"""Plans as PDF, where the extra `pdf` is installed; a browser's own printing needs nothing."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from django.conf import settings

STYLES = settings.BASE_DIR / "static" / "css" / "print"


def is_installed() -> bool:
    return find_spec("weasyprint") is not None


def pdf_of(html: str) -> bytes:
    """Return a page as tagged PDF (PDF/UA-1); nothing it names is fetched.

    Raises ImportError or OSError where the library or the fonts and text layout it needs are missing.
    """
    # Imported here, since it takes over a second and nothing else needs it.
    from weasyprint import CSS, HTML, URLFetcher  # type: ignore[import-untyped]  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]  # noqa: PLC0415

    # The page holds everything itself; the fonts its style names are files of ours.
    nothing, files = (URLFetcher(allowed_protocols=names) for names in ([], ["file"]))
    fonts = FontConfiguration()
    style = CSS(filename=STYLES / "plan.css", url_fetcher=files, font_config=fonts)
    page = HTML(string=html, url_fetcher=nothing)
    return page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")


@cache
def figure_style() -> str:
    """Return the colours that a drawing has to carry along into a PDF."""
    return (STYLES / "figure.css").read_text(encoding="utf-8")

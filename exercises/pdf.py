"""Plans as PDF, where the extra `pdf` is installed; a browser's own printing needs nothing."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

STYLE = Path("css/print/plan.css")


def is_installed() -> bool:
    return find_spec("weasyprint") is not None


def pdf_of(html: str) -> bytes:
    """Return a page as tagged PDF (PDF/UA-1); nothing it names is fetched.

    Raises ImportError or OSError where the library or the fonts and text layout it needs are missing.
    """
    import weasyprint  # type: ignore[import-untyped]  # takes over a second and is used by this alone

    style = weasyprint.CSS(filename=settings.BASE_DIR / "static" / STYLE)
    page = weasyprint.HTML(string=html, url_fetcher=refuse)
    return page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")


def refuse(url: str, *args: object, **kwargs: object) -> dict:
    raise ValueError(f"a plan holds everything itself, nothing is fetched: {url}")

"""The style page shows everything, to those who work on the portal and to nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from styleguide import colours, views
from styleguide.contrast import contrast, dark_tokens, light_tokens
from styleguide.samples import shown as samples
from tests.sitemap import sitemap_text

ADDRESSES = ["/stil/", "/stil/portal.css"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_readers_find_no_style_page(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_staff_gets_the_style_page(admin_client: Client, address: str) -> None:
    answer = admin_client.get(address)

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@override_settings(DEBUG=True)
def test_developers_need_no_account(client: Client, db: None) -> None:
    assert client.get("/stil/").status_code == 200


def test_no_search_engine_is_told_of_it(admin_client: Client) -> None:
    assert '<meta name="robots" content="noindex">' in admin_client.get("/stil/").content.decode()
    assert "stil" not in sitemap_text(lambda path: admin_client.get(path).content.decode())


def test_every_component_is_shown_or_named_with_a_reason(admin_client: Client) -> None:
    folder = settings.BASE_DIR / "templates"
    files = [*folder.glob("components/*.html"), *folder.glob("articles/blocks/*.html")]
    templates = {str(file.relative_to(folder)) for file in files}

    page = admin_client.get("/stil/").content.decode()

    shown = set(re.findall(r'data-template="([^"]+)"', page))
    missing = templates - shown - set(samples.NOT_SHOWN)
    assert missing == set(), "Add a sample to styleguide/samples, or to NOT_SHOWN with the reason"
    assert set(samples.NOT_SHOWN) <= templates - shown


def test_no_id_stands_on_it_twice(admin_client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', admin_client.get("/stil/").content.decode())

    assert len(ids) > 50
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("tokens", [light_tokens, dark_tokens])
def test_every_colour_can_be_read_where_it_is_used(tokens) -> None:
    too_weak = [
        pair for pair in colours.pairs(tokens(colours.TOKENS)) if pair["ratio"] < pair["needed"]
    ]

    assert too_weak == []


def test_contrast_is_the_one_of_wcag() -> None:
    black, white, grey = "oklch(0 0 0)", "oklch(1 0 0)", "oklch(0.5999 0 0)"

    assert contrast(black, white) == pytest.approx(21, abs=0.01)
    assert contrast(white, white) == pytest.approx(1)
    # #808080 on white, as every contrast checker says.
    assert contrast(grey, white) == pytest.approx(3.95, abs=0.02)


def test_a_forced_scheme_leaves_no_media_query_for_it() -> None:
    for file in sorted(Path(colours.CSS).rglob("*.css")):
        assert "prefers-color-scheme" not in views.forced(file.read_text()), file


def test_every_component_is_part_of_a_page() -> None:
    """What no page imports is dead, or has to be asked for by a script like the one that reads aloud."""
    sheets = [colours.CSS / "site.css", *(colours.CSS / "pages").glob("*.css")]
    imported = {
        (sheet.parent / name).resolve()
        for sheet in sheets
        for name in views.IMPORT.findall(sheet.read_text())
    }

    components = set((colours.CSS / "components").glob("*.css"))
    assert components - imported == {colours.CSS / "components" / "read_aloud.css"}
    assert all(file.exists() for file in imported)


def test_a_list_without_marks_stays_a_list_for_screen_readers() -> None:
    """Safari takes `list-style: none` for layout; an empty mark looks the same and is one."""
    rule = re.compile(r"([^{}]+)\{[^{}]*list-style(?:-type)?: none")
    for file in sorted(Path(colours.CSS).rglob("*.css")):
        assert [s.strip() for s in rule.findall(file.read_text()) if "summary" not in s] == [], file

"""What other places show of a page: icons of browsers and phones, previews of links."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

ICONS = Path(settings.BASE_DIR) / "static" / "icons"


def meta(html: str, name: str) -> str:
    found = re.findall(rf'<meta property="{name}" content="([^"]*)">', html)
    assert len(found) == 1, name
    return found[0]


@pytest.mark.parametrize(
    ("path", "locale"),
    [
        ("/uebungen/kaefer/", "de_DE"),
        ("/en/exercises/dead-bug/", "en_GB"),
        ("/de-simple/uebungen/der-kaefer/", "de_DE"),
    ],
)
def test_a_link_to_a_page_shows_its_title_lead_language_and_a_picture(client, path, locale):
    html = client.get(path).text

    headline = re.search(r"<h1>([^<]*)</h1>", html)[1]
    assert meta(html, "og:title") == headline
    assert meta(html, "og:description") in html.partition("<body>")[2]
    assert meta(html, "og:locale") == locale
    assert meta(html, "og:url").endswith(path)
    assert meta(html, "og:image").startswith("http")


def test_error_pages_can_be_linked_to_as_well(client):
    html = client.get("/gibt-es-nicht/").text

    assert meta(html, "og:title")


def test_the_picture_of_a_link_has_the_size_it_claims_and_is_light():
    with Image.open(ICONS / "social.png") as picture:
        assert picture.size == (1200, 630)
    assert (ICONS / "social.png").stat().st_size < 60_000


@pytest.mark.parametrize(("name", "size"), [("favicon.ico", 32), ("apple-touch-icon.png", 180)])
def test_icons_have_the_size_browsers_ask_for(client, name, size):
    with Image.open(ICONS / name) as icon:
        assert icon.size == (size, size)

    assert f"icons/{name.partition('.')[0]}" in client.get("/").text


def test_browsers_that_ask_for_a_favicon_by_its_old_name_get_one(client):
    assert client.get("/favicon.ico")["Location"].endswith("icons/favicon.ico")

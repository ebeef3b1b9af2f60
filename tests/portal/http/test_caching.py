"""Who may keep a page: caches on the way keep readers' pages, nobody keeps an editor's."""

import brotli
import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpResponse

from portal.http.caching import share_readers_pages
from portal.http.compression import unindented
from tests import factories as f

pytestmark = pytest.mark.django_db

PAGES = ["/", "/en/", "/artikel/", "/uebungen/", "/de-simple/uebungen/", "/suche/"]


@pytest.mark.parametrize("path", PAGES)
def test_readers_pages_may_be_kept_by_shared_caches_and_vary_by_address_alone(client, path):
    response = client.get(path, headers={"accept-language": "en", "accept-encoding": "gzip"})

    assert response["Cache-Control"].startswith("public, max-age=0, s-maxage=60")
    assert response["Vary"] == "Accept-Encoding"


def test_the_language_of_the_browser_changes_nothing(client):
    german = client.get("/artikel/", headers={"accept-language": "en"})
    english = client.get("/en/articles/", headers={"accept-language": "de"})

    assert german["Content-Language"] == "de"
    assert english["Content-Language"] == "en"


def test_a_browser_that_has_the_page_gets_no_second_copy(client):
    article = f.ArticleFactory()
    first = client.get(article.get_absolute_url())

    second = client.get(article.get_absolute_url(), headers={"if-none-match": first["ETag"]})

    assert second.status_code == 304
    assert second.content == b""


def test_a_changed_page_is_sent_again_at_once(client):
    article = f.ArticleFactory()
    first = client.get(article.get_absolute_url())
    article.lead = "Ein neuer Vorspann."
    article.save()

    second = client.get(article.get_absolute_url(), headers={"if-none-match": first["ETag"]})

    assert second.status_code == 200
    assert "Ein neuer Vorspann." in second.text


def test_pages_of_editors_and_missing_pages_are_not_for_shared_caches(client, admin_client):
    for response in (
        admin_client.get("/admin/"),
        client.get("/admin/login/"),
        client.get("/gibt-es-nicht/"),
        client.get("/bewertung/"),
    ):
        assert "public" not in response.get("Cache-Control", "")


def test_readers_pages_come_in_brotli_where_the_browser_takes_it(client):
    plain = client.get("/")
    packed = client.get("/", headers={"accept-encoding": "gzip, deflate, br"})

    assert packed["Content-Encoding"] == "br"
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    assert brotli.decompress(packed.content).split() == plain.content.split()


def test_what_is_sent_has_no_indentation_but_where_blanks_count():
    page = b"<ul>\n    <li>one\n      two</li>\n\n</ul>"
    form = page + b"<textarea>\n    mine</textarea>"

    assert unindented(page) == b"<ul>\n<li>one\ntwo</li>\n</ul>"
    assert unindented(form) == form


def test_other_browsers_and_editors_get_gzip(client, admin_client):
    old = client.get("/", headers={"accept-encoding": "gzip, br;q=0"})
    editor = admin_client.get("/admin/", headers={"accept-encoding": "gzip, br"})

    assert old["Content-Encoding"] == "gzip"
    assert editor["Content-Encoding"] == "gzip"


def test_a_compressed_page_is_not_sent_twice_either(client):
    first = client.get("/", headers={"accept-encoding": "br"})
    second = client.get("/", headers={"accept-encoding": "br", "if-none-match": first["ETag"]})

    assert second.status_code == 304


def test_page_with_a_nonce_is_kept_by_nobody(rf):
    def page(request):
        return HttpResponse(f"<script nonce={request.csp_nonce}></script>")

    response = share_readers_pages(CSPMiddleware(page))(rf.get("/"))

    assert "'nonce-" in response["Content-Security-Policy"]
    assert "Cache-Control" not in response.headers

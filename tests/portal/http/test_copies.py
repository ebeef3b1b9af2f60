"""Which coding a reader gets, and when a reader has a page already."""

import pytest

from portal.http.copies import best_coding, copy_of, in_coding, matches

HTML = [("Content-Type", "text/html; charset=utf-8")]


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("BR;Q=1", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0, *;q=0.5", "br"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("identity;q=1, gzip;q=0.5", ""),
        ("identity;q=0.5, gzip", "gzip"),
        ("deflate", ""),
        ("gzip;q=nan, br;q=many", ""),
        ("gzip;q=7", ""),
        (";;,=,", ""),
    ],
)
def test_reader_gets_what_they_like_best(accepted, coding):
    assert best_coding(accepted) == coding


def test_tags_are_compared_weakly_and_in_lists():
    assert matches('"a"', '"a"')
    assert matches('W/"a"', '"a"')
    assert matches('"b", W/"a"', '"a"')
    assert matches("*", '"a"')
    assert not matches('"ab"', '"a"')
    assert not matches("a", '"a"')


def test_what_is_tiny_or_no_text_is_sent_as_it_is():
    tiny = copy_of("200 OK", HTML, b"<p>kurz</p>")
    picture = copy_of("200 OK", [("Content-Type", "image/png")], b"0" * 5000)

    for copy in (tiny, picture):
        assert in_coding(copy, "br").body == copy.body
        assert "Content-Encoding" not in dict(in_coding(copy, "br").headers)


def test_coding_can_be_changed_and_changed_back():
    page = copy_of("200 OK", HTML, b"<p>\n   lang</p>" * 200)

    gzipped = in_coding(in_coding(page, "br"), "gzip")

    assert in_coding(gzipped, "") == page
    assert dict(gzipped.headers)["Content-Encoding"] == "gzip"

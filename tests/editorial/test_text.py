"""One form of text: what every door makes of what is typed, pasted, imported or searched for."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from editorial.rich_text import MOST_CHARACTERS, canonical, in_lines
from editorial.slugs import LONGEST, free_slug, german_slug, token_slug
from editorial.text import plain_text, tidy_line, tidy_text

#: What the markup of a field may hold, from the list of what editors can write.
TAGS = {
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "h3",
    "h4",
    "strong",
    "em",
    "a",
    "table",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"href", "rel", "title", "data-type", "start", "type", "colspan", "rowspan"}

#: What was stored and what the editor of the admin posted for it: Chromium 156 typed a letter into each
#: and took it back. Collected with a script of Playwright on 26 November 2026, django-prose-editor 0.28.
POSTED = [
    (
        "<p>Ein Satz.</p>\n<p>Noch ein Satz &amp; mehr, 3 &lt; 5, z.&nbsp;B. &quot;so&quot; 'und' so.</p>",
        "<p>Ein Satz.</p><p>Noch ein Satz &amp; mehr, 3 &lt; 5, z.&nbsp;B. \"so\" 'und' so.</p>",
    ),
    (
        "<ul>\n<li>Eins</li>\n<li>Zwei <strong>fett</strong></li>\n</ul>",
        "<ul><li><p>Eins</p></li><li><p>Zwei <strong>fett</strong></p></li></ul>",
    ),
    (
        "<ol><li><p>Eins</p></li><li><p>Zwei</p><ul><li>Innen</li></ul></li></ol>",
        '<ol data-type="decimal"><li><p>Eins</p></li><li><p>Zwei</p><ul><li><p>Innen</p></li></ul></li></ol>',
    ),
    (
        '<ol start="3"><li>Drei</li></ol>',
        '<ol data-type="decimal" start="3"><li><p>Drei</p></li></ol>',
    ),
    (
        "<h3>Frage</h3><p>Zeile eins<br>Zeile zwei<br />\n  Zeile drei</p>",
        "<h3>Frage</h3><p>Zeile eins<br>Zeile zwei<br>Zeile drei</p>",
    ),
    (
        "<p>a <strong> b </strong> c<em><strong>kursiv fett</strong></em> <strong><em>d</em> e</strong><em>f</em> </p>",
        "<p>a <strong>b </strong>c<strong><em>kursiv fett</em></strong> <strong><em>d</em> e</strong><em>f</em></p>",
    ),
    (
        '<p>Siehe <a href="/artikel/a/?b=1&amp;c=2">hier</a> und <strong>fett <a href="https://example.org/" title="T &gt; &quot;x&quot;" rel="noopener">dort</a></strong>.</p>',
        '<p>Siehe <a href="/artikel/a/?b=1&amp;c=2">hier</a> und <strong>fett </strong><a rel="noopener" href="https://example.org/" title="T &gt; &quot;x&quot;"><strong>dort</strong></a>.</p>',
    ),
    (
        "<table><thead><tr><th>Kopf</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>zwei <strong>z</strong></td></tr></tbody></table>",
        "<table><tbody><tr><th><p>Kopf</p></th><th><p>B</p></th></tr><tr><td><p>1</p></td><td><p>zwei <strong>z</strong></p></td></tr></tbody></table>",
    ),
    (
        '<table><tbody><tr><th colspan="2"><p>Kopf</p></th></tr><tr><td></td><td><p>x</p><p>y</p></td></tr></tbody></table>',
        '<table><tbody><tr><th colspan="2"><p>Kopf</p></th></tr><tr><td><p></p></td><td><p>x</p><p>y</p></td></tr></tbody></table>',
    ),
    (
        "<p></p><p>Erst</p><p></p><p> </p><p>Dann</p><p><br></p>",
        "<p></p><p>Erst</p><p></p><p></p><p>Dann</p><p><br></p>",
    ),
    ("<p><strong> </strong>Wort<strong></strong></p>", "<p>Wort</p>"),
    (
        "<p>Zwei  Leerzeichen\tTab\nZeile &nbsp; &nbsp;Ende&nbsp;</p>",
        "<p>Zwei Leerzeichen Tab Zeile &nbsp; &nbsp;Ende&nbsp;</p>",
    ),
    (
        "<p><br>vorn</p><p>hinten<br></p><h4>U\u0308ben 🔥 ال</h4>",
        "<p><br>vorn</p><p>hinten<br></p><h4>U\u0308ben 🔥 ال</h4>",
    ),
    (
        "<p>Über\u00admut und „Zitat“ – 10\u00a0000 …</p>",
        "<p>Über\u00admut und „Zitat“ – 10&nbsp;000 …</p>",
    ),
    (
        '<p><a href="/x">a</a><a href="/x">b</a><a href="/y"><strong>c</strong></a></p>',
        '<p><a href="/x">ab</a><a href="/y"><strong>c</strong></a></p>',
    ),
]

signs = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\u0308\u0338\u00ad\u200b\u200d\ufeff\u00a0\r\n\t \u2028\ud800\x00üßA<>&"),
    )
)
pieces = st.sampled_from(
    [f"<{end}{tag}>" for end in ("", "/") for tag in sorted(TAGS - {"a"} | {"script", "div", "b"})]
    + ['<a href="/x">', '<a href="https://a.de/?b&c" title="\'&gt;&quot;" onclick="x">', "</a>"]
    + [
        '<a href="javascript:x">',
        "<a>",
        '<td colspan="2">',
        '<ol start="3" type="a">',
        "<!-- c -->",
    ]
    + [" ", "\n", "&nbsp;", "&#8203;", "&#776;", "&lt;br&gt;", "Wort", "a b ", "\u0338", "\u2028"]
)
markup = st.lists(st.one_of(pieces, signs), max_size=25).map("".join)


# --- Plain text --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ru\u0308cken", "Rücken"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        (" \u00a0\u200bWort\ufeff\u00ad ", "Wort"),
        ("Zeile  \nZeile\t", "Zeile\nZeile"),
        ("N\x00U\x07L", "NUL"),
        ("\ud83d halb", "halb"),
        ("u\u200b\u0308ber", "über"),
        ("\u202everkehrt\u202c", "verkehrt"),
        ("\u200e\u00a0\u200d", ""),
    ],
)
def test_text_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert tidy_text(typed) == kept


@pytest.mark.parametrize(
    "text",
    ["👩\u200d🔬 forscht", "می\u200cخواهم", "Rücken\u00adschmerz", "z.\u00a0B.", "10\u202f000"],
)
def test_text_keeps_what_readers_see(text: str) -> None:
    assert tidy_text(text) == text


def test_line_has_no_line_breaks() -> None:
    assert tidy_line("Ein \r\n  Titel\nin  zwei") == "Ein Titel in zwei"


@given(signs)
@example("\u200b\u0308")
def test_text_in_the_one_form_stays_as_it_is(text: str) -> None:
    kept = tidy_text(text)

    assert tidy_text(kept) == kept
    assert tidy_line(tidy_line(text)) == tidy_line(text) == tidy_line(kept)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept == kept.strip()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b\ufeff\ud800-\udfff]", kept)


# --- Rich text ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("stored", "posted"), POSTED)
def test_rich_text_is_spelled_as_the_editor_does(stored: str, posted: str) -> None:
    assert canonical(stored) == canonical(posted) == unicodedata.normalize("NFC", posted)


@pytest.mark.parametrize(("stored", "posted"), POSTED)
def test_rich_text_in_a_file_is_read_back_the_same(stored: str, posted: str) -> None:
    assert canonical(in_lines(canonical(posted))) == canonical(posted)


def test_rich_text_in_a_file_has_a_line_for_each_block() -> None:
    text = canonical("<p>Vorher:</p><ol><li>Eins</li><li>Zwei</li></ol><p>Nachher.</p>")

    assert in_lines(text).split("\n") == [
        "<p>Vorher:</p>",
        "<ol>",
        "<li>Eins</li>",
        "<li>Zwei</li>",
        "</ol>",
        "<p>Nachher.</p>",
    ]


@pytest.mark.parametrize(
    "empty", ["", "<p></p>", "<p> </p><p></p>", "<p>&nbsp;<br></p>", "<ul><li></li></ul>", "\u200b"]
)
def test_rich_text_with_nothing_to_read_is_empty(empty: str) -> None:
    assert canonical(empty) == ""


def test_rich_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValidationError):
        canonical("<ul><li>" * MOST_CHARACTERS)


class Tags(HTMLParser):
    """Notes the elements and attributes of a text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= dict(attrs)


@given(markup)
@example("<p>\u0338</p>")
@example("<li><h3><li>0")
@example(" \u0338")
@example("\ud800")
@example("a<a>&#776;</a>")
@example("<p><strong>a</strong>\u0338 b</p>")
def test_rich_text_holds_only_what_editors_can_write(html: str) -> None:
    spelled = canonical(html)
    found = Tags(spelled)

    assert canonical(spelled) == spelled
    assert unicodedata.is_normalized("NFC", spelled)
    assert found.elements <= TAGS
    assert set(found.attributes) <= ATTRIBUTES
    assert "javascript" not in (found.attributes.get("href") or "")


@given(st.lists(pieces, max_size=25).map("".join))
def test_file_loses_nothing(html: str) -> None:
    text = canonical(html)

    assert canonical(in_lines(text)) == text


@given(st.lists(pieces, max_size=25).map("".join))
def test_spelling_loses_no_words(html: str) -> None:
    safe = re.sub("<(script|!--).*", "", html, flags=re.DOTALL)

    assert words(canonical(safe)) == words(safe)


def words(html: str) -> str:
    """The letters of a text without what tidying takes away."""
    return "".join(re.findall("[A-Za-z]", unicodedata.normalize("NFD", plain_text(html))))


# --- Text taken out of markup --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Das Zwerchfell</p><p>Danach</p>", "Das Zwerchfell\nDanach"),
        ("<ul><li>Eins</li><li><p>Zwei</p></li></ul>", "Eins\nZwei"),
        ("<h3>Kopf</h3>Text<br>Zeile", "Kopf\nText\nZeile"),
        ("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>", "a\nb\nc"),
        ("<p><strong>Rü</strong>cken &amp; <em>Nacken</em></p>", "Rücken & Nacken"),
        ("<p>Ein\n  Satz</p>", "Ein Satz"),
        ("3 < 5 und a<b", "3 < 5 und a<b"),
        ("<script>x()</script><p>a</p><style>p{}</style>", "a"),
    ],
)
def test_text_without_markup_keeps_the_borders_of_blocks(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(
    st.lists(st.text("abcü", min_size=1), min_size=1),
    st.sampled_from(["p", "li", "h3", "td", "div"]),
)
def test_words_of_neighbouring_blocks_are_never_one(texts: list[str], tag: str) -> None:
    html = "".join(f"<{tag}>{text}</{tag}>" for text in texts)

    assert plain_text(html).split() == texts


@given(
    st.lists(st.text("abcü", min_size=1), min_size=1), st.sampled_from(["strong", "em", "a", "b"])
)
def test_a_word_with_a_part_set_off_stays_one(texts: list[str], tag: str) -> None:
    html = "".join(f"<{tag}>{text}</{tag}>" for text in texts)

    assert plain_text(f"<p>{html}</p>") == "".join(texts)


# --- Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ru\u0308cken", "ruecken"),
        ("Rücken\u00adschmerz", "rueckenschmerz"),
        ("Größe_Maß", "groesse-mass"),
        ("Łódź, Ærø & ışık", "lodz-aero-isik"),
        ("Спина", "spyna"),
        ("🔥 ?!", ""),
        ("الظهر", ""),
    ],
)
def test_address_is_made_of_what_is_written(text: str, slug: str) -> None:
    assert german_slug(text) == slug


@given(signs)
def test_address_is_valid_or_empty(text: str) -> None:
    slug = german_slug(text)

    assert slug == "" or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-?", slug)
    assert len(slug) <= LONGEST
    assert re.fullmatch(r"thema-[0-9a-f]{8}", token_slug("Thema", text))


@given(st.text("ab-", min_size=1, max_size=170), st.integers(0, 12))
def test_address_with_a_number_is_free_and_fits(wanted: str, others: int) -> None:
    taken: set[str] = set()
    for _ in range(others):
        taken.add(free_slug(wanted, taken))

    free = free_slug(wanted, taken)
    assert free not in taken
    assert len(free) <= LONGEST

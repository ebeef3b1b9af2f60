"""The one form in which text is kept, whichever door it came through, and text taken out of markup."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
#: Control characters, halves of characters, orders to turn the reading direction that nothing ends,
#: places to break or not to break a line that nobody sees, and what is no character at all.
#: Soft hyphens stay (they say where a word may be cut), and so do the joiners of emoji and Persian.
JUNK = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u200b\u2060\ufeff\u180e\u202a-\u202e"
    "\ufdd0-\ufdef\ufffe\uffff\ufff9-\ufffb]"
)
#: What cannot be seen and does nothing at the end of a text, beside the spaces.
UNSEEN = "\u00ad\u200c\u200d"
SPACES = re.compile("[ \n]+")
SPACE_AT_LINE_END = re.compile(" +(?=\n)")


def tidy_text(text: str) -> str:
    """Return a text of several lines in the one form: NFC, LF, nothing that no reader can see."""
    text = LINE_END.sub("\n", text).replace("\t", " ")
    # Composed last: a character taken out may have stood between a letter and its accent.
    text = unicodedata.normalize("NFC", SPACE_AT_LINE_END.sub("", JUNK.sub("", text)))
    return strip(text) if has_signs(text) else ""


def tidy_line(text: str) -> str:
    """Return a text of one line in the one form."""
    return SPACES.sub(" ", tidy_text(text))


def strip(text: str) -> str:
    """Return the text without spaces and unseen characters at its ends."""
    stripped = text.strip().strip(UNSEEN)
    return stripped if stripped == text else strip(stripped)


def has_signs(text: str) -> bool:
    """Whether a reader sees anything: not only spaces, joiners and marks of direction."""
    return any(unicodedata.category(sign) not in ("Cf", "Zs", "Cc") for sign in text)


def without_soft_hyphens(text: str) -> str:
    """Return the text as words are compared; where a word may be cut is no part of it."""
    return text.replace("\u00ad", "")


# --- Text taken out of markup ------------------------------------------------------------------

#: Elements inside a line of text; all others begin and end one.
INLINE = frozenset({"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "i", "mark", "q"}) | {
    *("s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr")
}
UNREAD = frozenset(["script", "style", "template"])


def plain_text(html: str) -> str:
    """Return what a reader of the markup reads, each block on a line of its own."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split(" ")) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in map(str.strip, lines) if line)


class _TextReader(HTMLParser):
    """Collects the text between tags, with a line break at the borders of blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.unread += tag in UNREAD
        self.border(tag)

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in UNREAD and self.unread > 0
        self.border(tag)

    def border(self, tag: str) -> None:
        if tag not in INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unread:
            # A line break in the source is a space to whoever reads the page.
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", data))

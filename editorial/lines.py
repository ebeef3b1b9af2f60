"""Lists that editors write as one entry per line, or as sentences that stand for themselves."""

import re

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def lines(text: str | None) -> list[str]:
    """Return the entries of a one-per-line text field, without blanks."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def sentences(text: str | None) -> list[str]:
    """Return the sentences of a text, without blanks; a point inside a word ends none."""
    return [sentence for sentence in SENTENCE_END.split((text or "").strip()) if sentence]

"""Lists that editors write as one entry per line."""


def lines(text: str | None) -> list[str]:
    """Return the entries of a one-per-line text field, without blanks."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]

"""The rules a good page has to keep, as far as a machine can tell.

The number a rule's description begins with is that of the portal's checklist for pages, drawn from
Gute Praxis Gesundheitsinformation 2.0 (2016), DISCERN (1999), PIF TICK (2022) and the content
standard of the NHS. Whether a sentence is true and kind only a person can tell.

A rule is a function in one of the modules here; adding it there is all it takes.
"""

from quality.checks import (
    articles,
    cautions,
    ease,
    exercises,
    fields,
    links,
    pictures,
    sources,
    wording,
)
from quality.checks.pages import Content, Page
from quality.checks.rules import RULES, Finding

__all__ = ["RULES", "Content", "Finding", "Page", "findings"]

#: Where the rules stand.
MODULES = (fields, articles, exercises, pictures, cautions, sources, wording, links, ease)


def findings(content: Content) -> list[Finding]:
    """Hold the content against every rule."""
    return [finding for check in RULES.values() for finding in check(content)]

"""The warning signs that nearly every page shows."""

from __future__ import annotations

from editorial.models import WarningSign, WarningSigns, by_tier
from editorial.reading import in_language
from editorial.remembered import remembered


@remembered
def current_warning_signs() -> WarningSigns | None:
    """The notice in force with its signs; none where there is none yet."""
    shown = WarningSign.objects.filter(notice__in=WarningSigns.objects.published())
    signs = list(in_language(shown).select_related("notice"))
    if not signs:
        return None
    notice = signs[0].notice
    notice.tiers = by_tier(signs)
    return notice

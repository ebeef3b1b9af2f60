"""The warning signs that nearly every page shows."""

from __future__ import annotations

from editorial.models import WarningSigns
from editorial.reading import in_language
from editorial.remembered import remembered


@remembered
def current_warning_signs() -> WarningSigns | None:
    """The notice in force; none where there is none yet."""
    return in_language(WarningSigns.objects.published()).first()

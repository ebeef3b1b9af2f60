"""What every piece of content shares."""

from editorial.models.change import Change
from editorial.models.notice import (
    ONLY_NOTICE,
    Tier,
    WarningSign,
    WarningSigns,
    by_tier,
    require_whole,
)
from editorial.models.provenance import Evidence, Person, Picture, Source

__all__ = [
    "ONLY_NOTICE",
    "Change",
    "Evidence",
    "Person",
    "Picture",
    "Source",
    "Tier",
    "WarningSign",
    "WarningSigns",
    "by_tier",
    "require_whole",
]

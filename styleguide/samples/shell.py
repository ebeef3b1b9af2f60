"""Marks, what stands around a page, and the signs that need a doctor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator

from editorial.models import Evidence, Source, WarningSign, WarningSigns
from exercises.models import Exercise
from styleguide.sample import Sample


def marks() -> Iterator[Sample]:
    yield Sample("components/logo.html")
    yield Sample("components/tipped.html")
    for name in ("search", "stop", "warning"):
        yield Sample(f"components/icon_{name}.html")
    for kind in Exercise.Kind:
        yield Sample("components/kind_icon.html", kind.value, {"kind": kind.value})
        yield Sample(
            "components/kind_mark.html", kind.value, {"kind": kind.value, "label": kind.label}
        )
    for evidence in Evidence:
        context = {"strength": evidence.value, "label": evidence.label}
        yield Sample("components/evidence_mark.html", evidence.value, context)


def shell_parts() -> Iterator[Sample]:
    codes = [("de", "Deutsch"), ("en", "English"), ("de-simple", "Einfache Sprache")]
    links = [
        SimpleNamespace(code=code, name=name, url="#", current=code == "de", available=True)
        for code, name in codes
    ]
    yield Sample("components/languages.html", "", {"links": links}, inside=("div", "languages"))
    here = {"here": SimpleNamespace(app_name="exercises", view_name="exercises:library")}
    yield Sample("components/navigation.html", "", here, inside=("div", "site-nav"))
    plain = {"links": links, "shown": "de", "language": "de"}
    yield Sample("components/plain_switch.html", "", plain)
    for large in (False, True):
        text = "Hexenschuss" if large else ""
        context = {"id": "sample", "text": text, "error": "", "large": large}
        yield Sample("components/search_field.html", "large" if large else "small", context)
    found = SimpleNamespace(
        kind_label="Artikel",
        language="de",
        url="#",
        title="Was bei Rückenschmerzen hilft",
        summary="Bewegung hilft meist am besten. Was sonst noch hilft und was nicht.",
    )
    result = {"result": found, "language": "de", "level": 3}
    yield Sample("components/search_result.html", "", result, inside=("ol", "entries"))
    for number in (1, 2, 3):
        page = Paginator(range(60), 20).page(number)
        yield Sample("components/pager.html", f"page {number} of 3", {"page": page})
    yield Sample("components/ways_on.html")
    yield Sample("components/not_found_yet.html")
    footer = {
        "site_name": settings.SITE_NAME,
        "info_pages": [
            SimpleNamespace(title="Impressum", title_de="Impressum", get_absolute_url="#")
        ],
        "language": "de",
    }
    yield Sample("components/footer.html", "", footer, inside=("div", "site-footer"))


def source(**given: Any) -> Source:
    own = {
        "kind": Source.Kind.GUIDELINE,
        "authors": "Bundesärztekammer",
        "year": 2017,
        "title": "Nationale Versorgungs-Leitlinie Nicht-spezifischer Kreuzschmerz",
    }
    return Source(**own | given)


def signs() -> WarningSigns:
    notice = WarningSigns(version=1, in_force_since=dt.date(2025, 1, 1))
    said = {
        "emergency": ["Urin plötzlich nicht halten können", "ein Bein wird schnell schwächer"],
        "urgent": ["Fieber und starke Schmerzen"],
        "soon": ["seit Wochen nicht besser"],
    }
    notice.tiers = {
        tier: [WarningSign(tier=tier, text_de=text, short_de=text) for text in texts]
        for tier, texts in said.items()
    }
    return notice


def warnings() -> Iterator[Sample]:
    context = {"warning_signs": signs()}
    yield Sample("components/warning_signs_first.html", "before exercises", context)
    flowing = context | {"flowing": True}
    yield Sample("components/warning_signs_first.html", "before a list", flowing)
    yield Sample("components/warning_signs.html", "in an article", context)
    yield Sample("components/warning_signs.html", "open", context, opened=True)
    yield Sample("components/warning_tiers.html", "without the emergencies", context)
    yield Sample("components/warning_version.html", "", context)
    tier = {"tier": "emergency", "signs": signs().tiers["emergency"], "level": 3}
    yield Sample("components/tier_short.html", "", tier)
    yield Sample("components/tier_whole.html", "", tier)
    yield Sample("components/tier_heading.html", "", {"tier": "soon", "whole": True})


def page_state(**given: Any) -> SimpleNamespace:
    """Stand in for a page with people, which a page that is not stored cannot have."""
    own = {
        "authors": SimpleNamespace(all=[SimpleNamespace(name="Redaktion", role="Text")]),
        "clinical_reviewers": SimpleNamespace(all=[]),
        "reviewed_on": None,
        "review_due_on": None,
        "is_reviewed": False,
        "is_review_overdue": False,
        "content_updated_at": dt.date(2025, 3, 1),
    }
    return SimpleNamespace(**own | given)


def provenance_states() -> dict[str, SimpleNamespace]:
    doctor = SimpleNamespace(all=[SimpleNamespace(name="Dr. Muster", role="Orthopädie")])
    reviewed = {
        "clinical_reviewers": doctor,
        "reviewed_on": dt.date(2025, 3, 1),
        "review_due_on": dt.date(2027, 3, 1),
        "is_reviewed": True,
    }
    return {
        "not reviewed": page_state(),
        "reviewed": page_state(**reviewed),
        "review overdue": page_state(**reviewed, is_review_overdue=True),
    }


def around_a_page() -> Iterator[Sample]:
    for state, page in provenance_states().items():
        yield Sample("components/state.html", state, {"page": page})
        yield Sample("components/provenance.html", state, {"page": page})
    study = source(kind=Source.Kind.STUDY, doi="10.1000/182", published_in="Ein Fachblatt")
    yield Sample("components/source.html", "with a DOI", {"source": study})
    yield Sample("components/sources.html", "", {"sources": [source(), study]})
    yield Sample("components/folded_sources.html", "", {"sources": [source(), study]})
    rating = {"target": "sample", "action": "#", "language": "de", "honeypot": "website"}
    yield Sample("feedback/form.html", "", rating)

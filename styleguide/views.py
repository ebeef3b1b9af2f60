"""The living style page: tokens and every component in all its states, from the real templates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import (
    Article,
    Callout,
    CourseTeaser,
    EvidenceStatement,
    ExerciseTeaser,
    Figure,
    GlossaryTerm,
    RichText,
    Topic,
    Worksheet,
)
from editorial.models import Evidence, Source, WarningSigns
from exercises import bodymap
from exercises.dose import Dose
from exercises.models import Caution, Exercise
from exercises.templatetags.exercise_tags import body_map, poses_of
from prevention.models import CourseOffer
from styleguide.contrast import contrast, dark_tokens, light_tokens
from training.balance import Lack
from training.models import Programme, Week
from training.plan import LeftOut, Plan, PlanItem, Reason
from training.week_page import WeekExercise, WeekSession

CSS = settings.BASE_DIR / "static" / "css"
TOKENS = CSS / "tokens.css"
IMPORT = re.compile(r'@import "([^"]+)";\n')
TEXT_CONTRAST, LINE_CONTRAST = 7, 3

#: Which colour is read on which surface; text needs 7:1, what is no text 3:1.
ON_SURFACE = {
    "ink": ["paper", "sand", "sand-deep", "accent-soft", "warn-soft"],
    "ink-soft": ["paper", "sand"],
    "accent": ["paper", "sand"],
    "accent-deep": ["paper", "sand", "accent-soft"],
    "on-accent": ["accent", "accent-deep"],
    "warn": ["paper", "warn-soft"],
    "on-warn": ["warn-fill"],
    "isometric": ["paper", "isometric-soft"],
    "stretching": ["paper", "stretching-soft"],
    "strengthening": ["paper", "strengthening-soft"],
    "relaxation": ["paper", "relaxation-soft"],
}
LINES_ON_SURFACE = {"line-strong": ["paper", "sand"]}

#: Component templates that the page cannot show, and why.
NOT_SHOWN = {
    "components/addresses.html": "stands in the head and shows nothing",
    "components/open_graph.html": "stands in the head and shows nothing",
    "components/page_number.html": "stands in the title of a page and is no mark of its own",
    "components/print_address.html": "stands on paper only",
    "components/read_aloud.html": "stays hidden until its script has found a voice",
    "components/tick_boxes.html": "stands on paper only",
}


IN_LIST = ("ul", "plain-list")


@dataclass(frozen=True)
class Sample:
    """One template with what it takes, in one state."""

    template: str
    state: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    #: What it stands in on a page: an element and its class.
    inside: tuple[str, str] = ("div", "")
    opened: bool = False

    def render(self, request: HttpRequest, number: str) -> SafeString:
        context = {"request": request, **self.context}
        html = str(render_to_string(self.template, context, request))
        html = html.replace("<details>", "<details open>") if self.opened else html
        element, name = self.inside
        html = f'<{element} class="{name}">{html}</{element}>' if name else html
        return mark_safe(with_own_ids(html, number))


@require_safe
@never_cache
def style_page(request: HttpRequest) -> HttpResponse:
    for_staff(request)
    samples = [
        {
            "sample": sample,
            "light": sample.render(request, f"light-{number}"),
            "dark": sample.render(request, f"dark-{number}"),
        }
        for number, sample in enumerate(shown_samples())
    ]
    with override("ar"):
        right_to_left = [
            sample.render(request, f"rtl-{number}")
            for number, sample in enumerate(arabic_samples())
        ]
    context = {
        "samples": samples,
        "right_to_left": right_to_left,
        "colours": colours(),
        "measures": measures(),
        "not_shown": NOT_SHOWN,
        "schemes": ["light", "dark"],
    }
    return render(request, "styleguide/style_page.html", context)


@require_safe
@never_cache
def style_sheet(request: HttpRequest) -> HttpResponse:
    """Every style sheet of the portal, with light and dark as classes and states that can be shown."""
    for_staff(request)
    css = "\n".join(forced(file.read_text()) for file in style_sheets())
    swatches = "\n".join(
        f".swatch--{name} {{ background: var(--{name}); }}" for name in light_tokens(TOKENS)
    )
    return HttpResponse(f"{css}\n{swatches}\n", content_type="text/css; charset=utf-8")


def style_sheets() -> list[Path]:
    """Return every style sheet: those of all pages in their order, then those of some pages."""
    shared = [CSS / name for name in IMPORT.findall((CSS / "site.css").read_text())]
    others = [file for file in sorted((CSS / "components").glob("*.css")) if file not in shared]
    return [*shared, *others, CSS / "style_page.css"]


def for_staff(request: HttpRequest) -> None:
    """Let through who works on the portal; for everybody else there is no such page."""
    if not (settings.DEBUG or request.user.is_staff):
        raise Http404


def forced(css: str) -> str:
    """Turn the dark scheme into a class, and hover and focus into states that stand still."""
    css = re.sub(r"@media (?:screen and )?\(prefers-color-scheme: dark\) \{", ".scheme-dark {", css)
    css = re.sub(r"(\.scheme-dark \{\s*):root", r"\1&", css)
    css = re.sub(r"@media [^{}]*prefers-color-scheme: dark[^{}]*\{", "@media not all {", css)
    css = css.replace(":focus-visible", ":is(:focus-visible, .is-focused)")
    css = css.replace(":hover", ":is(:hover, .is-hovered)")
    return re.sub(r'url\("\.\./([^"]+)"\)', lambda found: f'url("{static(found[1])}")', css)


def with_own_ids(html: str, number: str) -> str:
    """Give every id and what points at it an ending, so that a template can stand on a page twice."""
    for one in set(re.findall(r'\bid="([^"]+)"', html)):
        html = re.sub(
            rf'(\b(?:id|for|href|aria-labelledby|aria-describedby|popovertarget)="(?:[^"]* )?#?)'
            rf'{re.escape(one)}(?=[ "])',
            rf"\g<1>{one}-{number}",
            html,
        )
    return html


# --- Tokens --------------------------------------------------------------------------------------


def colours() -> list[dict[str, Any]]:
    """Both schemes with every colour and the contrasts it has where it is used."""
    schemes = {"light": light_tokens(TOKENS), "dark": dark_tokens(TOKENS)}
    return [
        {
            "scheme": scheme,
            "colours": [
                {
                    "name": name,
                    "value": value,
                    "pairs": [pair for pair in pairs(tokens) if pair["name"] == name],
                }
                for name, value in tokens.items()
            ],
        }
        for scheme, tokens in schemes.items()
    ]


def pairs(tokens: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each colour on each surface it is used on, with the contrast there is and the one it needs."""
    for uses, needed in ((ON_SURFACE, TEXT_CONTRAST), (LINES_ON_SURFACE, LINE_CONTRAST)):
        for name, surfaces in uses.items():
            for surface in surfaces:
                ratio = contrast(tokens[name], tokens[surface])
                yield {"name": name, "surface": surface, "ratio": ratio, "needed": needed}


def measures() -> list[tuple[str, str]]:
    """Type, space and size tokens with their values."""
    first = re.search(r":root \{(.*?)\n  \}", TOKENS.read_text(), re.DOTALL)
    found = re.findall(r"--([\w-]+): ([^;]+);", first[1] if first else "")
    return [(name, value) for name, value in found if not value.startswith("oklch")]


# --- Samples, kept in memory only ------------------------------------------------------------------


def shown_samples() -> Iterator[Sample]:
    yield from marks()
    yield from shell_parts()
    yield from entries()
    yield from muscles()
    yield from plans()
    yield from weeks()
    yield from blocks()
    yield from warnings()
    yield from around_a_page()


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
    here = {"here": SimpleNamespace(app_name="exercises", url_name="library")}
    yield Sample("components/navigation.html", "", here, inside=("div", "site-nav"))
    plain = {"links": links, "shown": "de", "language": "de"}
    yield Sample("components/plain_switch.html", "", plain)
    for large in (False, True):
        text = "Hexenschuss" if large else ""
        context = {"id": "sample", "text": text, "error": "", "large": large}
        yield Sample("components/search_field.html", "large" if large else "small", context)
    for number in (1, 2, 3):
        page = Paginator(range(60), 20).page(number)
        yield Sample("components/pager.html", f"page {number} of 3", {"page": page})
    yield Sample("components/ways_on.html")
    yield Sample("components/not_found_yet.html")
    footer = {
        "site_name": settings.SITE_NAME,
        "info_pages": [{"title": "Impressum", "shown_language": "de", "get_absolute_url": "#"}],
        "language": "de",
    }
    yield Sample("components/footer.html", "", footer, inside=("div", "site-footer"))


def article() -> Article:
    return Article(
        title_de="Was bei Dysbalance hilft",
        slug_de="dysbalance",
        lead_de="Spieler und Gegenspieler halten sich die Waage. Was tun, wenn eine Seite nachgibt?",
        topic=Topic(title_de="Muskeln verstehen", slug_de="muskeln"),
        published_at=timezone.now(),
    )


def exercise(kind: str, figure: str) -> Exercise:
    hold = kind != Exercise.Kind.STRENGTHENING
    return Exercise(
        kind=kind,
        key=figure,
        title_de="Eine Übung für den Rücken",
        slug_de=figure,
        sets=2,
        repetitions_from=8,
        repetitions_to=12,
        hold_seconds_from=10 if hold else None,
        figure=figure,
    )


FIGURE_OF_KIND = {
    Exercise.Kind.ISOMETRIC: "forearm-plank",
    Exercise.Kind.STRETCHING: "hip-flexor-stretch",
    Exercise.Kind.STRENGTHENING: "sit-to-stand",
    Exercise.Kind.RELAXATION: "muscle-relaxation",
}


def entries() -> Iterator[Sample]:
    for language, state in (("de", "written in the reader's language"), ("en", "in German only")):
        context = {"article": article(), "language": language, "level": 3, "with_topic": True}
        yield Sample("components/article_entry.html", state, context, inside=IN_LIST)
    for kind, figure in FIGURE_OF_KIND.items():
        one = exercise(kind, figure)
        context = {"exercise": one, "dose": one.dose, "language": "de", "level": 3}
        yield Sample("components/exercise_entry.html", kind.value, context, inside=IN_LIST)
    one = exercise(Exercise.Kind.STRENGTHENING, "sit-to-stand")
    yield Sample("components/exercise_figure.html", "", {"exercise": one, "poses": poses_of(one)})
    balance = {"first": "Bauchmuskeln", "first_latin": "Rectus abdominis"}
    balance |= {"second": "Rückenstrecker", "second_latin": "Erector spinae"}
    yield Sample("components/balance.html", "", balance)
    for template in ("other_language", "translation_notice"):
        yield Sample(f"components/{template}.html", "", {"shown": "de", "language": "en"})
    term = GlossaryTerm(
        title_de="Lendenwirbelsäule", slug_de="lws", definition_de="Der untere Teil des Rückens."
    )
    yield Sample("components/term_note.html", "open", {"term": term})


def muscles() -> Iterator[Sample]:
    muscle = SimpleNamespace(
        key="pectoralis",
        name="Großer Brustmuskel",
        latin="Musculus pectoralis major",
        agonist_in=SimpleNamespace(
            all=[exercise(Exercise.Kind.STRETCHING, "doorway-chest-stretch")]
        ),
        antagonist_in=SimpleNamespace(all=[exercise(Exercise.Kind.STRENGTHENING, "band-row")]),
    )
    entry = bodymap.Entry(muscle=muscle, region=None, groups=[], members=[], pairs=[])  # type: ignore[arg-type]
    context = {"entry": entry, "language": "de"}
    yield Sample("components/muscle_entry.html", "", context, inside=IN_LIST)
    yield Sample("components/small_map.html", "", body_map([muscle]))  # type: ignore[list-item]


def plan_row(**given: Any) -> SimpleNamespace:
    one = exercise(Exercise.Kind.ISOMETRIC, "forearm-plank")
    own = {
        "exercise": one,
        "item": PlanItem(one),
        "number": 1,
        "unwanted": [],
        "page_url": "#",
        "up_url": "#",
        "down_url": "#",
        "remove_url": "#",
    }
    return SimpleNamespace(**own | given)


def plans() -> Iterator[Sample]:
    one = exercise(Exercise.Kind.STRENGTHENING, "sit-to-stand")
    yield Sample("components/plan_bar.html", "", {"plan": Plan((PlanItem(one),))})
    rule = {
        "sentences": ["Hören Sie auf, wenn es sticht."],
        "own": [(one, "Hören Sie auf, wenn Ihnen schwindlig wird.")],
        "name": "",
        "note": "Was sonst noch gilt, steht bei der Übung.",
    }
    yield Sample("components/stop_rule.html", "", rule)
    places = {
        "can be added": {"url": "#", "plan_url": "#", "is_in_plan": False},
        "in the plan": {"url": "", "plan_url": "", "is_in_plan": True},
        "the plan is full": {"url": "", "plan_url": "", "is_in_plan": False},
    }
    for state, place in places.items():
        context = {"exercise": one, "training_url": "#", **place}
        yield Sample("components/plan_choice.html", state, context)
        yield Sample("components/plan_step.html", state, context | {"plan_url": "#"})
    unwanted = [Caution(code="K", name_de="Kniebeschwerden")]
    rows = {
        "": (plan_row(), ""),
        "with a refused dose and a caution": (plan_row(unwanted=unwanted), "forearm-plank"),
    }
    for state, (row, refused) in rows.items():
        address = {"code": "", "without": ""}
        context = {"row": row, "total": 2, "refused": refused, "language": "de", **address}
        yield Sample("components/plan_row.html", state, context, inside=("ol", "plan__rows"))
    for reason in Reason:
        context = {"part": LeftOut("bird-dgo", reason)}
        yield Sample("components/left_out.html", reason.value, context)
    pair = SimpleNamespace(title="Bauch und Rücken")
    for lack in Lack:
        context = {"hint": SimpleNamespace(lack=lack, pair=pair)}
        yield Sample("components/plan_hint.html", lack.value, context)
    yield Sample("components/pain_light.html", "", {"level": 3})


def programme() -> Programme:
    return Programme(
        title_de="Sechs Wochen",
        slug_de="sechs-wochen",
        lead_de="Ein ruhiger Einstieg. Jede Woche kommt nur eine Sache dazu.",
        for_whom_de="Für Erwachsene, deren Schmerzen leicht sind und wiederkommen.",
    )


def week(number: int) -> Week:
    return Week(
        programme=programme(),
        number=number,
        title_de="Ein paar Mal mehr",
        focus_de="Neu ist nur die Zahl der Wiederholungen. Alles andere bleibt, wie es ist.",
    )


def week_exercises() -> list[WeekExercise]:
    """One as before, one with another dose, one new."""
    known, changed, new = (
        exercise(kind, FIGURE_OF_KIND[kind]) for kind in list(FIGURE_OF_KIND)[:3]
    )
    return [
        WeekExercise(known, known.dose, known.dose, is_new=False),
        WeekExercise(changed, changed.dose, Dose(repetitions_from=5, hold_from=5), is_new=False),
        WeekExercise(new, new.dose, None, is_new=True),
    ]


def weeks() -> Iterator[Sample]:
    exercises = week_exercises()
    held = SimpleNamespace(number=1, title="Ganz durch, am Ende Dehnen", minutes=12)
    session = WeekSession(held, exercises)  # type: ignore[arg-type]
    page = SimpleNamespace(
        week=week(2),
        previous=week(1),
        following=week(3),
        sessions=[session, session],
        exercises=exercises,
        telling=exercises[2],
        minutes=[9, 12],
    )
    whole = {"programme": programme(), "weeks": [page] * 6, "first": page, "language": "de"}
    yield Sample("components/programme_entry.html", "", whole, inside=IN_LIST)
    entry = {"page": page, "language": "de"}
    yield Sample("components/week_entry.html", "", entry, inside=("ol", "weeks__list"))
    yield Sample("components/week_sum.html", "", {"page": page})
    yield Sample("components/week_changes.html", "", {"changes": exercises[1:]})
    yield Sample("components/session.html", "", {"session": session, "language": "de"})
    for state, given in (
        ("in between", page),
        ("the first", SimpleNamespace(previous=None, following=week(2))),
        ("the last", SimpleNamespace(previous=week(5), following=None)),
    ):
        yield Sample("components/week_steps.html", state, {"page": given})


def source(**given: Any) -> Source:
    own = {
        "kind": Source.Kind.GUIDELINE,
        "authors": "Bundesärztekammer",
        "year": 2017,
        "title": "Nationale Versorgungs-Leitlinie Nicht-spezifischer Kreuzschmerz",
    }
    return Source(**own | given)


def html_block(block: Any, html: str) -> Any:
    """Give a block the text as the page brings it."""
    block.html = mark_safe(html)
    return block


def blocks() -> Iterator[Sample]:
    text = (
        "<p>Ein Absatz mit <a href='#'>einem Verweis</a> und <strong>etwas Wichtigem</strong>.</p>"
        "<ul><li>Ein Punkt</li><li>Noch ein Punkt</li></ul><h3>Schritte</h3>"
        "<ol><li>Erst das eine</li><li>Dann das andere</li></ol>"
    )
    section = html_block(RichText(heading_de="Warum der Rücken wehtut", text_de=text), text)
    section.anchor = "warum"
    yield Sample(
        RichText.template, "with a heading and lists", {"block": section, "language": "de"}
    )
    for kind in Callout.Kind:
        title = "" if kind == Callout.Kind.TIP else "Mit Überschrift"
        text = "<p>Kleine Wege zählen: Bewegung tut dem Rücken gut.</p>"
        block = html_block(Callout(kind=kind, title_de=title, text_de=text), text)
        yield Sample(Callout.template, kind.value, {"block": block, "language": "de"})
    drawing = Figure(drawing="balance", caption_de="Beide Seiten tragen gleich viel.")
    yield Sample(Figure.template, "drawing", {"block": drawing, "language": "de"})
    for pk, evidence in enumerate(Evidence, start=1):
        claim = EvidenceStatement(
            pk=pk,
            claim_de="Wer in Bewegung bleibt, wird schneller gesund.",
            strength=evidence,
            explanation_de="Im Vergleich zu Bettruhe; gemessen nach zwölf Wochen.",
        )
        claim.citations = [(1, source())]
        yield Sample(EvidenceStatement.template, evidence.value, {"block": claim, "language": "de"})
    teaser = ExerciseTeaser(exercise=exercise(Exercise.Kind.STRETCHING, "hip-flexor-stretch"))
    yield Sample(ExerciseTeaser.template, "", {"block": teaser, "language": "de"})
    for way in Worksheet.Kind:
        prompts = "Seit wann haben Sie Schmerzen?\nWas möchten Sie wieder tun können?"
        sheet = Worksheet(kind=way, heading_de="Meine Beschwerden", prompts_de=prompts)
        sheet.anchor = f"meine-beschwerden-{way}"
        yield Sample(Worksheet.template, way.value, {"block": sheet, "language": "de"})
    offer = CourseOffer(
        title_de="Rückenkurs", slug_de="kurs", lead_de="Acht Abende in einer kleinen Gruppe."
    )
    context = {"block": CourseTeaser(course_offer=offer), "language": "de"}
    yield Sample(CourseTeaser.template, "", context)


def signs() -> WarningSigns:
    return WarningSigns(
        version=1,
        in_force_since=dt.date(2025, 1, 1),
        emergency_de="Sie können Wasser nicht halten.\nEin Bein ist plötzlich gelähmt.",
        urgent_de="Sie haben Fieber und starke Schmerzen.",
        soon_de="Der Schmerz wird seit Wochen nicht besser.",
    )


def warnings() -> Iterator[Sample]:
    for exercising in (False, True):
        context = {"warning_signs": signs(), "exercising": exercising}
        state = "before exercises" if exercising else "in an article"
        yield Sample("components/warning_signs.html", state, context)
    context = {"warning_signs": signs(), "exercising": True}
    yield Sample("components/warning_signs.html", "open", context, opened=True)
    yield Sample("components/warning_tiers.html", "", {"warning_signs": signs(), "level": 3})


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


def arabic_samples() -> Iterator[Sample]:
    """A few of them as somebody meets them who reads from right to left."""
    text = "<p>الحركة مفيدة للظهر. ابدأ بخطوات صغيرة.</p>"
    callout = html_block(
        Callout(kind=Callout.Kind.CAUTION, title_ar="انتبه", text_de=text, text_ar=text), text
    )
    yield Sample(Callout.template, "", {"block": callout, "language": "ar"})
    yield Sample(
        "components/warning_signs.html", "", {"warning_signs": signs(), "exercising": True}
    )
    one = exercise(Exercise.Kind.STRETCHING, "hip-flexor-stretch")
    context = {"exercise": one, "dose": one.dose, "language": "ar", "level": 3}
    yield Sample("components/exercise_entry.html", "", context, inside=IN_LIST)
    claim = EvidenceStatement(
        pk=9,
        claim_de="Bewegung hilft.",
        claim_ar="الحركة تساعد على الشفاء.",
        strength=Evidence.RECOMMENDED,
    )
    claim.citations = [(1, source())]
    yield Sample(EvidenceStatement.template, "", {"block": claim, "language": "ar"})
    yield Sample(
        "components/search_field.html", "", {"id": "sample", "text": "", "error": "", "large": True}
    )
    yield Sample("components/pager.html", "", {"page": Paginator(range(60), 20).page(2)})

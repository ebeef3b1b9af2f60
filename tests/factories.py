"""Test data: every factory makes a valid, published record in German.

`draft=True` makes it invisible to readers, `translated=True` adds English and plain German. What pages
show of others and most of their rows are there in all three.
Records go through `full_clean()` like everything an editor saves, so addresses are filled in and
rich text is sanitised.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import factory
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from factory.django import DjangoModelFactory, ImageField

from articles import models as articles
from editorial import completeness
from editorial import models as editorial
from editorial.changes import page_of
from editorial.publication import Addressed, Status
from evidence import models as evidence
from exercises import cautions as care
from exercises import models as exercises
from feedback.models import Rating
from portal.models import InfoPage
from prevention import models as prevention
from training import models as training

#: The password of every user made here.
PASSWORD = "drei-ruhige-atemzuege"


def numbered(text: str) -> factory.Sequence:
    """A different text for each record: "Artikel" becomes "Artikel 0", "Artikel 1" …"""
    return factory.Sequence(lambda n: f"{text} {n}")


def many(name: str) -> Callable[..., None]:
    """Let a factory take a list for the many-to-many field `name`."""

    @factory.post_generation
    def set_rows(obj: models.Model, create: bool, rows: Any, **kwargs: Any) -> None:
        if create and rows is not None:
            getattr(obj, name).set(rows)

    return set_rows


class ValidFactory(DjangoModelFactory):
    """Stores only what an editor could have stored."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class: type[models.Model], *args: Any, **kwargs: Any) -> models.Model:
        obj = model_class(*args, **kwargs)
        obj.full_clean()
        obj.save()
        return obj

    @classmethod
    def _after_postgeneration(cls, obj: Any, create: bool, results: Any = None) -> None:
        """Store in which languages the page is there, as saving it in the admin does."""
        page = page_of(obj) if hasattr(obj, "record") else obj
        if create and isinstance(page, Addressed):
            completeness.store(type(page), [page.pk])
            page.refresh_from_db(fields=["whole_in"])


# --- Shared ----------------------------------------------------------------------------------


class UserFactory(DjangoModelFactory):
    """Somebody who may edit everything; the password is `PASSWORD`."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"redaktion{n}")
    password = PASSWORD
    is_staff = True
    is_superuser = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        return model_class.objects.create_user(*args, **kwargs)


class PersonFactory(ValidFactory):
    class Meta:
        model = editorial.Person

    key = factory.Sequence(lambda n: f"person-{n}")
    name = numbered("Kim Beispiel")
    role_de = "Physiotherapie"
    role_en, role_de_simple = "Physiotherapist", "Physio"
    is_clinician = False

    class Params:
        clinician = factory.Trait(is_clinician=True)


class SourceFactory(ValidFactory):
    class Meta:
        model = editorial.Source

    key = factory.Sequence(lambda n: f"source-{n}")
    kind = editorial.Source.Kind.GUIDELINE
    authors = "BÄK, KBV, AWMF"
    title = numbered("Leitlinie")
    year = 2017


class PictureFactory(ValidFactory):
    class Meta:
        model = editorial.Picture

    key = factory.Sequence(lambda n: f"picture-{n}")
    file = ImageField(width=60, height=40, format="PNG", filename="bild.png")
    alt_de = "Ein Stuhl mit gerader Lehne"
    alt_en, alt_de_simple = "A picture.", "Ein Bild."
    credit = "Rücken in Balance"


class WarningSignFactory(ValidFactory):
    class Meta:
        model = editorial.WarningSign

    notice = factory.SubFactory("tests.factories.WarningSignsFactory")
    tier = "urgent"
    text_de = "Sie Fieber haben"
    text_en = "you have a fever"
    text_de_simple = "Sie Fieber haben"
    short_de = short_de_simple = "Fieber"
    short_en = "fever"


class WarningSignsFactory(ValidFactory):
    """A notice with its signs, which are given by tier and language, one a line."""

    class Meta:
        model = editorial.WarningSigns

    version = factory.Sequence(lambda n: n + 1)
    in_force_since = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=1))
    emergency_de = "Taubheit im Schritt\nSchwäche in beiden Beinen"
    urgent_de = "Fieber und Rückenschmerzen"
    soon_de = "Schmerzen seit mehr als sechs Wochen"

    emergency_en = "Numbness between the legs\nWeakness in both legs"
    urgent_en = "Fever and back pain"
    soon_en = "Pain for more than six weeks"
    emergency_de_simple = "Sie spüren zwischen den Beinen nichts.\nBeide Beine sind schwach."
    urgent_de_simple = "Sie haben Fieber und Rücken-Schmerzen."
    soon_de_simple = "Die Schmerzen dauern länger als 6 Wochen."

    class Params:
        draft = factory.Trait(in_force_since=None)
        #: A notice is there in every language or in none.
        translated = factory.Trait()

    @classmethod
    def _create(cls, model_class: type[models.Model], *args: Any, **kwargs: Any) -> models.Model:
        languages = [code.replace("-", "_") for code, _name in settings.LANGUAGES]
        said = {
            tier: {code: kwargs.pop(f"{tier}_{code}").split("\n") for code in languages}
            for tier in editorial.Tier.values
        }
        notice = super()._create(model_class, *args, **kwargs)
        for tier, texts in said.items():
            for place, _text in enumerate(texts["de"]):
                row = {code: lines[min(place, len(lines) - 1)] for code, lines in texts.items()}
                sign = editorial.WarningSign(notice=notice, tier=tier, ordering=place)
                for code, text in row.items():
                    setattr(sign, f"text_{code}", text)
                    setattr(sign, f"short_{code}", text)
                sign.save()
        return notice


class AddressedFactory(ValidFactory):
    class Meta:
        abstract = True

    key = factory.Sequence(lambda n: f"key-{n}")
    title_de = numbered("Titel")


def in_all_languages(*fields: str) -> factory.Trait:
    """Fill title, lead and the other fields a page needs in English and plain German too."""
    return factory.Trait(
        title_en=numbered("Title"),
        title_de_simple=numbered("Leichter Titel"),
        **{f"{field}_en": f"English {field}." for field in ("lead", *fields)},
        **{f"{field}_de_simple": f"Einfach: {field}." for field in ("lead", *fields)},
    )


class LeadFactory(AddressedFactory):
    class Meta:
        abstract = True

    lead_de = "Was Sie hier erfahren."

    class Params:
        translated = in_all_languages()


class PublishableFactory(LeadFactory):
    class Meta:
        abstract = True

    status = Status.PUBLISHED
    published_at = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=1))
    content_updated_at = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=1))

    authors = many("authors")
    clinical_reviewers = many("clinical_reviewers")
    sources = many("sources")

    class Params:
        draft = factory.Trait(status=Status.DRAFT, published_at=None)


# --- Articles --------------------------------------------------------------------------------


class TopicFactory(LeadFactory):
    class Meta:
        model = articles.Topic

    key = factory.Sequence(lambda n: f"topic-{n}")
    title_de = numbered("Thema")


class ArticleFactory(PublishableFactory):
    class Meta:
        model = articles.Article

    key = factory.Sequence(lambda n: f"article-{n}")
    title_de = numbered("Artikel")
    topic = factory.SubFactory(TopicFactory)
    key_points_de = "Bewegung hilft.\nRuhe hilft selten."
    related = many("related")

    class Params:
        translated = in_all_languages("key_points")


class BlockFactory(ValidFactory):
    class Meta:
        abstract = True

    parent = factory.SubFactory(ArticleFactory)
    region = "main"
    ordering = factory.Sequence(lambda n: (n + 1) * 10)


class RichTextFactory(BlockFactory):
    class Meta:
        model = articles.RichText

    heading_de = numbered("Frage")
    heading_en, heading_de_simple = numbered("Question"), numbered("Eine Frage")
    text_de = "<p>Eine Antwort in einem Satz.</p>"
    text_en = "<p>An answer in one sentence.</p>"
    text_de_simple = "<p>Eine kurze Antwort.</p>"


class CalloutFactory(BlockFactory):
    class Meta:
        model = articles.Callout

    title_de = numbered("Hinweis")
    title_en, title_de_simple = numbered("Note"), numbered("Ein Hinweis")
    text_de = "<p>Gut zu wissen.</p>"
    text_en, text_de_simple = "<p>Good to know.</p>", "<p>Gut zu wissen!</p>"


class FigureFactory(BlockFactory):
    class Meta:
        model = articles.Figure

    drawing = "balance"
    caption_de = "Bauch und Rücken halten sich die Waage."
    caption_en = "Belly and back keep their balance."
    caption_de_simple = "Bauch und Rücken sind gleich stark."


class ClaimFactory(PublishableFactory):
    """A claim in every language, with a passage of one source or of those given."""

    class Meta:
        model = evidence.Claim

    key = factory.Sequence(lambda n: f"claim-{n}")
    title_de = numbered("Aussage")
    title_en = numbered("Claim")
    title_de_simple = numbered("Satz")
    lead_de = "Bewegung lindert Kreuzschmerzen."
    lead_en = "Movement eases low back pain."
    lead_de_simple = "Bewegung hilft dem Rücken."
    strength = editorial.Evidence.RECOMMENDED

    @factory.post_generation
    def sources(obj: Any, create: bool, rows: Any, **kwargs: Any) -> None:  # noqa: N805 – as factory_boy has it
        for place, source in enumerate(rows or [SourceFactory()]):
            PassageFactory(claim=obj, source=source, ordering=place)


class PassageFactory(ValidFactory):
    class Meta:
        model = evidence.Passage

    claim = factory.SubFactory(ClaimFactory)
    source = factory.SubFactory(SourceFactory)
    says_de = "Bewegung half."
    says_en = "Movement helped."
    says_de_simple = "Bewegung half."
    read = evidence.Passage.Read.ABSTRACT


class ShownClaimFactory(BlockFactory):
    class Meta:
        model = articles.ShownClaim

    claim = factory.SubFactory(ClaimFactory)


class WorksheetFactory(BlockFactory):
    class Meta:
        model = articles.Worksheet

    heading_de = numbered("Bogen")
    heading_en, heading_de_simple = numbered("Sheet"), numbered("Ein Bogen")
    prompts_de = "Seit wann tut es weh?\nWas hilft?"
    prompts_en = "Since when does it hurt?\nWhat helps?"
    prompts_de_simple = "Seit wann?\nWas hilft?"


class ExerciseTeaserFactory(BlockFactory):
    class Meta:
        model = articles.ExerciseTeaser

    exercise = factory.SubFactory("tests.factories.ExerciseFactory")


class CourseTeaserFactory(BlockFactory):
    class Meta:
        model = articles.CourseTeaser

    course_offer = factory.SubFactory("tests.factories.CourseOfferFactory")


class GlossaryTermFactory(AddressedFactory):
    class Meta:
        model = articles.GlossaryTerm

    key = factory.Sequence(lambda n: f"term-{n}")
    title_de = numbered("Begriff")
    definition_de = "Was das Wort bedeutet."

    class Params:
        translated = factory.Trait(
            title_en=numbered("Term"),
            definition_en="What the word means.",
            title_de_simple=numbered("Leichter Begriff"),
            definition_de_simple="Das bedeutet das Wort.",
        )


# --- Exercises -------------------------------------------------------------------------------


class FacetFactory(ValidFactory):
    class Meta:
        abstract = True

    key = factory.Sequence(lambda n: f"facet-{n}")
    ordering = factory.Sequence(lambda n: n)


class RegionFactory(FacetFactory):
    class Meta:
        model = exercises.Region

    name_de = numbered("Körperbereich")
    name_en = numbered("Part of the body")
    name_de_simple = numbered("Körper-Teil")


class PositionFactory(FacetFactory):
    class Meta:
        model = exercises.Position

    name_de = numbered("Position")
    name_en = numbered("Posture")
    name_de_simple = numbered("Haltung")


class EquipmentFactory(FacetFactory):
    class Meta:
        model = exercises.Equipment

    name_de = numbered("Hilfsmittel")
    name_en = numbered("Tool")
    name_de_simple = numbered("Sache")


class MuscleFactory(ValidFactory):
    class Meta:
        model = exercises.Muscle

    key = factory.Sequence(lambda n: f"muscle-{n}")
    name_de = numbered("Muskel")
    name_en = numbered("Muscle")
    name_de_simple = numbered("Ein Muskel")
    latin = numbered("Musculus")


class CautionFactory(ValidFactory):
    class Meta:
        model = care.Caution

    code = factory.Sequence(lambda n: chr(ord("A") + n % 26))
    name_de = numbered("Vorsicht")
    text_de = "Fragen Sie vorher in Ihrer Praxis."
    name_en, text_en = numbered("Care"), "Ask your doctor first."
    name_de_simple, text_de_simple = numbered("Achtung"), "Fragen Sie zuerst in der Praxis."


class LoadTagFactory(ValidFactory):
    class Meta:
        model = care.LoadTag

    key = factory.Sequence(lambda n: f"load-{n}")
    name_de = numbered("Belastung")
    cautions = many("cautions")


class SafetySentenceFactory(ValidFactory):
    class Meta:
        model = care.SafetySentence

    key = factory.Sequence(lambda n: f"sentence-{n}")
    role = care.SafetySentence.Role.STOP
    text_de = numbered("Hören Sie auf, wenn es sticht. Satz")
    text_en, text_de_simple = (
        numbered("Stop if it stings. Sentence"),
        numbered("Halt, wenn es sticht. Satz"),
    )


class LadderFactory(ValidFactory):
    class Meta:
        model = exercises.Ladder

    key = factory.Sequence(lambda n: f"ladder-{n}")
    title_de = numbered("Leiter")
    title_en, title_de_simple = numbered("Ladder"), numbered("Leiter")


class StepFactory(ValidFactory):
    class Meta:
        model = exercises.Step

    exercise = factory.SubFactory("tests.factories.ExerciseFactory", steps=[])
    ordering = factory.Sequence(lambda n: (n + 1) * 10)
    text_de = "Setzen Sie sich aufrecht hin."
    text_en, text_de_simple = "Sit upright.", "Setzen Sie sich gerade hin."


class ExerciseFactory(PublishableFactory):
    """A strengthening exercise with two steps; `steps=["…"]` gives it others."""

    class Meta:
        model = exercises.Exercise

    key = factory.Sequence(lambda n: f"exercise-{n}")
    title_de = numbered("Übung")
    kind = exercises.Exercise.Kind.STRENGTHENING
    start_sets = goal_sets = 2
    start_repetitions, goal_repetitions = 8, 12
    breathing_de = "Atmen Sie ruhig weiter."
    common_mistakes_de = "Schultern hochziehen: lassen Sie sie sinken."
    stop_rule_de = "Hören Sie auf, wenn der Schmerz ins Bein zieht."

    regions = many("regions")
    positions = many("positions")
    equipment = many("equipment")
    agonists = many("agonists")
    antagonists = many("antagonists")
    load_tags = many("load_tags")

    class Params:
        translated = in_all_languages("breathing", "common_mistakes", "stop_rule")
        isometric = factory.Trait(
            kind=exercises.Exercise.Kind.ISOMETRIC,
            form="hold",
            start_repetitions=5,
            goal_repetitions=5,
            start_hold=10,
            goal_hold=10,
        )
        stretching = factory.Trait(
            kind=exercises.Exercise.Kind.STRETCHING,
            form="hold",
            start_repetitions=2,
            goal_repetitions=2,
            start_hold=20,
            goal_hold=30,
        )

    @factory.post_generation
    def cautions(self: Any, create: bool, cautions: Any, **kwargs: Any) -> None:
        """Give it a load that asks for these, as an editor would."""
        if cautions:
            self.load_tags.add(LoadTagFactory(cautions=cautions))

    @factory.post_generation
    def steps(self: Any, create: bool, texts: list[str] | None, **kwargs: Any) -> None:
        for place, text in enumerate(
            ["Setzen Sie sich aufrecht hin.", "Heben Sie das Bein."] if texts is None else texts,
            start=1,
        ):
            StepFactory(exercise=self, ordering=place, text_de=text)


class MusclePairFactory(PublishableFactory):
    class Meta:
        model = exercises.MusclePair

    key = factory.Sequence(lambda n: f"pair-{n}")
    title_de = numbered("Muskelpaar")
    first = factory.SubFactory(MuscleFactory)
    second = factory.SubFactory(MuscleFactory)
    tightens_de = "Der Hüftbeuger wird leicht fest."
    weakens_de = "Der Gesäßmuskel wird leicht schwach."
    together_de = "Beide halten das Becken."
    not_supported_de = "Dass Ungleichgewicht allein Schmerzen macht, ist nicht belegt."
    isometric = factory.SubFactory(ExerciseFactory, isometric=True)
    stretching = factory.SubFactory(ExerciseFactory, stretching=True)
    strengthening = factory.SubFactory(ExerciseFactory)

    class Params:
        translated = in_all_languages("tightens", "weakens", "together", "not_supported")


class ProgrammeFactory(PublishableFactory):
    class Meta:
        model = training.Programme

    key = factory.Sequence(lambda n: f"programme-{n}")
    title_de = numbered("Programm")
    for_whom_de = "Für alle, die neu anfangen."
    not_for_de = "Nach einer Operation fragen Sie erst in Ihrer Praxis."

    class Params:
        translated = in_all_languages("for_whom", "not_for")


class WeekFactory(ValidFactory):
    class Meta:
        model = training.Week

    programme = factory.SubFactory(ProgrammeFactory)
    number = factory.Sequence(lambda n: n + 1)
    title_de, focus_de = numbered("Woche"), "Ruhig anfangen."
    title_en, focus_en = numbered("Week"), "Begin calmly."
    title_de_simple, focus_de_simple = numbered("Eine Woche"), "Fangen Sie ruhig an."


class SessionFactory(ValidFactory):
    class Meta:
        model = training.Session

    week = factory.SubFactory(WeekFactory)
    number = factory.Sequence(lambda n: n + 1)
    title_de = numbered("Einheit")
    title_en, title_de_simple = numbered("Session"), numbered("Ein Training")


class SessionExerciseFactory(ValidFactory):
    class Meta:
        model = training.SessionExercise

    session = factory.SubFactory(SessionFactory)
    exercise = factory.SubFactory(ExerciseFactory)
    ordering = factory.Sequence(lambda n: (n + 1) * 10)


# --- Prevention ------------------------------------------------------------------------------


class SituationFactory(LeadFactory):
    class Meta:
        model = prevention.Situation

    key = factory.Sequence(lambda n: f"situation-{n}")
    title_de = numbered("Am Schreibtisch")


class TipFactory(PublishableFactory):
    class Meta:
        model = prevention.Tip

    key = factory.Sequence(lambda n: f"tip-{n}")
    title_de = numbered("Tipp")
    situation = factory.SubFactory(SituationFactory)
    minutes = 2
    how_de = "<p>Stehen Sie alle halbe Stunde auf.</p>"
    why_de = "Wechsel entlastet."
    evidence = editorial.Evidence.MAY_HELP

    class Params:
        translated = in_all_languages("how", "why")


class CourseOfferFactory(PublishableFactory):
    class Meta:
        model = prevention.CourseOffer

    key = factory.Sequence(lambda n: f"course-{n}")
    title_de = numbered("Rückenkurs")
    provider_de = "Volkshochschule"
    form = prevention.CourseOffer.Form.ON_SITE
    description_de = "<p>Acht Abende in einer Gruppe.</p>"
    cost_note_de = "Viele Krankenkassen zahlen einen Teil."

    # --- The shell and what readers say -----------------------------------------------------------

    class Params:
        translated = in_all_languages("provider", "description", "cost_note")


class InfoPageFactory(PublishableFactory):
    class Meta:
        model = InfoPage

    key = factory.Sequence(lambda n: f"info-{n}")
    title_de = numbered("Impressum")
    text_de = "<p>Angaben zum Betreiber.</p>"

    class Params:
        translated = in_all_languages("text")


class RatingFactory(ValidFactory):
    class Meta:
        model = Rating

    target = factory.SubFactory(ArticleFactory)
    language = "de"
    content_updated_at = factory.SelfAttribute("target.content_updated_at")
    helpful = True

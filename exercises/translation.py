from modeltranslation.translator import TranslationOptions, register

from editorial.translation import PublishableOptions
from exercises.cautions import Caution, LoadTag, SafetySentence
from exercises.models import (
    Equipment,
    Exercise,
    Ladder,
    Muscle,
    MusclePair,
    Position,
    Region,
    Step,
)


@register([Region, Equipment, Muscle])
class NameOptions(TranslationOptions):
    fields = ("name",)
    required_languages = {"de": ("name",)}


@register(Position)
class PositionOptions(TranslationOptions):
    fields = ("name", "getting_there")
    required_languages = {"de": ("name",)}


@register(Caution)
class CautionOptions(TranslationOptions):
    fields = ("name", "text")
    required_languages = {"de": ("name", "text")}


@register(LoadTag)
class LoadTagOptions(TranslationOptions):
    """Read by editors alone, so that no page waits for it."""

    fields = ("name",)


@register(SafetySentence)
class SafetySentenceOptions(TranslationOptions):
    """Every page of exercises shows it, so that it has to be there in every language."""

    fields = ("text",)
    required_languages = dict.fromkeys(("de", "en", "de-simple"), ("text",))


@register(Ladder)
class LadderOptions(TranslationOptions):
    fields = ("title",)
    required_languages = {"de": ("title",)}


@register(Exercise)
class ExerciseOptions(PublishableOptions):
    fields = (
        "antagonist_note",
        "breathing",
        "common_mistakes",
        "easier_variant",
        "harder_variant",
        "stop_rule",
        "evidence_note",
        "aliases",
        "figure_description",
    )
    required_languages = {"de": ("title", "lead", "breathing", "common_mistakes")}


@register(Step)
class StepOptions(TranslationOptions):
    fields = ("text",)
    required_languages = {"de": ("text",)}


@register(MusclePair)
class MusclePairOptions(PublishableOptions):
    fields = ("tightens", "weakens", "together", "not_supported")
    required_languages = {
        "de": ("title", "lead", "tightens", "weakens", "together", "not_supported")
    }

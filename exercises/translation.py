from modeltranslation.translator import TranslationOptions, register

from editorial.translation import PublishableOptions
from exercises.models import (
    Caution,
    Equipment,
    Exercise,
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
    required_languages = {"de": ("title", "lead", "breathing", "common_mistakes", "stop_rule")}


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

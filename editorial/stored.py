"""The one door of text: what every model that stores texts is built on."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import NotRegistered, translator

from editorial.rich_text import RichTextField
from editorial.text import tidy_line, tidy_text

#: Characters in a text that sets no limit of its own; search engines and memory have one.
MOST_CHARACTERS = 20_000
FIRST_YEAR, LAST_YEAR = 1900, 2100

validate_key = RegexValidator(
    r"^[a-z0-9_-]+\Z", _("Use small letters from a to z, digits and hyphens only.")
)


def validate_day(day: Any) -> None:
    """Refuse days on which nothing of ours can have happened, and which not every clock knows."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Choose a day between 1900 and 2100."))


class Stored(models.Model):
    """Something whose texts are kept in the one form, whichever door they come through."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.tidy()
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.tidy()
        errors = self.too_long(exclude or ())
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def tidy(self) -> None:
        """Bring all texts into the one form; rich text is spelled by its own field."""
        for field in text_fields(type(self)):
            # Not by name: that would fetch what was left out of a query.
            if text := self.__dict__.get(field.attname):
                tidied = tidy_text if isinstance(field, models.TextField) else tidy_line
                self.__dict__[field.attname] = tidied(text) if isinstance(text, str) else text

    def too_long(self, exclude: Collection[str]) -> dict[str, list[Any]]:
        """Return what is wrong with texts that are longer than a column of text should hold."""
        errors = {}
        for field in text_fields(type(self)):
            if isinstance(field, models.TextField) and field.name not in exclude:
                try:
                    MaxLengthValidator(field.max_length or MOST_CHARACTERS)(
                        self.__dict__.get(field.attname) or ""
                    )
                except ValidationError as error:
                    errors[field.name] = error.error_list
        return errors


@cache
def text_fields(model: type[models.Model]) -> list[Any]:
    """The columns of plain text; of a translated field its columns, one per language."""
    try:
        translated = set(translator.get_options_for_model(model).get_field_names())
    except NotRegistered:
        translated = set()
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, RichTextField)
        and field.name not in translated
    ]

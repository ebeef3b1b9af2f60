"""How a form takes the rows an editor chose: what cannot be the key of one never reaches the database."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError

LONGEST_KEY = 18


def is_key(value: Any) -> bool:
    """Whether a row could have this key on every database."""
    text = str(value)
    return text.isdecimal() and len(text) <= LONGEST_KEY


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if not is_key(key):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": key})
        return super().clean(value)


class FoundRow(AutocompleteSelect):
    """A row found by typing; shows again only what can be one."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, list(filter(is_key, value)), attr)


class FoundRows(AutocompleteSelectMultiple):
    """Rows found by typing; shows again only what can be one."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, list(filter(is_key, value)), attr)

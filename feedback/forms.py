"""What a reader may add to a rating."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from editorial.text import tidy_text
from feedback.models import Rating


class CommentField(forms.CharField):
    """Text in the one form in which it is kept, before its characters are counted."""

    def to_python(self, value: Any) -> str | None:
        return super().to_python(tidy_text(value or ""))


class ReasonForm(forms.Form):
    """An optional reason and an optional comment."""

    reason = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": _("Please choose one of the reasons.")}
    )
    comment = CommentField(
        required=False,
        max_length=1000,
        error_messages={
            "max_length": _(
                "Your comment is too long. Up to 1,000 characters fit, yours has %(show_value)d."
            )
        },
    )

    def __init__(self, *args: Any, rating: Rating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", ""), *rating.reasons()]  # type: ignore[attr-defined]

"""The rules of the editing forms that a model cannot check by itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models import require_whole
from editorial.uploads import check_upload, without_metadata


class ReviewDateForm(forms.ModelForm):
    """Something with a clinical review that cannot lie in the future."""

    def clean_reviewed_on(self) -> Any:
        day = self.cleaned_data["reviewed_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("The clinical review cannot lie in the future."))
        return day


class PublishableForm(ReviewDateForm):
    """A page: its clinical sign-off has a day and a clinician, or neither."""

    def clean(self) -> dict[str, Any] | None:
        data = super().clean() or self.cleaned_data
        day, reviewers = data.get("reviewed_on"), data.get("clinical_reviewers")
        # A field with an error of its own is missing here; its message is enough.
        if {"reviewed_on", "clinical_reviewers"} <= data.keys():
            self._check_sign_off(day, list(reviewers or []))
        due = data.get("review_due_on")
        if day and due and due <= day:
            self.add_error("review_due_on", _("The next review comes after the last one."))
        return data

    def _check_sign_off(self, day: Any, reviewers: list[Any]) -> None:
        if day and not any(person.is_clinician for person in reviewers):
            self.add_error(
                "clinical_reviewers",
                _("A clinical review needs at least one reviewer with a clinical profession."),
            )
        if reviewers and not day:
            self.add_error(
                "reviewed_on",
                _("Say when the clinical review took place, or choose no clinical reviewer."),
            )


class PictureForm(forms.ModelForm):
    """An upload that is stored upright, in a sensible size and without place or camera data."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        check_upload(file)
        return without_metadata(file)


class WarningSignFormSet(forms.BaseInlineFormSet):
    """The signs of a version: whole in every language before readers are shown it."""

    def clean(self) -> None:
        super().clean()
        if self.instance.in_force_since and not any(self.errors):
            kept = [form for form in self.forms if not self._should_delete_form(form)]  # type: ignore[attr-defined]
            require_whole([form.instance for form in kept if form.instance.tier])

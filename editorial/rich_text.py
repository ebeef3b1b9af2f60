"""The one allow-list of rich text and its one spelling: what editors can write and readers get."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxLengthValidator
from django_prose_editor.fields import (
    ProseEditorField,
    ProseEditorFormField,
    create_sanitizer,
)

from editorial.spelling import spell
from editorial.text import JUNK

EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [3, 4]},
    "Link": {"enableTarget": False, "protocols": ["https", "http", "mailto", "tel"]},
    "HardBreak": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
}
#: Checked before anything is read: the sanitiser's time grows with the square of the nesting.
MOST_CHARACTERS = 50_000
MOST_READINGS = 5

sanitise = create_sanitizer(EXTENSIONS)
is_short_enough = MaxLengthValidator(MOST_CHARACTERS)


def canonical(html: str) -> str:
    """Return rich text as the editor in the admin writes it, with nothing but what it can write.

    Empty where there is nothing to read. Raises ValidationError for a text that is too long.
    """
    is_short_enough(html)
    text = respelled(JUNK.sub("", html))
    # Markup put where it cannot stand is moved by whoever reads it next; so is read until it rests.
    for _ in range(MOST_READINGS):
        if (again := respelled(text)) == text:
            break
        text = again
    is_short_enough(text)
    return text


def respelled(html: str) -> str:
    return spell(sanitise(html))


class RichTextFormField(ProseEditorFormField):
    """Knows an empty text when it sees one, whatever tags it is wrapped in."""

    def to_python(self, value: Any) -> Any:
        return canonical(super().to_python(value) or "")


class RichTextField(ProseEditorField):
    """Formatted text, sanitised and in its one spelling from `clean()` on."""

    def to_python(self, value: Any) -> Any:
        return canonical(value) if isinstance(value, str) else super().to_python(value)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": RichTextFormField, **kwargs})


def rich_text_field(*args: Any, **kwargs: Any) -> RichTextField:
    """A rich text field that sanitises itself in `clean()`."""
    return RichTextField(*args, extensions=EXTENSIONS, **kwargs)

"""The one allow-list of rich text and its one spelling: what editors can write and readers get."""

from __future__ import annotations

import re
from typing import Any

from django.core.validators import MaxLengthValidator
from django.db.models import TextField
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

#: An item of one paragraph, and where a line may end.
ONLY_PARAGRAPH = re.compile(r"<(li|td|th)><p>((?:(?!</?(?:p|ul|ol|li|table)\b).)*)</p></\1>")
BORDER = re.compile(r"(?:</(?:p|h3|h4|li|ul|ol|tr|table)>|<(?:ul|ol|table|tbody|tr)\b[^>]*>)(?=<)")

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


def in_lines(html: str) -> str:
    """Return canonical rich text as people like to read it in a file; `canonical` takes it back."""
    short = ONLY_PARAGRAPH.sub(r"<\1>\2</\1>", html.replace('<ol data-type="decimal"', "<ol"))
    return BORDER.sub(r"\g<0>\n", short)


class RichTextFormField(ProseEditorFormField):
    """Knows an empty text when it sees one, whatever tags it is wrapped in."""

    def to_python(self, value: Any) -> Any:
        return canonical(super().to_python(value) or "")


class RichTextField(ProseEditorField):
    """Formatted text, sanitised and in its one spelling from `clean()` on."""

    def clean(self, value: Any, instance: Any) -> Any:
        # Not the library's own order: a text with nothing to read counts as empty.
        return TextField.clean(self, canonical(value) if value else value, instance)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": RichTextFormField, **kwargs})

    def for_file(self, text: str) -> str:
        return in_lines(text)


def rich_text_field(*args: Any, **kwargs: Any) -> RichTextField:
    """A rich text field that sanitises itself in `clean()`."""
    return RichTextField(*args, extensions=EXTENSIONS, sanitize=canonical, **kwargs)

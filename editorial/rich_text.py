"""The one allow-list of rich text: what editors can write and what readers get."""

from typing import Any

from django_prose_editor.fields import ProseEditorField

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


def rich_text_field(*args: Any, **kwargs: Any) -> ProseEditorField:
    """A rich text field that sanitises itself in `clean()`."""
    return ProseEditorField(*args, extensions=EXTENSIONS, sanitize=True, **kwargs)

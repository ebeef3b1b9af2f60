"""What may be uploaded, and what is taken out of it."""

import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 2400


def validate_picture(file: UploadedFile) -> None:
    """Refuse files that are too large in bytes or in pixels."""
    if file.size and file.size > MAX_BYTES:
        raise ValidationError(_("This file is larger than 10 megabytes."))
    width, height = getattr(file, "width", 0) or 0, getattr(file, "height", 0) or 0
    if width * height > MAX_PIXELS:
        raise ValidationError(_("This picture has more than 40 million pixels."))


def without_metadata(file: UploadedFile) -> ContentFile:
    """Return the picture upright, at most 2400 pixels long, without place or camera data.

    Raises ValidationError when it cannot be decoded.
    """
    try:
        picture = ImageOps.exif_transpose(Image.open(file))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This file cannot be read as a picture.")) from error
    target = io.BytesIO()
    kind = "PNG" if picture.mode in ("RGBA", "LA", "P") else "WEBP"
    picture.save(target, kind, **({} if kind == "PNG" else {"quality": 88}))
    stem = (file.name or "picture").rpartition("/")[2].rpartition(".")[0] or "picture"
    return ContentFile(target.getvalue(), name=f"{stem}.{kind.lower()}")

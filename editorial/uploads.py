"""What may be uploaded, and what is taken out of it."""

import io

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 2400
#: What may be decoded at all; MPO is what many phones call their JPEG.
FORMATS = {"JPEG", "MPO", "PNG", "WEBP", "AVIF"}


def validate_picture(file: UploadedFile) -> None:
    """Refuse files that are too large in bytes or in pixels."""
    if file.size and file.size > MAX_BYTES:
        raise ValidationError(_("This file is larger than 10 megabytes."))
    # A form field keeps what it found out in `image`; a stored file knows its size itself.
    picture = getattr(file, "image", file)
    width, height = (
        getattr(picture, "width", 0) or 0,
        getattr(picture, "height", 0) or 0,
    )
    if width * height > MAX_PIXELS:
        raise ValidationError(_("This picture has more than 40 million pixels."))


def check_upload(file: UploadedFile) -> None:
    """Refuse what a form's image field could open but nobody may upload."""
    validate_picture(file)
    if file.image.format not in FORMATS:  # type: ignore[attr-defined]
        raise ValidationError(_("Only JPEG, PNG, WebP and AVIF pictures can be uploaded."))


def without_metadata(file: UploadedFile) -> ContentFile:
    """Return the picture upright, at most 2400 pixels long, without place or camera data.

    Raises ValidationError when it cannot be decoded.
    """
    try:
        picture = ImageOps.exif_transpose(Image.open(file))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # Decoders raise almost anything on damaged files: SyntaxError, ValueError, struct.error …
    except Exception as error:
        raise ValidationError(_("This file cannot be read as a picture.")) from error
    target = io.BytesIO()
    kind = "PNG" if picture.mode in ("RGBA", "LA", "P") else "WEBP"
    picture.save(target, kind, **({} if kind == "PNG" else {"quality": 88}))
    stem = (file.name or "picture").rpartition("/")[2].rpartition(".")[0] or "picture"
    return ContentFile(target.getvalue(), name=f"{stem}.{kind.lower()}")

"""What may be uploaded, and what is taken out of it, through the real form."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import ExifTags, Image

from editorial import uploads
from editorial.models import Picture
from tests import factories

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.UserFactory())
    return client


def picture(kind: str = "JPEG", size: tuple[int, int] = (64, 48), **options: Any) -> bytes:
    target = io.BytesIO()
    Image.new(options.pop("mode", "RGB"), size, "teal").save(target, kind, **options)
    return target.getvalue()


def with_place(kind: str = "JPEG") -> bytes:
    """A picture that says where and with what it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Kamerawerk"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 31.0, 12.0)
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return picture(kind, (64, 48), exif=exif)


def upload(client: Client, content: bytes, name: str) -> Any:
    fields = {
        "alt_de": "Ein Stuhl",
        "credit": "Redaktion",
        "key": "stuhl",
        "file": SimpleUploadedFile(name, content),
    }
    return client.post(reverse("admin:editorial_picture_add"), fields)


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_picture_is_stored(editor: Client, kind: str) -> None:
    response = upload(editor, picture(kind), f"stuhl.{kind.lower()}")

    assert response.status_code == 302
    assert (Picture.objects.get().width, Picture.objects.get().height) == (64, 48)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_and_camera_are_removed(editor: Client, kind: str) -> None:
    before = Image.open(io.BytesIO(with_place(kind)))
    assert before.getexif().get_ifd(ExifTags.IFD.GPSInfo)

    upload(editor, with_place(kind), f"stuhl.{kind.lower()}")

    with Picture.objects.get().file.open() as file:
        content = file.read()
    assert not Image.open(io.BytesIO(content)).getexif()
    assert b"Kamerawerk" not in content


def test_picture_is_turned_upright(editor: Client) -> None:
    upload(editor, with_place(), "stuhl.jpg")

    assert (Picture.objects.get().width, Picture.objects.get().height) == (48, 64)


def test_large_picture_is_made_smaller(editor: Client) -> None:
    upload(editor, picture("JPEG", (4000, 1000)), "breit.jpg")

    assert (Picture.objects.get().width, Picture.objects.get().height) == (2400, 600)


@pytest.mark.django_db(transaction=True)
def test_sizes_for_screens_are_made_on_saving(editor: Client, media: Path) -> None:
    upload(editor, picture("JPEG", (1200, 600)), "breit.jpg")

    kinds = {path.suffix for path in stored(media)}
    assert {".avif", ".webp"} <= kinds
    assert len(stored(media)) > 3


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "bild.svg"),
        (SVG, "bild.png"),
        (HTML, "bild.jpg"),
        (PDF, "bild.pdf"),
        (PDF, "bild.jpg"),
        (EPS, "bild.eps"),
        (EPS, "bild.jpg"),
        (picture("GIF", mode="P"), "bild.gif"),
        (picture("TIFF"), "bild.png"),
        (picture("JPEG")[:300], "bild.jpg"),
        (picture("PNG", (400, 400))[:-40], "bild.png"),
        (b"", "leer.jpg"),
    ],
)
def test_wrong_file_is_refused_beside_its_field(
    editor: Client, media: Path, content: bytes, name: str
) -> None:
    response = upload(editor, content, name)

    assert response.status_code == 200
    assert response.context["adminform"].form.errors["file"]
    assert (Picture.objects.count(), stored(media)) == (0, [])


def test_file_with_too_many_bytes_is_refused(
    editor: Client, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_BYTES", 100)

    response = upload(editor, picture(), "stuhl.jpg")

    assert "Megabyte" in str(response.context["adminform"].form.errors["file"])
    assert stored(media) == []


def test_file_with_more_than_ten_megabytes_is_refused(editor: Client, media: Path) -> None:
    padding = b"\0" * (uploads.MAX_BYTES + 1)

    response = upload(editor, picture() + padding, "stuhl.jpg")

    assert response.context["adminform"].form.errors["file"]
    assert stored(media) == []


@pytest.mark.parametrize("size", [(8000, 6000), (20_000, 20_000)])
def test_picture_with_too_many_pixels_is_refused(
    editor: Client, media: Path, size: tuple[int, int]
) -> None:
    response = upload(editor, picture("PNG", size, mode="1"), "riesig.png")

    assert response.status_code == 200
    assert response.context["adminform"].form.errors["file"]
    assert stored(media) == []


def test_form_without_a_new_file_keeps_the_old_one(editor: Client) -> None:
    upload(editor, picture(), "stuhl.jpg")
    before = Picture.objects.get()

    editor.post(
        reverse("admin:editorial_picture_change", args=[before.pk]),
        {"alt_de": "Ein Hocker", "credit": "Redaktion", "key": "stuhl"},
    )

    after = Picture.objects.get()
    assert (after.alt_de, after.file.name) == ("Ein Hocker", before.file.name)

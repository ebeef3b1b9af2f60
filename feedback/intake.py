"""How a rating is taken without a cookie: signed targets, same-site posts, bounded numbers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django_ratelimit.core import is_ratelimited

from editorial.publication import Publishable
from feedback.connection import fingerprint
from feedback.models import Rating

TARGET = signing.Signer(salt="rating target")
FOLLOW_UP = signing.TimestampSigner(salt="rating follow-up")
FOLLOW_UP_SECONDS = 3600
#: One rating of a page a minute and thirty a day from one address; shared connections stay usable.
PER_PAGE, PER_DAY = "1/m", "30/d"
HONEYPOT = "website"


def sign_target(page: Publishable, language: str) -> str:
    """Return what the form carries: which page, in which language and state, was read."""
    return TARGET.sign_object(
        {
            "model": page._meta.label_lower,
            "pk": page.pk,
            "language": language,
            "state": page.content_updated_at.isoformat(),
        }
    )


def read_target(signed: str) -> dict[str, Any]:
    """Return the content of a signed target; raises SuspiciousOperation for a forged one."""
    try:
        return TARGET.unsign_object(signed)
    except (signing.BadSignature, ValueError) as error:
        raise SuspiciousOperation("forged rating target") from error


def target_model(label: str) -> Any:
    """Return the kind of page that a signed target names."""
    return ContentType.objects.get_by_natural_key(*label.split(".")).model_class()


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the form was sent from a page of this site; every browser says so by itself."""
    if (site := request.headers.get("Sec-Fetch-Site")) is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()


def is_repeated(request: HttpRequest, page: Publishable) -> bool:
    """Whether this page has been rated from the same address within the last minute.

    The address is used for a short-lived, hashed count and is stored nowhere else.
    """
    group = f"rating:{page._meta.label_lower}:{page.pk}"
    return is_ratelimited(request, group=group, key=fingerprint, rate=PER_PAGE, increment=True)


def is_flood(request: HttpRequest) -> bool:
    """Whether one address has sent more ratings today than readers do."""
    return is_ratelimited(request, group="ratings", key=fingerprint, rate=PER_DAY, increment=True)


def follow_up_token(rating: Rating) -> str:
    return FOLLOW_UP.sign_object({"rating": rating.pk})


def read_follow_up(token: str) -> Rating | None:
    """Return the rating a reader has just given, or nothing when the token is forged or too old."""
    try:
        data = FOLLOW_UP.unsign_object(token, max_age=FOLLOW_UP_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return Rating.objects.filter(pk=data["rating"]).first()

"""What every page's shell needs to know; the same for every reader of a language."""

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    return {}

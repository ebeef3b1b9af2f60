"""Search follows every change that is announced."""

from typing import Any

from django.db import models
from django.dispatch import receiver

from editorial.changes import content_changed, everything_changed
from search import index


@receiver(content_changed, dispatch_uid="portal.search")
def follow_change(instance: models.Model, **kwargs: Any) -> None:
    index.update(instance)


@receiver(everything_changed, dispatch_uid="search.all")
def follow_all(**kwargs: Any) -> None:
    index.rebuild()

"""Notes of what changed."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models


class Change(models.Model):
    """A note that a piece of content was changed and that what is derived from it is still to be made."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"

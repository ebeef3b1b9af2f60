"""What the portal remembers of the content it was delivered with."""

from django.db import models


class LoadedRecord(models.Model):
    """One shipped record as the last load found it, so that the next one can tell who changed what.

    `record` is in its normal form and without the state of a page; `digest` is of the file's own words.
    A row stays when its page is deleted or no longer shipped.
    """

    place = models.CharField(max_length=80)
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    record = models.JSONField()
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "key"], name="records_loadedrecord_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place}{self.key}"

"""Stored versions of content."""

import reversion
from django.db.models import Model
from django.utils.translation import gettext as _
from reversion.models import Version


def keep_first_version(obj: Model) -> None:
    """Store the object as it is unless it has a version; call it before the first change.

    Shipped content is loaded without versions, and an editor must be able to get back to it.
    """
    if Version.objects.get_for_object(obj).exists():
        return
    with reversion.create_revision():
        reversion.set_comment(_("As it was before the first change"))
        reversion.add_to_revision(obj)

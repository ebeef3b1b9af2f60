"""What an editor does to a page's state."""

import reversion
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from editorial import changes
from editorial.publication import Publishable, Status
from editorial.versions import keep_first_version


def publish(*, page: Publishable, by: AbstractBaseUser) -> None:
    """Show the page to readers: from its date on, or from now on when it has none.

    Raises ValidationError when the page is not complete.
    """
    _move(page, to=Status.PUBLISHED, by=by, comment=_("Published"))


def withdraw(*, page: Publishable, by: AbstractBaseUser) -> None:
    """Take the page back to draft; it keeps the date of its first publication."""
    _move(page, to=Status.DRAFT, by=by, comment=_("Back to draft"))


@transaction.atomic
def _move(page: Publishable, *, to: Status, by: AbstractBaseUser, comment: str) -> None:
    keep_first_version(page)
    page.status = to
    page.full_clean()
    with reversion.create_revision():
        page.save()
        reversion.set_user(by)
        reversion.set_comment(comment)
    changes.note(page)

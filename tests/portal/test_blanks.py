"""A portal whose operator has left blanks is not called ready for the public."""

import pytest

from portal.blanks import no_blanks
from tests.factories import InfoPageFactory

pytestmark = pytest.mark.django_db


def test_every_blank_is_named_by_page_and_language():
    InfoPageFactory(
        translated=True,
        key="imprint",
        text_de="<p>[Name des Betreibers], [Name des Betreibers]</p>",
        text_en="<p>[Name of the operator]</p>",
        text_de_simple="<p>Praxis Muster</p>",
    )

    said = [message.msg for message in no_blanks(None)]

    assert said == [
        "The page “imprint” (de) still has a blank: [Name des Betreibers]",
        "The page “imprint” (en) still has a blank: [Name of the operator]",
    ]


def test_drafts_and_pages_without_blanks_are_ready():
    InfoPageFactory(draft=True, text_de="<p>[Name]</p>")
    InfoPageFactory(text_de="<p>Praxis Muster, Hauptstraße 1</p>")

    assert no_blanks(None) == []

"""The settings mypy reads the models with.

modeltranslation puts classes made on the fly in place of the models' own managers; no tool can tell
what these can do. The columns of the languages stay.
"""

from django.apps import AppConfig

from portal import settings
from portal.settings import *  # noqa: F403


class OwnManagers(AppConfig):
    name = "tests"

    def ready(self) -> None:
        """Leave the managers alone; this comes before the models are registered."""
        from modeltranslation import translator  # noqa: PLC0415

        translator.add_manager = lambda model: None


INSTALLED_APPS = ["tests.settings_for_types.OwnManagers", *settings.INSTALLED_APPS]

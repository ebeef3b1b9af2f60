"""How much a week of a programme asks for, in words."""

from django import template

from exercises import wording
from exercises.week_page import WeekPage

register = template.Library()


@register.filter
def sessions_text(page: WeekPage) -> str:
    """Return how often to train in a week."""
    return wording.sessions_words(len(page.sessions))


@register.filter
def session_minutes_text(page: WeekPage) -> str:
    """Return how long the sessions of a week take."""
    return wording.session_minutes_words(*page.minutes)

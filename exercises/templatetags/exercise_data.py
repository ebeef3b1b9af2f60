"""Structured data of exercises, programmes and weeks; each takes the page's absolute address."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from editorial.structured_data import data_block
from exercises import structured_data
from exercises.models import Exercise, Programme
from exercises.week_page import WeekPage

register = template.Library()


@register.simple_tag
def exercise_data(exercise: Exercise, address: str) -> SafeString:
    return data_block(structured_data.exercise_data(exercise, address))


@register.simple_tag
def programme_data(programme: Programme, weeks: Iterable[WeekPage], address: str) -> SafeString:
    return data_block(structured_data.programme_data(programme, weeks, address))


@register.simple_tag
def week_data(page: WeekPage, address: str) -> SafeString:
    return data_block(structured_data.week_data(page, address))

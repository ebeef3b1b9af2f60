"""Prints name → path of a page of every kind as JSON; run in the portal's shell by `bench.pages`."""

import json

from django.urls import reverse
from django.utils import translation

from articles.models import Article, RichText
from editorial.page_kinds import visible
from exercises.models import Exercise, MusclePair
from prevention.models import Situation
from training.models import Programme

LISTS = {
    "home": "portal:home",
    "articles": "articles:list",
    "library": "exercises:library",
    "body map": "exercises:body_map",
    "programmes": "training:programmes",
    "situations": "prevention:situations",
    "glossary": "articles:glossary",
    "warning signs": "portal:warning_signs",
}


def kinds():
    """Return name → path of what is measured."""
    articles = sorted(visible(Article), key=length)
    exercises = visible(Exercise).order_by("pk")[:3]
    programme = visible(Programme).order_by("pk").first()
    plan = ",".join(exercise.key for exercise in exercises)
    return {
        **{name: reverse(address) for name, address in LISTS.items()},
        "library filtered": f"{reverse('exercises:library')}?kind=stretching",
        "exercise": exercises[0].get_absolute_url(),
        "pair": visible(MusclePair).order_by("pk").first().get_absolute_url(),
        "article short": articles[0].get_absolute_url(),
        "article long": articles[-1].get_absolute_url(),
        "topic": articles[0].topic.get_absolute_url(),
        "situation": visible(Situation).order_by("pk").first().get_absolute_url(),
        "programme": programme.get_absolute_url(),
        "week": programme.weeks.first().get_absolute_url(),
        "search": f"{reverse('search:results')}?q=schmerz",
        "plan": f"{reverse('training:plan')}?e={plan}",
        "sitemap": reverse("sitemap"),
    }


def length(article):
    """Return how many letters of running text an article has."""
    return sum(
        len(text)
        for text in RichText.objects.filter(parent=article).values_list("text_de", flat=True)
    )


with translation.override("de"):
    print(json.dumps(kinds()))

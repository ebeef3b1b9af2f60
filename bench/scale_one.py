"""Measures one size of `bench.scale` in a process of its own and prints it as JSON."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402  # Django has to be set up
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from articles.models import Article  # noqa: E402
from bench.copies import COMMON, RARE, fill  # noqa: E402
from editorial.generation import HERE  # noqa: E402
from editorial.page_kinds import visible  # noqa: E402
from exercises.models import Exercise  # noqa: E402
from search import index  # noqa: E402
from tests.editorial.filled_form import filled_form  # noqa: E402

#: Each figure is the median of as many.
TIMES = 15


def cpu_seconds() -> float:
    """The CPU time of this process and of the database's processes that answer it."""
    return time.process_time() + sum(task_seconds(pid) for pid in backends())


def backends() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return [pid for (pid,) in cursor.fetchall()]


def task_seconds(pid: int) -> float:
    file = Path(f"/proc/{pid}/schedstat")
    return int(file.read_text().split()[0]) / 1e9 if file.exists() else 0.0


def cost(act: Callable[[], Any], times: int = TIMES) -> tuple[float, int]:
    """Return the CPU milliseconds of one act, and the bytes it answers with."""
    HERE.current()
    answer = act()
    spent = []
    for _ in range(times):
        # In the process of a server somebody watches it all the time.
        HERE.current()
        before = cpu_seconds()
        answer = act()
        spent.append(cpu_seconds() - before)
    return statistics.median(spent) * 1000, len(getattr(answer, "content", b""))


def readers(client: Client) -> dict[str, Callable[[], Any]]:
    article = visible(Article).order_by("pk").last()
    exercise = visible(Exercise).order_by("pk").last()
    paths = {
        "home": reverse("portal:home"),
        "articles": reverse("articles:list"),
        "library": reverse("exercises:library"),
        "library, one filter": f"{reverse('exercises:library')}?kind=stretching",
        "body map": reverse("exercises:body_map"),
        "pairs": reverse("exercises:pairs"),
        "programmes": reverse("training:programmes"),
        "situations": reverse("prevention:situations"),
        "glossary": reverse("articles:glossary"),
        "topic": article.topic.get_absolute_url(),
        "article": article.get_absolute_url(),
        "exercise": exercise.get_absolute_url(),
        "search, rare word": f"{reverse('search:results')}?q={quote(RARE)}",
        "search, common word": f"{reverse('search:results')}?q={quote(COMMON)}",
        "search, usual words": f"{reverse('search:results')}?q={quote('schmerz im rücken')}",
        "sitemap index": reverse("sitemap"),
        "sitemap section": reverse("sitemap_section", args=["article-de"]),
    }
    return {name: lambda path=path: client.get(path) for name, path in paths.items()}


def editors(client: Client) -> dict[str, Callable[[], Any]]:
    client.force_login(get_user_model().objects.filter(is_superuser=True).first())
    article = Article.objects.order_by("pk").last()
    changelist = reverse("admin:articles_article_changelist")
    form = reverse("admin:articles_article_change", args=[article.pk])
    filled = filled_form(client.get(form))

    def save() -> Any:
        filled["lead_de"] = f"Gespeichert um {time.time_ns()}."
        answer = client.post(form, filled)
        if answer.status_code != HTTPStatus.FOUND:
            raise RuntimeError("The form was not saved.")
        return answer

    return {
        "admin: list": lambda: client.get(changelist),
        "admin: search": lambda: client.get(f"{changelist}?q={quote(RARE)}"),
        "admin: form": lambda: client.get(form),
        "admin: save": save,
    }


def main() -> None:
    """Fill, index, measure, print."""
    translation.activate("de")
    get_user_model().objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
    fill(int(sys.argv[1]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    before = cpu_seconds()
    index.rebuild()
    found: dict[str, tuple[float, int]] = {"index made anew": ((cpu_seconds() - before) * 1000, 0)}
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    client = Client(headers={"host": "localhost"})
    for name, act in (readers(client) | editors(Client(headers={"host": "localhost"}))).items():
        found[name] = cost(act)
        print(f"  {name}: {found[name][0]:.1f} ms", file=sys.stderr, flush=True)
    print(json.dumps(found))


if __name__ == "__main__":
    main()

import datetime as dt
import re
import time

import pytest
import redis
from django.conf import settings
from django.core.cache import cache
from django.core.signing import Signer
from django.db import connection
from django.utils import timezone

from feedback import intake
from feedback.connection import fingerprint
from feedback.models import Rating
from tests.factories import ArticleFactory, ExerciseFactory

pytestmark = pytest.mark.django_db
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def article():
    return ArticleFactory(translated=True)


def rate(client, page, *, helpful="yes", language="de", headers=HERE, **extra):
    data = {"target": intake.sign_target(page, language), "helpful": helpful, **extra}
    return client.post("/bewertung/", data, headers=headers)


def test_a_rating_is_kept_with_page_language_state_answer_and_day_only(client, article):
    response = rate(client, article, language="en")

    rating = Rating.objects.get()
    assert response.status_code == 302
    assert rating.target == article
    assert (rating.language, rating.helpful) == ("en", True)
    assert rating.content_updated_at == article.content_updated_at
    assert rating.day == timezone.localdate()
    stored = {field.name for field in Rating._meta.concrete_fields}
    assert stored == {
        "id",
        "content_type",
        "object_id",
        "language",
        "content_updated_at",
        "helpful",
        "reason",
        "comment",
        "day",
    }


def test_rating_sets_no_cookie(client, article):
    response = rate(client, article)

    assert not response.cookies
    assert not client.get(response.url).cookies


def test_a_reader_can_add_a_reason_and_a_comment(client, article):
    follow_up = rate(client, article, helpful="no").url

    response = client.post(follow_up, {"reason": "too_hard", "comment": "Zu viele Fachwörter"})

    rating = Rating.objects.get()
    assert response.status_code == 200
    assert (rating.reason, rating.comment) == ("too_hard", "Zu viele Fachwörter")
    assert "/de-simple/artikel/" in response.text


def test_only_reasons_that_fit_the_answer_are_taken(client, article):
    follow_up = rate(client, article, helpful="yes").url

    response = client.post(follow_up, {"reason": "too_hard", "comment": "bleibt stehen"})

    assert response.status_code == 400
    assert "bleibt stehen" in response.text
    assert Rating.objects.get().reason == ""


def test_comment_is_kept_in_the_one_form_of_text_and_counted_in_it(client, article):
    follow_up = rate(client, article).url

    response = client.post(follow_up, {"comment": "u\u0308\r\n" * 500})

    assert response.status_code == 200
    assert Rating.objects.get().comment == "\n".join(["ü"] * 500)


def test_an_overlong_comment_is_refused_and_not_lost(client, article):
    follow_up = rate(client, article).url
    comment = "ü" * 1001

    response = client.post(follow_up, {"comment": comment})

    assert response.status_code == 400
    assert comment in response.text
    assert Rating.objects.get().comment == ""


def test_a_repeated_rating_is_not_counted_twice_and_says_so(client, article):
    rate(client, article)

    response = rate(client, article)

    assert response.status_code == 429
    assert Rating.objects.count() == 1


def test_another_page_can_be_rated_right_after(client, article):
    rate(client, article)

    assert rate(client, ExerciseFactory()).status_code == 302
    assert Rating.objects.count() == 2


def test_a_flood_from_one_connection_is_stopped(client):
    pages = [ArticleFactory() for _ in range(31)]

    answers = [rate(client, page).status_code for page in pages]

    assert answers == [302] * 30 + [429]
    assert Rating.objects.count() == 30


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Referer": "https://elsewhere.example/testserver"},
    ],
)
def test_a_rating_from_another_site_is_refused(client, article, headers):
    response = rate(client, article, headers=headers)

    assert response.status_code == 403
    assert not Rating.objects.exists()


@pytest.mark.parametrize(
    "target", ["", "x", "a:b:c", Signer(salt="other").sign_object({"model": "auth.user", "pk": 1})]
)
def test_a_forged_target_stores_nothing(client, target):
    response = client.post("/bewertung/", {"target": target, "helpful": "yes"}, headers=HERE)

    assert response.status_code == 400
    assert not Rating.objects.exists()


@pytest.mark.parametrize("answer", ["", "maybe", "yes\x00"])
def test_an_unknown_answer_stores_nothing(client, article, answer):
    assert rate(client, article, helpful=answer).status_code == 400
    assert not Rating.objects.exists()


def test_a_machine_that_fills_in_every_field_is_not_counted(client, article):
    assert rate(client, article, website="https://spam.example").status_code == 400
    assert not Rating.objects.exists()


def test_a_page_withdrawn_in_the_meantime_cannot_be_rated(client, article):
    target = intake.sign_target(article, "de")
    article.status = "draft"
    article.save()

    response = client.post("/bewertung/", {"target": target, "helpful": "yes"}, headers=HERE)

    assert response.status_code == 404
    assert not Rating.objects.exists()


@pytest.mark.parametrize("token", ["x", "eyJyYXRpbmciOjF9:1abc:forged"])
def test_a_forged_follow_up_link_leads_nowhere(client, token):
    response = client.get(f"/bewertung/{token}/")

    assert response.status_code == 410
    assert '<html lang="de"' in response.text


def test_the_form_carries_a_target_that_names_this_page(client, article):
    response = client.get(article.get_absolute_url())

    signed = re.search(r'name="target" value="([^"]+)"', response.text)[1]
    assert intake.read_target(signed)["pk"] == article.pk


def test_the_form_is_the_same_for_every_reader(client, article):
    first, second = (client.get(article.get_absolute_url()).content for _ in range(2))

    assert first == second


def test_ipv6_addresses_of_one_household_count_as_one_connection(rf):
    one, other, elsewhere = (
        fingerprint("", rf.get("/", REMOTE_ADDR=address))
        for address in ("2001:db8:1:2::5", "2001:db8:1:2:ffff::9", "2001:db8:1:3::5")
    )

    assert one == other != elsewhere


def test_behind_a_proxy_the_address_it_wrote_itself_counts(rf, settings):
    settings.RATELIMIT_IP_META_KEY = "HTTP_X_FORWARDED_FOR"

    through, forged = (
        fingerprint("", rf.get("/", headers={"X-Forwarded-For": names}))
        for names in ("192.0.2.7", "198.51.100.1, 192.0.2.7")
    )

    assert through == forged
    assert fingerprint("", rf.get("/", headers={"X-Forwarded-For": "nonsense"}))


def test_the_count_of_a_connection_holds_no_address_and_is_another_one_tomorrow(rf, monkeypatch):
    today = fingerprint("", rf.get("/", REMOTE_ADDR="192.0.2.7"))

    monkeypatch.setattr(timezone, "localdate", lambda: dt.date(2030, 1, 1))

    assert "192.0.2.7" not in today
    assert fingerprint("", rf.get("/", REMOTE_ADDR="192.0.2.7")) != today


def stored_keys():
    """What lies in the cache's store, whether it has run out or not."""
    if "Database" not in settings.CACHES["default"]["BACKEND"]:
        return redis.from_url(settings.CACHES["default"]["LOCATION"]).keys("*")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM portal_cache")
        return [key.encode() for (key,) in cursor.fetchall()]


def test_counts_that_have_run_out_are_deleted(client, article):
    cache.set("count", 1, timeout=1)
    assert any(b"count" in key for key in stored_keys())
    time.sleep(1.1)

    rate(client, article)

    assert not any(b"count" in key for key in stored_keys())

"""Three versions of a record become one: what must hold whatever they say."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.merging import Outcome, RowAt, keep, merge

TEXTS = st.sampled_from(["Der Hocker", "Der Schemel", "Die Bank", "Ein Hocker ist gut", "gut", "2"])
LANGUAGES = st.dictionaries(st.sampled_from(["de", "en", "de-simple"]), TEXTS, min_size=1)
KEYS = st.lists(st.sampled_from("abcde"), unique=True, min_size=1).map(sorted)


def filled(**fields):
    """Records with some of these fields; one that is empty is not there."""
    return st.fixed_dictionaries({}, optional=fields)


ITEMS = st.lists(filled(exercise=st.sampled_from("abc"), sets=st.integers(1, 3)), min_size=1)
ROWS = st.lists(
    filled(
        type=st.sampled_from(["richtext", "callout"]),
        text=LANGUAGES,
        heading=LANGUAGES,
        sources=KEYS,
        items=ITEMS,
    ),
    min_size=1,
    max_size=5,
)
NAMED = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c", "d"]), LANGUAGES), unique_by=lambda row: row[0]
).map(lambda rows: [{"key": key, "text": text} for key, text in rows])
RECORDS = filled(
    title=LANGUAGES, level=st.integers(1, 3), per_side=st.just(True), sources=KEYS, blocks=ROWS
)


def without_empty(record):
    return {name: value for name, value in record.items() if value != []}


RECORDS_OF_NAMED = st.builds(lambda rows: without_empty({"rows": rows}), NAMED)
ALL = RECORDS | RECORDS_OF_NAMED


# --- The algebra -------------------------------------------------------------------------------


@given(ALL, ALL)
def test_what_no_editor_touched_becomes_what_is_shipped(base, theirs):
    merged = merge(base, base, theirs)

    assert merged.value == theirs
    assert {each.outcome for each in merged.differences} <= {Outcome.TAKEN}
    assert bool(merged.differences) == (base != theirs)


@given(ALL, ALL)
def test_what_is_shipped_unchanged_leaves_an_editors_work_alone(base, ours):
    merged = merge(base, ours, base)

    assert merged.value == ours
    assert {each.outcome for each in merged.differences} <= {Outcome.KEPT}
    assert bool(merged.differences) == (base != ours)


@given(ALL, ALL)
def test_what_both_made_the_same_is_no_difference(base, both):
    merged = merge(base, both, both)

    assert merged.value == both
    assert merged.differences == []


@given(ALL, ALL, ALL)
def test_loading_a_second_time_changes_nothing(base, ours, theirs):
    once = merge(base, ours, theirs).value

    again = merge(theirs, once, theirs)

    assert again.value == once
    assert {each.outcome for each in again.differences} <= {Outcome.KEPT}


@given(ALL, ALL)
def test_without_a_base_all_stays_and_each_difference_is_told(ours, theirs):
    kept = keep(ours, theirs)

    assert kept.value == ours
    assert bool(kept.conflicts) == (ours != theirs)


# --- Rows --------------------------------------------------------------------------------------


@given(NAMED, NAMED, NAMED)
def test_a_row_is_never_doubled_and_never_lost_without_a_word(base, ours, theirs):
    merged = merge({"rows": base}, {"rows": ours}, {"rows": theirs})
    found = Counter(row["key"] for row in merged.value.get("rows", []))
    by_key = [{row["key"]: row for row in side} for side in (base, ours, theirs)]

    assert set(found.values()) <= {1}
    for key in {key for side in by_key for key in side}:
        in_base, in_ours, in_theirs = (side.get(key) for side in by_key)
        stays = in_ours if in_theirs == in_base else in_theirs if in_ours == in_base else in_ours
        assert (key in found) == (stays is not None)
    told = {each.outcome for each in merged.differences if isinstance(each.place[-1], RowAt)}
    is_fought_over = any(
        in_base and (not in_ours or not in_theirs) and in_base not in (in_ours, in_theirs)
        for in_base, in_ours, in_theirs in zip(
            *[[side.get(key) for key in by_key[0]] for side in by_key], strict=True
        )
        if in_ours or in_theirs
    )
    assert (Outcome.CONFLICT in told) == is_fought_over


@given(ROWS, st.data())
def test_rows_that_each_side_adds_stand_in_the_list_once(base, data):
    at, also_at = (data.draw(st.integers(0, len(base))) for _ in range(2))
    mine, shipped = {"text": {"de": "Von Hand ganz neu"}}, {"text": {"en": "Shipped since then"}}

    merged = merge(
        {"blocks": base},
        {"blocks": [*base[:at], mine, *base[at:]]},
        {"blocks": [*base[:also_at], shipped, *base[also_at:]]},
    )

    rows = merged.value["blocks"]
    assert rows.count(mine) == rows.count(shipped) == 1
    assert [row for row in rows if row not in (mine, shipped)] == base
    assert merged.conflicts == []


def texts(*words):
    return {"blocks": [{"type": "richtext", "text": {"de": word}} for word in words]}


def said(merged):
    return [row["text"]["de"] for row in merged.value["blocks"]]


A, B, C = "Sitzen im Büro", "Heben und Tragen", "Schlafen bei Nacht"
A2, B2 = "Sitzen im neuen Büro", "Heben und Tragen zu zweit"


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        pytest.param([A, B2, C], [A, B, C, "Neu"], [A, B2, C, "Neu"], id="edit and add"),
        pytest.param([C, A, B], [A2, B, C], [C, A2, B], id="move and edit"),
        pytest.param([A, C], [A2, B, C], [A2, C], id="remove and edit"),
        pytest.param([A, B2, C], [B, C], [B2, C], id="edit and remove another"),
        pytest.param(
            [A, "Ganz anders", C], [A, B, C, "Neu"], [A, "Ganz anders", C, "Neu"], id="anew"
        ),
    ],
)
def test_changes_of_different_rows_are_both_there(ours, theirs, both):
    merged = merge(texts(A, B, C), texts(*ours), texts(*theirs))

    assert said(merged) == both
    assert merged.conflicts == []


def test_a_row_removed_here_and_changed_there_stays_removed_and_is_told():
    merged = merge(texts(A, B, C), texts(A, C), texts(A, "Heben und Tragen mit Last", C))

    assert said(merged) == [A, C]
    assert [each.place for each in merged.conflicts] == [(RowAt("blocks", 2, "richtext"),)]


def test_a_row_edited_here_and_removed_there_stays_and_is_told():
    merged = merge(texts(A, B, C), texts(A, "Heben und Tragen zu zweit", C), texts(A, C))

    assert said(merged) == [A, "Heben und Tragen zu zweit", C]
    assert len(merged.conflicts) == 1


def test_two_orders_are_a_conflict_and_the_editors_stays():
    merged = merge(texts(A, B, C), texts(C, A, B), texts(B, A, C))

    assert said(merged) == [C, A, B]
    assert [each.place for each in merged.conflicts] == [("blocks", "order")]


# --- Fields ------------------------------------------------------------------------------------


def test_each_language_of_a_text_is_decided_by_itself():
    merged = merge(
        {"title": {"de": "Der Hocker", "en": "The stool", "tr": "Tabure"}},
        {"title": {"de": "Mein Hocker", "en": "The stool"}},
        {"title": {"de": "Der Schemel", "en": "The footstool", "tr": "Tabure"}},
    )

    assert merged.value == {"title": {"de": "Mein Hocker", "en": "The footstool"}}
    assert [(each.place, each.outcome) for each in merged.differences] == [
        (("title", "de"), Outcome.CONFLICT),
        (("title", "en"), Outcome.TAKEN),
        (("title", "tr"), Outcome.KEPT),
    ]
    assert (merged.conflicts[0].ours, merged.conflicts[0].theirs) == ("Mein Hocker", "Der Schemel")


def test_sources_that_each_side_adds_and_takes_away_are_each_decided():
    merged = merge({"sources": ["a", "b"]}, {"sources": ["a", "b", "x"]}, {"sources": ["b", "c"]})

    assert merged.value == {"sources": ["b", "c", "x"]}


def test_a_field_that_the_last_load_did_not_know_is_taken_where_it_is_empty():
    merged = merge({}, {}, {"minutes": 5})

    assert merged.value == {"minutes": 5}
    assert merged.conflicts == []


def test_a_field_that_became_translated_keeps_what_the_editor_wrote():
    merged = merge({"title": "Hocker"}, {"title": {"de": "Schemel"}}, {"title": {"de": "Hocker"}})

    assert merged.value == {"title": {"de": "Schemel"}}
    assert len(merged.conflicts) == 1

"""The rooms of the house: who may know whom, and that none outgrows the others."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
#: From the ground up: a room knows those on lower floors, and beside it those named in BESIDE.
FLOORS = [
    {"records"},
    {"figures", "editorial"},
    {"evidence"},
    {"exercises"},
    {"articles", "prevention", "training"},
    {"search", "feedback", "quality", "styleguide"},
    {"portal"},
]
ROOMS = sorted(set.union(*FLOORS))
#: An article may offer a course in the middle of its text.
BESIDE = {("articles", "prevention")}


def files(room):
    return [f for f in sorted((ROOT / room).rglob("*.py")) if "migrations" not in f.parts]


def imported(file):
    """The first parts of all module names that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def known(room):
    return {name for file in files(room) for name in imported(file)} & set(ROOMS) - {room}


def floor(room):
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def test_every_room_has_its_floor():
    found = {folder.parent.name for folder in ROOT.glob("*/apps.py")}

    assert found == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_those_below_it(room):
    above = {
        other
        for other in known(room)
        if floor(other) >= floor(room) and (room, other) not in BESIDE
    }

    assert above == set()


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_is_known_by_a_name_instead_of_an_import(room):
    hidden = [file.name for file in files(room) if "apps.get_model(" in file.read_text()]

    assert hidden == []


def test_no_room_takes_more_than_a_quarter_of_the_house():
    lines = {
        room: sum(len(file.read_text().splitlines()) for file in files(room)) for room in ROOMS
    }

    assert max(lines.values()) <= sum(lines.values()) / 4, lines

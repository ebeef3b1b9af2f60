"""The page that says what a pose may say, held against the poses there are."""

import re
from pathlib import Path

import pytest
import yaml

import figures
from figures.catalogue import DATA
from figures.props import DRAWN, HELD

GRAMMAR = (Path(figures.__file__).parent / "GRAMMAR.md").read_text()
SAID = set(re.findall(r"`([a-z_@-]+)`", GRAMMAR))


def words(said):
    """Every word used in a figure at any depth, names of poses among them."""
    if isinstance(said, dict):
        for word, value in said.items():
            yield word
            yield from words(value)
    elif isinstance(said, list):
        for value in said:
            yield from words(value)


@pytest.mark.parametrize("file", sorted(DATA.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_word_of_a_figure_stands_in_the_grammar(file):
    drawn = yaml.safe_load(file.read_text())

    assert {word for figure in drawn.values() for word in words(figure)} - SAID == set()


def test_the_grammar_names_every_kind_of_prop():
    assert {*DRAWN, *HELD} - SAID == set()

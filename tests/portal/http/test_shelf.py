"""Memory is bounded in number and in bytes; what was not asked for longest leaves first."""

from dataclasses import dataclass

from portal.http.shelf import Shelf


@dataclass(frozen=True)
class Thing:
    size: int


def test_what_was_not_asked_for_longest_leaves_first():
    shelf = Shelf(most=2, most_bytes=1000)
    shelf.put("a", Thing(1))
    shelf.put("b", Thing(1))
    shelf.get("a")

    shelf.put("c", Thing(1))

    assert (shelf.get("a"), shelf.get("b"), shelf.get("c")) == (Thing(1), None, Thing(1))


def test_bytes_are_bounded_whatever_comes():
    shelf = Shelf(most=1000, most_bytes=1000)
    for number in range(100):
        shelf.put(number % 30, Thing(number))

    assert shelf.bytes <= 1000
    assert shelf.bytes == sum(thing.size for key in range(30) if (thing := shelf.get(key)))


def test_one_thing_alone_never_pushes_out_all_others():
    shelf = Shelf(most=10, most_bytes=1000)
    shelf.put("small", Thing(100))

    shelf.put("large", Thing(126))

    assert shelf.get("large") is None
    assert shelf.get("small") == Thing(100)

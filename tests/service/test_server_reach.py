"""What counts as received by a client that does not say so."""

from __future__ import annotations

from puppets.service.server.log import Logged, News
from puppets.service.server.reach import Reach


def told(*names: str, asked: frozenset[str] = frozenset(), at: float = 0.0) -> Reach:
    """A client that was told of these; an empty name is of an event that names none."""
    reach = Reach(0, asked)
    for number, name in enumerate(names, 1):
        reach.told(Logged(number, News(type=2, payload="", names=name), at), at)
    return reach


def test_nothing_is_received_before_it_is_asked_for() -> None:
    assert told("a", "b", "").position == 0


def test_a_message_is_received_once_it_was_asked_for() -> None:
    reach = told("a", "b")
    reach.asks("a")
    assert (reach.position, reach.unread) == (1, 1)


def test_no_message_is_received_for_a_later_one() -> None:
    """Its answer may have been lost, while that of the later one was not."""
    reach = told("a", "b", "c")
    reach.asks("c")
    assert (reach.position, reach.unread) == (0, 2)
    reach.asks("a")
    assert reach.position == 1
    reach.asks("b")
    assert (reach.position, reach.unread) == (3, 0)


def test_what_names_nothing_is_received_with_the_next_that_does() -> None:
    reach = told("", "", "a", "")
    reach.asks("a")
    assert reach.position == 3


def test_what_was_asked_for_before_it_was_told_is_received_when_it_is() -> None:
    reach = told("own", asked=frozenset({"own"}))
    reach.passes(0.0)
    assert (reach.position, reach.unread) == (1, 0)


def test_what_was_told_long_ago_is_received() -> None:
    reach = told("a", "", at=10.0)
    reach.passes(10.0 + Reach.GRACE - 1)
    assert reach.position == 0
    reach.passes(10.0 + Reach.GRACE)
    assert (reach.position, reach.unread) == (2, 0)


def test_what_nobody_was_told_of_changes_nothing() -> None:
    reach = told("a")
    reach.asks("b")
    assert (reach.position, reach.unread) == (0, 1)

"""Which rows of a conversation nobody has seen: the minute is all that a page tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from puppets.whatsapp import news, wire
from puppets.whatsapp.identity import Acquaintance
from puppets.whatsapp.ids import contact_id
from puppets.whatsapp.marks import Mark, Remembered, Standing
from puppets.whatsapp.telling import Reading
from puppets.whatsapp.translate import Knowledge

ALICE = contact_id("Alice")
BEGUN = datetime(2026, 11, 20, 10, 15, 30, tzinfo=UTC)
MINUTE = BEGUN.replace(second=0)
BEFORE, AFTER = MINUTE - timedelta(minutes=1), MINUTE + timedelta(minutes=1)


def row(id: str, text: str = "hello", *, own: bool = False) -> wire.Row:
    return wire.Row(
        kind="message", raw=f"3EB0{id:0>8}", text=text, from_="out" if own else "in"
    )


def note(id: str, text: str) -> wire.Row:
    return wire.Row(kind="note", raw=f"3EB0{id:0>8}", text=text)


def reading(*rows: tuple[wire.Row, datetime]) -> Reading:
    return Reading(
        who=Acquaintance(id=ALICE, name="Alice"),
        rows=[each for each, _ in rows],
        moments=[moment for _, moment in rows],
        speakers=["Alice" for _ in rows],
        known=Knowledge(
            me=contact_id("Robot"),
            conversation=ALICE,
            room=False,
            people={},
            language="en",
        ),
        at=AFTER,
    )


def fresh(
    read: Reading,
    known: str = "",
    line: Standing | None = None,
    unread: int = 0,
) -> list[int]:
    marks = tuple(Mark(id=f"3EB0{id:0>8}") for id in known)
    before = Remembered(id=ALICE, marks=marks)
    return sorted(news.fresh(read, before, since=BEGUN, line=line, unread=unread))


# Where something is known.


def test_what_stands_above_all_that_is_known_is_old() -> None:
    read = reading(*((row(id), BEFORE) for id in "abcd"))
    assert fresh(read, known="bc") == [3]


def test_what_came_late_between_others_is_new() -> None:
    read = reading(*((row(id), AFTER) for id in "abcd"))
    assert fresh(read, known="abd") == [2]


def test_where_nothing_known_is_left_all_of_it_is_new() -> None:
    read = reading(*((row(id), AFTER) for id in "abc"))
    assert fresh(read, known="xyz") == [0, 1, 2]


# Where nobody has looked.


def test_what_was_said_after_the_first_login_is_new() -> None:
    read = reading((row("a"), BEFORE), (row("b"), AFTER), (row("c", own=True), AFTER))
    assert fresh(read) == [1, 2]


def test_what_was_unread_at_the_first_login_is_new() -> None:
    line = Standing(name="Alice", preview="three", unread=2)
    read = reading(*((row(id, id), BEFORE) for id in ("one", "two", "three")))
    assert fresh(read, line=line) == [1, 2]


def test_what_is_unread_now_is_new_though_the_clocks_differ() -> None:
    read = reading(*((row(id), BEFORE) for id in "abc"))
    assert fresh(read, unread=1) == [2]


def test_within_the_minute_of_the_first_login_the_line_tells_what_is_old() -> None:
    line = Standing(name="Alice", preview="old")
    read = reading((row("a", "old"), MINUTE), (row("b", "new"), MINUTE))
    assert fresh(read, line=line) == [1]


def test_the_same_word_again_in_that_minute_is_new() -> None:
    line = Standing(name="Alice", preview="old")
    read = reading((row("a", "old"), MINUTE), (row("b", "old"), MINUTE))
    assert fresh(read, line=line) == [1]


def test_a_word_within_the_line_is_not_what_the_line_showed() -> None:
    line = Standing(name="Alice", preview="not so old")
    read = reading((row("a", "old"), MINUTE), (row("b", "not so old"), MINUTE))
    assert fresh(read, line=line) == []


def test_a_note_behind_what_is_old_is_new() -> None:
    line = Standing(name="tea", preview="Alice: hello")
    read = reading((row("a"), MINUTE), (note("b", "Bob left"), BEFORE))
    assert fresh(read, line=line) == [1]


# What cannot be told any more.


@pytest.mark.parametrize(
    ("told", "since"),
    [(AFTER, AFTER), (BEFORE, BEGUN)],
    ids=["since it was told last", "since the first login"],
)
def test_a_gap_says_from_when_to_when(told: datetime, since: datetime) -> None:
    read = reading((row("a"), AFTER + timedelta(hours=1)))
    gap = news.gap(read, Remembered(id=ALICE, latest=told.timestamp()), BEGUN)
    assert gap.conversation_ids == (ALICE,)
    assert (gap.since, gap.until) == (since, AFTER + timedelta(hours=1))


# What the page says itself has no time: it seems as old as what stands above it.


def test_what_the_page_says_behind_the_last_old_word_is_new() -> None:
    line = Standing(name="Alice", preview="old")
    read = reading(
        (note("a", "Bob left"), BEFORE),
        (row("b", "old"), BEFORE),
        (note("c", "Carol left"), BEFORE),
    )
    assert fresh(read, line=line) == [2]


def test_what_the_page_said_before_the_first_login_the_line_showed() -> None:
    line = Standing(name="Alice", preview="Carol left")
    midnight = MINUTE.replace(hour=0, minute=0)
    left = {"a": "Bob", "b": "Carol", "c": "Dave"}
    read = reading(*((note(id, f"{who} left"), midnight) for id, who in left.items()))
    assert fresh(read, line=line) == [2]


def test_all_that_the_page_says_of_a_chat_that_was_not_there_is_new() -> None:
    midnight = MINUTE.replace(hour=0, minute=0)
    read = reading((note("a", "Alice created group “tea”"), midnight))
    assert fresh(read) == [0]

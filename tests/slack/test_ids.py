"""Ids and time stamps, both ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puppets import NotFound
from puppets.slack import ids

MADE_UP = ["", "0", "nobody", "U", "u123", "U12/3", "U12 3", "٣😀", "X123", "U12\n"]


@pytest.mark.parametrize("read", [ids.contact_id, ids.room_id, ids.conversation_id])
@pytest.mark.parametrize("id", MADE_UP, ids=repr)
def test_what_is_no_id_is_not_found(read: Callable[[str], str], id: str) -> None:
    with pytest.raises(NotFound, match="slack has no"):
        read(id)


@pytest.mark.parametrize(
    "id",
    [
        *MADE_UP,
        "C123",
        "C123:1",
        "C123:1.5",
        "U123:1700000000.000100",
        "C123:1700000000.00010099",
        "C123:1700000000.000100:1",
        "C123:1700000000.000100:0",
        "C123:1700000000.000100:",
        "C123:-700000000.000100",
    ],
    ids=repr,
)
def test_what_is_no_message_is_not_found(id: str) -> None:
    with pytest.raises(NotFound, match="slack has no message"):
        ids.split_message_id(id)


def test_a_contact_is_told_from_a_room_by_its_form() -> None:
    for id in ("U012ABC", "W012ABC", "B012ABC", "USLACKBOT"):
        assert ids.contact_id(id) == ids.conversation_id(id) == id
        with pytest.raises(NotFound):
            ids.room_id(id)
    for id in ("C012ABC", "G012ABC"):
        assert ids.room_id(id) == ids.conversation_id(id) == id
        with pytest.raises(NotFound):
            ids.contact_id(id)


def test_only_a_bot_without_a_user_has_the_id_of_one() -> None:
    assert ids.bot_id("B012ABC") == "B012ABC"
    assert ids.bot_id("U012ABC") is None


def test_a_direct_conversation_is_told_by_its_form() -> None:
    assert ids.is_direct("D012ABC")
    assert not ids.is_direct("C012ABC")
    assert not ids.is_direct("")


def test_the_parts_of_a_message_are_told_apart() -> None:
    whole = ids.message_id("C1A", "1700000000.000100")
    third = ids.message_id("C1A", "1700000000.000100", 3)
    assert ids.split_message_id(whole) == ("C1A", "1700000000.000100", 1)
    assert ids.split_message_id(third) == ("C1A", "1700000000.000100", 3)
    assert ids.place(third) == ids.place(whole) == ("C1A", "1700000000.000100")


def test_a_time_stamp_is_a_moment_to_the_microsecond() -> None:
    when = datetime(2023, 11, 14, 22, 13, 20, 123456, UTC)
    assert ids.moment("1700000000.123456") == when
    assert ids.stamp(when) == "1700000000.123456"
    assert ids.moment("1700000000") == when.replace(microsecond=0)


@given(st.datetimes(datetime(2014, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis wants them so
def test_time_stamps_and_moments_are_the_same_thing(when: datetime) -> None:
    assert ids.moment(ids.stamp(when)) == when

"""Days and times, as the page's languages write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import msgspec
import pytest

from puppets.whatsapp import wire
from puppets.whatsapp.times import Clock, folded

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday
ENGLISH = wire.Calendar(
    language="en",
    order="mdy",
    weekdays=(
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
)
SPANISH = wire.Calendar(
    language="es",
    order="dmy",
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio"),
        *("agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    today="hoy",
    yesterday="ayer",
    am="a. m.",
    pm="p. m.",
)


def clock(calendar: wire.Calendar = ENGLISH, order: str = "") -> Clock:
    return Clock(calendar=calendar, at=AT, order=order or calendar.order)


def said(stamp: str = "", time: str = "10:15") -> wire.Row:
    return wire.Row(kind="message", stamp=stamp, time=time)


def bar(text: str) -> wire.Row:
    return wire.Row(kind="note", text=text)


def shown(*rows: wire.Row, calendar: wire.Calendar = ENGLISH) -> wire.Screen:
    return wire.Screen(
        state="READY",
        at=AT.timestamp() * 1000,
        calendar=calendar,
        open=wire.Conversation(name="Alice", rows=rows),
    )


def moments(
    *rows: wire.Row, calendar: wire.Calendar = ENGLISH
) -> list[datetime | None]:
    return Clock.of(shown(*rows, calendar=calendar)).moments(rows)


@pytest.mark.parametrize(
    ("stamp", "order", "hour", "minute"),
    [
        ("10:15, 11/20/2026", "mdy", 10, 15),
        ("10:15 AM, 11/20/2026", "mdy", 10, 15),
        ("10:15 PM, 11/20/2026", "mdy", 22, 15),
        ("12:05 AM, 11/20/2026", "mdy", 0, 5),
        ("12:05 PM, 11/20/2026", "mdy", 12, 5),
        ("10:15\u202fp.\u00a0m., 20/11/2026", "dmy", 22, 15),
        ("20/11/2026, 10:15", "dmy", 10, 15),
        ("20.11.2026, 10:15", "dmy", 10, 15),
        ("10.15, 20/11/2026", "dmy", 10, 15),
        ("下午10:15, 2026/11/20", "ymd", 22, 15),
        ("上午12:15, 2026/11/20", "ymd", 0, 15),
        ("2026-11-20 10:15", "dmy", 10, 15),
        ("١٠:١٥ م، ٢٠/١١/٢٠٢٦", "dmy", 22, 15),
        ("१०:१५, २०/११/२०२६", "dmy", 10, 15),
        ("10:15, 20/11/26", "dmy", 10, 15),
    ],
)
def test_a_stamp_is_a_minute(stamp: str, order: str, hour: int, minute: int) -> None:
    told = clock(order=order).stamp(stamp)
    assert told == datetime(2026, 11, 20, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    "stamp", ["", "?", "10:15", "11/20/2026", "25:15, 11/20/2026", "10:15, 13/32/2026"]
)
def test_what_is_no_stamp_is_no_minute(stamp: str) -> None:
    assert clock().stamp(stamp) is None


def test_a_time_is_in_the_zone_of_the_browser() -> None:
    calendar = wire.Calendar(order="dmy", zone="Europe/Madrid")
    summer = clock(calendar).stamp("10:15, 20/07/2026")
    winter = clock(calendar).stamp("10:15, 20/11/2026")
    assert summer == datetime(2026, 7, 20, 8, 15, tzinfo=UTC)
    assert winter == datetime(2026, 11, 20, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "calendar", "day"),
    [
        ("Today", ENGLISH, date(2026, 11, 20)),
        ("YESTERDAY", ENGLISH, date(2026, 11, 19)),
        ("Thursday", ENGLISH, date(2026, 11, 19)),
        ("Saturday", ENGLISH, date(2026, 11, 14)),
        ("Friday", ENGLISH, date(2026, 11, 13)),
        ("11/3/2026", ENGLISH, date(2026, 11, 3)),
        ("September 3, 2025", ENGLISH, date(2025, 9, 3)),
        ("December 24", ENGLISH, date(2025, 12, 24)),
        ("HOY", SPANISH, date(2026, 11, 20)),
        ("ayer", SPANISH, date(2026, 11, 19)),
        ("miércoles", SPANISH, date(2026, 11, 18)),
        ("3 de septiembre de 2025", SPANISH, date(2025, 9, 3)),
    ],
)
def test_a_bar_names_a_day(text: str, calendar: wire.Calendar, day: date) -> None:
    assert clock(calendar).day(text) == day


@pytest.mark.parametrize(
    "text", ["Alice left", "3 unread messages", "May", "", "10:15", "Alice May 3 x 4 5"]
)
def test_what_names_no_day_is_no_bar(text: str) -> None:
    assert clock().day(text) is None


def test_the_dates_on_a_page_tell_their_order() -> None:
    [one, other] = moments(said("10:15, 3/11/2026"), said("10:15, 20/11/2026"))
    assert one == datetime(2026, 11, 3, 10, 15, tzinfo=UTC)
    assert other == datetime(2026, 11, 20, 10, 15, tzinfo=UTC)


def test_a_bar_of_today_tells_the_order() -> None:
    at = datetime(2026, 11, 10, 12, 0, tzinfo=UTC)
    rows = (bar("Today"), said("10:15, 10/11/2026"))
    screen = msgspec.structs.replace(shown(*rows), at=at.timestamp() * 1000)
    clock = Clock.of(screen)
    assert clock.order == "dmy"
    assert clock.moments(rows)[1] == datetime(2026, 11, 10, 10, 15, tzinfo=UTC)


def test_what_would_be_said_in_the_future_was_not() -> None:
    [moment] = moments(said("10:15, 12/11/2026"))  # in December, or nine days ago
    assert moment == datetime(2026, 11, 12, 10, 15, tzinfo=UTC)


def test_where_all_is_possible_the_language_decides() -> None:
    [moment] = moments(said("10:15, 5/6/2026"))
    assert moment == datetime(2026, 5, 6, 10, 15, tzinfo=UTC)
    [moment] = moments(said("10:15, 5/6/2026"), calendar=SPANISH)
    assert moment == datetime(2026, 6, 5, 10, 15, tzinfo=UTC)


def test_a_file_is_of_the_day_of_its_bar() -> None:
    told = moments(bar("Yesterday"), said(), bar("Today"), said(time="0:05"))
    assert told[1] == datetime(2026, 11, 19, 10, 15, tzinfo=UTC)
    assert told[3] == datetime(2026, 11, 20, 0, 5, tzinfo=UTC)


def test_above_the_first_bar_others_tell_the_day() -> None:
    told = moments(said(time="9:00"), said("9:01, 11/18/2026"), bar("Today"))
    assert told[0] == datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def test_where_nothing_tells_the_day_nothing_is_told() -> None:
    assert moments(said(), bar("Today"), said())[0] is None


def test_what_the_page_says_is_as_old_as_its_neighbours() -> None:
    told = moments(
        bar("Today"), bar("Bob left"), said(time="9:00"), bar("Alice left"), bar("x")
    )
    nine = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert told == [nine] * 5
    assert moments(bar("Today")) == [datetime(2026, 11, 20, tzinfo=UTC)]
    told = moments(bar("Yesterday"), said(), bar("Today"), bar("Bob left"))
    assert told[2:] == [datetime(2026, 11, 20, tzinfo=UTC)] * 2


def test_digits_of_any_script_are_digits() -> None:
    assert folded("\u200e١٠:١٥\u00a0AM") == "10:15 am"

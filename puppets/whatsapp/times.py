"""When something was said, by the words of the page; minutes are all that it tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from . import wire

__all__ = ["Clock", "folded"]

ORDERS = ("dmy", "mdy", "ymd")
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:.٫](\d{2})(?:[:.](\d{2}))?(?!\d)")
_NUMBERS = re.compile(
    r"(?<!\d)(\d{1,4})\s?[/.\-‐]\s?(\d{1,2})\s?[/.\-‐]\s?(\d{1,4})(?!\d)"
)
_MARKS = dict.fromkeys(
    map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
)
_MORNING = ("am", "a.m.", "a. m.", "上午", "凌晨", "早上", "ص", "पूर्वाह्न", "पूर्वाह्न")
_EVENING = ("pm", "p.m.", "p. m.", "下午", "晚上", "中午", "م", "अपराह्न", "अपराह्न")

Numbers = tuple[int, int, int]


@lru_cache(maxsize=4096)  # of a page the same few are asked for again and again
def folded(text: str) -> str:
    """With plain digits and spaces, in small letters, without marks of direction."""
    plain = "".join(
        str(unicodedata.decimal(each))
        if unicodedata.decimal(each, None) is not None
        else each
        for each in text.translate(_MARKS)
    )
    return " ".join(plain.split()).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The page's calendar, and the moment at which it was read."""

    calendar: wire.Calendar
    at: datetime
    order: str
    """In which day, month and year come, as the page's own dates show."""

    @classmethod
    def of(cls, screen: wire.Screen) -> Clock:
        """As the dates on a screen show; where they do not, as its language has it."""
        calendar = screen.calendar or wire.Calendar()
        at = datetime.fromtimestamp(screen.at / 1000, UTC)
        rows = screen.open.rows if screen.open else ()
        hint = cls(calendar=calendar, at=at, order=calendar.order)
        return cls(calendar=calendar, at=at, order=hint._shown(rows))

    def moments(self, rows: Sequence[wire.Row]) -> list[datetime | None]:
        """
        Of each row when it was said; None where the page does not tell.

        What the page says itself has no time: it is as old as the message above it on
        that day, else as the one below, else as the day.
        """
        days = self._days(rows)
        told = [
            self._moment(row, day) if row.kind == "message" else None
            for row, day in zip(rows, days, strict=True)
        ]
        return [
            self._beside(told, at, day) if row.kind == "note" else told[at]
            for at, (row, day) in enumerate(zip(rows, days, strict=True))
        ]

    def day(self, text: str) -> date | None:
        """The day that a bar between messages names: "Today", "Friday", "20/11/2026"."""
        said, today = folded(text), self._local(self.at).date()
        calendar = self.calendar
        if said == folded(calendar.today):
            return today
        if said == folded(calendar.yesterday):
            return today - timedelta(days=1)
        names = [folded(name) for name in calendar.weekdays]
        if said in names:
            return today - timedelta(
                days=(today.weekday() - names.index(said)) % 7 or 7
            )
        return self._date(said) or self._in_words(said)

    def stamp(self, text: str) -> datetime | None:
        """The moment in `10:15 AM, 11/20/2026`, whichever comes first."""
        said = folded(text)
        numbers = _NUMBERS.search(said)
        if numbers is None:
            return None
        on = self._date(numbers[0])
        clock = self._time(said.replace(numbers[0], " ", 1))
        return self._utc(on, clock) if on and clock else None

    def _moment(self, row: wire.Row, day: date | None) -> datetime | None:
        if told := self.stamp(row.stamp):
            return told
        clock = self._time(folded(row.time))
        return self._utc(day, clock) if day and clock else None

    def _days(self, rows: Sequence[wire.Row]) -> list[date | None]:
        """
        The day of each row: what the bar above it says, else what others between the
        same two bars say.
        """
        days: list[date | None] = []
        segment: list[wire.Row] = []
        bar: date | None = None
        for row in rows:
            if row.kind == "note" and (named := self.day(row.text)):
                days += [bar or self._common(segment)] * len(segment)
                segment, bar = [], named
            segment.append(row)
        return days + [bar or self._common(segment)] * len(segment)

    def _common(self, rows: Iterable[wire.Row]) -> date | None:
        told = (self.stamp(row.stamp) for row in rows)
        return next((self._local(each).date() for each in told if each), None)

    # Which number is the day.

    def _shown(self, rows: Sequence[wire.Row]) -> str:
        """The order that fits best what is on the page; of equal ones the language's."""
        orders, turns = [self.calendar.order, *ORDERS], list(_turns(rows))
        return max(
            orders, key=lambda order: (self._fit(order, turns), -orders.index(order))
        )

    def _fit(self, order: str, rows: Sequence[wire.Row]) -> int:
        """How many of the dates can be, minus how many cannot."""
        clock = Clock(calendar=self.calendar, at=self.at, order=order)
        numbers = [
            found for row in rows if (found := _NUMBERS.search(folded(row.stamp)))
        ]
        dates = [clock._date(each[0]) for each in numbers]
        told = [each for each in dates if each]
        tomorrow = self._local(self.at).date() + timedelta(days=1)
        fit = 3 * (len(told) - len(dates)) - sum(each > tomorrow for each in told)
        fit -= sum(one > other for one, other in pairwise(told))
        return fit + 2 * sum(clock._agreeing(rows))

    def _agreeing(self, rows: Sequence[wire.Row]) -> Iterator[int]:
        """For each message under a bar that names its day without numbers: 1 or -1."""
        bar: date | None = None
        for row in rows:
            if row.kind == "note" and (named := self.day(row.text)):
                bar = None if _NUMBERS.search(folded(row.text)) else named
            elif bar and (told := self.stamp(row.stamp)):
                yield 1 if self._local(told).date() == bar else -1

    # The pieces.

    def _date(self, said: str) -> date | None:
        found = _NUMBERS.fullmatch(said.strip())
        if found is None:
            return None
        return _day(_ordered((int(found[1]), int(found[2]), int(found[3])), self.order))

    def _in_words(self, said: str) -> date | None:
        """`September 3, 2025`, `3 de septiembre de 2025`; this year's where none is said."""
        months = [folded(name) for name in self.calendar.months]
        named = [
            at
            for at, name in enumerate(months, 1)
            if name and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)
        ]
        numbers = [int(each) for each in re.findall(r"(?<!\d)\d{1,4}(?!\d)", said)]
        if len(named) != 1 or not 1 <= len(numbers) <= 2:
            return None
        years = [each for each in numbers if each > 31]
        days = [each for each in numbers if each <= 31]
        if len(days) != 1 or len(said) > 40:
            return None
        if years:
            return _day((years[0], named[0], days[0]))
        today = self._local(self.at).date()
        told = _day((today.year, named[0], days[0]))
        if told and told > today:  # of a year that is not said, and not begun yet
            return _day((today.year - 1, named[0], days[0]))
        return told

    def _time(self, said: str) -> time | None:
        found = _TIME.search(said)
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2])
        rest = (said[: found.start()] + said[found.end() :]).strip(" ,،、[]")
        if rest in {folded(self.calendar.pm), *_EVENING}:
            hour = hour % 12 + 12
        elif rest in {folded(self.calendar.am), *_MORNING} and hour == 12:
            hour = 0
        return time(hour, minute) if hour < 24 and minute < 60 else None

    def _beside(
        self, told: Sequence[datetime | None], at: int, day: date | None
    ) -> datetime | None:
        near = [*reversed(told[:at]), *told[at:]]
        known = (each for each in near if each)
        if day is None:
            return next(known, None)
        that_day = (each for each in known if self._local(each).date() == day)
        return next(that_day, None) or self._utc(day, time())

    def _utc(self, on: date, clock: time) -> datetime:
        zone = ZoneInfo(self.calendar.zone)
        return datetime.combine(on, clock, zone).astimezone(UTC)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.calendar.zone))


def _turns(rows: Iterable[wire.Row]) -> Iterator[wire.Row]:
    """The rows with which another day comes; those of one date say the same of it."""
    last = None
    for row in rows:
        told = (found := _NUMBERS.search(folded(row.stamp))) and found[0]
        if told is None or told != last:
            yield row
        last = told


def _ordered(numbers: Numbers, order: str) -> Numbers:
    """Year, month, day; a year in front is one in any order."""
    told = dict(zip("ymd" if numbers[0] > 31 else order, numbers, strict=True))
    year = told["y"] + 2000 if told["y"] < 100 else told["y"]
    return year, told["m"], told["d"]


def _day(numbers: Numbers) -> date | None:
    try:
        return date(*numbers)
    except ValueError:
        return None

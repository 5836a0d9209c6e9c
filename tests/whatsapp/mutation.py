"""What becomes of a page's reading when ways to its elements are gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from playwright.async_api import Page

from puppets.whatsapp import selectors, survey, translate, wire
from puppets.whatsapp.ids import message_id
from puppets.whatsapp.times import Clock

__all__ = ["Mutants", "mutants", "wrong"]

SCRIPT = Path(__file__).with_name("mutation.js")
Gone = tuple[tuple[str, int], ...]


class _Screen(wire.Screen, frozen=True, kw_only=True):
    missing: tuple[str, ...] = ()


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    usual: str
    ways: int
    readings: int
    outcomes: tuple[tuple[str, tuple[Gone, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutants:
    """The page as it reads, and each other reading with what brought it about."""

    usual: _Screen
    ways: int
    """How many there are."""
    readings: int
    """How often the page was read; whatever else can be taken changes nothing."""
    others: tuple[tuple[_Screen, tuple[Gone, ...]], ...]

    @property
    def changed(self) -> int:
        return sum(len(gone) for _, gone in self.others)

    @property
    def count(self) -> int:
        """Every way alone, and every two."""
        return self.ways + self.ways * (self.ways - 1) // 2


async def mutants(page: Page, html: str) -> Mutants:
    """Take every way in turn, and every two of them, from that page."""
    await page.set_content(html)
    asked = [selectors.maker(), msgspec.to_builtins(selectors.table())]
    raw = await page.evaluate(SCRIPT.read_text("utf-8"), asked)
    told = msgspec.json.decode(raw, type=_Told)
    return Mutants(
        usual=msgspec.json.decode(told.usual, type=_Screen),
        ways=told.ways,
        readings=told.readings,
        others=tuple(
            (msgspec.json.decode(each, type=_Screen), gone)
            for each, gone in told.outcomes
            if each != told.usual
        ),
    )


def wrong(usual: _Screen, other: _Screen) -> Iterator[str]:
    """What is told otherwise than it is, or is lost, without a word about it."""
    problems = survey.problems(other)
    if other.state != usual.state:
        if other.state != "UNKNOWN":
            yield f"the page is {other.state}"
        return
    if (usual.qr, usual.code) != (other.qr, other.code) and not problems:
        yield "the code is lost, or another one"
    known, told = _told(usual), _told(other)
    excused = {each.id for each in problems if each.id}
    for id, said in told.items():
        if said != known.get(id) and id not in excused:
            yield f"{id} is told otherwise: {_difference(known.get(id), said)}"
    general = any(not each.id for each in problems) or bool(other.missing)
    for id in known.keys() - told.keys() - excused:
        if not general:
            yield f"{id} is lost"
    yield from _of_the_rest(usual, other, general=general)


def _of_the_rest(usual: _Screen, other: _Screen, *, general: bool) -> Iterator[str]:
    before, now = _chats(usual), _chats(other)
    for name, line in now.items():
        if line != before.get(name) and not general:
            yield f"the chat {name!r} is told otherwise: {before.get(name)} {line}"
    if before.keys() - now.keys() and not general:
        yield "chats are lost"
    if usual.open and other.open:
        if other.open.name not in {usual.open.name, ""}:
            yield f"the conversation is called {other.open.name!r}"
        if other.open.room not in {usual.open.room, None}:
            yield "a room is taken for a person, or a person for a room"
        if other.open.members != usual.open.members and not general:
            yield f"the members are {other.open.members!r}"
    elif usual.open and not general:
        yield "the conversation is lost"


def _chats(screen: _Screen) -> dict[str, tuple[object, ...]]:
    rows = screen.list.rows if screen.list else ()
    return {row.name: (row.unread, at) for at, row in enumerate(rows) if row.name}


def _told(screen: _Screen) -> dict[str, tuple[object, ...]]:
    """Of every row that is whole what a bot would hear of it."""
    if screen.open is None:
        return {}
    rows = screen.open.rows
    britain = wire.Calendar(order="dmy")
    clock = Clock.of(msgspec.structs.replace(screen, calendar=britain))
    moments = clock.moments(rows)
    speakers = translate.speakers(rows) if screen.open.room else [""] * len(rows)
    found: dict[str, tuple[object, ...]] = {}
    for row, moment, speaker in zip(rows, moments, speakers, strict=True):
        if row.kind == "message" and not survey.whole(row, moment):
            kind = row.media and (row.media.kind, row.media.name, row.media.src)
            found[message_id(row.raw)] = (
                *(row.from_, row.text, moment, speaker, kind, row.quoted),
                *(row.reactions, row.recalled, row.edited, row.forwarded, row.cut),
            )
        elif row.kind == "note":
            found[row.text] = (row.text, moment)
    return found


def _difference(one: tuple[object, ...] | None, other: tuple[object, ...]) -> str:
    if one is None or len(one) != len(other):
        return f"{one} {other}"
    return "; ".join(f"{a} {b}" for a, b in zip(one, other, strict=True) if a != b)

"""What the console tells, read as any program would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import aiohttp
import msgspec

from puppets._console.server import Console
from puppets._console.told import Board, Card, Line, Told, Trouble

__all__ = ["Stream", "address", "bearer", "looking", "until"]

_TOLD: msgspec.json.Decoder[Told] = msgspec.json.Decoder(Told)


def address(console: Console) -> str:
    """Where it is, without the token."""
    return console.link.partition("#")[0]


def bearer(console: Console) -> dict[str, str]:
    return {"Authorization": f"Bearer {console.link.partition('#')[2]}"}


class Stream:
    """Server-sent events, one after the other."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self.answer = answer
        self.read: list[bytes] = []

    async def next(self) -> Told:
        while True:
            line = await self.answer.content.readline()
            assert line, "the stream has ended"
            self.read.append(line)
            if line.startswith(b"data: "):
                return _TOLD.decode(line[6:])

    async def until(self, agrees: Callable[[Told], bool]) -> Told:
        """The first that agrees."""
        while True:
            told = await self.next()
            if agrees(told):
                return told

    async def line(self, **wanted: object) -> Line:
        """The next line with these in it."""

        def agrees(told: Told) -> bool:
            return isinstance(told, Line) and _has(told, wanted)

        found = await self.until(agrees)
        assert isinstance(found, Line)
        return found

    async def card(self, **wanted: object) -> Card:
        """The next card with these in it; of a whole board, its first."""
        while True:
            told = await self.next()
            card = told.cards[0] if isinstance(told, Board) else told
            if isinstance(card, Card) and _has(card, wanted):
                return card

    async def trouble(self, **wanted: object) -> Trouble:
        def agrees(told: Told) -> bool:
            return isinstance(told, Trouble) and _has(told, wanted)

        found = await self.until(agrees)
        assert isinstance(found, Trouble)
        return found


def _has(told: Told, wanted: dict[str, object]) -> bool:
    return all(getattr(told, name) == value for name, value in wanted.items())


@asynccontextmanager
async def looking(
    console: Console, http: aiohttp.ClientSession, *, words: bool = False
) -> AsyncIterator[Stream]:
    shown = "shown" if words else "hidden"
    url = f"{address(console)}events?words={shown}"
    async with http.get(url, headers=bearer(console)) as answer:
        assert answer.status == 200
        yield Stream(answer)


async def until(agrees: Callable[[], bool]) -> None:
    """Poll, as there is nothing to wait for."""
    async with asyncio.timeout(10):
        while not agrees():
            await asyncio.sleep(0.01)

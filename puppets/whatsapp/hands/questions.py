"""What a page is asked by name, always with a limit of time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from functools import cache
from importlib.resources import files
from typing import TypeAlias, TypeVar

import msgspec
from playwright.async_api import ElementHandle, Error, JSHandle

from ...errors import Malformed, Unavailable
from ..model import PageModel

__all__ = ["ANSWER", "Given", "Questions"]

ANSWER = 5.0
"""Seconds in which a page answers beyond what it was asked to wait."""
ASK = "([hands, name, given]) => hands[name](given)"
TELL = """async ([hands, name, given]) => {
  const said = await hands[name](given);
  return JSON.stringify([said ?? null, hands.won()]);
}"""
PARTS = ("1_sight.js", "2_watch.js", "3_acts.js")

T = TypeVar("T")
Given: TypeAlias = Mapping[str, object]
NOTHING: Given = {}


class _Said(msgspec.Struct, array_like=True):
    said: msgspec.Raw
    won: Mapping[str, Mapping[str, int]]


class Questions:
    """The functions in 3_acts.js. What a page does not answer in time is `Unavailable`."""

    def __init__(self, model: PageModel) -> None:
        self.model = model
        self._page = model.page
        self._reader: JSHandle | None = None
        self._hands: JSHandle | None = None

    async def told(
        self, act: str, kind: type[T], given: Given = NOTHING, *, patience: float = 0.0
    ) -> T:
        """What one of the functions in 3_acts.js answers."""
        return self._read(act, kind, await self._said(act, given, patience))

    async def maybe(
        self, act: str, kind: type[T], given: Given = NOTHING, *, patience: float = 0.0
    ) -> T | None:
        """The same, where it may answer nothing."""
        said = await self._said(act, given, patience)
        return None if bytes(said) == b"null" else self._read(act, kind, said)

    async def until(
        self, act: str, given: Given = NOTHING, *, patience: float = 0.0
    ) -> bool:
        """Whether it answers anything at all, in time."""
        said = bytes(await self._said(act, given, patience))
        return said not in {b"null", b"false"}

    async def one(
        self, act: str, given: Given = NOTHING, *, patience: float = 0.0
    ) -> ElementHandle | None:
        """The element that it answers, if any."""
        async with self._in_time(act, patience):
            asked = [await self._there(), act, {**given, "ms": patience * 1000}]
            return (await self._page.evaluate_handle(ASK, asked)).as_element()

    async def many(self, act: str, given: Given = NOTHING) -> list[ElementHandle]:
        """The elements that it answers."""
        async with self._in_time(act, 0):
            asked = [await self._there(), act, {**given, "ms": 0}]
            held = await self._page.evaluate_handle(ASK, asked)
            named = await held.get_properties()
        order = sorted((key for key in named if key.isdigit()), key=int)
        return [each for key in order if (each := named[key].as_element())]

    async def _said(self, act: str, given: Given, patience: float) -> msgspec.Raw:
        async with self._in_time(act, patience):
            asked = [await self._there(), act, {**given, "ms": patience * 1000}]
            told = await self._page.evaluate(TELL, asked)
        said = self._read(act, _Said, msgspec.Raw(str(told)))
        self.model.credit(said.won)
        return said.said

    def _read(self, act: str, kind: type[T], said: msgspec.Raw) -> T:
        try:
            return msgspec.json.decode(said, type=kind)
        except msgspec.MsgspecError as error:
            raise Malformed(f"the page tells {act} otherwise: {error}") from error

    async def _there(self) -> JSHandle:
        """The functions in the page as it is now."""
        reader = await self.model.reader()
        if self._hands is None or reader is not self._reader:
            self._hands = await self._page.evaluate_handle(_maker(), reader)
            self._reader = reader
        return self._hands

    @asynccontextmanager
    async def _in_time(self, doing: str, patience: float) -> AsyncGenerator[None]:
        try:
            async with asyncio.timeout(patience + ANSWER):
                yield
        except Error as error:
            line = error.message.strip().partition("\n")[0]
            raise Unavailable(f"the page does not let us {doing}: {line}") from error
        except TimeoutError as error:
            raise Unavailable(
                f"the page does not answer for {patience + ANSWER:g} s ({doing})"
            ) from error


@cache
def _maker() -> str:
    """One function, as JavaScript: a page's reader to what hands ask."""
    folder = files(__package__)
    body = "\n".join(folder.joinpath(part).read_text("utf-8") for part in PARTS)
    return f'(reader) => {{ "use strict";\n{body}\n}}'

"""A hand on the page: it finds, presses and types, and says in time that it cannot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeAlias

import msgspec
from playwright.async_api import ElementHandle, Mouse

from ...errors import Unavailable
from ..model import PageModel
from .questions import ANSWER, Questions

__all__ = ["STEP", "Hand"]

STEP = 5.0
"""Seconds that the page has for what one press of a button brings."""
STILL = 10
"""How often something that is to be pressed may move away."""

Within: TypeAlias = str | ElementHandle | None
"""An element in which something is looked for, itself or its name."""


class _Spot(msgspec.Struct):
    x: float
    y: float


class _Field(msgspec.Struct):
    focused: bool
    empty: bool


class Hand(Questions):
    """The one hand of a page."""

    def __init__(self, model: PageModel) -> None:
        super().__init__(model)
        self._moving: set[asyncio.Future[None]] = set()

    async def still(self) -> None:
        """
        Wait for what was begun, and given up: the page would get it in the middle of
        the next act.
        """
        if self._moving:
            _, others = await asyncio.wait(self._moving, timeout=ANSWER)
            if others:
                raise Unavailable(f"the page takes no key for {ANSWER:g} s")

    # Finding.

    async def find(self, name: str, within: Within = None) -> ElementHandle | None:
        """The element of that name that can be seen, or None where there is none."""
        return await self.one("there", {"name": name, "within": within})

    async def wait(
        self, name: str, within: Within = None, patience: float = STEP
    ) -> ElementHandle:
        """The same as soon as it is there. Raises `ElementMissing`."""
        given = {"name": name, "within": within}
        found = await self.one("there", given, patience=patience)
        return found or await self._missing(name, within)

    async def gone(
        self,
        name: str,
        within: Within = None,
        patience: float = STEP,
    ) -> bool:
        """Whether no such element is to be seen any more, in time."""
        given = {"name": name, "within": within}
        return await self.until("gone", given, patience=patience)

    async def label(self, element: ElementHandle) -> str:
        return await self.told("label", str, {"element": element})

    # Pressing.

    async def press(
        self,
        what: str | ElementHandle,
        within: Within = None,
        patience: float = STEP,
        *,
        inner: str = "",
    ) -> None:
        """
        Press an element in its middle, as soon as nothing lies over it; the part of it
        that is called `inner`, where it has that.
        """
        mouse = self._page.mouse
        spot = await self._spot(what, within, patience, inner=inner)
        async with self._in_time(f"press {_name(what)}", patience):
            for _ in range(STILL):
                await self._through(mouse.move(spot.x, spot.y))
                # What is pointed at may show more of itself, and so be elsewhere.
                moved = await self._spot(what, within, patience, inner=inner)
                if moved == spot:
                    await self._through(_press(mouse))
                    return
                spot = moved
        raise Unavailable(f"{_name(what)} does not keep still on the page")

    async def hover(self, element: ElementHandle) -> None:
        """Rest upon it; whatever lies over it rests there too."""
        spot = await self._spot(element, None, STEP, covered=True)
        async with self._in_time("rest upon a message", ANSWER):
            # Who rests there already has to come anew for the page to see it.
            await self._through(self._page.mouse.move(1, 1))
            await self._through(self._page.mouse.move(spot.x, spot.y))

    async def press_beside(self) -> None:
        """In a corner, beside whatever lies over the page."""
        async with self._in_time("press", ANSWER):
            await self._through(self._page.mouse.click(2, 2))

    async def key(self, *names: str) -> None:
        async with self._in_time(f"press {names[0]}", ANSWER):
            for name in names:
                await self._through(self._page.keyboard.press(name))

    # Typing.

    async def type(self, text: str) -> None:
        """Put in what a person would paste: one line."""
        async with self._in_time("type", ANSWER):
            await self._through(self._page.keyboard.insert_text(text))

    async def type_keys(self, text: str) -> None:
        """Key by key, where the page hears nothing else."""
        async with self._in_time("type", ANSWER + len(text) / 20):
            await self._through(self._page.keyboard.type(text))
            await self._through(self._page.keyboard.press("End"))

    async def type_lines(self, text: str) -> None:
        """Several lines, of which none is sent."""
        first, *others = text.replace("\r\n", "\n").split("\n")
        if first:
            await self.type(first)
        for line in others:
            await self.key("Shift+Enter")
            if line:
                await self.type(line)

    async def focus(self, box: ElementHandle) -> bool:
        """Be about to write into a field; whether it is empty."""
        field = await self.told("focus", _Field, {"element": box})
        if not field.focused:
            await self.press(box)
        return field.empty

    async def clear(self, box: ElementHandle) -> None:
        """Be about to write into a field, from which is taken what stood in it."""
        if not await self.focus(box):
            await self.key("ControlOrMeta+a", "Backspace")

    # Inside.

    async def _through(self, move: Awaitable[None]) -> None:
        """What is begun is done, though nobody waits for it any more."""
        moving = asyncio.ensure_future(move)
        self._moving.add(moving)
        moving.add_done_callback(self._rested)
        await asyncio.shield(moving)

    def _rested(self, moving: asyncio.Future[None]) -> None:
        self._moving.discard(moving)
        if not moving.cancelled():
            moving.exception()  # told to whoever waits, if anybody does

    async def _spot(
        self,
        what: str | ElementHandle,
        within: Within,
        patience: float,
        *,
        inner: str = "",
        covered: bool = False,
    ) -> _Spot:
        named = isinstance(what, str)
        sought = {"name": what, "within": within} if named else {"element": what}
        given = {**sought, "inner": inner, "covered": covered}
        spot = await self.maybe("spot", _Spot, given, patience=patience)
        if spot is not None:
            return spot
        if isinstance(what, str) and await self.find(what, within) is None:
            await self._missing(what, within)
        raise Unavailable(
            f"{_name(what)} cannot be pressed on the page: it is hidden, or covered"
        )

    async def _missing(self, name: str, within: Within) -> ElementHandle:
        """It may have come in this moment; else `ElementMissing`."""
        return await self.model.element(
            name, within if isinstance(within, ElementHandle) else None
        )


async def _press(mouse: Mouse) -> None:
    """Both halves, or the button would stay down."""
    await mouse.down()
    await mouse.up()


def _name(what: str | ElementHandle) -> str:
    return what if isinstance(what, str) else "it"

"""Messages where they stand: found, brought into sight, and read as far back as is wanted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import msgspec
from playwright.async_api import ElementHandle

from ...errors import NotFound, Unavailable
from .. import wire
from ..ids import message_id
from .hand import STEP, Hand
from .places import Sent, Visit, Whom

__all__ = ["Rows"]

OLDER = 1.5
"""Seconds in which older messages come when somebody scrolls up to them."""
FURTHEST = 100
"""Screens that are scrolled back for one message."""


class Rows:
    """The messages of the conversation that is open."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    async def find(self, whom: Whom, id: str) -> ElementHandle:
        """The row of a message, drawn and in sight. Raises `NotFound`."""
        hand = self._hand
        for _ in range(FURTHEST):
            if await hand.one("row", {"id": id}):
                row = await hand.one("drawn", {"id": id}, patience=STEP)
                if row is None:
                    raise Unavailable(f"the page does not draw message {id!r}")
                return row
            if not await self._up(to_top=True):
                break
        raise NotFound(f"{whom} has no message {id!r}")

    async def read(self, whom: Whom, id: str) -> Sent:
        """One message, whole."""
        row = await self.find(whom, id)
        await self._unfold(row)
        return await self.told(whom, id)

    async def told(self, whom: Whom, id: str) -> Sent:
        """A message that is drawn, as the page tells it."""
        screen = await self._hand.model.read()
        rows = screen.open.rows if screen.open else ()
        for at, row in enumerate(rows):
            if message_id(row.raw) == id:
                return Sent(screen=screen, at=at)
        raise NotFound(f"{whom} has no message {id!r}")

    async def become(self, id: str, *, text: str = "", recalled: bool = False) -> bool:
        """Whether the message is seen to be so, in time."""
        given = {"id": id, "text": text, "recalled": recalled}
        return await self._hand.until("become", given, patience=STEP)

    # All of them.

    async def visit(
        self,
        screen: wire.Screen,
        *,
        enough: Callable[[Sequence[wire.Row]], bool] | None,
        known: Collection[str],
        most: int,
    ) -> Visit:
        """Read upwards until it is enough; long texts whole but those that are known."""
        if await self._down():
            screen = await self._hand.model.read()
        rows = await self._whole(_rows(screen), known)
        complete = enough is None or enough(rows)
        while not complete and len(rows) < most:
            if not await self._up():
                complete = True  # there is no more
                break
            screen = await self._hand.model.read()
            rows = _merged(rows, await self._whole(_rows(screen), known))
            complete = enough is not None and enough(rows)
        await self._down()
        if screen.open is not None:
            shown = msgspec.structs.replace(screen.open, rows=tuple(rows))
            screen = msgspec.structs.replace(screen, open=shown)
        return Visit(screen=screen, complete=complete)

    async def _whole(
        self, rows: Sequence[wire.Row], known: Collection[str]
    ) -> Sequence[wire.Row]:
        """With the whole text of those of which only the beginning is shown."""
        cut = [row for row in rows if row.cut and message_id(row.raw) not in known]
        for each in cut:
            if row := await self._hand.one("drawn", {"id": message_id(each.raw)}):
                await self._unfold(row)
        if not cut:
            return rows
        return _merged(rows, _rows(await self._hand.model.read()))

    async def _unfold(self, row: ElementHandle) -> None:
        """Press "Read more" as often as there is more."""
        for _ in range(FURTHEST):
            more = await self._hand.find("read_more", row)
            if more is None:
                return
            await self._hand.press(more)
            await self._hand.told("settled", bool)

    # Up and down.

    async def _up(self, *, to_top: bool = False) -> bool:
        """One screen up, or to the top; whether there is anything else to read then."""
        hand = self._hand
        ids = await hand.told("ids", list[str])
        if not ids:
            return False
        given = {"end": "top"} if to_top else {"by": -1}
        if (
            await hand.told("scroll", bool, {"name": "message_row", **given})
            and not to_top
        ):
            await hand.told("settled", bool)
            return True
        if older := await hand.find("older"):
            await hand.press(older)
        told = await hand.until("older", {"first": ids[0]}, patience=OLDER)
        return bool(told)

    async def _down(self) -> bool:
        """To the newest, where whatever comes next is drawn; whether it was elsewhere."""
        hand = self._hand
        moved = await hand.told(
            "scroll", bool, {"name": "message_row", "end": "bottom"}
        )
        if moved:
            await hand.told("settled", bool)
        return moved


def _rows(screen: wire.Screen) -> Sequence[wire.Row]:
    return screen.open.rows if screen.open else ()


def _merged(before: Sequence[wire.Row], now: Sequence[wire.Row]) -> Sequence[wire.Row]:
    """What is read now, and what was read before of rows that are not drawn any more."""
    told = {row.raw: row for row in before if row.raw and row.kind != "shell"}
    rows = [
        told.get(row.raw, row) if row.kind == "shell" or row.cut else row for row in now
    ]
    here = {row.raw for row in rows if row.raw}
    common = [at for at, row in enumerate(before) if row.raw in here]
    return [*rows, *before[common[-1] + 1 if common else 0 :]]

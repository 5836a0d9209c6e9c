"""How a conversation is found and opened: by its name, and by what else tells it apart."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from playwright.async_api import ElementHandle

from ...errors import NotFound, Unavailable
from .. import wire
from ..failures import Ambiguous, ElementMissing
from ..ids import even, message_id, unpack
from ..states import cut_off
from .hand import Hand
from .places import Whom

__all__ = ["Chats"]

CONVERSATION = "conversation"
FILLING = 3.0
"""Seconds in which a conversation that is opened shows its first message."""
FOUND = 2.0
"""Seconds in which a search shows what it found."""


class _Traits(msgspec.Struct):
    room: bool | None
    picture: str


class _Standing(msgspec.Struct):
    selected: bool
    title: str
    ids: list[str]


class Chats:
    """The list of chats, its search, and the conversation that is open."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand

    async def open(self, whom: Whom) -> wire.Screen:
        """
        Have this conversation open, and what stands in it.

        Raises `NotFound` where there is none, `Ambiguous` where several have its name
        and nothing tells which is meant, `Unavailable`.
        """
        screen = await self._hand.model.read()
        if screen.state != "READY":
            raise Unavailable(f"the page shows no chats: it is {screen.state}")
        if self._is_open(screen, whom):
            return screen
        if screen.offline:
            raise cut_off()
        try:
            return await self._opened(screen, whom)
        except ElementMissing as error:
            if error.element != CONVERSATION:
                raise
        # What is pressed in the moment in which the page is cut off comes to nothing.
        return await self._opened(await self._hand.model.read(), whom)

    async def _opened(self, screen: wire.Screen, whom: Whom) -> wire.Screen:
        found = await self._found(screen, whom)
        if not found:
            raise NotFound(f"the page has no {str(whom).removeprefix('the ')}")
        if len(found) > 1:
            return await self._one_of(found, whom)
        traits = await self._hand.told("traits", _Traits, {"element": found[0]})
        looks = bool(whom.picture) and traits.picture == whom.picture
        screen = await self._pressed(found[0], whom)
        speaks = self._speaks(screen, whom)
        if speaks is False:
            raise NotFound(f"what the page has of that name is not {whom}")
        if whom.several and speaks is None and not looks:
            raise _ambiguous(whom, 2)
        return screen

    async def opened(self, whom: Whom) -> wire.Screen:
        """What is open now. Raises `Unavailable` where it is another conversation."""
        screen = await self._hand.model.read()
        if not self._is(screen, whom):
            raise Unavailable(f"the page does not show {whom}")
        return screen

    # Where it is.

    async def _found(self, screen: wire.Screen, whom: Whom) -> list[ElementHandle]:
        return await self._listed(screen, whom) or await self._searched(whom)

    async def _listed(self, screen: wire.Screen, whom: Whom) -> list[ElementHandle]:
        """Its rows on the list; none where there may be more than are drawn there."""
        chats = screen.list
        if (
            whom.several
            or chats is None
            or chats.searching
            or chats.total > len(chats.rows)
        ):
            return []
        if not any(even(row.name) == even(whom.name) for row in chats.rows):
            return []
        return await self._named("chat_list", whom)

    async def _searched(self, whom: Whom) -> list[ElementHandle]:
        """What a search for the name finds, chats and people."""
        hand = self._hand
        box = await hand.wait("search_box")
        await hand.clear(box)
        await hand.type_keys(even(whom.name))
        if await hand.one("there", {"name": "search_results"}, patience=FOUND) is None:
            return []
        await hand.told("settled", bool)
        return await self._named("search_results", whom)

    async def _named(self, list_name: str, whom: Whom) -> list[ElementHandle]:
        hand = self._hand
        found = await hand.find(list_name)
        if found is None:
            return []
        given = {"row": "chat_row", "title": "chat_name", "name": whom.name}
        rows = await hand.many("named", {"within": found, **given})
        if len(rows) < 2:
            return rows
        return await self._alike(rows, whom)

    async def _alike(
        self, rows: Sequence[ElementHandle], whom: Whom
    ) -> list[ElementHandle]:
        """Those that can be it, by their pictures."""
        traits = [
            await self._hand.told("traits", _Traits, {"element": row}) for row in rows
        ]
        kind = [
            (row, seen)
            for row, seen in zip(rows, traits, strict=True)
            if seen.room in {None, whom.room}
        ]
        same = [row for row, seen in kind if whom.picture == seen.picture != ""]
        return same if len(same) == 1 else [row for row, _ in kind]

    # Which of them it is.

    async def _one_of(self, rows: Sequence[ElementHandle], whom: Whom) -> wire.Screen:
        """Look into one after the other; no two of them have a message in common."""
        seen: set[str] = set()
        for at in range(
            2 * len(rows)
        ):  # twice: what is said meanwhile changes the order
            if at:  # what a search found is gone when one of it is opened
                again = await self._hand.model.read()
                rows = await self._found(again, whom) or rows
            screen = await self._pressed(rows[at % len(rows)], whom)
            if self._speaks(screen, whom):
                return screen
            seen.add(next((row.raw for row in _rows(screen) if row.raw), ""))
            if len(seen) == len(rows):
                break
        if whom.others is not None:
            raise NotFound(f"the page has no other chat called {whom.name!r}")
        raise _ambiguous(whom, len(rows))

    async def _pressed(self, row: ElementHandle, whom: Whom) -> wire.Screen:
        hand = self._hand
        standing = await hand.told("standing", _Standing, {"element": row})
        alike = standing.title == even(whom.name)
        if alike and standing.selected and standing.ids:
            return await hand.model.read()
        await hand.press(row, inner="chat_cell")
        return await self.shown(whom, standing.ids if alike else ())

    async def shown(self, whom: Whom, before: Sequence[str] = ()) -> wire.Screen:
        """
        Wait until this conversation is there, and read it.

        `before` is what stood there until now, where that was another of its name.
        """
        hand = self._hand
        given = {"name": whom.name, "before": list(before)}
        shown = await hand.until("opened", given, patience=FILLING)
        if not shown and (before or await hand.told("title", str) != even(whom.name)):
            await hand.wait(CONVERSATION, patience=0.0)
            raise Unavailable(f"the page did not open {whom}")
        return await hand.model.read()

    def _is_open(self, screen: wire.Screen, whom: Whom) -> bool:
        """Whether it is open already, and surely no other of its name."""
        if not self._is(screen, whom) or screen.list is None or not screen.open:
            return False
        if not any(row.raw for row in screen.open.rows) or screen.list.searching:
            return False
        rows = [row for row in screen.list.rows if even(row.name) == even(whom.name)]
        alone = len(rows) == 1 and rows[0].selected and not whom.several
        return alone or bool(self._speaks(screen, whom))

    def _is(self, screen: wire.Screen, whom: Whom) -> bool:
        shown = screen.open
        return (
            shown is not None
            and even(shown.name) == even(whom.name)
            and shown.room in {None, whom.room}
        )

    def _speaks(self, screen: wire.Screen, whom: Whom) -> bool | None:
        """Whether what stands in it says that it is this one; None if it says nothing."""
        shown = screen.open
        if shown is None or shown.room not in {None, whom.room}:
            return False
        jids = {told.chat for row in shown.rows if (told := unpack(row.raw))}
        if whom.jid and jids:
            return whom.jid in jids
        stand = {message_id(row.raw) for row in shown.rows} - {""}
        if stand & whom.messages:
            return True
        if whom.others is None:
            return None
        return not stand & whom.others


def _ambiguous(whom: Whom, count: int) -> Ambiguous:
    return Ambiguous(
        f"{count} conversations on the page are called {whom.name!r}, and nothing "
        "tells which is meant; give one another name on the phone"
    )


def _rows(screen: wire.Screen) -> Sequence[wire.Row]:
    return screen.open.rows if screen.open else ()

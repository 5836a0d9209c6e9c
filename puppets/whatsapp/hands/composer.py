"""What is written, and sent, and seen to be sent."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, suppress

import msgspec
from playwright.async_api import ElementHandle

from ...errors import DeliveryUncertain, Forbidden, NotFound, Rejected, Unavailable
from .. import wire
from ..failures import Ambiguous
from ..ids import even
from ..states import cut_off
from .hand import STEP, Hand
from .places import Sent, Whom
from .rows import Rows

__all__ = ["TICK", "Composer"]

TICK = 10.0
"""Seconds in which a text that was sent has its tick."""
PEOPLE = 2.0
"""Seconds in which a group offers whom to mention."""
CUT_OFF = " \t\r\n"
"""What the page takes off both ends of a text."""


class _Bubble(msgspec.Struct):
    id: str
    status: str


class _Typed(msgspec.Struct):
    empty: bool
    holds: bool
    choosing: bool
    offline: bool
    title: str


class Composer:
    """The field at the foot of a conversation."""

    def __init__(self, hand: Hand, rows: Rows) -> None:
        self._hand = hand
        self._rows = rows

    async def say(
        self, whom: Whom, screen: wire.Screen, text: str, mentions: Sequence[str]
    ) -> Sent:
        """Write a text, press Enter, and see it ticked."""
        if not text.strip(CUT_OFF):
            raise Rejected("whatsapp sends no message without a letter in it")
        known = before(screen)
        async with self._allowed(whom):
            box = await self.box(whom, screen)
            await self._typed_out(box, whom, text, mentions)
            return await self.sent(whom, known, text, box=box)

    async def _typed_out(
        self, box: ElementHandle, whom: Whom, text: str, mentions: Sequence[str]
    ) -> None:
        async with self._draft(box):
            await self._write(box, whom, text, mentions)
            typed = await self._typed(box, addressed(text, mentions))
            if typed.empty:
                raise Unavailable("the field on the page does not take what is typed")
            if typed.offline:
                raise cut_off()
            if typed.title != even(whom.name):
                raise Unavailable(f"the page shows {typed.title!r} instead of {whom}")
            if not typed.holds:
                raise Rejected("the page takes what was written for something else")
        if typed.choosing:  # Enter would choose whom to mention
            await self._hand.press("send")
        else:
            await self._hand.key("Enter")

    async def box(self, whom: Whom, screen: wire.Screen) -> ElementHandle:
        """
        The field, empty. Raises `Forbidden` where nobody may write, `Unavailable`
        where the page says that it is cut off: what is sent then, goes out one day.
        """
        if screen.offline:
            raise cut_off()
        box = await self._hand.find("composer")
        if box is None:
            given = {"names": ["closed_footer", "composer"]}
            told = await self._hand.maybe("either", str, given, patience=STEP)
            if told == "closed_footer":
                raise _forbidden(whom)
            box = await self._hand.wait("composer", patience=0.0)
        await self._hand.clear(box)
        return box

    async def sent(
        self,
        whom: Whom,
        known: Sequence[str],
        text: str,
        *,
        box: ElementHandle | None = None,
        patience: float = 0.0,
    ) -> Sent:
        """
        The bubble of what was just sent, once it is ticked.

        Raises `Rejected` where the page says that it failed, `DeliveryUncertain` where
        nobody knows, `Unavailable` where it is seen that nothing was sent.
        """
        patience = patience or TICK
        given = {"known": list(known), "text": text}
        try:
            bubble = await self._hand.maybe("sent", _Bubble, given, patience=patience)
        except Unavailable as error:
            raise self._unsure(whom, "the page does not answer any more") from error
        if bubble is None:
            if box is not None and (await self._typed(box, text)).holds:
                raise Unavailable(f"the page did not send what was written to {whom}")
            raise self._unsure(whom, "no message came to stand there")
        match bubble.status:
            case "failed":
                raise Rejected(f"the page could not send the message to {whom}")
            case "pending" | "":
                raise self._unsure(whom, f"no tick in {patience:g} s", bubble.id)
            case _:
                return await self._rows.told(whom, bubble.id)

    async def clear(self) -> None:
        """Take out what stands in the field, if there is one."""
        if box := await self._hand.find("composer"):
            await self._hand.clear(box)

    async def typing(self, whom: Whom, screen: wire.Screen, *, typing: bool) -> None:
        """Begin a word, or take it out again: who looks sees that somebody writes."""
        box = await self.box(whom, screen)
        if typing:
            await self._hand.focus(box)
            await self._hand.type("…")

    # Writing.

    async def _write(
        self, box: ElementHandle, whom: Whom, text: str, mentions: Sequence[str]
    ) -> None:
        for part, name in parted(addressed(text, mentions), mentions):
            if name:
                await self._mention(box, whom, name)
            elif part:
                await self._hand.type_lines(part)

    async def _mention(self, box: ElementHandle, whom: Whom, name: str) -> None:
        """Begin the name, and press it where the page offers it."""
        hand = self._hand
        first = even(name).removeprefix("~").split(" ", 1)[0]
        await hand.type(f"@{first}")
        offered = await hand.one("there", {"name": "mention_list"}, patience=PEOPLE)
        for called in (name, f"~{name}") if offered else ():
            given = {"row": "mention_row", "title": "mention_name", "name": called}
            if found := await hand.many("named", {"within": offered, **given}):
                break
        else:
            raise NotFound(f"nobody in {whom} is called {name!r}, to be mentioned")
        if len(found) > 1:
            raise Ambiguous(
                f"{len(found)} in {whom} are called {name!r}: who is meant?"
            )
        await hand.press(found[0])
        if not await hand.gone("mention_list"):
            raise Unavailable(f"the page did not take the mention of {name!r}")
        if await hand.told("spaced", bool, {"element": box}):
            await hand.key("Backspace")  # the page puts a space behind the name

    @asynccontextmanager
    async def _allowed(self, whom: Whom) -> AsyncGenerator[None]:
        """What fails since the field was taken away in this moment is forbidden."""
        try:
            yield
        except (Rejected, Unavailable) as error:
            with suppress(Unavailable):
                field = await self._hand.find("composer")
                if field is None and await self._hand.find("closed_footer"):
                    raise _forbidden(whom) from error
            raise

    @asynccontextmanager
    async def _draft(self, box: ElementHandle) -> AsyncGenerator[None]:
        """What is not sent does not stay in the field either."""
        try:
            yield
        except BaseException:
            with suppress(Unavailable):
                await self._hand.clear(box)
            raise

    async def _typed(self, box: ElementHandle, text: str) -> _Typed:
        return await self._hand.told("typed", _Typed, {"element": box, "text": text})

    def _unsure(self, whom: Whom, why: str, id: str = "") -> DeliveryUncertain:
        which = f" ({id})" if id else ""
        return DeliveryUncertain(
            f"a message to {whom} may have gone out{which}, and may not: {why}"
        )


def _forbidden(whom: Whom) -> Forbidden:
    return Forbidden(f"the page lets nobody write into {whom}")


def before(screen: wire.Screen) -> list[str]:
    """What stands in a conversation, by the page's own ids."""
    rows = screen.open.rows if screen.open else ()
    return [row.raw for row in rows if row.raw]


def addressed(text: str, mentions: Sequence[str]) -> str:
    """With those in front who are mentioned and not named in it."""
    missing = [f"@{name}" for name in mentions if f"@{name}" not in text]
    return " ".join([*missing, text])


def parted(text: str, mentions: Sequence[str]) -> list[tuple[str, str]]:
    """In pieces: words, or the name of whom to mention; each of them once."""
    if not mentions:
        return [(text, "")]
    names = sorted(set(mentions), key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(f"@{name}") for name in names))
    parts: list[tuple[str, str]] = []
    at, done = 0, set[str]()
    for found in pattern.finditer(text):
        name = found[0][1:]
        if name in done:
            continue
        done.add(name)
        parts += [(text[at : found.start()], ""), ("", name)]
        at = found.end()
    return [*parts, (text[at:], "")]

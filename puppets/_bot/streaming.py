"""Say a text while it is still being written, such as a language model's answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterable, Awaitable, Callable
from typing import Self, TypeAlias

from .._backoff import Backoff
from ..errors import DeliveryUncertain, RateLimited, Unavailable
from ..limits import Limits, Scope
from ..puppet import Puppet
from .split import split

__all__ = ["say_by_editing", "say_by_sentences"]

Say: TypeAlias = Callable[[str], Awaitable[str]]

PACE = 1.0
"""Seconds between two looks of a message that grows, at least."""

_SENTENCES = re.compile(
    r""".*(?: [.!?…]["'”’)\]]*\s | [。！？]["”’）」』]* | \n )""",  # noqa: RUF100
    re.DOTALL | re.VERBOSE,
)
"""All up to the end of the last sentence that is complete."""


class Inflow:
    """What has come of a text, read beside whatever else is done with it."""

    def __init__(self, pieces: AsyncIterable[str]) -> None:
        self._pieces = pieces
        self._fresh = asyncio.Event()
        self._text = ""

    async def __aenter__(self) -> Self:
        self._reading = asyncio.create_task(self._read(), name="puppets-inflow")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._reading.cancel()
        await asyncio.wait({self._reading})

    async def _read(self) -> None:
        try:
            async for piece in self._pieces:
                self._text += piece
                self._fresh.set()
        finally:
            self._fresh.set()

    @property
    def ended(self) -> bool:
        return self._reading.done()

    async def more(self) -> str:
        """What has come since the last call, once there is any; nothing at the end."""
        while not self._text and not self.ended:
            self._fresh.clear()
            await self._fresh.wait()
            await asyncio.sleep(0)  # the reading ends just after it says so
        taken, self._text = self._text, ""
        return taken

    async def pause(self, seconds: float) -> None:
        """Wait for more to come, or for the end."""
        await asyncio.wait({self._reading}, timeout=seconds)

    def complain(self) -> None:
        """Raise what the text broke off with, if it did."""
        if self.ended:
            self._reading.result()


class Draft:
    """One message that grows. Space at its end is left out until more follows."""

    def __init__(self, puppet: Puppet, say: Say) -> None:
        self._puppet = puppet
        self._say = say
        self._shown = ""
        self.id: str | None = None

    async def show(self, text: str) -> None:
        """Let the message read `text`; nothing is asked for that shows already."""
        text = text.rstrip()
        if text in {"", self._shown}:
            return
        if self.id is None:
            self.id = await self._say(text)
        else:
            await _insist(self._puppet, self.id, text)
        self._shown = text


async def say_by_editing(
    puppet: Puppet, conversation_id: str, pieces: AsyncIterable[str], say: Say
) -> str:
    """
    One message that grows, and another when it is full; return the last one's id.

    What has come is shown too when the text breaks off with an error, then that is raised.
    """
    pace = _pace(puppet.limits, conversation_id)
    draft, text, last = Draft(puppet, say), "", None
    async with Inflow(pieces) as inflow:
        while piece := await inflow.more():
            full, text = _overflow(puppet.limits, text + piece)
            for each in full:
                await draft.show(each)
                last, draft = draft.id or last, Draft(puppet, say)
            await draft.show(text)
            await inflow.pause(pace)
        inflow.complain()
    return _said(draft.id or last)


async def say_by_sentences(pieces: AsyncIterable[str], say: Say) -> str:
    """A message for each sentence, or for as many as came at once; the last one's id."""
    last, text = None, ""
    async with Inflow(pieces) as inflow:
        while piece := await inflow.more():
            text += piece
            if complete := _SENTENCES.match(text):
                text = text[complete.end() :]
                last = await _say_visible(say, complete.group()) or last
        last = await _say_visible(say, text) or last
        inflow.complain()
    return _said(last)


def _overflow(limits: Limits, text: str) -> tuple[list[str], str]:
    """The pieces that are full, and what the growing message reads."""
    *full, growing = split(text, limits.text_length, limits.text_unit)
    return full, growing


async def _say_visible(say: Say, text: str) -> str | None:
    return await say(text.strip()) if text.strip() else None


def _said(message_id: str | None) -> str:
    if message_id is None:
        raise ValueError("there was nothing to say")
    return message_id


def _pace(limits: Limits, conversation_id: str) -> float:
    """As often as the platform lets one conversation have messages; edits count too."""
    allowed = (
        rate.seconds / rate.count
        for rate in limits.rates
        if rate.scope is Scope.CONVERSATION and conversation_id.startswith(rate.prefix)
    )
    return max(PACE, *allowed, 0.0)


async def _insist(puppet: Puppet, message_id: str, text: str) -> None:
    """Edit, and try again as the outbox does; to edit twice does no harm."""
    backoff, now = Backoff(), asyncio.get_running_loop().time
    deadline = now() + puppet.send_timeout
    while True:
        try:
            return await puppet.message_edit_text(message_id, text)
        except (RateLimited, Unavailable, DeliveryUncertain) as error:
            delay = backoff.delay()
            if isinstance(error, RateLimited):
                delay = error.retry_after
            if now() + delay > deadline:
                raise
        await asyncio.sleep(delay)

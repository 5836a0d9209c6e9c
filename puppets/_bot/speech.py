"""How a puppet says whatever a bot may say, as well as its platform can."""

from __future__ import annotations

from collections.abc import AsyncIterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from ..errors import Unsupported
from ..payloads import ContactPayload, LocationPayload, Sayable, UrlLinkPayload
from ..puppet import Puppet
from .contact import Contact
from .split import split
from .streaming import say_by_editing, say_by_sentences

__all__ = ["Quote", "Speech", "Utterance"]

Utterance: TypeAlias = Sayable | Contact | AsyncIterable[str]
"""Whatever a bot can say; an async iterator of text is shown while it comes."""

_QUOTED_LINES = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """The message that is answered."""

    message_id: str
    talker: str
    text: str

    def __str__(self) -> str:
        lines = self.text.splitlines() or ["..."]
        more = ["..."] if len(lines) > _QUOTED_LINES else []
        first, *rest = lines[:_QUOTED_LINES] + more
        return "\n".join([f"> {self.talker}: {first}", *(f"> {line}" for line in rest)])


@dataclass(frozen=True, slots=True)
class Speech:
    """One thing said in one conversation, with whom it notifies and what it answers."""

    puppet: Puppet
    conversation_id: str
    mention_ids: tuple[str, ...] = ()
    answered: Quote | None = None
    quotes_apart: bool = False
    """A quote in front of a message that is edited later would be lost by that."""

    async def say(self, what: Utterance) -> str:
        """
        Say it, in as many messages as it takes; return the last one's id.

        What the platform lacks is said in words where a person would accept that;
        else this raises `Unsupported`.
        """
        match what:
            case str():
                return await self._text(what)
            case Contact():
                return await self._contact(what.id, what.name, what.handle)
            case ContactPayload():
                return await self._contact(what.id, what.name, what.handle)
            case AsyncIterable():
                return await self._stream(what)
            case _ if words := self._words(what):
                return await self._text(words)
            case _:
                return await self.puppet.message_send(self.conversation_id, what)

    def _can(self, operation: str) -> bool:
        return operation in self.puppet.capabilities

    def _words(self, what: Sayable) -> str:
        """In words what the platform has no message for; empty where it has one."""
        match what:
            case UrlLinkPayload() if not self._can("message_send_url"):
                return _lines(what.title, what.description, what.url)
            case LocationPayload() if not self._can("message_send_location"):
                return _lines(what.name, what.address, _coordinates(what), _map(what))
            case _:
                return ""

    async def _contact(self, contact_id: str, name: str, handle: str) -> str:
        if self._can("message_send_contact"):
            return await self.puppet.message_send_contact(
                self.conversation_id, contact_id
            )
        return await self._text(f"{name} (@{handle})" if handle else name)

    async def _stream(self, pieces: AsyncIterable[str]) -> str:
        speech = replace(self, quotes_apart=True)

        async def say(text: str) -> str:
            nonlocal speech
            now, speech = speech, Speech(self.puppet, self.conversation_id)
            return await now.say(text)

        if self._can("message_edit_text"):
            return await say_by_editing(self.puppet, self.conversation_id, pieces, say)
        return await say_by_sentences(pieces, say)

    async def _text(self, text: str) -> str:
        """Only the first piece notifies and answers; one that is all space is left out."""
        limits = self.puppet.limits
        pieces = split(text, limits.text_length, limits.text_unit)
        first, *rest = [piece for piece in pieces if piece.strip()] or [text]
        try:
            said = await self._first(first)
        except Unsupported:
            if self.answered is None:
                raise
            return await self._quoting(self.answered, text)
        for piece in rest:
            said = await self.puppet.message_send_text(self.conversation_id, piece)
        return said

    async def _first(self, text: str) -> str:
        return await self.puppet.message_send_text(
            self.conversation_id,
            text,
            mention_ids=self.mention_ids,
            reply_to=self.answered.message_id if self.answered else None,
        )

    async def _quoting(self, answered: Quote, text: str) -> str:
        """Answer where the platform knows no answers."""
        plain = replace(self, answered=None)
        if not self.quotes_apart:
            return await plain.say(f"{answered}\n{text}")
        await self.puppet.message_send_text(self.conversation_id, str(answered))
        return await plain.say(text)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _coordinates(place: LocationPayload) -> str:
    return f"{place.latitude:.6f}, {place.longitude:.6f}"


def _map(place: LocationPayload) -> str:
    at = f"{place.latitude:.6f}", f"{place.longitude:.6f}"
    return f"https://www.openstreetmap.org/?mlat={at[0]}&mlon={at[1]}#map=16/{at[0]}/{at[1]}"

"""Puppets that know nobody any more after a kill."""

from __future__ import annotations

from typing import TypeVar

from puppets import (
    Batch,
    InProcessMemory,
    Memory,
    MessagePayload,
    Payload,
)
from puppets.memory import Entry
from tests.conformance.insides import Reliant, Wrapping

from . import breaks

P = TypeVar("P", bound=Payload)


class Fleeting(Wrapping):
    """Knows the payloads of this process alone."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(memory)
        self._known = InProcessMemory()

    async def accept(self, batch: Batch) -> tuple[Entry, ...]:
        await self._known.accept(batch)
        return await super().accept(batch)

    async def save(self, *known: Payload) -> None:
        await self._known.save(*known)

    async def load(self, kind: type[P], key: str) -> P | None:
        return await self._known.load(kind, key)

    async def keys(self, kind: type[P]) -> tuple[str, ...]:
        return await self._known.keys(kind)


@breaks("3.9d", caught_by="test_what_was_said_before_a_kill_can_be_read_after_it")
class ForgetsWhatWasSaid(Reliant):
    """Asks nobody but its memory, which is gone with the process."""

    wrapping = Fleeting

    async def message_payload(self, message_id: str) -> MessagePayload:
        return await self._remembered(MessagePayload, message_id)


class Sociable(Reliant):
    """Lists whom it has met, and where, and is told by no platform."""

    wrapping = Fleeting

    async def _met(self) -> list[MessagePayload]:
        keys = await self._memory.keys(MessagePayload)
        found = [await self._memory.load(MessagePayload, key) for key in keys]
        return [message for message in found if message is not None]


@breaks("3.9d", caught_by="test_people_who_were_met_before_a_kill_are_listed_after_it")
class ForgetsPeople(Sociable):
    """Lists the people who have talked to it since the process began."""

    async def contact_list(self) -> list[str]:
        return list({message.talker_id for message in await self._met()})


@breaks("3.9d", caught_by="test_rooms_that_were_met_before_a_kill_are_listed_after_it")
class ForgetsRooms(Sociable):
    """Lists the rooms in which somebody has talked since the process began."""

    async def room_list(self) -> list[str]:
        rooms = {message.room_id for message in await self._met()}
        return [room for room in rooms if room is not None]

"""What happens on the platform, as lines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from ..._bot.directory import Directory
from ...errors import PuppetError
from ...events import (
    ErrorEvent,
    Event,
    LoginEvent,
    LogoutEvent,
    MessageEditEvent,
    MessageEvent,
    ReactionEvent,
    ReadyEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomTopicEvent,
)
from ...payloads import MessagePayload
from ..said import visible
from .screen import Screen

__all__ = ["Ear"]


class Ear:
    """Hears everything, and shows what others say and do."""

    def __init__(self, directory: Directory, screen: Screen) -> None:
        self._directory = directory
        self._screen = screen
        self.here = ""
        """The conversation that is open; what is said elsewhere says where."""
        self.ready = asyncio.Event()
        self.logged_in = asyncio.Event()
        self.over = asyncio.Event()
        """The platform has let the account go."""

    async def listen(self, events: AsyncIterator[Event]) -> None:
        async for event in events:
            try:
                await self._hear(event)
            except PuppetError as error:
                self._screen.fail(str(error))

    async def _hear(self, event: Event) -> None:
        match event:
            case LoginEvent():
                self.logged_in.set()
            case ReadyEvent():
                self.ready.set()
            case LogoutEvent():
                self.over.set()
            case ErrorEvent():
                self._screen.fail(str(event.error))
            case _ if self._screen.in_person:
                await self._show(event)

    async def _show(self, event: Event) -> None:
        match event:
            case MessageEvent():
                await self._message(event.message)
            case MessageEditEvent():
                await self._message(event.message, "(edited) ")
            case ReactionEvent():
                did = "reacts with" if event.added else "takes back"
                await self._tell(event, event.contact_id, f"{did} {event.emoji}")
            case RoomJoinEvent():
                for person in event.invitee_ids:
                    await self._tell(event, person, "joins")
            case RoomLeaveEvent():
                for person in event.removee_ids:
                    await self._tell(event, person, "leaves")
            case RoomTopicEvent():
                what = f"calls the room {event.topic}"
                await self._tell(event, event.changer_id, what)

    async def _message(self, payload: MessagePayload, note: str = "") -> None:
        if payload.talker_id == self._directory.self_id:
            return  # it stands where it was typed
        message = await self._directory.heard(payload)
        self._screen.show(message, await self._elsewhere(payload.conversation_id), note)

    async def _tell(self, event: Event, contact_id: str, did: str) -> None:
        person = await self._directory.person(contact_id)
        if person.is_self:
            return
        elsewhere = await self._elsewhere(event.conversation_id or "")
        where = f"[{visible(elsewhere)}] " if elsewhere else ""
        self._screen.tell(f"  * {where}{visible(person.name)} {visible(did)}", "dim")

    async def _elsewhere(self, conversation_id: str) -> str:
        """The name of a room that is not open; a person's stands there anyway."""
        if conversation_id == self.here:
            return ""
        try:
            return (await self._directory.room(conversation_id)).topic or "a room"
        except PuppetError:
            return "to you"

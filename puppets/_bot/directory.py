"""The people, rooms and messages of one puppet, as a bot sees them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from ..choices import Choice
from ..events import Event
from ..payloads import MessagePayload
from ..puppet import Puppet
from .audience import Audience
from .choices import Questions
from .contact import Contact
from .message import Message, Scene
from .room import Room
from .sending import Sending
from .speech import Quote, Speech, Utterance

__all__ = ["Directory"]

logger = logging.getLogger("puppets")

T = TypeVar("T")


class Directory:
    """
    Makes what a bot's handlers are given.

    A payload that cannot be read, or not soon, costs no message: the person is then known
    by the id alone, and the log says why.
    """

    PATIENCE = 10.0
    """Seconds that a payload may take before the bot goes on without it."""

    def __init__(
        self,
        puppet: Puppet,
        audience: Audience | None = None,
        *,
        questions: Questions | None = None,
    ) -> None:
        self.puppet = puppet
        self._audience = audience or Audience()
        self.questions: Questions = questions or Questions(puppet)

    @property
    def self_id(self) -> str | None:
        return self.puppet.self_id if self.puppet.is_logged_in else None

    # Read, or raise.

    async def contact(self, contact_id: str) -> Contact:
        """This person; `NotFound` where there is none."""
        payload = await self.puppet.contact_payload(contact_id)
        return Contact(self, contact_id, payload)

    async def room(self, room_id: str) -> Room:
        """This room; `NotFound` where there is none."""
        return Room(self, room_id, await self.puppet.room_payload(room_id))

    async def message(self, message_id: str) -> Message:
        """This message; `NotFound` where there is none."""
        return await self.heard(await self.puppet.message_payload(message_id))

    # Told of, whether it can be read or not.

    async def person(self, contact_id: str) -> Contact:
        """Someone the platform told of."""
        payload = await self._try(self.puppet.contact_payload, contact_id)
        return Contact(self, contact_id, payload)

    async def people(self, contact_ids: Iterable[str]) -> tuple[Contact, ...]:
        """All of these, in this order."""
        match tuple(contact_ids):
            case (alone,):  # a task for each message would cost more than all the rest
                return (await self.person(alone),)
            case several:
                return tuple(await asyncio.gather(*map(self.person, several)))

    async def place(self, room_id: str) -> Room:
        """A room that the platform told of."""
        payload = await self._try(self.puppet.room_payload, room_id)
        return Room(self, room_id, payload)

    async def heard(
        self, payload: MessagePayload, *, redelivered: bool = False
    ) -> Message:
        """A message that the platform told of, with who said it and where."""
        scene = await self.scene(payload)
        return Message(self, payload, scene, redelivered=redelivered)

    async def scene(self, payload: MessagePayload) -> Scene:
        """Who said it, and where."""
        talker, *mentions = await self.people((payload.talker_id, *payload.mention_ids))
        return Scene(
            talker=talker,
            conversation=await self._conversation(payload, talker),
            mentions=tuple(mentions),
            mentions_me=self.self_id in payload.mention_ids,
            own=payload.talker_id == self.self_id,
        )

    async def _conversation(
        self, payload: MessagePayload, talker: Contact
    ) -> Room | Contact:
        if payload.room_id is not None:
            return await self.place(payload.room_id)
        if payload.conversation_id == talker.id:
            return talker
        return await self.person(payload.conversation_id)

    async def _try(self, read: Callable[[str], Awaitable[T]], id: str) -> T | None:
        try:
            async with asyncio.timeout(self.PATIENCE):
                return await read(id)
        except Exception as error:  # noqa: BLE001 - no mistake of a provider loses a message
            logger.warning("%s cannot be read: %r", id, error)
            return None

    # Said.

    async def say(
        self,
        conversation_id: str,
        what: Utterance,
        *,
        mentions: Iterable[Contact | str] = (),
        answered: Quote | None = None,
        choices: Iterable[Choice | str] = (),
        per_person: bool = True,
        is_question: bool = False,
    ) -> Message:
        """Say it there, through the bot's middleware; return the last message of it."""
        mention_ids = (each if isinstance(each, str) else each.id for each in mentions)
        return await self.send(
            Sending(
                puppet=self.puppet,
                conversation_id=conversation_id,
                what=what,
                mention_ids=tuple(mention_ids),
                answered=answered,
                choices=tuple(choices),
                per_person=per_person,
                is_question=is_question,
            )
        )

    async def send(self, sending: Sending) -> Message:
        """Through the bot's middleware, and out."""
        return await self._audience.send(sending, self.speak)

    async def speak(self, sending: Sending) -> Message:
        """Let the puppet say it, as well as the platform can."""
        return await self.message(await self._speak(sending))

    async def _speak(self, sending: Sending) -> str:
        where, what = sending.conversation_id, sending.what
        speech = Speech(self.puppet, where, sending.mention_ids, sending.answered)
        if not sending.choices:
            return await speech.say(what)
        if not isinstance(what, str):
            raise TypeError("what people may choose from goes with a text")
        return await self.questions.offer(
            speech, what, sending.choices, per_person=sending.per_person
        )

    async def lets_through(self, event: Event) -> bool:
        """Whether the bot's middleware lets somebody have it who waits for it."""
        return await self._audience.lets_through(self, event)

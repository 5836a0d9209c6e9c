"""A choice that somebody made, as a bot's handlers are told of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from ..choices import Choice
from ..events import ChoiceEvent
from .contact import Contact
from .message import Message
from .room import Room
from .speech import Utterance

if TYPE_CHECKING:
    from .directory import Directory

__all__ = ["Chosen"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Someone chose one of those that the bot offered, by a button or in words."""

    choice: Choice
    chooser: Contact
    conversation: Room | Contact
    message_id: str
    """Of the message that offered it."""
    redelivered: bool
    _directory: Directory = field(repr=False)

    @classmethod
    async def of(cls, directory: Directory, event: ChoiceEvent) -> Self:
        chooser = await directory.person(event.contact_id)
        is_direct = event.conversation_id == event.contact_id
        return cls(
            choice=event.choice,
            chooser=chooser,
            conversation=(
                chooser if is_direct else await directory.place(event.conversation_id)
            ),
            message_id=event.message_id,
            redelivered=event.redelivered,
            _directory=directory,
        )

    @property
    def text(self) -> str:
        """What the choice says, as people read it."""
        return self.choice.label

    @property
    def room(self) -> Room | None:
        """The room in which it was made; None for a direct conversation."""
        where = self.conversation
        return where if isinstance(where, Room) else None

    async def message(self) -> Message:
        """The message that offered it; `NotFound` where nobody has it any more."""
        return await self._directory.message(self.message_id)

    async def say(
        self,
        what: Utterance,
        *,
        mentions: Iterable[Contact | str] = (),
        choices: Iterable[Choice | str] = (),
        per_person: bool = True,
    ) -> Message:
        """Say something in the same conversation; return the message, of several the last."""
        return await self._directory.say(
            self.conversation.id,
            what,
            mentions=mentions,
            choices=choices,
            per_person=per_person,
        )

    async def reply(
        self, what: Utterance, *, mentions: Iterable[Contact | str] = ()
    ) -> Message:
        """Say something as an answer to the message that offered it."""
        return await (await self.message()).reply(what, mentions=mentions)

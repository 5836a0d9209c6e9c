"""A room, as a bot sees it."""
# ruff: noqa: ASYNC109 - how long a person may take is for the bot's author to say

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, overload

from ..choices import Choice
from ..errors import Unsupported
from ..payloads import RoomPayload
from .asking import PATIENCE, Asking
from .contact import Contact
from .known import Known

if TYPE_CHECKING:
    from .chosen import Chosen
    from .message import Message
    from .speech import Utterance

__all__ = ["Room"]


class Room(Known[RoomPayload]):
    """
    A conversation that others may join.

    What it tells is as it was when the bot was told of the room; `sync` reads it afresh.
    """

    def __repr__(self) -> str:
        return f"<Room {self.id} {self.topic!r}>"

    @property
    def topic(self) -> str:
        """Never empty: the id where nothing better could be read."""
        return self._payload.topic if self._payload else self.id

    async def members(self) -> list[Contact]:
        """The people in it, the puppet among them, as far as the platform tells."""
        try:
            ids = await self._puppet.room_member_list(self.id)
        except Unsupported:
            ids = list((await self._puppet.room_payload(self.id)).member_ids)
        return list(await self._directory.people(ids))

    async def say(
        self,
        what: Utterance,
        *,
        mentions: Iterable[Contact | str] = (),
        choices: Iterable[Choice | str] = (),
        per_person: bool = True,
    ) -> Message:
        """
        Say a text, a file, a contact, a link, a place, or a text that is still coming;
        return the message, of several the last. A text notifies those of `mentions`, and
        with it go `choices`, which `Bot.on_choice` tells of.
        """
        return await self._directory.say(
            self.id, what, mentions=mentions, choices=choices, per_person=per_person
        )

    @overload
    async def ask(
        self, what: Utterance, *, of: Contact | str, timeout: float = ...
    ) -> Message: ...
    @overload
    async def ask(
        self,
        what: str,
        *,
        of: Contact | str,
        choices: Iterable[Choice | str],
        timeout: float = ...,
    ) -> Chosen: ...
    async def ask(
        self,
        what: Utterance,
        *,
        of: Contact | str,
        choices: Iterable[Choice | str] | None = None,
        timeout: float = PATIENCE,
    ) -> Message | Chosen:
        """
        Say this so that it notifies `of`, and return what they say here next, or which
        of the `choices` they take; raises `NoAnswer` after `timeout` seconds. More of it
        at `Message.ask`.
        """
        (whom,) = _ids([of])
        asking = Asking(self._directory, self.id, whom, timeout)
        return await asking.ask(what, mentions=[whom], choices=choices)

    async def add(self, *contacts: Contact | str) -> None:
        """Bring these people in."""
        await self._puppet.room_add(self.id, *_ids(contacts))

    async def remove(self, *contacts: Contact | str) -> None:
        """Put these people out."""
        await self._puppet.room_del(self.id, *_ids(contacts))

    async def set_topic(self, topic: str) -> None:
        """Rename the room for everyone."""
        await self._puppet.room_set_topic(self.id, topic)
        await self.sync()

    async def quit(self) -> None:
        """Leave the room."""
        await self._puppet.room_quit(self.id)

    async def sync(self) -> None:
        """Read the room and its members afresh."""
        await self._puppet.room_dirty(self.id)
        await self._puppet.room_member_dirty(self.id)
        self._payload = await self._puppet.room_payload(self.id)


def _ids(contacts: Iterable[Contact | str]) -> list[str]:
    return [contact if isinstance(contact, str) else contact.id for contact in contacts]

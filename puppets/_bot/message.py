"""A message, as a bot sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from ..choices import Choice
from ..enums import MessageType
from ..errors import NotFound
from ..file_box import FileBox
from ..payloads import LocationPayload, MessagePayload, UrlLinkPayload
from .asking import Asking
from .asks import Asks
from .contact import Contact
from .room import Room
from .speech import Quote, Utterance

if TYPE_CHECKING:
    from ..puppet import Puppet
    from .directory import Directory

__all__ = ["Location", "Message", "UrlLink"]

# What a bot says has no payload to a bot author: it is a link, or a place.
UrlLink: TypeAlias = UrlLinkPayload
Location: TypeAlias = LocationPayload


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Who said a message, and where."""

    talker: Contact
    conversation: Room | Contact
    mentions: tuple[Contact, ...] = ()
    mentions_me: bool = False
    own: bool = False


class Message(Asks):
    """
    Something that was said.

    What came with it is a property; what has to be asked for is awaited.
    """

    def __init__(
        self,
        directory: Directory,
        payload: MessagePayload,
        scene: Scene,
        *,
        redelivered: bool = False,
    ) -> None:
        self._directory = directory
        self._puppet = directory.puppet
        self._payload = payload
        self._scene = scene
        self._redelivered = redelivered

    def __repr__(self) -> str:
        return f"<Message {self.id} {self.type.name} from {self.talker!r}>"

    # What came with it.

    @property
    def payload(self) -> MessagePayload:
        """All that the platform tells."""
        return self._payload

    @property
    def puppet(self) -> Puppet:
        """The puppet that heard it, or said it."""
        return self._puppet

    @property
    def id(self) -> str:
        return self._payload.id

    @property
    def type(self) -> MessageType:
        return self._payload.type

    @property
    def text(self) -> str:
        """As a person would read it; of a file the caption."""
        return self._payload.text

    @property
    def timestamp(self) -> datetime:
        """When the platform says it was said; aware, UTC."""
        return self._payload.timestamp

    @property
    def filename(self) -> str:
        """What the file is called; empty where there is none."""
        return self._payload.filename

    @property
    def reply_to_id(self) -> str | None:
        """The id of the message that this one answers."""
        return self._payload.reply_to_id

    @property
    def redelivered(self) -> bool:
        """A handler may have seen it before: it was cut off, by a crash or a stop."""
        return self._redelivered

    @property
    def talker(self) -> Contact:
        """Who said it."""
        return self._scene.talker

    @property
    def conversation(self) -> Room | Contact:
        """Where it was said: the room, or the other person of a direct conversation."""
        return self._scene.conversation

    @property
    def room(self) -> Room | None:
        """The room it was said in; None for a direct conversation."""
        where = self._scene.conversation
        return where if isinstance(where, Room) else None

    @property
    def own(self) -> bool:
        """Whether the puppet said it."""
        return self._scene.own

    @property
    def mentions(self) -> tuple[Contact, ...]:
        """Whom it notifies."""
        return self._scene.mentions

    @property
    def mentions_me(self) -> bool:
        return self._scene.mentions_me

    # What has to be asked for.

    async def file(self) -> FileBox:
        """Its file; `NotFound` where it has none."""
        return await self._puppet.message_file(self.id)

    async def contact(self) -> Contact:
        """The contact whose card it is."""
        contact_id = await self._puppet.message_contact(self.id)
        return await self._directory.contact(contact_id)

    async def url_link(self) -> UrlLinkPayload:
        """The link that it is, or holds first."""
        return await self._puppet.message_url(self.id)

    async def location(self) -> LocationPayload:
        """The place that it shows."""
        return await self._puppet.message_location(self.id)

    async def reply_to(self) -> Message | None:
        """The message that this one answers, where there is one and it can be read."""
        if self.reply_to_id is None:
            return None
        try:
            return await self._directory.message(self.reply_to_id)
        except NotFound:
            return None

    # What a bot can do with it.

    async def say(
        self,
        what: Utterance,
        *,
        mentions: Iterable[Contact | str] = (),
        choices: Iterable[Choice | str] = (),
        per_person: bool = True,
    ) -> Message:
        """
        Say a text, a file, a contact, a link, a place, or a text that is still coming,
        in the same conversation; return the message, of several the last.

        With a text may go `choices`, as buttons or, where there are none, as numbered
        text; `Bot.on_choice` tells of what people take. With `per_person` each chooses
        for themselves; else the first choice settles it for all.
        """
        return await self._say(what, None, mentions, choices, per_person=per_person)

    async def reply(
        self,
        what: Utterance,
        *,
        mentions: Iterable[Contact | str] = (),
        choices: Iterable[Choice | str] = (),
        per_person: bool = True,
    ) -> Message:
        """
        Answer this very message with a text; where the platform knows no answers, below
        a quote of it. Anything but text is said as `say` says it.
        """
        answered = Quote(self.id, self.talker.name, self.text or self.filename)
        return await self._say(what, answered, mentions, choices, per_person=per_person)

    async def _say(
        self,
        what: Utterance,
        answered: Quote | None,
        mentions: Iterable[Contact | str],
        choices: Iterable[Choice | str],
        *,
        per_person: bool,
    ) -> Message:
        return await self._directory.say(
            self._payload.conversation_id,
            what,
            mentions=mentions,
            answered=answered,
            choices=choices,
            per_person=per_person,
        )

    def _asking(self, timeout: float) -> Asking:
        whom = self.conversation if self.own and self.room is None else self.talker
        where = self._payload.conversation_id
        return Asking(self._directory, where, whom.id, timeout)

    async def react(self, emoji: str) -> None:
        """Put an emoji to it."""
        await self._puppet.message_react(self.id, emoji)

    async def unreact(self, emoji: str) -> None:
        """Take the puppet's own emoji off it."""
        await self._puppet.message_unreact(self.id, emoji)

    async def edit(self, text: str) -> Message:
        """Let the puppet's own message read `text`; return how it is now."""
        await self._puppet.message_edit_text(self.id, text)
        await self._puppet.message_dirty(self.id)
        return await self._directory.message(self.id)

    async def recall(self) -> None:
        """Take it back, for everyone."""
        await self._puppet.message_recall(self.id)

    async def forward(self, to: Room | Contact | str) -> Message:
        """Pass it on to this conversation; return the new message."""
        where = to if isinstance(to, str) else to.id
        passed = await self._puppet.message_forward(where, self.id)
        return await self._directory.message(passed)

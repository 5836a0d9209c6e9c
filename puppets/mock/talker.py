"""Someone who says things, and hears what others say."""

from __future__ import annotations

from ..payloads import ContactPayload, Sayable
from .platform import Platform
from .platform.records import Card, Content, Profile
from .platform.refusals import Unknown
from .platform.uploads import uploaded
from .screen import Room, Seen, inside, seen

__all__ = ["Talker"]


class Talker:
    """
    One half of a `Person`: their screen, and what they say.

    A conversation is a `room`, or the one with the person `to`; with neither it is the
    direct one with the mocker's own account, the bot's.
    """

    def __init__(self, platform: Platform, id: str, bot_id: str) -> None:
        self._platform = platform
        self._bot_id = bot_id
        self._heard: set[str] = set()
        self.id = id

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r} {self.id}>"

    @property
    def profile(self) -> Profile:
        return self._platform.people.profile(self.id)

    @property
    def name(self) -> str:
        return self.profile.name

    # Looking.

    async def sees(
        self, *, room: Room | None = None, to: Talker | None = None
    ) -> list[Seen]:
        """Every message now on the screen, oldest first, one's own too."""
        said = self._platform.talk.messages(self._with(room, to), self.id)
        return [
            seen(
                each,
                self._platform.people.profile(each.talker_id).name,
                self._platform.talk.reactions(each.id),
            )
            for each in said
        ]

    async def hears(
        self, *, room: Room | None = None, to: Talker | None = None, within: float = 5
    ) -> Seen:
        """
        The next message of another that was not heard yet; waits for it.

        Raises `TimeoutError` when there is none within that many seconds.
        """
        where = self._with(room, to)
        await self._platform.ground.until(lambda: bool(self._unheard(where)), within)
        first = self._unheard(where)[0]
        self._heard.add(first)
        return next(
            each for each in await self.sees(room=room, to=to) if each.id == first
        )

    def _unheard(self, conversation_id: str) -> list[str]:
        return [
            said.id
            for said in self._platform.talk.messages(conversation_id, self.id)
            if said.talker_id != self.id and said.id not in self._heard
        ]

    async def looks_into(self, room: Room) -> Room:
        """The room as it now is; `NotAllowed` for who is not in it."""
        return inside(self._platform.groups.entered(room.id, self.id))

    async def shows_typing(
        self, *, room: Room | None = None, by: Talker | None = None
    ) -> bool:
        """Whether the screen shows that the bot, or who is named, is writing."""
        if room is not None:
            return self._platform.talk.is_writing(room.id, self._other(by))
        return self._platform.talk.is_writing(self.id, self._other(by))

    async def shows_read(
        self, *, room: Room | None = None, by: Talker | None = None
    ) -> bool:
        """Whether the bot, or who is named, has read what this person said last."""
        where = self.id if room is None else room.id
        return self._platform.talk.has_read(where, self._other(by), self.id)

    async def shows_waiting(self) -> bool:
        """Whether a button that this person pressed still waits for an answer."""
        return self._platform.presses.is_waiting(self.id)

    async def shows_notices(
        self, *, room: Room | None = None, by: Talker | None = None
    ) -> list[str]:
        """What this person alone was shown of what they chose, oldest first."""
        return self._platform.presses.notices(self.id, self._with(room, by))

    # Talking.

    async def says(
        self,
        text: str,
        *,
        room: Room | None = None,
        to: Talker | None = None,
        reply_to: str | None = None,
    ) -> str:
        """Say something; return the message's id."""
        where = self._with(room, to)
        return self._platform.talk.say(self.id, where, text, reply_to=reply_to).id

    async def sends(
        self,
        sayable: Sayable | Talker,
        *,
        room: Room | None = None,
        to: Talker | None = None,
        caption: str = "",
    ) -> str:
        """Send a file, someone's card, a place or the like; return the message's id."""
        content = await uploaded(_content(sayable))
        where = self._with(room, to)
        return self._platform.talk.say(self.id, where, content, caption=caption).id

    async def mentions(self, *people: Talker | str, text: str, room: Room) -> str:
        """Say `text` to these people by name; return the message's id."""
        ids = [each if isinstance(each, str) else each.id for each in people]
        names = [f"@{self._platform.people.profile(id).name}" for id in ids]
        said = self._platform.talk.say(
            self.id, room.id, " ".join([*names, text]), mention_ids=ids
        )
        return said.id

    async def replies(
        self,
        message_id: str,
        text: str,
        *,
        room: Room | None = None,
        to: Talker | None = None,
    ) -> str:
        """Answer that message; return the new message's id."""
        return await self.says(text, room=room, to=to, reply_to=message_id)

    async def chooses(
        self,
        label: str,
        *,
        message_id: str | None = None,
        room: Room | None = None,
        to: Talker | None = None,
    ) -> None:
        """Press the button that says so: of this message, or of the latest that has it."""
        if message_id is None:
            offers = [
                seen.id
                for seen in await self.sees(room=room, to=to)
                if label in seen.choices
            ]
            if not offers:
                raise Unknown(f"there is no button {label!r} on the screen")
            message_id = offers[-1]
        self._platform.presses.press(message_id, self.id, label)

    async def recalls(self, message_id: str) -> None:
        self._platform.talk.recall(message_id, self.id)

    async def edits(self, message_id: str, text: str) -> None:
        self._platform.talk.edit(message_id, self.id, text)

    async def reacts(self, message_id: str, emoji: str) -> None:
        self._platform.talk.react(message_id, self.id, emoji)

    async def unreacts(self, message_id: str, emoji: str) -> None:
        self._platform.talk.unreact(message_id, self.id, emoji)

    # Where.

    def _with(self, room: Room | None, to: Talker | None) -> str:
        if room is not None:
            return room.id
        return self._other(to)

    def _other(self, person: Talker | None) -> str:
        return self._bot_id if person is None else person.id


def _content(sayable: Sayable | Talker) -> Content:
    match sayable:
        case Talker(id=id) | ContactPayload(id=id):
            return Card(id)
        case _:
            return sayable

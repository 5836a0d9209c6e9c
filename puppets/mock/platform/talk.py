"""What is said, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from ...file_box import FileBox
from .ground import Ground
from .groups import Groups
from .people import People
from .records import Card, Content, Offer, Recall, Said
from .refusals import Invalid, NotAllowed, Unknown
from .rules import RULES, check
from .updates import Edited, Reacted, Spoken

__all__ = ["Talk"]

Place: TypeAlias = str | frozenset[str]
"""A room, or the two who talk with each other."""


class Talk:
    """Messages, who put which emoji to them, who has read them, and who is writing."""

    def __init__(self, ground: Ground, people: People, groups: Groups) -> None:
        self._ground = ground
        self._people = people
        self._groups = groups
        self._messages: dict[str, Said] = {}
        self._order: dict[Place, list[str]] = {}
        self._reactions: dict[str, dict[tuple[str, str], None]] = {}
        self._read: dict[tuple[str, Place], int] = {}
        self._writing: set[tuple[str, Place]] = set()

    # Looking.

    def message(self, message_id: str, viewer_id: str) -> Said:
        """The message, if it is there for the viewer."""
        found = self._messages.get(message_id)
        if found is None or viewer_id not in found.audience:
            raise Unknown(f"there is no message {message_id!r}")
        return found

    def messages(self, conversation_id: str, viewer_id: str) -> list[Said]:
        """All that is now on the viewer's screen in this conversation, oldest first."""
        ids = self._order.get(self._place(conversation_id, viewer_id), ())
        shown = (self._messages[id] for id in ids if id in self._messages)
        return [each for each in shown if viewer_id in each.audience]

    def history(
        self, conversation_id: str, viewer_id: str, before: datetime | None, limit: int
    ) -> list[Said]:
        said = [
            each
            for each in self.messages(conversation_id, viewer_id)
            if before is None or each.timestamp < before
        ]
        return said[max(0, len(said) - limit) :]

    def reactions(self, message_id: str) -> tuple[tuple[str, str], ...]:
        """Who put which emoji to it."""
        return tuple(self._reactions.get(message_id, ()))

    def others(self, contact_id: str) -> list[str]:
        """Those with whom this person has talked directly."""
        pairs = [place for place in self._order if isinstance(place, frozenset)]
        return [id for pair in pairs if contact_id in pair for id in pair]

    # Saying.

    def say(
        self,
        talker_id: str,
        conversation_id: str,
        content: Content,
        *,
        caption: str = "",
        mention_ids: Iterable[str] = (),
        reply_to: str | None = None,
        offer: Offer | None = None,
    ) -> Said:
        """Say it to everybody who is there."""
        check(content)
        place = self._entered(conversation_id, talker_id)
        audience = self._audience(conversation_id, talker_id)
        if reply_to is not None:
            self.message(reply_to, talker_id)
        said = Said(
            id=self._ground.id("message"),
            talker_id=talker_id,
            content=self._named(content),
            timestamp=self._ground.now(),
            audience=audience,
            room_id=self._room_id(place, talker_id),
            listener_id=None if isinstance(place, str) else conversation_id,
            caption=caption,
            mention_ids=tuple(id for id in mention_ids if id in audience),
            reply_to_id=reply_to,
            offer=offer,
        )
        self._order.setdefault(place, []).append(said.id)
        self._writing.discard((talker_id, place))
        self._speak(said)
        return said

    def forward(self, talker_id: str, conversation_id: str, message_id: str) -> Said:
        said = self.message(message_id, talker_id)
        if isinstance(said.content, Recall):
            raise Invalid("what was taken back cannot be passed on")
        return self.say(talker_id, conversation_id, said.content, caption=said.caption)

    def _named(self, content: Content) -> Content:
        if isinstance(content, Card):
            return replace(content, name=self._people.profile(content.contact_id).name)
        return content

    def _speak(self, said: Said) -> None:
        self._messages[said.id] = said
        self._ground.tell(Spoken(said), said.audience, by=said.talker_id)

    # What becomes of it.

    def edit(self, message_id: str, editor_id: str, text: str) -> Said:
        return self._change(self._own(message_id, editor_id, RULES.edit_window), text)

    def settle(self, message_id: str, editor_id: str, text: str) -> Said:
        """Take the buttons away, and say this: at any time."""
        return self._change(self._own(message_id, editor_id, None), text)

    def _change(self, said: Said, text: str) -> Said:
        """With its text a message loses its buttons."""
        check(text)
        said = replace(said, offer=None)
        match said.content:
            case str():
                said = replace(said, content=text, edited_at=self._ground.now())
            case FileBox():
                said = replace(said, caption=text, edited_at=self._ground.now())
            case _:
                raise Invalid("only text and captions can be changed")
        self._messages[said.id] = said
        self._ground.tell(Edited(said), said.audience, by=said.talker_id)
        return said

    def recall(self, message_id: str, recaller_id: str) -> None:
        """It is gone for everybody, and they are told that something was there."""
        said = self._own(message_id, recaller_id, RULES.recall_window)
        del self._messages[message_id]
        self._speak(
            replace(
                said,
                id=self._ground.id("message"),
                content=Recall(message_id),
                timestamp=self._ground.now(),
                caption="",
                mention_ids=(),
                reply_to_id=None,
                edited_at=None,
                offer=None,
            )
        )

    def react(self, message_id: str, contact_id: str, emoji: str) -> None:
        said = self.message(message_id, contact_id)
        self._reactions.setdefault(message_id, {})[contact_id, emoji] = None
        self._tell_reaction(said, contact_id, emoji, added=True)

    def unreact(self, message_id: str, contact_id: str, emoji: str) -> None:
        said = self.message(message_id, contact_id)
        if (contact_id, emoji) not in self._reactions.get(message_id, {}):
            raise Unknown(f"there is no {emoji} of {contact_id!r} on {message_id!r}")
        del self._reactions[message_id][contact_id, emoji]
        self._tell_reaction(said, contact_id, emoji, added=False)

    def _tell_reaction(
        self, said: Said, contact_id: str, emoji: str, *, added: bool
    ) -> None:
        reacted = Reacted(
            message=said,
            contact_id=contact_id,
            emoji=emoji,
            timestamp=self._ground.now(),
            added=added,
        )
        self._ground.tell(reacted, said.audience, by=contact_id)

    def _own(self, message_id: str, contact_id: str, window: float | None) -> Said:
        said = self.message(message_id, contact_id)
        if said.talker_id != contact_id:
            raise NotAllowed("it was said by another")
        age = (self._ground.now() - said.timestamp).total_seconds()
        if window is not None and age > window:
            raise NotAllowed(f"it was said more than {window:g} s ago")
        return said

    # The conversation.

    def mark_read(self, conversation_id: str, reader_id: str, *, read: bool) -> None:
        place = self._entered(conversation_id, reader_id)
        self._read[reader_id, place] = len(self._order.get(place, ())) if read else 0
        self._ground.stir()

    def has_read(self, conversation_id: str, reader_id: str, talker_id: str) -> bool:
        """Whether the reader has marked the talker's last message there as read."""
        place = self._place(conversation_id, reader_id)
        ids = self._order.get(place, [])[: self._read.get((reader_id, place), 0)]
        own = [
            each.id
            for each in self.messages(conversation_id, reader_id)
            if each.talker_id == talker_id
        ]
        return bool(own) and own[-1] in ids

    def set_writing(
        self, conversation_id: str, contact_id: str, *, writing: bool
    ) -> None:
        key = (contact_id, self._entered(conversation_id, contact_id))
        (self._writing.add if writing else self._writing.discard)(key)
        self._ground.stir()

    def is_writing(self, conversation_id: str, contact_id: str) -> bool:
        return (contact_id, self._place(conversation_id, contact_id)) in self._writing

    # Where.

    def _place(self, conversation_id: str, viewer_id: str) -> Place:
        if conversation_id.startswith("room-"):
            return self._groups.group(conversation_id, viewer_id).first_id
        return frozenset((self._people.profile(conversation_id).id, viewer_id))

    def _entered(self, conversation_id: str, talker_id: str) -> Place:
        place = self._place(conversation_id, talker_id)
        if isinstance(place, str):
            self._groups.entered(place, talker_id)
        return place

    def _room_id(self, place: Place, viewer_id: str) -> str | None:
        if isinstance(place, str):
            return self._groups.group(place, viewer_id).id
        return None

    def _audience(self, conversation_id: str, talker_id: str) -> frozenset[str]:
        place = self._place(conversation_id, talker_id)
        if isinstance(place, str):
            return frozenset(self._groups.group(place, talker_id).members)
        return place

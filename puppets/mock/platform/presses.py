"""Buttons below messages: who presses them, who waits, and what they are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .ground import Ground
from .people import People
from .records import Offer, Said
from .refusals import Unknown
from .talk import Talk
from .updates import Pressed

__all__ = ["Presses"]


@dataclass(kw_only=True)
class Waiting:
    """Someone who has pressed, and was not answered yet."""

    contact_id: str
    talker_id: str
    conversation_id: str


class Presses:
    """A press waits until the talker of the message has answered it."""

    def __init__(self, ground: Ground, people: People, talk: Talk) -> None:
        self._ground = ground
        self._people = people
        self._talk = talk
        self._offers: dict[str, Offer] = {}
        self._waiting: dict[str, Waiting] = {}
        self._notices: dict[tuple[str, str], list[str]] = {}

    def offer(
        self,
        talker_id: str,
        conversation_id: str,
        text: str,
        offer: Offer,
        *,
        mention_ids: Iterable[str] = (),
        reply_to: str | None = None,
    ) -> Said:
        """Say it with these buttons."""
        said = self._talk.say(
            talker_id,
            conversation_id,
            text,
            mention_ids=mention_ids,
            reply_to=reply_to,
            offer=offer,
        )
        self._offers[said.id] = offer
        return said

    def press(self, message_id: str, contact_id: str, label: str) -> None:
        """Also a button that is gone, for a screen may be behind."""
        said = self._talk.message(message_id, contact_id)
        offer = self._offers.get(message_id)
        choices = offer.choices if offer else ()
        chosen = next((each for each in choices if each.label == label), None)
        if offer is None or chosen is None:
            raise Unknown(f"{message_id!r} has no button {label!r}")
        pressed = Pressed(
            id=self._ground.id("press"),
            message=said,
            contact_id=contact_id,
            name=self._people.profile(contact_id).name,
            choice=chosen,
            per_person=offer.per_person,
        )
        self._waiting[pressed.id] = Waiting(
            contact_id=contact_id,
            talker_id=said.talker_id,
            conversation_id=said.conversation_of(contact_id),
        )
        self._ground.tell(pressed, [said.talker_id], by=contact_id)

    def answer(self, press_id: str, account_id: str, notice: str) -> None:
        """Let the one who pressed wait no longer, and show them alone this notice."""
        waiting = self._waiting.get(press_id)
        if waiting is None or waiting.talker_id != account_id:
            raise Unknown(f"nobody waits for an answer to {press_id!r}")
        del self._waiting[press_id]
        if notice:
            where = waiting.contact_id, waiting.conversation_id
            self._notices.setdefault(where, []).append(notice)
        self._ground.stir()

    def is_waiting(self, contact_id: str) -> bool:
        return any(each.contact_id == contact_id for each in self._waiting.values())

    def notices(self, contact_id: str, conversation_id: str) -> list[str]:
        """What this person alone was shown there, oldest first."""
        return list(self._notices.get((contact_id, conversation_id), ()))

"""Whose conversation is open, and all that is known to translate it."""

from __future__ import annotations

import msgspec

from . import translate, wire
from .addresses import Addresses
from .identity import Acquaintance, Seen
from .ids import even, message_id
from .renames import first_name
from .telling import Reading
from .translate import Knowledge

__all__ = ["Openings"]


class Openings:
    """From what a page of names shows to people and rooms."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._followed: dict[str, str] = {}

    def stirs(self, shown: wire.Conversation) -> bool:
        """Whether the open conversation is not as it was told."""
        named = self.named(shown)
        return len(named) != 1 or self._addresses.chat(named[0].id).stirs(shown.rows)

    def reading(
        self, screen: wire.Screen, line: wire.ChatRow | None = None, twins: int = 1
    ) -> Reading:
        """The conversation that is open, to be translated. Raises `Ambiguous`."""
        shown = screen.open or wire.Conversation(name="", rows=())
        if shown.room is None and line is not None:
            shown = msgspec.structs.replace(shown, room=line.room)
        self._follow(screen, shown)
        picture = line.picture if line else ""
        who = self._addresses.opened(shown, picture, twins)
        told = translate.speakers(shown.rows)
        if who.room:
            by = self._addresses.chat(who.id).by
            self._addresses.follow(by, translate.named(shown.rows))
        named = translate.names(shown.rows, told, screen.language) if who.room else ()
        called, unclear = self._addresses.people(named)
        known = Knowledge(
            me=self._addresses.me.id,
            conversation=who.id,
            room=who.room,
            people=called,
            authors=self._addresses.authors(),
            language=screen.language or "en",
            unclear=unclear,
        )
        return Reading.of(screen, shown, who, known)

    def strangers(self, screen: wire.Screen) -> set[str]:
        """Who speaks in the room that is open, and was never met nor looked up."""
        shown = screen.open
        if shown is None or shown.room is False:
            return set()
        told = translate.speakers(shown.rows)
        names = translate.names(shown.rows, told, screen.language)
        return self._addresses.strangers(names)

    def name_before(self, room_id: str) -> str:
        """What a room was called when it was met, where it was followed since."""
        return self._followed.get(room_id, "")

    def named(self, shown: wire.Conversation) -> list[Acquaintance]:
        """Who has the name of the open conversation, and what stands there, if told."""
        kinds = [True, False] if shown.room is None else [shown.room]
        alike = [
            who
            for room in kinds
            for who in self._addresses.known(room=room)
            if even(who.name) == even(shown.name)
        ]
        told = {self._addresses.where(message_id(row.raw)) for row in shown.rows}
        return [who for who in alike if who.id in told] or alike

    def _follow(self, screen: wire.Screen, shown: wire.Conversation) -> None:
        known = self._addresses.known(room=True)
        before = first_name(screen, shown, [who.name for who in known])
        if before:
            who = self._addresses.meet(Seen(name=before, room=True))
            self._followed[who.id] = before
            self._addresses.rename(who.id, shown.name)

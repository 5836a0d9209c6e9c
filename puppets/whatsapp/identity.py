"""
Who is who, on a page that shows names alone.

An id is given at first sight and kept: a new name of the same person or room changes
nothing. Two of one name are told apart by what else is seen of them; where nothing is,
that is said, and never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from .failures import Ambiguous
from .ids import contact_id, even, room_id

__all__ = ["Acquaintance", "Directory", "Seen"]


class Acquaintance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person or a room that was seen before."""

    id: str
    name: str
    room: bool = False
    jid: str = ""
    """What WhatsApp calls it, where a page of 2025 told."""
    picture: str = ""
    spoken: bool = False
    """Whether messages of this conversation were told under this id."""
    heard: bool = False
    """Whether anything that was said elsewhere was told under this id."""

    @property
    def is_hearsay(self) -> bool:
        """Whether nothing was ever told of this one but the name."""
        return not (self.spoken or self.heard or self.jid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a page shows of a person or a room."""

    name: str
    room: bool = False
    jid: str = ""
    picture: str = ""
    known_as: frozenset[str] = frozenset()
    """Ids under which messages that stand in this chat are remembered."""
    messages: tuple[str, ...] = ()
    """Ids of the messages that stand in it, once it was opened."""
    twins: int = 1
    """How many chats on the list have this name."""


class Directory(msgspec.Struct, frozen=True, kw_only=True):
    """All who were seen; to be kept by whoever keeps the puppet's memory."""

    known: tuple[Acquaintance, ...] = ()

    def get(self, id: str) -> Acquaintance | None:
        return next((each for each in self.known if each.id == id), None)

    def named(self, name: str, *, room: bool) -> tuple[Acquaintance, ...]:
        """All who are called so now."""
        wanted = even(name)
        return tuple(
            each
            for each in self.known
            if each.room == room and even(each.name) == wanted
        )

    def recognise(self, seen: Seen) -> tuple[Directory, Acquaintance]:
        """
        Who that is, and the directory with it in.

        Raises `Ambiguous` where several have this name and nothing tells which it is.
        """
        who = self._remembered(seen) or self._one_of(seen) or self._new(seen)
        return self._without_hearsay(who, seen.name).noting(
            msgspec.structs.replace(
                who,
                name=seen.name,
                jid=seen.jid or who.jid,
                picture=seen.picture or who.picture,
                spoken=who.spoken or bool(seen.messages),
            )
        )

    def renamed(self, id: str, name: str) -> Directory:
        """As the page says that one is called from now on."""
        who = self.get(id)
        if who is None:
            return self
        rest = self._without_hearsay(who, name)
        return rest.noting(msgspec.structs.replace(who, name=name))[0]

    def _without_hearsay(self, who: Acquaintance, name: str) -> Directory:
        """Without the one of this name whom `who` turns out to be, called so from now on."""
        if even(who.name) == even(name):
            return self
        alike = [each for each in self.named(name, room=who.room) if each.is_hearsay]
        if len(alike) != 1 or alike[0].id == who.id:
            return self
        return Directory(known=tuple(each for each in self.known if each != alike[0]))

    def listing(self, name: str, count: int) -> Directory:
        """With as many people of this name as there are, be they not told apart yet."""
        alike = self.named(name, room=False)
        if len(alike) >= count:
            return self
        who = self._new(Seen(name=name))
        return self.noting(who)[0].listing(name, count)

    def noting(self, who: Acquaintance) -> tuple[Directory, Acquaintance]:
        """With this one in place of what was known under its id."""
        if self.get(who.id) == who:
            return self, who
        others = tuple(each for each in self.known if each.id != who.id)
        return Directory(known=(*others, who)), who

    def _remembered(self, seen: Seen) -> Acquaintance | None:
        """By WhatsApp's own id, or by what is said in the chat."""
        for each in self.known:
            if seen.jid and each.jid == seen.jid and each.room == seen.room:
                return each
        found = [each for each in self.known if each.id in seen.known_as]
        return found[0] if len(found) == 1 and found[0].room == seen.room else None

    def _one_of(self, seen: Seen) -> Acquaintance | None:
        """The one of this name that it can be; None where it must be another."""
        can_be = [
            each
            for each in self.named(seen.name, room=seen.room)
            if not (seen.jid and each.jid)  # they differ, or it would be remembered
        ]
        if len(can_be) == 1 and seen.twins <= 1:
            return can_be[0]
        alike = [
            each for each in can_be if each.picture and each.picture == seen.picture
        ]
        if len(alike) == 1:
            return alike[0]
        if seen.messages and not seen.known_as:
            # None of what is said here is anybody's yet, nor was anybody of these met.
            silent = [each for each in can_be if not each.spoken]
            looks = [each for each in silent if each.picture == seen.picture]
            return next(iter(looks or silent), None)
        if seen.picture and all(each.picture or each.is_hearsay for each in can_be):
            # A face that nobody has: of those of whom there is only a name, any.
            return next((each for each in can_be if not each.picture), None)
        if _others(can_be, seen):
            return None
        raise self._ambiguous(seen, max(len(can_be), seen.twins))

    def _new(self, seen: Seen) -> Acquaintance:
        make = room_id if seen.room else contact_id
        id = make(seen.name)
        if self.get(id):
            number = sum(each.room == seen.room for each in self.known)
            apart = seen.jid or seen.picture or next(iter(seen.messages), str(number))
            id = make(seen.name, apart)
        return Acquaintance(id=id, name=seen.name, room=seen.room)

    def _ambiguous(self, seen: Seen, count: int) -> Ambiguous:
        what = "rooms" if seen.room else "people"
        return Ambiguous(
            f"{count} {what} on the page are called {seen.name!r}, and nothing tells "
            "which is meant; give one of them another name on the phone"
        )


def _others(can_be: list[Acquaintance], seen: Seen) -> bool:
    """Whether it is surely none of them: nobody is left, or all look otherwise."""
    if not can_be:
        return seen.twins <= 1 or bool(seen.jid or seen.picture or seen.messages)
    return bool(seen.picture) and all(each.picture for each in can_be)

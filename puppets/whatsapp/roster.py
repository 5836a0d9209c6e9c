"""Who is known, and by which name: what a page of names tells, sorted out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress

import msgspec

from . import ids, wire
from .failures import Ambiguous
from .hands import Card, Member
from .identity import Acquaintance, Directory, Seen
from .people import is_phone

__all__ = ["Me", "Roster"]


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """The account: the id that it had at first, and its name now."""

    id: str
    name: str
    phone: str = ""


class Roster:
    """Everybody and every room that was seen."""

    def __init__(self) -> None:
        self._directory = Directory()
        self._doubted: set[str] = set()
        self._unasked: set[str] = set()
        """Names by which somebody was met, whom the address book may have twice."""
        self.me: Me = Me(id="", name="")
        """Nobody before the page was asked."""

    def get(self, id: str) -> Acquaintance | None:
        return self._directory.get(id)

    def known(self, *, room: bool) -> list[Acquaintance]:
        return [each for each in self._directory.known if each.room == room]

    def meet(self, seen: Seen) -> Acquaintance:
        """Who that is. Raises `Ambiguous`."""
        self._directory, who = self._directory.recognise(seen)
        self._doubted.discard(who.id)
        return who

    def person(self, name: str, picture: str = "") -> Acquaintance:
        """Someone of whom there is only a name; the account itself too."""
        if ids.even(name) == ids.even(self.me.name):
            return Acquaintance(id=self.me.id, name=self.me.name)
        return self.meet(Seen(name=name, picture=picture))

    def people(self, names: Iterable[str]) -> tuple[Mapping[str, str], frozenset[str]]:
        """The ids of these, who said something; and the names that several have."""
        found: dict[str, str] = {}
        unclear: set[str] = set()
        for name in names:
            if self._is_stranger(name):
                self._unasked.add(name)
            try:
                who = self.person(name)
            except Ambiguous:
                unclear.add(name)
                continue
            found[name] = who.id
            if who.id != self.me.id:
                heard = msgspec.structs.replace(who, heard=True)
                self._directory, _ = self._directory.noting(heard)
        return found, frozenset(unclear)

    def authors(self) -> Mapping[str, str]:
        """The ids of people by WhatsApp's own."""
        return {who.jid: who.id for who in self.known(room=False) if who.jid}

    def strangers(self, names: Iterable[str]) -> set[str]:
        """Those of these of whom nobody knows yet how many there are."""
        return {
            name for name in names if name in self._unasked or self._is_stranger(name)
        }

    def _is_stranger(self, name: str) -> bool:
        """Whether nobody here is called so, and it is more than a number."""
        if is_phone(name) or ids.even(name) == ids.even(self.me.name):
            return False
        return not self._directory.named(name, room=False)

    def asked(self, names: Iterable[str]) -> None:
        """The address book was asked for these: who is not in it is one, and met now."""
        for name in names:
            if self._is_stranger(name):
                self.person(name)
        self._unasked.difference_update(names)

    def members(
        self, members: Sequence[Member]
    ) -> tuple[tuple[str, ...], Mapping[str, Ambiguous]]:
        """
        Their ids, the account's first; and by name of whom it is unclear who they are:
        not all of that name are among them, and nothing tells which.
        """
        found = [self.me.id for each in members if each.me]
        unclear: dict[str, Ambiguous] = {}
        for name, count in Counter(
            each.name for each in members if not each.me
        ).items():
            self._directory = self._directory.listing(name, count)
            alike = self._directory.named(name, room=False)
            if count == len(alike):
                found += [who.id for who in alike]
            else:
                told = f"{count} of {len(alike)} called {name!r} are in the room"
                unclear[name] = Ambiguous(f"{told}, and nothing tells which")
        return tuple(found), unclear

    def listed(self, cards: Sequence[Card]) -> None:
        """The address book: whoever is in it, and how many have one name."""
        twins = Counter(ids.even(card.name) for card in cards)
        for card in cards:
            alike = twins[ids.even(card.name)]
            with suppress(Ambiguous):
                self.meet(Seen(name=card.name, picture=card.picture, twins=alike))
        for card in cards:
            alike = twins[ids.even(card.name)]
            self._directory = self._directory.listing(card.name, alike)

    def doubt(self, id: str) -> None:
        """What is known of this one may be so no more; `is_sure` until it is met again."""
        self._doubted.add(id)

    def is_sure(self, id: str) -> bool:
        return id not in self._doubted

    def rename(self, id: str, name: str) -> None:
        self._directory = self._directory.renamed(id, name)
        self._doubted.discard(id)

    def follow(self, by: Mapping[str, str], said: Iterable[tuple[str, str]]) -> None:
        """
        Who is called otherwise now, by what he said: messages and whose they are, and by
        which name each is shown today. Not while any is shown by the name known.
        """
        shown: dict[str, set[str]] = {}
        for message, name in said:
            if message in by:
                shown.setdefault(by[message], set()).add(ids.even(name))
        for id, names in shown.items():
            who = self.get(id)
            if who and len(names) == 1 and ids.even(who.name) not in names:
                self.rename(id, names.pop())

    def rooms(
        self, chats: Sequence[wire.ChatRow], book: Collection[str] | None = None
    ) -> list[str]:
        """
        The ids of the rooms on the list, but for those that nothing tells apart.

        A line with a picture does not tell what it is: it is a room where one of that
        name is known, or by the address book, where that is at hand: the names in it.
        """
        told = [row for row in chats if self._is_room(row, book)]
        twins = Counter(ids.even(row.name) for row in told)
        found: dict[str, None] = {}
        for row in told:
            alike = twins[ids.even(row.name)]
            seen = Seen(name=row.name, room=True, picture=row.picture, twins=alike)
            with suppress(Ambiguous):
                found[self.meet(seen).id] = None
        return list(found)

    def _is_room(self, row: wire.ChatRow, book: Collection[str] | None) -> bool:
        if row.room is not None or not row.name:
            return bool(row.room)
        known = [self._directory.named(row.name, room=room) for room in (False, True)]
        if book is None or any(known):
            return bool(known[1])
        return ids.even(row.name) not in book and not is_phone(row.name)

"""Who calls."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from ..._bounded import Bounded

__all__ = ["CLIENT", "Visitor", "Visitors"]

CLIENT = "x-puppets-client"
AFTER = "x-puppets-after"

PATIENCE = 2.0
"""Seconds that anyone waits at most for a client to rest."""

QUIET = 0.03
"""Seconds without a word of a client after which it has nothing more to ask."""

Marks = tuple[tuple[str, str | bytes], ...]


@dataclass(slots=True, kw_only=True, eq=False)
class Visitor:
    """
    One client, as far as it can be told from others.

    Ours names itself. Of others a connection is all that is known: what was asked on the
    connection on which events are told shows what of them was received.
    """

    key: str
    name: str | None
    """By which ours is known again; None of a foreigner."""
    agent: str = ""
    started: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when it was answered that the puppet is started."""
    asked: Bounded[str, None] = field(default_factory=lambda: Bounded(500))
    """The ids for whose payload it asked, the latest of them."""
    _waiting: int = 0
    _stirs: asyncio.Event = field(default_factory=asyncio.Event)
    heed: Callable[[str], None] | None = None
    """Called with each such id, by whoever waits to hear of it."""

    @property
    def reads_no_uploads(self) -> bool:
        """python-wechaty has no `Download`: a file must come whole."""
        return "grpclib" in self.agent

    @contextmanager
    def calls(self) -> Generator[None]:
        """It waits for an answer."""
        self._waiting += 1
        self._stirs.set()
        try:
            yield
        finally:
            self._waiting -= 1
            self._stirs.set()

    async def rests(self, since: float) -> None:
        """
        Wait, not for long, until it waits for no answer and asks for nothing more: twice
        as long as it was busy since then, for its machine may be.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while await self._stirs_again(since):
                    pass

    async def _stirs_again(self, since: float) -> bool:
        self._stirs.clear()
        if self._waiting:
            return await self._stirs.wait()
        busy = asyncio.get_running_loop().time() - since
        try:
            async with asyncio.timeout(max(2 * busy, QUIET)):
                return await self._stirs.wait()
        except TimeoutError:
            return False

    @contextmanager
    def reading(self, id: str) -> Generator[None]:
        """It asks for this payload, and has received what named it once it is answered."""
        try:
            yield
        finally:
            self.asked.keep(id, None)
            if self.heed is not None:
                self.heed(id)


class Visitors:
    """The clients that called lately."""

    MOST = 500

    def __init__(self) -> None:
        self._known: Bounded[str, Visitor] = Bounded(self.MOST)
        self._callers: Bounded[str, Visitor] = Bounded(self.MOST)

    def caller(self, peer: str, marks: Callable[[], Marks]) -> Visitor:
        """Whoever calls from this address: what it said first, it need not say again."""
        found = self._callers.get(peer)
        if found is None:
            return self.visitor(peer, marks())
        self._callers.move_to_end(peer)
        return found

    def visitor(self, peer: str, marks: Marks) -> Visitor:
        """Whoever calls from this address, with these metadata."""
        told = dict(marks)
        name = _text(told.get(CLIENT))
        key = peer if name is None else f"{CLIENT} {name}"
        found = self._known.get(key)
        if found is None:
            agent = _text(told.get("user-agent")) or ""
            found = Visitor(key=key, name=name, agent=agent)
        self._known.keep(key, found)
        self._known.move_to_end(key)
        self._callers.keep(peer, found)
        return found


def after(marks: Marks) -> str | None:
    """The cursor of whoever calls: `<epoch>:<number>`."""
    return _text(dict(marks).get(AFTER))


def _text(said: str | bytes | None) -> str | None:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return text[:200] if text else None

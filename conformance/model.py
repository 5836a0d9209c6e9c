"""What ought to be so after all that happened, and whether it is."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager

from puppets import Event, Puppet

from .chronicle import Chronicle, Said
from .hearing import happens, pending
from .world import Human, Room, World

__all__ = ["Model"]


class Model:
    """A world with Alice, Bob, Carol, a room and a puppet; and what they did in it."""

    def __init__(self, world: World, puppet: Puppet) -> None:
        self._world = world
        self._puppet = puppet
        self._humans: dict[str, Human] = {}
        self._room: Room | None = None
        self._chronicle = Chronicle()
        self._topic = "lobby"
        self._carol_is_in = False
        self._numbers = itertools.count(1)
        self._listening: AbstractContextManager[AsyncIterator[Event]] = puppet.listen(
            Event
        )
        self._events = self._listening.__enter__()

    @classmethod
    async def begin(cls, world: World) -> Model:
        await world.__aenter__()
        model = cls(world, world.puppet())
        try:
            await model._gather()
        except BaseException:
            await model.end(well=False)
            raise
        return model

    async def _gather(self) -> None:
        for name in ("Alice", "Bob", "Carol"):
            self._humans[name] = await self._world.human(name)
        self._chronicle.wanderer = self._humans["Carol"].id
        alice, bob = self._humans["Alice"], self._humans["Bob"]
        self._room = await self._world.room(self._topic, alice, bob)
        await self._puppet.start()

    async def end(self, *, well: bool) -> None:
        """Stop, after a last look where all went well so far."""
        try:
            if well:
                await self.agrees()
        finally:
            await self._puppet.stop()
            self._listening.__exit__(None, None, None)
            await self._world.__aexit__(None, None, None)

    @property
    def is_on(self) -> bool:
        return self._puppet.is_logged_in

    # What people do.

    async def says(self, who: str, where: str, words: str) -> None:
        human, text = self._humans[who], f"{next(self._numbers)} {words}"
        id = await human.says(text, room=self._place(where))
        self._chronicle.said.append(Said(id, human.id, self._where(who, where), text))

    async def stutters(self, who: str, words: str) -> None:
        await self._world.stutters()
        await self.says(who, "direct", words)

    async def edits(self, which: int, words: str) -> None:
        await self._settle()
        if message := self._pick(which, own=False):
            text = f"{next(self._numbers)} {words}"
            await self._author(message).edits(message.id, text)
            message.text, message.edited = text, True

    async def recalls(self, which: int) -> None:
        await self._settle()
        if message := self._pick(which, own=False):
            await self._author(message).recalls(message.id)
            message.recalled = True

    async def joins_or_leaves(self) -> None:
        alice, carol = self._humans["Alice"], self._humans["Carol"]
        if self._carol_is_in:
            await carol.leaves(self._in_room)
        else:
            await alice.invites(self._in_room, carol)
        self._carol_is_in = not self._carol_is_in
        move = "came" if self._carol_is_in else "went"
        self._chronicle.moves.append((move, carol.id))

    async def renames(self, topic: str) -> None:
        if topic != self._topic:
            await self._humans["Alice"].renames(self._in_room, topic)
            self._chronicle.topics.append(topic)
            self._topic = topic

    # What the puppet does.

    async def sends(self, who: str, where: str, words: str) -> None:
        text = f"{next(self._numbers)} {words}"
        conversation_id = self._where(who, where)
        id = await self._puppet.message_send_text(conversation_id, text)
        self._chronicle.said.append(
            Said(id, self._puppet.self_id, conversation_id, text)
        )

    async def takes_back(self, which: int) -> None:
        can = "message_recall" in self._puppet.capabilities
        if can and (message := self._pick(which, own=True)):
            await self._puppet.message_recall(message.id)
            message.recalled = True

    # What goes wrong.

    async def stumbles(self) -> None:
        await self._world.stumbles()

    async def is_down(self, who: str, words: str) -> None:
        await self._world.goes_down()
        try:
            await self.says(who, "direct", words)
        finally:
            await self._world.comes_up()

    async def stops_or_starts(self) -> None:
        await (self._puppet.stop() if self.is_on else self._puppet.start())

    # What holds.

    async def agrees(self) -> None:
        """Everything was heard once and in order, is on the screens, and can be read."""
        await self._settle()
        self._chronicle.assert_once()
        self._chronicle.assert_in_order({each.id for each in self._humans.values()})
        for name in ("Alice", "Bob"):
            await self._assert_seen(name)
        await self._assert_read()

    async def _settle(self) -> None:
        """Start, if need be, and hear everything that there is to be heard."""
        await self._puppet.start()
        self._chronicle.heard += await self._drain()
        try:
            await happens(self._catch_up(), "everything that was done", within=15)
        except AssertionError as error:
            raise AssertionError(f"never heard: {self._chronicle.missing()}") from error

    async def _catch_up(self) -> None:
        while self._chronicle.missing():
            self._chronicle.heard.append(await anext(self._events))

    async def _drain(self) -> list[Event]:
        """What was heard by now; listening goes on."""
        follower = self._puppet.listen(Event)
        events = follower.__enter__()
        found = await pending(self._events)
        self._listening.__exit__(None, None, None)
        self._listening, self._events = follower, events
        return found

    async def _assert_seen(self, name: str) -> None:
        for where in ("direct", "room"):
            seen = await self._humans[name].sees(room=self._place(where))
            shown = [(one.id, one.talker_id, one.text) for one in seen]
            there = self._where(name, where)
            assert shown == [
                (one.id, one.by, one.text)
                for one in self._chronicle.said
                if one.where == there and not one.recalled
            ]

    async def _assert_read(self) -> None:
        for said in self._chronicle.said:
            if not said.recalled:
                payload = await self._puppet.message_payload(said.id)
                assert (payload.text, payload.talker_id) == (said.text, said.by)
                assert payload.conversation_id == said.where
        assert await self._puppet.room_topic(self._in_room.id) == self._topic
        if "room_member_list" in self._puppet.capabilities:
            members = await self._puppet.room_member_list(self._in_room.id)
            assert (self._humans["Carol"].id in members) == self._carol_is_in

    # Where and who.

    @property
    def _in_room(self) -> Room:
        assert self._room is not None
        return self._room

    def _place(self, where: str) -> Room | None:
        return self._in_room if where == "room" else None

    def _where(self, who: str, where: str) -> str:
        return self._in_room.id if where == "room" else self._humans[who].id

    def _author(self, message: Said) -> Human:
        return next(each for each in self._humans.values() if each.id == message.by)

    def _pick(self, which: int, *, own: bool) -> Said | None:
        mine = self._puppet.self_id
        left = [
            one
            for one in self._chronicle.said
            if not one.recalled and (one.by == mine) == own
        ]
        return left[which % len(left)] if left else None

"""Nothing twice, in order, and not too much (contract 3.1, 3.2, 3.4, 3.5)."""

from __future__ import annotations

import asyncio

from puppets import MessageEvent, Puppet, RoomTopicEvent

from .harness import clause
from .hearing import (
    eventually,
    happens,
    heard,
    heard_text,
    quiet,
    texts,
)
from .world import Human, Room, World


class Delivery:
    # What was not handled yet.

    @clause("3.1")
    async def test_what_waited_behind_a_handler_comes_after_a_stop(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        handled: list[str] = []

        async def stop_at_the_first(event: MessageEvent) -> None:
            handled.append(event.message.text)
            if event.message.text == "one":
                await eventually(
                    lambda: puppet.health.journal_depth == 3, "all to be received"
                )
                await puppet.stop()

        puppet.on(MessageEvent, stop_at_the_first)
        await puppet.start()
        for text in ("one", "two", "three"):
            await alice.says(text)
        await eventually(lambda: not puppet.is_logged_in, "the stop")
        async with puppet:
            await eventually(lambda: len(handled) == 3, "what was left")
            await eventually(lambda: puppet.health.journal_depth == 0, "the end of it")
        assert handled == ["one", "two", "three"]

    @clause("3.1", "3.2")
    async def test_what_was_cut_off_comes_again_and_says_so(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        puppet.stop_grace = 0.1
        begun: asyncio.Queue[MessageEvent] = asyncio.Queue()

        async def hang_at_first(event: MessageEvent) -> None:
            begun.put_nowait(event)
            if not event.redelivered:
                await asyncio.Event().wait()

        puppet.stop_grace = 0.1
        puppet.on(MessageEvent, hang_at_first)
        async with puppet:
            await alice.says("handle me")
            first = await happens(begun.get(), "the handler to begin")
        assert puppet.health.journal_depth == 1
        async with puppet:
            again = await happens(begun.get(), "the event to come again")
            await eventually(lambda: puppet.health.journal_depth == 0, "its end")
        assert (first.redelivered, again.redelivered) == (False, True)
        assert again.message == first.message
        assert begun.empty()

    @clause("3.1", "3.2")
    async def test_what_was_handled_does_not_come_again(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        with puppet.listen(MessageEvent) as events:
            async with puppet:
                await alice.says("once")
                await heard_text(events, "once")
            async with puppet:
                await alice.says("and this")
                event = await heard_text(events, "and this")
                assert not event.redelivered
                await quiet(puppet, alice, events)

    # Once.

    @clause("3.2")
    async def test_a_message_told_twice_is_heard_once(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        with puppet.listen(MessageEvent) as events:
            await world.stutters()
            await alice.says("b-bonjour")
            await heard_text(events, "b-bonjour")
            await quiet(puppet, alice, events)

    @clause("3.2")
    async def test_an_event_of_a_room_told_twice_is_heard_once(
        self, world: World, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        with puppet.listen(RoomTopicEvent) as events:
            await world.stutters()
            await alice.renames(room, "coffee")
            assert (await heard(events, "the new topic")).topic == "coffee"
            await quiet(puppet, alice, events)

    @clause("3.2")
    async def test_the_same_words_said_twice_are_heard_twice(
        self, puppet: Puppet, alice: Human
    ) -> None:
        with puppet.listen(MessageEvent) as events:
            ids = [await alice.says("again") for _ in range(2)]
            found = [(await heard_text(events, "again")).message.id for _ in range(2)]
        assert found == ids

    # In order.

    @clause("3.4")
    async def test_messages_arrive_in_order(self, puppet: Puppet, alice: Human) -> None:
        said = [str(n) for n in range(10)]
        with puppet.listen(MessageEvent) as events:
            for text in said:
                await alice.says(text)
            assert await texts(events, 10) == said

    @clause("3.4")
    async def test_each_conversation_is_handled_in_order(
        self, world: World, alice: Human, bob: Human
    ) -> None:
        puppet = world.puppet()
        handled: dict[str, list[str]] = {alice.id: [], bob.id: []}

        async def hesitate(event: MessageEvent) -> None:
            text = event.message.text
            for _ in range(3 if int(text) % 2 else 1):  # the even ones could overtake
                await asyncio.sleep(0)
            handled[event.message.talker_id].append(text)

        puppet.on(MessageEvent, hesitate)
        said = [str(n) for n in range(8)]
        async with puppet:
            for text in said:
                await alice.says(text)
                await bob.says(text)
            await eventually(
                lambda: sum(map(len, handled.values())) == 16, "all to be handled"
            )
        assert handled == {alice.id: said, bob.id: said}

    @clause("3.4")
    async def test_a_slow_handler_holds_up_nobody_else(
        self, world: World, alice: Human, bob: Human
    ) -> None:
        puppet, gate, done = world.puppet(), asyncio.Event(), asyncio.Event()
        order: list[str] = []

        async def dawdle(event: MessageEvent) -> None:
            if event.message.text == "slow":
                await gate.wait()
            order.append(event.message.text)
            if event.message.text in {"quick", "behind"}:
                done.set()

        puppet.on(MessageEvent, dawdle)
        async with puppet:
            await alice.says("slow")
            await alice.says("behind")
            await bob.says("quick")
            await happens(done.wait(), "the other conversation")
            assert order == ["quick"]
            gate.set()
            await eventually(lambda: len(order) == 3, "the slow one")
        assert order == ["quick", "slow", "behind"]

    # Not too much.

    @clause("3.5")
    async def test_the_platform_is_asked_for_no_more_than_can_be_handled(
        self, world: World, alice: Human, bob: Human
    ) -> None:
        puppet, gate = world.puppet(), asyncio.Event()
        puppet.in_flight = 3

        async def wait(_: MessageEvent) -> None:
            await gate.wait()

        puppet.on(MessageEvent, wait)
        with puppet.listen(MessageEvent) as events:
            async with puppet:
                for n in range(3):
                    await alice.says(str(n))
                    await heard_text(events, str(n))
                for n in range(3, 8):
                    await alice.says(str(n))
                await world.delays(0.03)
                for n in range(3):  # what goes out is not held up, and takes a while
                    await puppet.message_send_text(bob.id, f"out {n}")
                    await heard_text(events, f"out {n}")
                assert puppet.health.journal_depth == 6
                gate.set()
                assert await texts(events, 5) == [str(n) for n in range(3, 8)]

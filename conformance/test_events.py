"""What goes wrong on the way is said, and what the puppet says is heard (contract 3.6 to 3.8)."""

from __future__ import annotations

import logging
from functools import partial

import pytest

from puppets import ErrorEvent, Malformed, MessageEvent, Puppet

from .harness import clause
from .hearing import eventually, heard, heard_text, overhears, pending, quiet, until
from .world import Human, Room, World


class Events:
    # Handlers that fail.

    @clause("3.6")
    async def test_a_handler_that_raises_is_reported_and_takes_down_nothing(
        self, world: World, alice: Human, caplog: pytest.LogCaptureFixture
    ) -> None:
        puppet, mistake = world.puppet(), LookupError("my mistake")
        handled: list[str] = []

        async def fail(event: MessageEvent) -> None:
            if event.message.text == "one":
                raise mistake

        async def carry_on(event: MessageEvent) -> None:
            handled.append(event.message.text)

        puppet.on(MessageEvent, fail)
        puppet.on(MessageEvent, carry_on)
        with puppet.listen(ErrorEvent) as errors, caplog.at_level(logging.ERROR):
            async with puppet:
                await alice.says("one")
                await alice.says("two")
                await until(errors, lambda said: said.error is mistake, "the mistake")
                await eventually(lambda: len(handled) == 2, "the others to be handled")
                assert puppet.health.last_error is mistake
            assert [
                each for each in await pending(errors) if each.error is mistake
            ] == []
        assert handled == ["one", "two"]
        logged = [
            record
            for record in caplog.records
            if record.exc_info and record.exc_info[1] is mistake
        ]
        assert len(logged) == 1

    @clause("3.6")
    async def test_what_a_handler_failed_at_counts_as_handled(
        self, world: World, alice: Human
    ) -> None:
        puppet = world.puppet()
        handled: list[str] = []

        async def fail(event: MessageEvent) -> None:
            handled.append(event.message.text)
            raise LookupError("my mistake")

        puppet.on(MessageEvent, fail)
        for text in ("one", "two"):
            async with puppet:
                await overhears(puppet, partial(alice.says, text))
                await eventually(
                    lambda: puppet.health.journal_depth == 0, "the event to be handled"
                )
        assert handled == ["one", "two"]

    # What cannot be read.

    @clause("3.7")
    async def test_what_cannot_be_read_is_reported_and_skipped(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        with (
            puppet.listen(ErrorEvent) as errors,
            puppet.listen(MessageEvent) as messages,
        ):
            await world.garbles()
            await alice.says("@#$%&!")
            await alice.says("I mean: hello")
            error = (await heard(errors, "what could not be read")).error
            assert isinstance(error, Malformed)
            assert error.path
            assert error.update, "kept for a bug report"
            await heard_text(messages, "I mean: hello")
            assert puppet.is_logged_in
            assert await pending(errors) == []

    # The puppet's own.

    @clause("3.8")
    async def test_what_it_says_is_heard_once_as_its_own(
        self, puppet: Puppet, alice: Human
    ) -> None:
        with puppet.listen(MessageEvent) as events:
            message_id = await puppet.message_send_text(alice.id, "my own words")
            message = (await heard_text(events, "my own words")).message
            assert message.id == message_id
            assert message.talker_id == puppet.self_id
            assert (message.conversation_id, message.room_id) == (alice.id, None)
            assert message.listener_id == alice.id
            await quiet(puppet, alice, events)

    @clause("3.8")
    async def test_what_it_says_in_a_room_is_heard_once_as_its_own(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        with puppet.listen(MessageEvent) as events:
            message_id = await puppet.message_send_text(room.id, "anyone?")
            message = (await heard_text(events, "anyone?")).message
            assert (message.id, message.talker_id) == (message_id, puppet.self_id)
            assert (message.conversation_id, message.room_id) == (room.id, room.id)
            await quiet(puppet, alice, events)

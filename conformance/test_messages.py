"""What is said can be seen, answered and passed on (contract 4.1, 4.4 to 4.6)."""

from __future__ import annotations

from functools import partial

from puppets import MessageEvent, MessageType, Puppet

from .harness import clause, requires
from .hearing import heard, hears, overhears
from .world import Human, Room


class Messages:
    # What a send gives.

    @clause("4.1")
    async def test_a_send_returns_the_id_of_what_a_human_sees(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send_text(alice.id, "hello")
        [seen] = await alice.sees()
        assert (seen.id, seen.text) == (message_id, "hello")
        assert seen.talker_id == puppet.self_id

    @clause("4.1")
    async def test_what_was_sent_can_be_read_at_once(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send_text(alice.id, "hello")
        message = await puppet.message_payload(message_id)
        assert (message.id, message.text) == (message_id, "hello")
        assert (message.talker_id, message.listener_id) == (puppet.self_id, alice.id)
        assert message.type is MessageType.TEXT

    @clause("4.1")
    async def test_a_room_hears_what_is_said_there(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        message_id = await puppet.message_send_text(room.id, "anyone?")
        message = await puppet.message_payload(message_id)
        assert (message.room_id, message.listener_id) == (room.id, None)
        for human in (alice, bob):
            [seen] = await human.sees(room=room)
            assert (seen.id, seen.text) == (message_id, "anyone?")

    @clause("4.1")
    async def test_a_message_is_sent_once(self, puppet: Puppet, alice: Human) -> None:
        await puppet.message_send_text(alice.id, "once")
        await puppet.message_send_text(alice.id, "once more")
        assert [seen.text for seen in await alice.sees()] == ["once", "once more"]

    @clause("4.1")
    async def test_anything_that_can_be_said_is_sent_by_one_operation(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send(alice.id, "hello")
        assert [(seen.id, seen.text) for seen in await alice.sees()] == [
            (message_id, "hello")
        ]

    # Passing on, and looking back.

    @clause("4.1")
    @requires("message_forward")
    async def test_a_message_is_passed_on(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        original = await overhears(puppet, lambda: alice.says("pass this on 😀"))
        copy_id = await puppet.message_forward(bob.id, original.id)
        [seen] = await bob.sees()
        assert (seen.id, seen.talker_id) == (copy_id, puppet.self_id)
        assert "pass this on 😀" in seen.text
        assert (await puppet.message_payload(copy_id)).conversation_id == bob.id

    @clause("3.3")
    @requires("message_history")
    async def test_history_is_told_oldest_first(
        self, puppet: Puppet, alice: Human
    ) -> None:
        ids = await hears(puppet, *(partial(alice.says, str(n)) for n in range(4)))
        history = await puppet.message_history(alice.id)
        assert [message.id for message in history] == ids
        assert [message.text for message in history] == ["0", "1", "2", "3"]

    @clause("3.3")
    @requires("message_history")
    async def test_history_is_told_as_far_back_as_is_asked(
        self, puppet: Puppet, alice: Human
    ) -> None:
        ids = await hears(puppet, *(partial(alice.says, str(n)) for n in range(4)))
        latest = await puppet.message_history(alice.id, limit=2)
        assert [message.id for message in latest] == ids[2:]
        since = latest[-1].timestamp
        earlier = await puppet.message_history(alice.id, before=since)
        assert all(message.timestamp < since for message in earlier)
        assert ids[3] not in {message.id for message in earlier}

    # Signs of life in a conversation.

    @clause("4.17")
    @requires("conversation_set_typing")
    async def test_it_is_shown_that_the_puppet_writes(
        self, puppet: Puppet, alice: Human
    ) -> None:
        assert not await alice.shows_typing()
        await puppet.conversation_set_typing(alice.id)
        assert await alice.shows_typing()
        await puppet.message_send_text(alice.id, "here it is")
        assert not await alice.shows_typing()

    @clause("4.17")
    @requires("conversation_mark_read")
    async def test_it_is_shown_that_the_puppet_has_read(
        self, puppet: Puppet, alice: Human
    ) -> None:
        with puppet.listen(MessageEvent) as events:
            await alice.says("read this")
            await heard(events)
        assert not await alice.shows_read()
        await puppet.conversation_mark_read(alice.id)
        assert await alice.shows_read()

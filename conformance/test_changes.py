"""What was said is taken back, changed, and answered with a face (contract 4.10, 4.11)."""

from __future__ import annotations

import pytest

from puppets import (
    Forbidden,
    MessageEditEvent,
    MessageEvent,
    MessageType,
    NotFound,
    Puppet,
    ReactionEvent,
)

from .harness import clause, requires
from .hearing import heard, overhears, until
from .world import Human, Room


class Changes:
    # Taking back.

    @clause("4.10")
    @requires("message_recall")
    async def test_a_recalled_message_is_gone(
        self, puppet: Puppet, alice: Human
    ) -> None:
        await puppet.message_send_text(alice.id, "keep this")
        message_id = await puppet.message_send_text(alice.id, "oops")
        await puppet.message_recall(message_id)
        assert [seen.text for seen in await alice.sees()] == ["keep this"]

    @clause("4.10")
    @requires("message_recall")
    async def test_a_message_recalled_in_a_room_is_gone_for_everybody(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        message_id = await puppet.message_send_text(room.id, "oops")
        await puppet.message_recall(message_id)
        assert await alice.sees(room=room) == await bob.sees(room=room) == []

    @clause("4.10")
    @requires("message_recall")
    async def test_recalling_what_is_gone_is_not_found(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send_text(alice.id, "oops")
        await puppet.message_recall(message_id)
        with pytest.raises(NotFound):
            await puppet.message_recall(message_id)

    @clause("4.10")
    @requires("message_recall")
    async def test_recalling_another_s_message_is_forbidden_or_done(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("mine", room=room))
        shown = [message.id]
        try:
            await puppet.message_recall(message.id)
            shown = []
        except Forbidden:
            pass
        assert [seen.id for seen in await bob.sees(room=room)] == shown

    @clause("4.11")
    async def test_a_human_s_recall_is_heard(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("oops"))
        with puppet.listen(MessageEvent) as events:
            await alice.recalls(message.id)
            recall = (await heard(events)).message
        assert (recall.type, recall.text) == (MessageType.RECALLED, message.id)
        assert (recall.talker_id, recall.conversation_id) == (alice.id, alice.id)

    # Changing.

    @clause("4.11")
    @requires("message_edit_text")
    async def test_an_edit_is_seen(self, puppet: Puppet, alice: Human) -> None:
        message_id = await puppet.message_send_text(alice.id, "tee")
        await puppet.message_edit_text(message_id, "tea 🍵")
        assert [(seen.id, seen.text) for seen in await alice.sees()] == [
            (message_id, "tea 🍵")
        ]
        assert (await puppet.message_payload(message_id)).text == "tea 🍵"

    @clause("4.11")
    @requires("message_edit_text")
    async def test_another_s_message_is_not_edited(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("mine"))
        with pytest.raises(Forbidden):
            await puppet.message_edit_text(message.id, "yours")
        assert [seen.text for seen in await alice.sees()] == ["mine"]

    @clause("4.11")
    async def test_a_human_s_edit_is_heard(self, puppet: Puppet, alice: Human) -> None:
        before = await overhears(puppet, lambda: alice.says("tee"))
        with puppet.listen(MessageEditEvent) as events:
            await alice.edits(before.id, "tea")
            after = (await heard(events)).message
        assert (after.id, after.text, after.talker_id) == (before.id, "tea", alice.id)
        assert after.edited_at is not None
        assert after.edited_at >= after.timestamp == before.timestamp

    @clause("4.11")
    async def test_an_edited_message_is_read_as_it_is_now(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message = await overhears(puppet, lambda: alice.says("tee"))
        assert (await puppet.message_payload(message.id)).text == "tee"
        with puppet.listen(MessageEditEvent) as events:
            await alice.edits(message.id, "tea")
            await heard(events)
        assert (await puppet.message_payload(message.id)).text == "tea"

    # Reactions.

    @clause("4.11")
    @requires("message_react")
    async def test_a_reaction_is_seen(self, puppet: Puppet, alice: Human) -> None:
        message = await overhears(puppet, lambda: alice.says("tea?"))
        await puppet.message_react(message.id, "👍")
        [seen] = await alice.sees()
        assert seen.reactions == ((puppet.self_id, "👍"),)

    @clause("4.11")
    @requires("message_react", "message_unreact")
    async def test_a_reaction_is_taken_away(self, puppet: Puppet, alice: Human) -> None:
        message = await overhears(puppet, lambda: alice.says("tea?"))
        await puppet.message_react(message.id, "👍")
        await puppet.message_unreact(message.id, "👍")
        [seen] = await alice.sees()
        assert seen.reactions == ()

    @clause("4.11")
    async def test_a_human_s_reaction_is_heard(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        message_id = await puppet.message_send_text(room.id, "tea?")
        with puppet.listen(ReactionEvent) as events:
            await alice.reacts(message_id, "👍")
            event = await heard(events)
        assert (event.message_id, event.emoji, event.added) == (message_id, "👍", True)
        assert (event.contact_id, event.conversation_id) == (alice.id, room.id)

    @clause("4.11")
    async def test_a_reaction_that_a_human_takes_away_is_heard(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        message_id = await puppet.message_send_text(room.id, "tea?")
        with puppet.listen(ReactionEvent) as events:
            await alice.reacts(message_id, "👍")
            await until(events, lambda event: event.added, "the reaction")
            await alice.unreacts(message_id, "👍")
            event = await until(
                events, lambda event: not event.added, "the end of the reaction"
            )
        assert (event.message_id, event.emoji) == (message_id, "👍")
        assert event.contact_id == alice.id

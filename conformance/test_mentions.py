"""Messages call people and answer each other (contract 4.1, 4.4)."""

from __future__ import annotations

from puppets import Puppet

from .harness import clause
from .hearing import overhears
from .world import Human, Room


class Mentions:
    @clause("4.4")
    async def test_who_is_mentioned_is_notified(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        await puppet.message_send_text(room.id, "your turn", mention_ids=(bob.id,))
        [seen] = await bob.sees(room=room)
        assert seen.mention_ids == (bob.id,)
        assert "your turn" in seen.text

    @clause("4.4")
    async def test_several_are_mentioned_at_once(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        both = (alice.id, bob.id)
        await puppet.message_send_text(room.id, "lunch 🍜?", mention_ids=both)
        [seen] = await bob.sees(room=room)
        assert set(seen.mention_ids) == set(both)

    @clause("4.4")
    async def test_who_is_not_mentioned_is_not_notified(
        self, puppet: Puppet, bob: Human, room: Room
    ) -> None:
        await puppet.message_send_text(room.id, f"{bob.name} is not here")
        [seen] = await bob.sees(room=room)
        assert seen.mention_ids == ()

    @clause("4.4")
    async def test_a_mention_of_the_puppet_is_heard(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        message = await overhears(
            puppet, lambda: alice.mentions(puppet.self_id, text="your turn", room=room)
        )
        assert message.mention_ids == (puppet.self_id,)
        assert message.text == (await alice.sees(room=room))[-1].text

    @clause("4.4")
    async def test_a_mention_of_another_is_read_as_a_person_reads_it(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        message = await overhears(
            puppet, lambda: alice.mentions(bob.id, text="😀 ask him", room=room)
        )
        assert message.mention_ids == (bob.id,)
        assert "😀 ask him" in message.text
        assert bob.name in message.text or (bob.handle and bob.handle in message.text)

    @clause("4.1")
    async def test_an_answer_shows_what_it_answers(
        self, puppet: Puppet, alice: Human
    ) -> None:
        question = await alice.says("tea?")
        answer = await puppet.message_send_text(alice.id, "yes", reply_to=question)
        seen = (await alice.sees())[-1]
        assert (seen.id, seen.text, seen.reply_to_id) == (answer, "yes", question)
        assert (await puppet.message_payload(answer)).reply_to_id == question

    @clause("4.1")
    async def test_a_human_s_answer_names_what_it_answers(
        self, puppet: Puppet, alice: Human
    ) -> None:
        question = await puppet.message_send_text(alice.id, "tea?")
        message = await overhears(puppet, lambda: alice.replies(question, "yes"))
        assert (message.text, message.reply_to_id) == ("yes", question)

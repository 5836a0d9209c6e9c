"""A choice is each person's own, or settled by the first for all (contract 4.20)."""

from __future__ import annotations

from puppets import Choice, ChoiceEvent, Puppet

from .harness import Harness, clause, requires
from .hearing import heard, pending, until_answered, until_so
from .world import Human, Room

TIMES = (Choice("at noon"), Choice("at nine"))
LABELS = tuple(each.label for each in TIMES)


class Settling(Harness):
    # Each for themselves.

    @clause("4.20")
    @requires("message_send_choices")
    async def test_everybody_chooses_for_themselves(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        message_id = await puppet.message_send_choices(room.id, "When?", TIMES)
        with puppet.listen(ChoiceEvent) as events:
            for human, label in ((alice, "at noon"), (bob, "at nine")):
                await human.chooses(message_id, label, room=room)
                event = await heard(events)
                assert (event.contact_id, event.choice.label) == (human.id, label)
                await until_answered(human)
        for human in (alice, bob):
            assert await _shown(human, room) == ("When?", LABELS)

    @clause("4.20")
    @requires("message_send_choices")
    async def test_what_somebody_chose_is_shown_to_them_alone(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        message_id = await puppet.message_send_choices(room.id, "When?", TIMES)
        await alice.chooses(message_id, "at nine", room=room)
        await _until_noticed(alice, room, "at nine")
        assert await bob.shows_notices(room=room) == []
        assert len(await bob.sees(room=room)) == 1

    @clause("4.20")
    @requires("message_send_choices")
    async def test_who_has_chosen_may_choose_again(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await puppet.message_send_choices(alice.id, "When?", TIMES)
        with puppet.listen(ChoiceEvent) as events:
            for label in ("at noon", "at nine", "at noon"):
                await alice.chooses(message_id, label)
                assert (await heard(events)).choice.label == label

    # The first for all.

    @clause("4.20")
    @requires("message_send_choices")
    async def test_the_first_choice_settles_it_for_all(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        message_id = await _ask_all(puppet, room.id)
        with puppet.listen(ChoiceEvent) as events:
            await alice.chooses(message_id, "at nine", room=room)
            event = await heard(events)
        assert (event.contact_id, event.choice) == (alice.id, TIMES[1])
        for human in (alice, bob):
            text = await _settled(human, room)
            assert text.startswith("When?")
            assert "at nine" in text
            assert await _naming(puppet, alice, text) == 1
            assert "at noon" not in text

    @clause("4.20")
    @requires("message_send_choices")
    async def test_who_comes_later_is_told_what_is_settled(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        message_id = await _ask_all(puppet, room.id)
        with puppet.listen(ChoiceEvent) as events:
            await alice.chooses(message_id, "at nine", room=room)
            await bob.chooses(message_id, "at noon", room=room)
            first = await heard(events)
            assert first.contact_id == alice.id
            await until_answered(bob)
            assert await pending(events) == []
        await _until_noticed(bob, room, "at nine")
        assert await _naming(puppet, alice, await _settled(bob, room)) == 1

    @clause("4.20")
    @requires("message_send_choices")
    async def test_what_is_settled_stays_so_after_a_restart(
        self, puppet: Puppet, alice: Human, bob: Human, room: Room
    ) -> None:
        message_id = await _ask_all(puppet, room.id)
        with puppet.listen(ChoiceEvent) as events:
            await alice.chooses(message_id, "at nine", room=room)
            await heard(events)
            await _settled(alice, room)
            await puppet.stop()
            await puppet.start()
            await bob.chooses(message_id, "at noon", room=room)
            await until_answered(bob)
            assert await pending(events) == []
        await _until_noticed(bob, room, "at nine")

    @clause("4.20")
    @requires("message_send_choices")
    async def test_what_is_settled_between_two_is_shown_to_both(
        self, puppet: Puppet, alice: Human
    ) -> None:
        message_id = await _ask_all(puppet, alice.id)
        await alice.chooses(message_id, "at noon")
        assert "at noon" in await _settled(alice)

    @clause("4.20", "4.3")
    @requires("message_send_choices")
    async def test_what_is_settled_is_shown_though_the_text_is_as_long_as_can_be(
        self, puppet: Puppet, alice: Human
    ) -> None:
        limits = puppet.limits
        longest = "x" * (limits.choice_text_length or limits.text_length or 4096)
        message_id = await puppet.message_send_choices(
            alice.id, longest, TIMES, per_person=False
        )
        await alice.chooses(message_id, "at noon")
        text = await _settled(alice)
        assert text.startswith("xxx")
        assert "at noon" in text


async def _ask_all(puppet: Puppet, conversation_id: str) -> str:
    return await puppet.message_send_choices(
        conversation_id, "When?", TIMES, per_person=False
    )


async def _settled(human: Human, room: Room | None = None) -> str:
    """Wait until the one message that is there has no buttons; its text then."""

    async def is_settled() -> bool:
        return (await _shown(human, room))[1] == ()

    await until_so(is_settled, f"the end of the choosing, as {human.name} sees it")
    return (await _shown(human, room))[0]


async def _naming(puppet: Puppet, human: Human, text: str) -> int:
    """How often the text names this one, as those who are there know them."""
    person = await puppet.contact_payload(human.id)
    return max(text.count(name) for name in (person.name, person.alias) if name)


async def _shown(human: Human, room: Room | None) -> tuple[str, tuple[str, ...]]:
    """The text and the buttons of the one message that is there."""
    [seen] = await human.sees(room=room)
    return seen.text, seen.choices


async def _until_noticed(human: Human, room: Room, label: str) -> None:
    async def is_noticed() -> bool:
        return any(label in notice for notice in await human.shows_notices(room=room))

    await until_so(is_noticed, f"a notice of {label!r} to {human.name}")

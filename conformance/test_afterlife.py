"""What a puppet's next process has of the one before, which was killed (contract 3)."""

from __future__ import annotations

import pytest

from .harness import clause, requires
from .life import Life
from .lines import Begun, Gap, Kept, Manners, Stalled
from .nursery import Lives
from .world import Human, Room, World


class Afterlife:
    # What was not handled to the end.

    @pytest.mark.timeout(60)
    @clause("3.1d", "3.2d", "3.4")
    async def test_what_a_kill_cut_off_comes_again_first_and_says_so(
        self, lives: Lives, alice: Human, bob: Human
    ) -> None:
        async with lives.another(Manners(hangs_at="cut off")) as life:
            first = await alice.says("cut off")
            behind = await alice.says("behind it")
            await life.told_of(Kept(behind))
            await life.handled(await bob.says("beside it"))
        async with lives.another() as life:
            await life.handled(first, behind)
        assert life.heard == [("cut off", True), ("behind it", False)]

    @pytest.mark.timeout(60)
    @clause("3.1d", "3.3", "3.4")
    async def test_what_was_said_while_it_was_dead_comes_after_what_waited(
        self, lives: Lives, alice: Human
    ) -> None:
        async with lives.another(Manners(hangs_at="cut off")) as life:
            await life.handled(await alice.says("before"))
            said = [await alice.says("cut off"), await alice.says("waits")]
            await life.told_of(Kept(said[1]))
        said.append(await alice.says("said to the dead"))
        async with lives.another() as life:
            await _catches_up(life, *said)
        told = ["cut off", "waits", "said to the dead"]
        assert [text for text, _ in life.heard] == told[: len(life.heard)]
        assert len(life.heard) >= 2

    @pytest.mark.timeout(60)
    @clause("3.1d")
    async def test_what_was_not_kept_before_a_kill_is_told_again(
        self, lives: Lives, alice: Human
    ) -> None:
        async with lives.another(Manners(stalls_at="not yet safe")) as life:
            await life.handled(await alice.says("before"))
            said = await alice.says("not yet safe")
            await life.told_of(Stalled())
        async with lives.another() as life:
            await _catches_up(life, said)
        assert life.heard in ([("not yet safe", False)], [])

    # Once.

    @pytest.mark.timeout(60)
    @clause("3.2d")
    async def test_what_was_handled_before_a_kill_does_not_come_again(
        self, lives: Lives, alice: Human
    ) -> None:
        async with lives.another() as life:
            await life.handled(await alice.says("one"), await alice.says("two"))
        async with lives.another() as life:
            await life.handled(await alice.says("three"))
        assert life.heard == [("three", False)]

    @pytest.mark.timeout(60)
    @clause("3.2d")
    async def test_what_the_platform_tells_again_after_a_kill_is_heard_once(
        self, lives: Lives, alice: Human, bob: Human
    ) -> None:
        # With one event in flight, and a cursor that stays where it is, the platform
        # is not told that these were received.
        busy = Manners(hangs_at="cut off", in_flight=1, keeps_cursor=False)
        handled, cut_off = await alice.says("handled"), await bob.says("cut off")
        async with lives.another(busy) as life:
            await life.handled(handled)
            await life.until(lambda: _has_begun(life, cut_off), "the other handler")
        async with lives.another() as life:
            await life.handled(cut_off, await bob.says("and this"))
        assert life.heard == [("cut off", True), ("and this", False)]

    @pytest.mark.timeout(60)
    @clause("3.2d")
    async def test_a_message_told_twice_around_a_kill_is_heard_once(
        self, world: World, lives: Lives, alice: Human
    ) -> None:
        await world.stutters()
        said = await alice.says("b-bonjour")
        async with lives.another(Manners(hangs_at="b-bonjour", in_flight=1)) as life:
            await life.until(lambda: _has_begun(life, said), "the handler to begin")
        async with lives.another() as life:
            await life.handled(said, await alice.says("and this"))
        assert life.heard == [("b-bonjour", True), ("and this", False)]

    # What was known.

    @pytest.mark.timeout(60)
    @clause("3.9d", "4.6")
    async def test_what_was_said_before_a_kill_can_be_read_after_it(
        self, lives: Lives, alice: Human
    ) -> None:
        async with lives.another() as life:
            said = await alice.says("remember this")
            me = (await life.ready()).self_id
            await life.handled(said)
        async with lives.here() as puppet:
            assert puppet.self_id == me
            message = await puppet.message_payload(said)
            talker = await puppet.contact_payload(message.talker_id)
        assert (message.id, message.text) == (said, "remember this")
        assert message.conversation_id == life.begun[0].conversation_id
        assert (talker.id, talker.name) == (alice.id, alice.name)

    @pytest.mark.timeout(60)
    @clause("3.9d")
    @requires("contact_list")
    async def test_people_who_were_met_before_a_kill_are_listed_after_it(
        self, lives: Lives, alice: Human
    ) -> None:
        async with lives.another() as life:
            await life.handled(await alice.says("remember me"))
        async with lives.here() as puppet:
            assert alice.id in await puppet.contact_list()

    @pytest.mark.timeout(60)
    @clause("3.9d")
    @requires("room_list")
    async def test_rooms_that_were_met_before_a_kill_are_listed_after_it(
        self, lives: Lives, alice: Human, room: Room
    ) -> None:
        async with lives.another() as life:
            await life.handled(await alice.says("remember us", room=room))
        async with lives.here() as puppet:
            assert await puppet.room_list() == [room.id]
            assert (await puppet.room_payload(room.id)).topic == room.topic


async def _catches_up(life: Life, *ids: str) -> None:
    """These are handled; or the puppet says that nobody can tell what was said."""
    await life.until(
        lambda: life.finished.issuperset(ids) or Gap() in life.told,
        "what was said meanwhile, or a gap",
    )


def _has_begun(life: Life, id: str) -> bool:
    return any(isinstance(line, Begun) and line.id == id for line in life.told)

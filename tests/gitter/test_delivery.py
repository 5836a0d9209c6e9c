"""Nothing lost and nothing twice, on a real homeserver with a rate limiter of its own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from conformance.hearing import heard, overhears, texts, until
from conformance.world import Room
from puppets import (
    DeliveryUncertain,
    ErrorEvent,
    Forbidden,
    GapEvent,
    MessageEvent,
    RoomInviteEvent,
    RoomMigrateEvent,
)
from puppets.gitter import GitterPuppet
from puppets_standins.faults import CutAnswer, Reply
from puppets_standins.gitter.human import GitterHuman
from puppets_standins.gitter.limited import LimitedGitterWorld
from puppets_standins.gitter.twists import Shortened
from puppets_standins.gitter.world import SYNC, GitterWorld

pytestmark = pytest.mark.anyio


@pytest.mark.timeout(60)  # it takes a hundred and more to be too much
async def test_what_is_more_than_one_answer_holds_is_heard_whole_and_in_order(
    world: GitterWorld,
    alice: GitterHuman,
    record_property: Callable[[str, object], None],
) -> None:
    """A homeserver tells the last hundred of them by itself."""
    puppet = world.puppet()
    async with puppet:
        await overhears(puppet, partial(alice.says, "before"))
    said = [str(number) for number in range(130)]
    for text in said:
        await alice.says(text)
    with puppet.listen(MessageEvent) as events:
        async with puppet:
            found = await texts(events, len(said))
    record_property("lost", len(set(said) - set(found)))
    assert found == said


async def test_a_send_whose_answers_are_lost_again_and_again_arrives_once(
    world: GitterWorld, puppet: GitterPuppet, alice: GitterHuman
) -> None:
    fault = world.proxy.inject(CutAnswer(), path="*/send/*", times=5)
    message_id = await puppet.message_send_text(alice.id, "once")
    [seen] = await alice.sees()
    assert (seen.id, seen.text) == (message_id, "once")
    assert len(fault.met) == 5
    assert len({request.path for request in fault.met}) == 1, "one transaction"


async def test_a_send_whose_answer_never_comes_is_uncertain_in_the_end(
    world: GitterWorld, alice: GitterHuman, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GitterPuppet, "send_timeout", 0.5)
    async with world.puppet() as puppet:
        world.proxy.inject(CutAnswer(), path="*/send/*")
        with pytest.raises(DeliveryUncertain):
            await puppet.message_send_text(alice.id, "who knows?")
    assert [seen.text for seen in await alice.sees()] == ["who knows?"]


@pytest.mark.timeout(60)  # the homeserver lets one go every five seconds
async def test_the_homeserver_s_own_limit_is_waited_out() -> None:
    async with LimitedGitterWorld() as world:
        alice = await world.human("Alice")
        async with world.puppet() as puppet:
            said = [str(number) for number in range(11)]
            for text in said:
                await puppet.message_send_text(alice.id, text)
        assert [seen.text for seen in await alice.sees()] == said
        refused = [each for each in world.proxy.requests if each.status == 429]
        assert refused


async def test_a_room_that_moves_is_followed_after_a_restart_too(
    world: GitterWorld, alice: GitterHuman, room: Room
) -> None:
    puppet = world.puppet()
    async with puppet:
        with puppet.listen(RoomMigrateEvent) as events:
            successor = await alice.moves(room)
            await heard(events)
    async with puppet:
        await puppet.message_send_text(room.id, "still here?")
        assert (await puppet.room_payload(room.id)).id == successor.id
    assert (await alice.sees(room=successor))[-1].text == "still here?"


async def test_a_room_into_which_nobody_lets_the_puppet_is_said(
    puppet: GitterPuppet, alice: GitterHuman, room: Room
) -> None:
    with puppet.listen(ErrorEvent) as errors:
        successor = await alice.account.upgrade(room.id, "11")
        error = (await heard(errors)).error
    assert isinstance(error, Forbidden)
    assert successor in str(error)


async def test_a_direct_chat_to_which_the_puppet_is_invited_is_heard_from_its_beginning(
    world: GitterWorld, puppet: GitterPuppet, alice: GitterHuman
) -> None:
    """As clients do it: they make the room when its first message is written."""
    carol = await world.account("Carol")
    with puppet.listen(MessageEvent) as events:
        chat = await carol.create(
            preset="trusted_private_chat", is_direct=True, invite=[puppet.self_id]
        )
        await carol.send(chat, {"msgtype": "m.text", "body": "hello?"})
        message = (await heard(events)).message
    assert (message.text, message.conversation_id) == ("hello?", carol.id)
    answer = await puppet.message_send_text(carol.id, "hello!")
    said = [event["event_id"] for event in await carol.timeline(chat)]
    assert answer.removeprefix(chat) in said


async def test_a_direct_chat_that_is_not_there_is_opened(
    world: GitterWorld, puppet: GitterPuppet
) -> None:
    carol = await world.account("Carol")
    await puppet.message_send_text(carol.id, "hello!")
    told = await carol.sync()
    [(chat, invited)] = told["rooms"]["invite"].items()
    assert any(
        event["content"].get("is_direct") for event in invited["invite_state"]["events"]
    )
    assert (await world.bot.account_data("m.direct"))[carol.id] == [chat]


async def test_an_invitation_before_the_very_first_start_is_told(
    world: GitterWorld, alice: GitterHuman
) -> None:
    room = await world.foreign_room("club", alice)
    await alice.invites_puppet(room)
    puppet = world.puppet()
    with puppet.listen(RoomInviteEvent) as events:
        async with puppet:
            assert (await heard(events)).invitation.topic == "club"


async def test_the_very_first_start_hears_nothing_of_before(
    world: GitterWorld, alice: GitterHuman
) -> None:
    await alice.says("long ago")
    puppet = world.puppet_of_today()
    with puppet.listen(MessageEvent) as events:
        async with puppet:
            await alice.says("now")
            event = await until(events, lambda _: True, "the first message")
    assert event.message.text == "now"


async def test_a_room_is_named_as_on_gitter_of_old(
    world: GitterWorld, puppet: GitterPuppet, alice: GitterHuman, room: Room
) -> None:
    """`org/repo` is an alias on gitter.im, which is not here: an alias of ours is."""
    local = world.bot.id.partition(":")[0].rpartition("-")[2]
    await alice.account.name(room.id, f"org_{local}")
    alias = f"#org_{local}:localhost"
    for name in (alias, f"https://app.gitter.im/#/room/{alias}"):
        assert (await puppet.room_payload(name)).id == room.id
        await puppet.message_send_text(name, name)
    assert len(await alice.sees(room=room)) == 2


async def test_where_the_homeserver_has_forgotten_the_puppet_goes_on_and_says_so(
    world: GitterWorld, alice: GitterHuman
) -> None:
    """As of one that was set up anew from a backup: it knows none of its later tokens."""
    puppet = world.puppet()
    async with puppet:
        last = await overhears(puppet, partial(alice.says, "before"))
        with puppet.listen(GapEvent) as gaps:
            forgotten = b'{"errcode": "M_UNKNOWN", "error": "Invalid stream token"}'
            world.proxy.inject(Reply(status=400, body=forgotten), path=SYNC, times=1)
            gap = await heard(gaps)
        assert gap.since == last.timestamp <= gap.until
        await overhears(puppet, partial(alice.says, "after"))


async def test_what_cannot_be_filled_is_said_to_be_missing(
    world: GitterWorld, puppet: GitterPuppet, alice: GitterHuman, room: Room
) -> None:
    """Whoever is put out of a room may not ask what else was said there."""
    await overhears(puppet, partial(alice.says, "before", room=room))
    no = b'{"errcode": "M_FORBIDDEN", "error": "not any more"}'
    world.proxy.inject(Reply(status=403, body=no), path="*/messages")
    world.proxy.rewrite(Shortened(), path=SYNC)
    with puppet.listen(GapEvent) as gaps, puppet.listen(MessageEvent) as messages:
        await alice.says("after", room=room)
        assert (await heard(gaps)).conversation_ids == (room.id,)
        assert (await heard(messages)).message.text == "after"

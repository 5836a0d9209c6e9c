"""The first choice, where Slack fails, or two choose at once."""

from __future__ import annotations

import pytest

from conformance.hearing import eventually, heard
from puppets import DirtyEvent
from puppets.slack import SlackPuppet
from puppets_standins.slack import SlackServer

from .door import Door, hooked
from .test_choosing import LABELS, asked, form, posts

pytestmark = pytest.mark.anyio


async def test_who_comes_too_late_is_told_so_though_the_message_stays_as_it_is(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    place = await asked(puppet, room, per_person=False)
    server.faults.errors["chat.update"] = ["internal_error"] * 2
    server.press(alice, *place, "Small")
    server.press(alice, *place, LABELS[1])
    await eventually(lambda: bool(server.whispers), "a word to who came second")
    assert server.whispers == [(alice, room, f"✓ Small — <@{alice}>")]


async def test_what_two_choose_at_once_is_settled_once(
    server: SlackServer, door: Door, alice: str, room: str
) -> None:
    bob = server.sign_up("Bob")
    server.invite(alice, room, bob)
    async with hooked(server, door) as puppet:
        channel, ts = await asked(puppet, room, per_person=False)
        server.press(alice, channel, ts, "Small")
        server.press(bob, channel, ts, LABELS[1])
        with puppet.listen(DirtyEvent) as closed:
            for payload in server.app.outlet.pressed:
                assert await posts(door, form(payload)) == 200
                await heard(closed)
        text = (await puppet.message_payload(f"{channel}:{ts}")).text
        assert text == "Size?\n✓ Small — @Alice"

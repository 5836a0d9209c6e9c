"""Choices as buttons, where Slack has ways of its own."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from conformance.hearing import eventually, heard, pending
from puppets import Choice, ChoiceEvent, ErrorEvent, Malformed, SqliteMemory, TooLong
from puppets.slack import SlackPuppet
from puppets_standins.slack import BOT_TOKEN, SIGNING_SECRET, SlackServer

from .door import Door, hooked
from .making import made

pytestmark = pytest.mark.anyio

SIZES = (Choice("Small"), Choice("<Large> & :milk:", id="l"))
LABELS = [choice.label for choice in SIZES]


async def asked(
    puppet: SlackPuppet, room: str, *, per_person: bool = True
) -> tuple[str, str]:
    """Offer the sizes there; the channel and the time stamp of the message."""
    id = await puppet.message_send_choices(room, "Size?", SIZES, per_person=per_person)
    channel, ts = id.split(":")
    return channel, ts


def edits(server: SlackServer) -> int:
    return sum(call.method == "chat.update" for call in server.faults.calls)


# What a button holds.


async def test_a_button_holds_all_that_it_offers(
    server: SlackServer, alice: str, room: str
) -> None:
    async with made(server) as puppet:
        place = await asked(puppet, room)
    async with made(server) as puppet:
        await eventually(lambda: bool(server.app.outlet.sockets), "a socket")
        with puppet.listen(ChoiceEvent) as events:
            server.press(alice, *place, LABELS[1])
            assert (await heard(events)).choice == SIZES[1]


async def test_a_value_has_none_of_the_letters_that_slack_escapes(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    channel, ts = await asked(puppet, room)
    [text, row] = server.message(channel, ts).blocks
    assert (text["type"], row["type"]) == ("rich_text", "actions")
    for button in row["elements"]:
        assert button["value"].isascii()
        assert not set("&<>") & set(button["value"])
        assert button["text"]["emoji"] is False


async def test_the_longest_choices_have_room_in_a_value(
    server: SlackServer, puppet: SlackPuppet, room: str
) -> None:
    """The stand-in refuses a value of more than 2,000 characters, as Slack does."""
    longest = Choice("😀" * 75, id='"\x01' * 64)
    await puppet.message_send_choices(room, "Size?", [longest])


async def test_the_text_above_choices_has_less_room(
    puppet: SlackPuppet, room: str
) -> None:
    with pytest.raises(TooLong) as caught:
        await puppet.message_send_choices(room, "x" * 4001, SIZES)
    assert caught.value.limit == 4000


async def test_a_button_of_the_bots_own_making_chooses_nothing(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    button = {
        "type": "button",
        "action_id": "choice-9",
        "value": "[1, 2]",
        "text": {"type": "plain_text", "text": "go"},
    }
    said = await puppet.native.chat_postMessage(
        channel=room, text="own", blocks=[{"type": "actions", "elements": [button]}]
    )
    with puppet.listen(ChoiceEvent) as events:
        server.press(alice, room, said["ts"], "go")
        await eventually(lambda: not server.waits(alice), "an acknowledgement")
        assert await pending(events) == []


# In time.


async def test_a_press_is_acknowledged_before_anything_is_asked_of_slack(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    """Slack waits half a second here, and three seconds there: the Web API may take more."""
    place = await asked(puppet, room, per_person=False)
    server.delay(0.7)
    press = server.press(alice, *place, "Small")
    await eventually(lambda: press.is_taken or press.has_failed, "Slack's own patience")
    assert press.is_taken
    assert edits(server) == 0
    await eventually(lambda: edits(server) == 1, "the end of the choosing")


async def test_what_somebody_chose_in_a_thread_is_shown_there(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    said = server.say(alice, room, "tea?")
    with puppet.listen(ChoiceEvent) as events:
        id = await puppet.message_send_choices(
            room, "Size?", SIZES, reply_to=f"{room}:{said.ts}"
        )
        server.press(alice, room, id.split(":")[1], "Small")
        await heard(events)
    await eventually(lambda: bool(server.whispers), "something shown to Alice alone")
    assert server.whispers == [(alice, room, "✓ Small")]


async def test_a_notice_that_fails_is_said_and_holds_up_nothing(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    place = await asked(puppet, room)
    server.faults.errors["chat.postEphemeral"] = ["user_not_in_channel"]
    with puppet.listen(ErrorEvent) as errors, puppet.listen(ChoiceEvent) as events:
        server.press(alice, *place, "Small")
        assert "chat.postEphemeral" in str((await heard(errors)).error)
        server.press(alice, *place, "Small")
        assert [(await heard(events)).choice for _ in range(2)] == [SIZES[0]] * 2


async def test_what_was_settled_before_a_kill_is_settled_by_the_next_press(
    server: SlackServer, alice: str, room: str, tmp_path: Path
) -> None:
    bob = server.sign_up("Bob")
    server.invite(alice, room, bob)
    path = tmp_path / "memory.sqlite"
    async with made(server, memory=SqliteMemory(path)) as puppet:
        channel, ts = await asked(puppet, room, per_person=False)
        server.faults.errors["chat.update"] = ["internal_error"]
        with puppet.listen(ErrorEvent) as errors:
            server.press(alice, channel, ts, "Small")
            await heard(errors)
    async with made(server, memory=SqliteMemory(path)) as puppet:
        await eventually(lambda: bool(server.app.outlet.sockets), "a socket")
        with puppet.listen(ChoiceEvent) as events:
            server.press(bob, channel, ts, LABELS[1])
            await eventually(lambda: bool(server.whispers), "a word to Bob")
            assert await pending(events) == []
    assert server.whispers == [(bob, room, f"✓ Small — <@{alice}>")]
    assert [block["type"] for block in server.message(channel, ts).blocks] == [
        "rich_text",
        "rich_text",
    ]


# Posted.


@pytest.fixture
async def posted(server: SlackServer, door: Door) -> AsyncIterator[SlackPuppet]:
    async with hooked(server, door) as puppet:
        yield puppet


def form(payload: object) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


async def posts(door: Door, body: bytes, *, secret: str = SIGNING_SECRET) -> int:
    """Post a form; the status of the answer."""
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return await door.post(body, secret=secret, age=0, **kind)


async def test_only_what_is_signed_is_let_in(posted: SlackPuppet, door: Door) -> None:
    body = form({"type": "block_actions", "user": {"id": "U1"}})
    assert await posts(door, body, secret="another") == 401


@pytest.mark.parametrize("kind", ["view_submission", "shortcut", "message_action"])
async def test_what_is_no_button_is_acknowledged_and_no_more(
    posted: SlackPuppet, door: Door, kind: str
) -> None:
    with posted.listen(ErrorEvent) as errors:
        assert await posts(door, form({"type": kind, "user": {"id": "U1"}})) == 200
        assert await posts(door, b"command=%2Ftea") == 200
        assert await pending(errors) == []


async def test_a_press_that_cannot_be_read_is_said(
    posted: SlackPuppet, door: Door
) -> None:
    with posted.listen(ErrorEvent) as errors:
        for payload in ({"type": "block_actions"}, 7, {"type": 7}):
            assert await posts(door, form(payload)) == 200
            assert isinstance((await heard(errors)).error, Malformed)


async def test_nobody_learns_the_token_from_a_press(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    place = await asked(puppet, room)
    server.press(alice, *place, "Small")
    await eventually(lambda: bool(server.whispers), "something shown to Alice alone")
    assert BOT_TOKEN not in json.dumps(server.app.outlet.pressed)

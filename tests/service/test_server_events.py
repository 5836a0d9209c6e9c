"""Several clients, each with its own place in what happened."""

from __future__ import annotations

import grpc
import pytest

from puppets.events import MessageEvent
from puppets.service import rpcs
from puppets.service.wire import pb
from tests.service.calling import gone, in_log, says, served

pytestmark = pytest.mark.anyio


async def test_every_client_is_told_of_every_message_in_order() -> None:
    async with served() as stage, stage.caller("a") as one, stage.caller() as other:
        alice = stage.mocker.person("Alice")
        ears = [await one.listens().welcomed(), await other.starts()]
        said = await says(stage, alice, *"abcdef")
        for ear in ears:
            assert [await ear.message() for _ in said] == said


async def test_the_first_client_is_told_what_was_said_while_nobody_was_there() -> None:
    async with served() as stage:
        alice = stage.mocker.person("Alice")
        said = []
        with stage.puppet.listen(MessageEvent) as events:
            for text in ("one", "two"):
                await alice.says(text)
                said.append((await anext(events)).message.id)
        async with stage.caller() as first:
            ear = await first.starts()
            assert [await ear.message() for _ in said] == said
            async with stage.caller() as later:
                await later.starts()
                more = await says(stage, alice, "three")
                assert await ear.message() == more[0]


async def test_a_second_client_begins_now() -> None:
    async with served() as stage, stage.caller() as first, stage.caller() as second:
        alice = stage.mocker.person("Alice")
        await first.starts()
        await says(stage, alice, "before")
        ear = await second.starts()
        after = await says(stage, alice, "after")
        assert await ear.message() == after[0]


async def test_who_was_away_is_told_what_it_missed_in_order_once() -> None:
    async with served() as stage:
        alice = stage.mocker.person("Alice")
        async with stage.caller() as client:
            ear = await client.starts()
            (heard,) = await says(stage, alice, "heard")
            assert await ear.message() == heard
            await client.asks(rpcs.MESSAGE_PAYLOAD, pb.MessagePayloadRequest(id=heard))
            await gone(stage, ear)
        missed = await says(stage, alice, "missed", "this", "too")
        async with stage.caller() as again:
            ear = await again.starts()
            assert [await ear.message() for _ in missed] == missed


async def test_what_a_client_never_asked_for_comes_again() -> None:
    """It was on its way when the connection broke: nobody knows that it arrived."""
    async with served() as stage:
        alice = stage.mocker.person("Alice")
        async with stage.caller() as client:
            ear = await client.starts()
            said = await says(stage, alice, "a", "b", "c")
            assert [await ear.message() for _ in said] == said
            for id in (said[0], said[2]):
                asked = pb.MessagePayloadRequest(id=id)
                await client.asks(rpcs.MESSAGE_PAYLOAD, asked)
            await gone(stage, ear)
        async with stage.caller() as again:
            ear = await again.starts()
            assert [await ear.message() for _ in said[1:]] == said[1:]


async def test_what_a_client_said_itself_counts_as_received() -> None:
    """It asks for its message before it is told of it, and never again."""
    async with served() as stage:
        alice = stage.mocker.person("Alice")
        async with stage.caller() as client:
            ear = await client.starts()
            text = pb.MessageSendTextRequest(conversation_id=alice.id, text="hello")
            own = (await client.asks(rpcs.MESSAGE_SEND_TEXT, text)).id
            await client.asks(rpcs.MESSAGE_PAYLOAD, pb.MessagePayloadRequest(id=own))
            assert await ear.message() == own
            await in_log(stage, own)
            await gone(stage, ear)
        (more,) = await says(stage, alice, "more")
        async with stage.caller() as again:
            assert await (await again.starts()).message() == more


async def test_a_client_that_stops_frees_its_place_though_its_stream_stays() -> None:
    async with served() as stage, stage.caller() as client, stage.caller() as again:
        alice = stage.mocker.person("Alice")
        ear = await client.starts()
        await client.asks(rpcs.STOP, pb.StopRequest())
        assert await ear.status() is grpc.StatusCode.OK
        (missed,) = await says(stage, alice, "missed")
        assert await (await again.starts()).message() == missed


async def test_ours_goes_on_where_its_cursor_says() -> None:
    async with served() as stage, stage.caller("me") as me:
        alice = stage.mocker.person("Alice")
        ear = await me.listens().welcomed()
        said = await says(stage, alice, "a", "b", "c")
        first = await ear.next()
        assert first.sequence == 1
        assert first.epoch
        ear.call.cancel()
        ear = me.listens(after=f"{first.epoch}:{first.sequence}")
        beat = await ear.next()
        assert (beat.type, beat.sequence) == (pb.EVENT_TYPE_HEARTBEAT, 1)
        assert beat.epoch == first.epoch
        for type in (pb.EVENT_TYPE_LOGIN, pb.EVENT_TYPE_READY):
            await ear.hears(type)
        assert [await ear.message() for _ in said[1:]] == said[1:]


async def test_ours_without_a_cursor_goes_on_at_its_own_place() -> None:
    async with served() as stage, stage.caller("me") as me, stage.caller("you") as you:
        alice = stage.mocker.person("Alice")
        await you.listens().welcomed()
        await says(stage, alice, "before")
        (await me.listens().welcomed()).call.cancel()
        said = await says(stage, alice, "a", "b")
        ear = await me.listens().welcomed()
        assert [await ear.message() for _ in said] == said


async def test_nobody_else_is_told_of_numbers() -> None:
    async with served() as stage, stage.caller() as client:
        alice = stage.mocker.person("Alice")
        ear = await client.starts()
        await says(stage, alice, "hello")
        said = await ear.hears(pb.EVENT_TYPE_MESSAGE)
        assert (said.sequence, said.epoch) == (0, "")


async def test_the_same_client_again_takes_the_place_of_its_older_self() -> None:
    async with served() as stage, stage.caller("me") as me, stage.caller("me") as again:
        old = await me.listens().welcomed()
        new = await again.listens().welcomed()
        assert await old.status() is grpc.StatusCode.ABORTED
        await again.asks(rpcs.DING, pb.DingRequest(data="here"))
        await new.hears(pb.EVENT_TYPE_DONG)

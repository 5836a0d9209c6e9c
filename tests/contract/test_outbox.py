"""What every puppet inherits of sending: order, pace, and trying again."""

from __future__ import annotations

import asyncio
from time import monotonic

import pytest

from puppets import (
    DeliveryUncertain,
    Limits,
    MessageEvent,
    Rate,
    RateLimited,
    Rejected,
    Scope,
    TextUnit,
    TooLong,
    Unavailable,
)
from tests.contract.tiny import TinyPuppet, heard, said

pytestmark = pytest.mark.anyio


async def test_a_send_is_known_and_heard_once_as_ones_own() -> None:
    async with TinyPuppet() as puppet:
        with puppet.listen(MessageEvent) as messages:
            id = await puppet.message_send_text("alice", "hello")
            assert (await puppet.message_payload(id)).text == "hello"
            puppet.says(said(id, text="the platform's own echo"))
            puppet.says(said("next"))
            events = await heard(messages, 2)
    own, following = events
    assert isinstance(own, MessageEvent)
    assert isinstance(following, MessageEvent)
    assert (own.message.id, own.message.talker_id) == (id, "tiny")
    assert following.message.id == "next"


async def test_sends_to_one_conversation_keep_the_order_of_the_calls() -> None:
    class Uneven(TinyPuppet):
        async def message_send_text(
            self,
            conversation_id: str,
            text: str,
            *,
            mention_ids: tuple[str, ...] = (),
            reply_to: str | None = None,
        ) -> str:
            for _ in range(10 - int(text)):
                await asyncio.sleep(0)
            return await super().message_send_text(conversation_id, text)

    async with Uneven() as puppet:
        await asyncio.gather(
            *(puppet.message_send_text("alice", str(n)) for n in range(10))
        )
        assert [text for _, text in puppet.sent] == [str(n) for n in range(10)]


async def test_sends_to_different_conversations_do_not_wait_for_each_other() -> None:
    release = asyncio.Event()

    class Stuck(TinyPuppet):
        async def message_send_text(
            self,
            conversation_id: str,
            text: str,
            *,
            mention_ids: tuple[str, ...] = (),
            reply_to: str | None = None,
        ) -> str:
            if conversation_id == "alice":
                await release.wait()
            return await super().message_send_text(conversation_id, text)

    async with Stuck() as puppet:
        slow = asyncio.create_task(puppet.message_send_text("alice", "slow"))
        await puppet.message_send_text("bob", "fast")
        release.set()
        await slow
        assert puppet.sent == [("bob", "fast"), ("alice", "slow")]


async def test_too_fast_is_waited_out() -> None:
    async with TinyPuppet() as puppet:
        puppet.refusals = [RateLimited("slow down", retry_after=0.1)]
        begin = monotonic()
        await puppet.message_send_text("alice", "hello")
        assert monotonic() - begin >= 0.1
        assert puppet.sent == [("alice", "hello")]


async def test_what_did_not_go_out_is_tried_again() -> None:
    async with TinyPuppet() as puppet:
        puppet.refusals = [Unavailable("down"), Unavailable("down")]
        await puppet.message_send_text(conversation_id="alice", text="hello")
        assert puppet.sent == [("alice", "hello")]


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(DeliveryUncertain("lost"), id="it may have gone out"),
        pytest.param(Rejected("no"), id="the platform will not have it"),
    ],
)
async def test_other_refusals_are_raised_at_once(error: Exception) -> None:
    async with TinyPuppet() as puppet:
        puppet.refusals = [error]
        with pytest.raises(type(error)):
            await puppet.message_send_text("alice", "hello")
        assert puppet.sent == []


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(Unavailable("down"), id="out of reach"),
        pytest.param(RateLimited("slow", retry_after=9), id="too fast"),
    ],
)
async def test_trying_ends_at_the_timeout(error: Exception) -> None:
    class Brief(TinyPuppet):
        send_timeout = 0.01

    async with Brief() as puppet:
        puppet.refusals = [error] * 3
        with pytest.raises(type(error)):
            await puppet.message_send_text("alice", "hello")
        assert len(puppet.refusals) == 2


async def test_a_cancelled_send_is_not_sent_later() -> None:
    async with TinyPuppet() as puppet:
        puppet.refusals = [RateLimited("slow", retry_after=5)]
        first = asyncio.create_task(puppet.message_send_text("alice", "first"))
        second = asyncio.create_task(puppet.message_send_text("alice", "second"))
        while puppet.refusals:
            await asyncio.sleep(0)
        second.cancel()
        first.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        await puppet.message_send_text("alice", "third")
        assert puppet.sent == [("alice", "third")]


async def test_the_pace_is_kept_by_conversation_prefix_and_account() -> None:
    class Paced(TinyPuppet):
        limits = Limits(
            rates=(
                Rate(count=2, seconds=1, scope=Scope.CONVERSATION, prefix="room"),
                Rate(count=5, seconds=2, scope=Scope.ACCOUNT),
            )
        )

    async with Paced() as puppet:
        begin = monotonic()
        for _ in range(2):
            await puppet.message_send_text("room1", "x")
            await puppet.message_send_text("room2", "x")
        assert monotonic() - begin < 1, "nothing had to wait yet"
        await puppet.message_send_text("room1", "x")
        assert monotonic() - begin >= 1
        await puppet.message_send_text("alice", "x")
        assert monotonic() - begin >= 2


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        pytest.param(TextUnit.CODE_POINT, "👍👍👍👍👍", id="code points"),
        pytest.param(TextUnit.UTF16, "👍👍a", id="UTF-16 units"),
        pytest.param(TextUnit.UTF8, "👍a", id="UTF-8 bytes"),
    ],
)
async def test_text_over_the_limit_is_refused_before_anything_is_sent(
    unit: TextUnit, text: str
) -> None:
    assert unit.measure(text) == 5

    class Short(TinyPuppet):
        limits = Limits(text_length=5, text_unit=unit)

    async with Short() as puppet:
        await puppet.message_send_text("alice", text)
        over = f"^text of 6 {unit.value}s is over the limit of 5$"
        with pytest.raises(TooLong, match=over) as caught:
            await puppet.message_send_text("alice", text + "a")
        assert caught.value.limit == 5
        assert puppet.sent == [("alice", text)]

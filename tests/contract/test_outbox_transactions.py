"""What is sent where the platform knows a send that is tried again as the same."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from puppets import DeliveryUncertain, PuppetError, RateLimited, Unavailable
from puppets._outbox import Outbox

pytestmark = pytest.mark.anyio


def attempts(
    outbox: Outbox, *errors: PuppetError
) -> tuple[list[str], Callable[[], Awaitable[str]]]:
    """Each notes its transaction, and all but the last fail."""
    failures, transactions = list(errors), []

    async def attempt() -> str:
        transactions.append(outbox.transaction)
        if failures:
            raise failures.pop(0)
        return "sent"

    return transactions, attempt


async def test_what_may_have_gone_out_is_tried_again_under_one_transaction() -> None:
    outbox = Outbox((), 10.0, dedupes=True)
    lost, limited = DeliveryUncertain("lost"), RateLimited("fast", retry_after=0.01)
    transactions, attempt = attempts(outbox, lost, limited)
    assert await outbox.send("alice", attempt) == "sent"
    assert len(transactions) == 3
    assert len(set(transactions)) == 1


async def test_each_send_has_a_transaction_of_its_own() -> None:
    outbox = Outbox((), 10.0, dedupes=True)
    seen = []
    for _ in range(2):
        transactions, attempt = attempts(outbox)
        await outbox.send("alice", attempt)
        seen += transactions
    assert seen[0] != seen[1]
    assert outbox.transaction != outbox.transaction, "there is no send to name"


async def test_sends_side_by_side_have_different_transactions() -> None:
    outbox = Outbox((), 10.0, dedupes=True)
    told: dict[str, set[str]] = {"alice": set(), "bob": set()}

    async def send(conversation_id: str) -> None:
        async def attempt() -> None:
            for _ in range(3):
                told[conversation_id].add(outbox.transaction)
                await asyncio.sleep(0)

        await outbox.send(conversation_id, attempt)

    await asyncio.gather(*map(send, told))
    assert [len(names) for names in told.values()] == [1, 1]
    assert told["alice"] != told["bob"]


async def test_what_may_have_gone_out_stays_uncertain_whatever_is_said_later() -> None:
    outbox = Outbox((), 0.3, dedupes=True)
    down = [Unavailable("down") for _ in range(20)]
    _, attempt = attempts(outbox, DeliveryUncertain("lost"), *down)
    with pytest.raises(DeliveryUncertain) as refused:
        await outbox.send("alice", attempt)
    assert isinstance(refused.value.__cause__, Unavailable)


async def test_elsewhere_what_may_have_gone_out_is_not_tried_again() -> None:
    outbox = Outbox((), 10.0)
    transactions, attempt = attempts(outbox, DeliveryUncertain("lost"))
    with pytest.raises(DeliveryUncertain):
        await outbox.send("alice", attempt)
    assert len(transactions) == 1

"""Where nobody looks on, nothing is done for it."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from types import ModuleType

import pytest

from puppets import MessageEvent
from puppets._delivery import Delivery
from puppets._observing.delivery import WatchedDelivery
from puppets._observing.digest import digest
from puppets._observing.observer import Ended, Observer
from puppets._observing.observers import observers_of
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

pytestmark = pytest.mark.anyio


def delivery(puppet: MockPuppet) -> type[Delivery]:
    assert puppet._session is not None
    return type(puppet._session._delivery)


async def test_an_api_without_an_sdk_costs_nothing(puppet: MockPuppet) -> None:
    import opentelemetry.trace  # noqa: F401 - it is there, and goes nowhere

    async with puppet:
        assert not observers_of(puppet)
        assert delivery(puppet) is Delivery


def test_nobody_imports_opentelemetry_but_who_wants_it() -> None:
    code = (
        "import asyncio, sys; from puppets.mock import MockOptions, MockPuppet\n"
        "puppet = MockPuppet(MockOptions())\n"
        "async def run():\n    async with puppet: pass\n"
        "asyncio.run(run()); print([n for n in sys.modules if 'opentelemetry' in n])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


async def test_whoever_looks_on_is_heeded_from_the_next_start(
    puppet: MockPuppet,
) -> None:
    async with puppet:
        assert delivery(puppet) is Delivery
    observers_of(puppet).add(Observer())
    async with puppet:
        assert delivery(puppet) is WatchedDelivery


async def test_an_api_that_is_of_no_use_keeps_nobody_from_starting(
    puppet: MockPuppet,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry", ModuleType("opentelemetry"))
    monkeypatch.delitem(sys.modules, "puppets._observing.telemetry", raising=False)
    monkeypatch.delitem(sys.modules, "opentelemetry.context", raising=False)
    async with puppet:
        assert puppet.is_logged_in
    assert "support reports nothing to OpenTelemetry" in caplog.text


async def test_an_observer_that_raises_looks_on_no_more(
    puppet: MockPuppet, alice: Person, caplog: pytest.LogCaptureFixture
) -> None:
    class Bad(Observer):
        seen = 0

        def heard(self, event: object) -> None:
            self.seen += 1
            raise ValueError("no use")

    class Worse(Observer):
        def handling(self, event: object) -> Ended:
            def ended(_: BaseException | None) -> None:
                raise ValueError("nor this")

            return ended

    bad = Bad()
    observers_of(puppet).add(bad)
    observers_of(puppet).add(Worse())
    handled = []

    async def keep(event: MessageEvent) -> None:
        handled.append(event.message.text)

    puppet.on(MessageEvent, keep)
    with puppet.listen(MessageEvent) as events:
        async with puppet:
            await alice.says("one")
            await anext(events)
            await alice.says("two")
            await anext(events)
    assert handled == ["one", "two"]
    assert bad.seen == 1
    assert not observers_of(puppet)
    assert "Bad raised, and looks on at support no more" in caplog.text
    assert "Worse raised" in caplog.text


@pytest.fixture
async def records(
    mocker: Mocker, alice: Person, caplog: pytest.LogCaptureFixture
) -> list[logging.LogRecord]:
    """Of "ding", which is answered after a wait, by a handler that fails then."""
    handled = asyncio.Event()

    async def fails(event: MessageEvent) -> None:
        if event.message.talker_id == puppet.self_id:
            handled.set()
            return
        await puppet.message_send_text(alice.id, "dong")
        raise ValueError(event.message.text)

    with caplog.at_level(logging.INFO, "puppets.traffic"):
        puppet = MockPuppet(MockOptions(mocker=mocker), name="support")
        puppet.on(MessageEvent, fails)
        async with puppet:
            await mocker.throttles(0.1)
            await alice.says("ding")
            await handled.wait()
    return list(caplog.records)


async def test_records_of_the_standard_logging_have_fields(
    records: list[logging.LogRecord], alice: Person
) -> None:
    traffic = [each for each in records if each.name == "puppets.traffic"]
    told = {each.getMessage(): vars(each) for each in reversed(traffic)}
    assert set(told) >= {"heard message", "sent", "failed at message"}
    for record in told.values():
        assert record["puppet"] == "support"
        assert record["conversation"] == digest(alice.id)
    assert told["send waits"]["reason"] == "rate_limit"
    assert told["send waits"]["seconds"] == 0.1
    assert told["handled message"]["event"] == "message"
    assert told["handled message"]["seconds"] > 0
    assert told["failed at message"]["outcome"] == "ValueError"
    assert "fails" in told["failed at message"]["handler"]
    assert not any("ding" in str(vars(each)) for each in traffic)


async def test_the_record_of_a_handler_that_raised_has_them_too(
    records: list[logging.LogRecord], alice: Person
) -> None:
    (raised,) = [vars(each) for each in records if each.levelname == "ERROR"]
    assert raised["puppet"] == "support"
    assert raised["event"] == "message"
    assert raised["conversation"] == digest(alice.id)


def test_a_digest_is_the_same_for_one_conversation_and_tells_nothing() -> None:
    assert digest("12345") == digest("12345") != digest("12346")
    assert "12345" not in digest("12345")
    assert len(digest("\ud800")) == 12


@pytest.mark.parametrize(
    ("key", "same"), [("a secret", True), ("", False)], ids=["with a key", "without"]
)
def test_a_key_keeps_digests_alike_across_processes(key: str, same: bool) -> None:
    digests = {_elsewhere(key) for _ in range(2)}
    assert (len(digests) == 1) is same


def _elsewhere(key: str) -> str:
    code = "from puppets._observing.digest import digest; print(digest('12345'))"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={"PUPPETS_DIGEST_KEY": key},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()

"""What the server keeps to itself, and how it takes leave."""

from __future__ import annotations

import asyncio
import logging

import grpc
import pytest

from puppets.errors import ConfigurationError
from puppets.mock import MockOptions, MockPuppet
from puppets.service import rpcs
from puppets.service.certificates import NoTls
from puppets.service.server import PuppetServer, ServerLimits
from puppets.service.tokens import Token
from puppets.service.wire import pb
from tests.service.calling import Caller, gone, refusal, says, served

pytestmark = pytest.mark.anyio


async def test_the_token_stands_in_no_log_and_no_repr(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with served() as stage, stage.caller() as caller:
        await caller.starts()
        wrong = Token.fresh("mock")
        async with Caller(stage.server, authorization=wrong.authorization) as stranger:
            await refusal(rpcs.VERSION, stranger, pb.VersionRequest())
        await refusal(rpcs.ROOM_PAYLOAD, caller, pb.RoomPayloadRequest(id="none"))
        said = caplog.text + repr(stage.server) + repr(vars(stage.server))
        for token in (stage.server.token, wrong):
            assert token.text not in said
            assert token.text.partition("_")[2] not in said


async def test_a_client_that_goes_away_is_no_error(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with served(heartbeat=0.01) as stage:
        for name in ("ours", None):
            async with stage.caller(name) as caller:
                ear = caller.listens()
                await ear.hears(pb.EVENT_TYPE_HEARTBEAT)
                for _ in range(20):
                    caller.listens().call.cancel()
                await gone(stage, ear)
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]


async def test_a_servers_mistake_is_logged_and_its_words_are_not_told(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_: object) -> list[str]:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr(MockPuppet, "contact_list", fails)
    async with served() as stage, stage.caller() as caller:
        error = await refusal(rpcs.CONTACT_LIST, caller, pb.ContactListRequest())
        assert error.code() is grpc.StatusCode.INTERNAL
        assert "secret" not in (error.details() or "")
    assert "a secret of ours" in caplog.text


async def test_no_more_connections_than_there_is_room_for() -> None:
    async with served(limits=ServerLimits(connections=3)) as stage:
        callers = [stage.caller() for _ in range(8)]
        asked = pb.VersionRequest()
        asking = (caller.asks(rpcs.VERSION, asked) for caller in callers)
        said = await asyncio.gather(*asking, return_exceptions=True)
        refused = [each for each in said if isinstance(each, grpc.aio.AioRpcError)]
        assert len(refused) >= 5
        assert {each.code() for each in refused} == {grpc.StatusCode.UNAVAILABLE}
        for caller in callers:
            await caller.channel.close()


async def test_the_next_word_of_somebody_new_waits_until_the_first_is_read() -> None:
    """The client asks who that is, and would hear the next word before the first."""
    async with served() as stage, stage.caller() as caller:
        alice, bob = (stage.mocker.person(name) for name in ("Alice", "Bob"))
        ear = await caller.starts()
        first, second = await says(stage, alice, "first", "second")
        (other,) = await says(stage, bob, "other")
        assert await ear.message() == first
        reads = asyncio.create_task(ear.message())
        await caller.asks(rpcs.MESSAGE_PAYLOAD, pb.MessagePayloadRequest(id=first))
        assert not reads.done()
        await caller.asks(rpcs.CONTACT_PAYLOAD, pb.ContactPayloadRequest(id=alice.id))
        assert await reads == second
        assert await ear.message() == other


@pytest.mark.parametrize("listen", ["0.0.0.0:0", "[::]:0", "example.com:1"])
def test_without_tls_it_listens_to_this_machine_alone_unless_said_twice(
    listen: str,
) -> None:
    puppet, token = MockPuppet(MockOptions()), Token.fresh()
    with pytest.raises(ConfigurationError, match="say so twice"):
        PuppetServer(puppet, token=token, listen=listen, tls=NoTls())
    PuppetServer(puppet, token=token, listen=listen, tls=NoTls(beyond_loopback=True))


@pytest.mark.parametrize("listen", ["127.0.0.1:0", "localhost:0", "[::1]:0"])
def test_without_tls_loopback_needs_no_second_word(listen: str) -> None:
    PuppetServer(
        MockPuppet(MockOptions()), token=Token.fresh(), listen=listen, tls=NoTls()
    )


@pytest.mark.parametrize("listen", ["", "8788", "host", "host:port", "a b:1"])
def test_what_is_no_address_is_refused(listen: str) -> None:
    with pytest.raises(ConfigurationError, match="is not HOST:PORT"):
        PuppetServer(MockPuppet(MockOptions()), token=Token.fresh(), listen=listen)


async def test_a_start_that_fails_leaves_nothing_open() -> None:
    stage = served(MockOptions(token="unknown"))
    before = asyncio.all_tasks()
    with pytest.raises(Exception, match="token") as refused:
        await stage.__aenter__()
    assert type(refused.value).__name__ == "Unauthorized"
    async with asyncio.timeout(5):
        while asyncio.all_tasks() - before:
            await asyncio.sleep(0.01)

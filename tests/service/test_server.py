"""What every client of the server is told, and what it may ask."""

from __future__ import annotations

import json

import grpc
import pytest
from google.protobuf.message import Message

from puppets.enums import DirtyType
from puppets.events import LogoutEvent
from puppets.mock import Mocker, MockOptions
from puppets.service import rpcs
from puppets.service.rpcs import AnyRpc
from puppets.service.server import NoTls
from puppets.service.wire import pb
from tests.service.calling import Caller, refusal, served

pytestmark = pytest.mark.anyio

NOWHERE = grpc.StatusCode.UNIMPLEMENTED


async def answer_to(
    caller: Caller, rpc: AnyRpc
) -> tuple[Message | None, grpc.aio.AioRpcError | None]:
    try:
        return await caller.asks(rpc, rpc.asked()), None
    except grpc.aio.AioRpcError as error:
        return None, error


def test_there_are_sixty_one_rpcs() -> None:
    assert len(rpcs.RPCS) == 61


@pytest.mark.parametrize(
    "rpc",
    [
        rpc
        for rpc in rpcs.RPCS.values()
        if not (rpc.asks_many or rpc.answers_many or rpc.name == "Logout")
    ],
    ids=lambda rpc: rpc.name,
)
async def test_every_rpc_is_answered_in_words(rpc: AnyRpc) -> None:
    """The mock has every operation, so that none is unknown to the server."""
    async with served() as stage, stage.caller() as caller:
        answer, error = await answer_to(caller, rpc)
    if error is None:
        assert isinstance(answer, rpc.answer)
    else:
        assert error.code() not in {NOWHERE, grpc.StatusCode.INTERNAL}
        assert error.details()


async def test_who_attaches_is_told_at_once_how_the_puppet_stands() -> None:
    async with served() as stage, stage.caller() as caller:
        ear = caller.listens()
        beat = await ear.next()
        assert beat.type == pb.EVENT_TYPE_HEARTBEAT
        assert json.loads(beat.payload)["data"]
        await caller.asks(rpcs.START, pb.StartRequest())
        login = await ear.hears(pb.EVENT_TYPE_LOGIN)
        assert json.loads(login.payload) == {"contactId": stage.puppet.self_id}
        ready = await ear.hears(pb.EVENT_TYPE_READY)
        assert json.loads(ready.payload)["data"] is not None


async def test_who_started_before_it_listens_need_not_wait() -> None:
    async with served() as stage, stage.caller() as caller:
        await caller.asks(rpcs.START, pb.StartRequest())
        await caller.listens().welcomed()


async def test_who_never_starts_is_told_all_the_same() -> None:
    async with served() as stage, stage.caller() as caller:
        await caller.listens().welcomed()


async def test_a_code_to_scan_is_told_to_who_comes_later() -> None:
    mocker = Mocker()
    account = mocker.account("Bot", must_link=True)
    options = MockOptions(mocker=mocker, token=account.token)
    async with served(options) as stage, stage.caller() as caller:
        async with stage.caller("early") as early:
            ear = early.listens()
            first = await ear.hears(pb.EVENT_TYPE_SCAN)
        await caller.asks(rpcs.START, pb.StartRequest())
        scan = await caller.listens().hears(pb.EVENT_TYPE_SCAN)
        assert json.loads(scan.payload)["qrcode"]
        assert scan.payload == first.payload


async def test_a_heart_beats_again_and_again() -> None:
    async with served(heartbeat=0.05) as stage, stage.caller("one") as caller:
        ear = await caller.listens().welcomed()
        for _ in range(3):
            beat = await ear.next()
            assert beat.type == pb.EVENT_TYPE_HEARTBEAT
            assert json.loads(beat.payload)["data"] == "online"


async def test_the_beat_says_that_the_platform_is_not_heard() -> None:
    async with served(heartbeat=0.05) as stage, stage.caller("one") as caller:
        ear = await caller.listens().welcomed()
        await stage.mocker.goes_down()
        said = await ear.next()
        while json.loads(said.payload).get("data") != "offline":
            said = await ear.next()


async def test_a_dirty_payload_is_echoed_to_everybody() -> None:
    async with served() as stage, stage.caller("a") as one, stage.caller("b") as other:
        ears = [await each.listens().welcomed() for each in (one, other)]
        asked = pb.DirtyPayloadRequest(type=pb.PAYLOAD_TYPE_ROOM, id="room-1")
        await one.asks(rpcs.DIRTY_PAYLOAD, asked)
        for ear in ears:
            echo = await ear.hears(pb.EVENT_TYPE_DIRTY)
            wanted = {"payloadType": int(DirtyType.ROOM), "payloadId": "room-1"}
            assert json.loads(echo.payload) == wanted


async def test_a_dirty_payload_is_echoed_while_the_puppet_is_off() -> None:
    async with served(autostart=False) as stage, stage.caller("one") as caller:
        ear = caller.listens()
        await ear.hears(pb.EVENT_TYPE_HEARTBEAT)
        asked = pb.DirtyPayloadRequest(type=pb.PAYLOAD_TYPE_CONTACT, id="contact-9")
        await caller.asks(rpcs.DIRTY_PAYLOAD, asked)
        echo = await ear.hears(pb.EVENT_TYPE_DIRTY)
        assert json.loads(echo.payload)["payloadId"] == "contact-9"


async def test_after_a_dirty_payload_the_next_read_is_fresh() -> None:
    async with served() as stage, stage.caller() as caller:
        alice = stage.mocker.person("Alice")
        asked = pb.ContactPayloadRequest(id=alice.id)
        assert (await caller.asks(rpcs.CONTACT_PAYLOAD, asked)).name == "Alice"
        await alice.is_called("Alicia")
        dirty = pb.DirtyPayloadRequest(type=pb.PAYLOAD_TYPE_CONTACT, id=alice.id)
        await caller.asks(rpcs.DIRTY_PAYLOAD, dirty)
        assert (await caller.asks(rpcs.CONTACT_PAYLOAD, asked)).name == "Alicia"


async def test_ding_gives_dong() -> None:
    async with served() as stage, stage.caller("one") as caller:
        ear = await caller.listens().welcomed()
        await caller.asks(rpcs.DING, pb.DingRequest(data="hello"))
        dong = await ear.hears(pb.EVENT_TYPE_DONG)
        assert json.loads(dong.payload) == {"data": "hello"}


async def test_a_logout_is_told_once_however_often_it_is_asked() -> None:
    """Wechaty's client answers LOGOUT with Logout, and would do so for ever."""
    logouts: list[LogoutEvent] = []

    async def count(event: LogoutEvent) -> None:
        logouts.append(event)

    async with served() as stage, stage.caller("one") as caller:
        stage.puppet.on(LogoutEvent, count)
        ear = await caller.listens().welcomed()
        for _ in range(20):
            await caller.asks(rpcs.LOGOUT, pb.LogoutRequest())
        await ear.hears(pb.EVENT_TYPE_LOGOUT)
        assert len(logouts) == 1
        await caller.asks(rpcs.START, pb.StartRequest())
        await ear.hears(pb.EVENT_TYPE_LOGIN)


async def test_the_puppet_goes_on_when_a_client_stops() -> None:
    async with served() as stage, stage.caller() as caller:
        await caller.asks(rpcs.STOP, pb.StopRequest())
        assert stage.puppet.is_logged_in


async def test_the_puppet_stops_with_its_last_client_where_that_is_wanted() -> None:
    async with (
        served(stops_with_client=True) as stage,
        stage.caller("one") as one,
        stage.caller("two") as two,
    ):
        await one.listens().welcomed()
        await two.asks(rpcs.STOP, pb.StopRequest())
        assert stage.puppet.is_logged_in
        await one.asks(rpcs.STOP, pb.StopRequest())
        assert not stage.puppet.is_logged_in


async def test_a_client_starts_a_puppet_that_is_off() -> None:
    async with served(autostart=False) as stage, stage.caller("one") as caller:
        ear = caller.listens()
        beat = await ear.hears(pb.EVENT_TYPE_HEARTBEAT)
        assert json.loads(beat.payload)["data"] == "offline"
        await caller.asks(rpcs.STOP, pb.StopRequest())  # as python-wechaty does first
        await caller.asks(rpcs.START, pb.StartRequest())
        await ear.hears(pb.EVENT_TYPE_LOGIN)
        await ear.hears(pb.EVENT_TYPE_READY)


async def test_what_needs_a_login_is_refused_without_one() -> None:
    async with served(autostart=False) as stage, stage.caller() as caller:
        error = await refusal(rpcs.CONTACT_LIST, caller, pb.ContactListRequest())
        assert error.code() is grpc.StatusCode.FAILED_PRECONDITION


async def test_without_tls_no_token_is_asked_for_and_a_wrong_one_is_refused() -> None:
    async with served(tls=NoTls()) as stage:
        async with Caller(stage.server, authorization=None) as caller:
            await caller.asks(rpcs.VERSION, pb.VersionRequest())
        async with Caller(stage.server, authorization="Wechaty mock_none") as caller:
            error = await refusal(rpcs.VERSION, caller, pb.VersionRequest())
            assert error.code() is grpc.StatusCode.UNAUTHENTICATED

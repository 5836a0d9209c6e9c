"""`grpc.health.v1`, as the official client asks it."""

from __future__ import annotations

import asyncio

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from tests.service.calling import Caller, served

pytestmark = pytest.mark.anyio

Status = health_pb2.HealthCheckResponse


def stub(caller: Caller) -> health_pb2_grpc.HealthStub:
    return health_pb2_grpc.HealthStub(caller.channel)


@pytest.mark.parametrize("service", ["", "wechaty.Puppet"], ids=["all", "the puppet"])
async def test_a_puppet_that_hears_its_platform_serves(service: str) -> None:
    async with served() as stage, stage.caller() as caller:
        await caller.starts()
        asked = health_pb2.HealthCheckRequest(service=service)
        async with asyncio.timeout(5):
            said = Status(status=Status.UNKNOWN)
            while said.status != Status.SERVING:
                said = await stub(caller).Check(asked, metadata=caller.metadata)


async def test_nobody_knows_of_a_puppet_that_has_not_started() -> None:
    async with served(autostart=False) as stage, stage.caller() as caller:
        asked = health_pb2.HealthCheckRequest()
        said = await stub(caller).Check(asked, metadata=caller.metadata)
        assert said.status == Status.UNKNOWN


async def test_another_service_is_not_found() -> None:
    async with served() as stage, stage.caller() as caller:
        asked = health_pb2.HealthCheckRequest(service="no.such")
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await stub(caller).Check(asked, metadata=caller.metadata)
        assert refused.value.code() is grpc.StatusCode.NOT_FOUND


async def test_who_watches_is_told_of_a_change() -> None:
    async with served(autostart=False) as stage, stage.caller() as caller:
        asked = health_pb2.HealthCheckRequest()
        watch = stub(caller).Watch(asked, metadata=caller.metadata)
        assert (await watch.read()).status == Status.UNKNOWN
        await stage.puppet.start()
        assert (await watch.read()).status == Status.SERVING
        watch.cancel()


async def test_a_server_ends_though_somebody_watches() -> None:
    async with served() as stage:
        caller = stage.caller()
        asked = health_pb2.HealthCheckRequest()
        watch = stub(caller).Watch(asked, metadata=caller.metadata)
        await watch.read()
    assert await watch.code() is grpc.StatusCode.OK
    await caller.channel.close()


async def test_health_is_told_to_who_shows_the_token() -> None:
    async with served() as stage, Caller(stage.server, authorization=None) as caller:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await stub(caller).Check(health_pb2.HealthCheckRequest())
        assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED

"""A real gRPC server whose every call ends as it is told, and a caller of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import grpc
import grpc.aio

from puppets.errors import PuppetError
from puppets.service import rpcs
from puppets.service.statuses import error_in
from puppets.service.wire import pb

__all__ = ["Context", "Ending", "asked", "ending"]

Context = grpc.aio.ServicerContext[pb.DingRequest, pb.DingResponse]
Ending = Callable[[Context], Awaitable[None]]


@asynccontextmanager
async def ending(how: Ending) -> AsyncIterator[str]:
    """The address of a server whose calls all end so."""

    async def end(_: pb.DingRequest, context: Context) -> pb.DingResponse:
        await how(context)
        return pb.DingResponse()

    handler = grpc.unary_unary_rpc_method_handler(
        end,
        request_deserializer=rpcs.DING.asked.FromString,
        response_serializer=rpcs.DING.answer.SerializeToString,
    )
    server = grpc.aio.server()
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler(rpcs.SERVICE, {rpcs.DING.name: handler}),)
    )
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        await server.stop(None)


async def asked(
    address: str, *, send: bool = False, text: str = "", timeout: float | None = None
) -> PuppetError:
    """What a call there comes to for our client; each on a connection of its own."""
    options = [("grpc.use_local_subchannel_pool", 1), ("grpc.enable_retries", 0)]
    async with grpc.aio.insecure_channel(address, options=options) as channel:
        call = channel.unary_unary(
            rpcs.DING.path,
            request_serializer=rpcs.DING.asked.SerializeToString,
            response_deserializer=rpcs.DING.answer.FromString,
        )
        try:
            await call(pb.DingRequest(data=text), timeout=timeout)
        except grpc.aio.AioRpcError as error:
            return error_in(
                error.code(),
                error.details(),
                error.trailing_metadata(),
                platform="service",
                operation="ding",
                send=send,
            )
    raise AssertionError("the call did not fail")

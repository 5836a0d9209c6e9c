"""A client that says just what a test wants, and a server for it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Protocol, Self, TypedDict, TypeVar, Unpack

import grpc
from google.protobuf.message import Message

from puppets.events import MessageEvent
from puppets.mock import Mocker, MockOptions, MockPuppet, Person
from puppets.service import rpcs
from puppets.service.certificates import Certificate, NoTls, issue
from puppets.service.rpcs import Rpc
from puppets.service.server import EventLog, PuppetServer, ServerLimits
from puppets.service.tokens import Token
from puppets.service.wire import pb

__all__ = [
    "CERTIFICATE",
    "TOKEN",
    "Caller",
    "Ear",
    "Served",
    "gone",
    "in_log",
    "refusal",
    "says",
    "served",
]

A = TypeVar("A", bound=Message)
Q = TypeVar("Q", bound=Message)

TOKEN = Token.fresh("mock")
CERTIFICATE = issue("mock")
PATIENCE = 10.0

Metadata = tuple[tuple[str, str], ...]


class Ear:
    """A stream of events, read one by one."""

    def __init__(
        self, call: grpc.aio.UnaryStreamCall[pb.EventRequest, pb.EventResponse]
    ) -> None:
        self.call = call

    async def next(self) -> pb.EventResponse:
        async with asyncio.timeout(PATIENCE):
            said = await self.call.read()
        assert isinstance(said, pb.EventResponse), await self.call.code()
        return said

    async def hears(self, type: int) -> pb.EventResponse:
        """The next event of this kind; heartbeats alone may come before it."""
        said = await self.next()
        while said.type == pb.EVENT_TYPE_HEARTBEAT != type:
            said = await self.next()
        assert said.type == type, said
        return said

    async def welcomed(self) -> Self:
        """Past what every client is told first."""
        for type in (
            pb.EVENT_TYPE_HEARTBEAT,
            pb.EVENT_TYPE_LOGIN,
            pb.EVENT_TYPE_READY,
        ):
            await self.hears(type)
        return self

    async def message(self) -> str:
        """The id of the next message."""
        said = json.loads((await self.hears(pb.EVENT_TYPE_MESSAGE)).payload)
        return str(said["messageId"])

    async def status(self) -> grpc.StatusCode:
        """How it ends; what else it says is let pass."""
        async with asyncio.timeout(PATIENCE):
            with suppress(grpc.aio.AioRpcError):
                while isinstance(await self.call.read(), pb.EventResponse):
                    pass
            return await self.call.code()


class Place(Protocol):
    """Where a server is, and what it wants to be shown."""

    @property
    def endpoint(self) -> str: ...
    @property
    def token(self) -> Token: ...
    @property
    def authority(self) -> bytes | None: ...


class Caller:
    """One connection."""

    def __init__(
        self,
        server: Place,
        *,
        name: str | None = None,
        authorization: str | None = "",
    ) -> None:
        if authorization == "":
            authorization = server.token.authorization
        said = {"authorization": authorization, "x-puppets-client": name}
        self.metadata: Metadata = tuple(
            (key, value) for key, value in said.items() if value is not None
        )
        self.channel = _channel(server)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.channel.close()

    async def asks(self, rpc: Rpc[Q, A], asked: Q) -> A:
        call = self.channel.unary_unary(
            rpc.path, rpc.asked.SerializeToString, rpc.answer.FromString
        )
        return await call(asked, metadata=self.metadata, timeout=PATIENCE)

    async def sends(self, rpc: Rpc[Q, A], asked: AsyncIterable[Q]) -> A:
        serialize, read = rpc.asked.SerializeToString, rpc.answer.FromString
        call = self.channel.stream_unary(rpc.path, serialize, read)
        return await call(aiter(asked), metadata=self.metadata, timeout=PATIENCE)

    async def reads(self, rpc: Rpc[Q, A], asked: Q) -> AsyncGenerator[A]:
        call = self.channel.unary_stream(
            rpc.path, rpc.asked.SerializeToString, rpc.answer.FromString
        )
        async for answer in call(asked, metadata=self.metadata, timeout=PATIENCE):
            yield answer

    def listens(self, after: str | None = None) -> Ear:
        call: grpc.aio.UnaryStreamMultiCallable[pb.EventRequest, pb.EventResponse]
        call = self.channel.unary_stream(
            rpcs.EVENT.path,
            pb.EventRequest.SerializeToString,
            pb.EventResponse.FromString,
        )
        more = () if after is None else (("x-puppets-after", after),)
        return Ear(call(pb.EventRequest(), metadata=(*self.metadata, *more)))

    async def starts(self) -> Ear:
        """As Wechaty's clients do: they listen, then start."""
        ear = self.listens()
        await ear.hears(pb.EVENT_TYPE_HEARTBEAT)
        await self.asks(rpcs.START, pb.StartRequest())
        await ear.hears(pb.EVENT_TYPE_LOGIN)
        await ear.hears(pb.EVENT_TYPE_READY)
        return ear


async def refusal(rpc: Rpc[Q, A], caller: Caller, asked: Q) -> grpc.aio.AioRpcError:
    """How the server says no."""
    try:
        answer = await caller.asks(rpc, asked)
    except grpc.aio.AioRpcError as error:
        return error
    raise AssertionError(f"{rpc.name} was answered: {answer}")


class How(TypedDict, total=False):
    """Of a server, what a test may want otherwise."""

    tls: Certificate | NoTls
    log: EventLog
    limits: ServerLimits
    heartbeat: float
    stops_with_client: bool
    autostart: bool


@dataclass(kw_only=True)
class Served:
    """A puppet on the mock, and its server."""

    mocker: Mocker
    puppet: MockPuppet
    server: PuppetServer

    def caller(self, name: str | None = None) -> Caller:
        return Caller(self.server, name=name)


@asynccontextmanager
async def served(
    options: MockOptions | None = None, **how: Unpack[How]
) -> AsyncIterator[Served]:
    options = options or MockOptions()
    puppet, mocker = MockPuppet(options), options.mocker
    how.setdefault("tls", CERTIFICATE)
    async with PuppetServer(puppet, token=TOKEN, **how) as server:
        yield Served(mocker=mocker, puppet=puppet, server=server)


async def says(stage: Served, alice: Person, *texts: str) -> list[str]:
    """What she says, once it is in the log; the ids of it."""
    ids = []
    with stage.puppet.listen(MessageEvent) as events:
        for text in texts:
            await alice.says(text)
            ids.append((await anext(events)).message.id)
    await in_log(stage, ids[-1])
    return ids


async def in_log(stage: Served, id: str) -> None:
    """Somebody who came late is told of it: so it is kept."""
    async with stage.caller("witness") as witness:
        ear = await witness.listens(after="none:0").welcomed()
        while await ear.message() != id:
            pass


async def gone(stage: Served, ear: Ear) -> None:
    """The client is gone, and the server has seen it."""
    ear.call.cancel()
    async with asyncio.timeout(5):
        while stage.server.clients:
            await asyncio.sleep(0.005)


def _channel(server: Place) -> grpc.aio.Channel:
    if server.authority is None:
        return grpc.aio.insecure_channel(server.endpoint)
    credentials = grpc.ssl_channel_credentials(server.authority)
    options = [("grpc.ssl_target_name_override", server.token.sni)]
    return grpc.aio.secure_channel(server.endpoint, credentials, options=options)

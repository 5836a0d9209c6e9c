"""The way to a service: a channel, which is made anew when it has broken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import grpc

from ..errors import Unavailable
from .discovery import discovered
from .options import ServiceOptions
from .tokens import Token

__all__ = ["Connection", "ready"]

CONNECT_TIMEOUT = 15.0
LOOK = 0.01
"""Seconds between looks at a channel that connects."""
MOST_RECEIVED = 150 * 1024 * 1024
"""As Wechaty's own client: there are services that put whole files into an answer."""

Setting = tuple[str, str | int]
SETTINGS: tuple[Setting, ...] = (
    # Two puppets of one process share nothing, not even a connection (contract 1.12).
    ("grpc.use_local_subchannel_pool", 1),
    # How often it is tried is the base class's business: here a try is a try.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 1000),
    ("grpc.enable_http_proxy", 0),
    ("grpc.max_receive_message_length", MOST_RECEIVED),
    ("grpc.max_send_message_length", -1),
)
GONE = (
    grpc.ChannelConnectivity.TRANSIENT_FAILURE,
    grpc.ChannelConnectivity.SHUTDOWN,
)


@dataclass(slots=True, eq=False)
class Lease:
    """A channel, and how many calls are on it."""

    channel: grpc.aio.Channel
    calls: int = 0


class Connection:
    """
    One channel at a time. What is asked on an older one is not cut off: nobody would
    know what became of it. The last of it closes the channel.
    """

    def __init__(self, options: ServiceOptions) -> None:
        self._options = options
        self._token = Token.parse(options.token)
        self._endpoint = options.endpoint
        self._current: Lease | None = None
        self._older: set[Lease] = set()

    @property
    def channel(self) -> grpc.aio.Channel:
        return self._lease.channel

    @property
    def authorization(self) -> str:
        """What every call shows."""
        return self._token.authorization

    async def renew(self) -> None:
        """Begin anew: another channel, to where the service is now."""
        if not self._options.endpoint:
            self._endpoint = await discovered(self._options.authority, self._token.text)
        self._begin()
        for lease in [lease for lease in self._older if not lease.calls]:
            await self._end(lease)

    def suspect(self) -> None:
        """
        Ask no more on this channel, which has broken: grpcio is told so a moment after
        the call that was on it, and would lose the next one too.
        """
        if self._current is not None:
            self._begin()

    async def close(self) -> None:
        """End all of it."""
        if self._current is not None:
            self._older.add(self._current)
            self._current = None
        for lease in list(self._older):
            await self._end(lease)

    @asynccontextmanager
    async def call(self) -> AsyncGenerator[grpc.aio.Channel]:
        """The channel for a call that ends within the block."""
        lease = self._lease
        lease.calls += 1
        try:
            yield lease.channel
        except grpc.aio.AioRpcError as error:
            if lease is self._current and _is_broken(error):
                self.suspect()
            raise
        finally:
            lease.calls -= 1
            if lease in self._older and not lease.calls:
                await self._end(lease)

    @property
    def _lease(self) -> Lease:
        if self._current is None:
            raise Unavailable("the puppet has no connection: it is not started")
        return self._current

    def _begin(self) -> None:
        if self._current is not None:
            self._older.add(self._current)
        self._current = Lease(self._opened(self._endpoint))

    async def _end(self, lease: Lease) -> None:
        self._older.discard(lease)
        await lease.channel.close()

    def _opened(self, endpoint: str) -> grpc.aio.Channel:
        if self._options.no_tls_insecure_client:
            # Where there is no TLS, Wechaty's own server reads the token here.
            authority: Setting = ("grpc.default_authority", self._token.text)
            return grpc.aio.insecure_channel(endpoint, options=[*SETTINGS, authority])
        name: Setting = ("grpc.ssl_target_name_override", self._token.sni)
        trusted = self._options.tls_ca_cert.encode() or None
        credentials = grpc.ssl_channel_credentials(root_certificates=trusted)
        return grpc.aio.secure_channel(endpoint, credentials, options=_with(name))


def _with(*settings: Setting) -> Sequence[Setting]:
    return [*SETTINGS, *settings]


async def ready(channel: grpc.aio.Channel) -> None:
    """
    Wait for the connection itself, so that what is lost after it may have gone out, and
    what fails here has not: that is `Unavailable`.
    """
    try:
        async with asyncio.timeout(CONNECT_TIMEOUT):
            # What grpcio has to wait for a change outlives whoever waits.
            while not _is_ready(channel):  # noqa: ASYNC110
                await asyncio.sleep(LOOK)
    except TimeoutError:
        raise Unavailable("the service does not answer") from None


def _is_broken(error: grpc.aio.AioRpcError) -> bool:
    """Whether it was not the service that said so."""
    marks = dict(error.trailing_metadata() or ())
    is_gone = error.code() is grpc.StatusCode.UNAVAILABLE
    return is_gone and "x-puppets-error" not in marks


def _is_ready(channel: grpc.aio.Channel) -> bool:
    state = channel.get_state(try_to_connect=True)
    if state in GONE:
        raise Unavailable("the service cannot be reached")
    return state is grpc.ChannelConnectivity.READY

"""A puppet, served to every Wechaty in every language."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import grpc
from platformdirs import user_state_path

from ...errors import ConfigurationError
from ...events import Event
from ...puppet import Puppet
from ...state import State
from ..certificates import Certificate, NoTls, kept
from ..rpcs import SERVICE
from ..tokens import Token
from .audience import Audience
from .calls import Counter
from .contacts import Contacts
from .files import Files
from .friendships import Friendships
from .gate import Gate
from .health import HEALTH, Health
from .life import Life
from .limits import ServerLimits
from .log import EventLog, InProcessLog
from .messages import Messages
from .port import check, host_of, options
from .rooms import Rooms
from .seats import Seats
from .sends import FileSends
from .shelf import Shelf
from .standing import Standing
from .visitors import Visitors

__all__ = ["PuppetServer"]

GRACE = 5.0
"""Seconds that calls have to end when the server does."""


class PuppetServer:
    """
    Serves one puppet under one token, to many clients at once.

        async with PuppetServer(puppet, token="telegram_<uuid>", listen="0.0.0.0:8788"):
            ...

    The block begins when clients can call and, unless `autostart` is off, the puppet is
    started; it subscribes before that, so that nothing is heard without being kept. A
    puppet that the block started it stops. A `SqliteLog` keeps what clients have to be
    told beyond the process. With `tls` left out, the certificate is of a CA of our own,
    kept in the state folder: clients have to be told of `authority`.
    """

    def __init__(
        self,
        puppet: Puppet,
        *,
        token: Token | str,
        listen: str = "127.0.0.1:0",
        tls: Certificate | NoTls | None = None,
        log: EventLog | None = None,
        limits: ServerLimits | None = None,
        heartbeat: float = 15.0,
        stops_with_client: bool = False,
        autostart: bool = True,
        interceptors: Sequence[grpc.aio.ServerInterceptor] = (),
    ) -> None:
        self.puppet = puppet
        self.token: Token = Token.parse(token) if isinstance(token, str) else token
        self.port: int = 0
        self._host = host_of(listen)
        self._listen = listen
        check(self._host, tls)
        self._tls = tls
        self._log = log or InProcessLog()
        self._limits = limits or ServerLimits()
        self._autostart = autostart
        self._interceptors = interceptors
        self._shelf = Shelf(self._limits)
        self._sends = FileSends()
        self._standing = Standing(puppet)
        self._seats = Seats(self._log, self.token.text, self._limits.seats)
        self._audience = Audience(self._log, self._seats, self._standing, self._limits)
        self._life = Life(
            puppet,
            self._audience,
            self._standing,
            heartbeat=heartbeat,
            stops_with_client=stops_with_client,
        )
        self._open = AsyncExitStack()

    def __repr__(self) -> str:
        return f"<PuppetServer {self.puppet.name} {self.endpoint}>"

    @property
    def endpoint(self) -> str:
        """`host:port`, as a client has to be told."""
        return f"{self._host}:{self.port}"

    @property
    def clients(self) -> int:
        """How many listen to what happens."""
        return self._audience.size

    @property
    def tls(self) -> Certificate | NoTls | None:
        """What the port shows; None until it is open, where nothing was given."""
        return self._tls

    @property
    def authority(self) -> bytes | None:
        """The CA of which a client has to be told, as PEM; None where it need not be."""
        return self._tls.authority if isinstance(self._tls, Certificate) else None

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as opening:
            await self._begin(opening)
            self._open = opening.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._open.__aexit__(kind, error, traceback)

    async def _begin(self, opening: AsyncExitStack) -> None:
        """In the order in which one needs the other; it ends in the reverse order."""
        amiss = await self._log.open()
        opening.push_async_callback(self._log.close)
        await self._seats.open()
        opening.push_async_callback(self._seats.close)
        self._shelf.open()
        opening.callback(self._shelf.close)
        opening.push_async_callback(self._sends.close)
        opening.callback(self.puppet.on(Event, self._audience.hears))
        was_off = self.puppet.state is State.OFF
        if was_off:
            opening.push_async_callback(self.puppet.stop)
        self._standing.begin()
        health = Health(self.puppet)
        server = self._server(health)
        self.port = self._bind(server)
        await server.start()
        opening.push_async_callback(server.stop, GRACE)
        opening.callback(health.close)
        self._audience.open()
        opening.callback(self._audience.close)
        if self._autostart:
            await self.puppet.start()
        for error in amiss:
            self._audience.tells_error(error)

    def _server(self, health: Health) -> grpc.aio.Server:
        gate = Gate(self.token, must_show=not isinstance(self._tls, NoTls))
        server = grpc.aio.server(
            interceptors=(gate, *self._interceptors),
            options=options(self._limits),
            maximum_concurrent_rpcs=self._limits.calls,
        )
        visitors = Visitors()
        counter = Counter(visitors, self._limits.stall)
        files = Files(self._shelf)
        for desk in (
            self._life,
            files,
            Contacts(self.puppet, files),
            Friendships(self.puppet),
            Messages(self.puppet, files, self._sends),
            Rooms(self.puppet, files),
        ):
            desk.attend(counter)
        beside = Counter(visitors, self._limits.stall)
        health.attend(beside)
        handlers = counter.handler(SERVICE), beside.handler(HEALTH)
        server.add_generic_rpc_handlers(handlers)
        return server

    def _bind(self, server: grpc.aio.Server) -> int:
        try:
            if isinstance(self._tls, NoTls):
                return server.add_insecure_port(self._listen)
            if self._tls is None:
                self._tls = kept(_folder(), self.token.sni)
            pair = self._tls.key, self._tls.chain
            credentials = grpc.ssl_server_credentials([pair])
            return server.add_secure_port(self._listen, credentials)
        except RuntimeError as error:
            raise ConfigurationError(
                f"nobody can listen on {self._listen}: {error}"
            ) from error


def _folder() -> Path:
    return user_state_path("wechaty-puppets", appauthor=False) / "service"

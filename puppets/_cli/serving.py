"""Platforms, served to Wechaty bots in any language."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shlex
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from .._bot.running import heed_sigterm, say, show_code
from ..errors import ConfigurationError, MissingExtra
from ..events import ErrorEvent, LogoutEvent, ScanEvent
from ..memory import Memory
from ..puppet import Puppet
from ..registry import provider
from .remembering import memory_at, state_folder

if TYPE_CHECKING:
    from ..service.certificates import Certificate, NoTls
    from ..service.server import EventLog, PuppetServer
    from ..service.tokens import Token

__all__ = ["Wanted", "serve_all"]

HOST, PORT = "127.0.0.1", 8788
ANYWHERE = {"0.0.0.0", "[::]"}  # noqa: S104 - only to be told from an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person asks to be served, and how."""

    puppets: Sequence[str]
    places: Sequence[str]
    tokens: Sequence[str] = field(repr=False)
    certificate: str | None
    key: str | None
    no_tls: int
    memory: str | None

    def check(self) -> None:
        """Raises `ConfigurationError` for what does not fit together."""
        if len(set(self.puppets)) < len(self.puppets):
            raise ConfigurationError("--puppet names one twice; each has one account")
        for option, given in (("--listen", self.places), ("--token", self.tokens)):
            if given and len(given) != len(self.puppets):
                raise ConfigurationError(
                    f"{option} is given for each --puppet, or none"
                )
        if (self.certificate is None) != (self.key is None):
            raise ConfigurationError("--tls-cert and --tls-key go together")
        if self.no_tls and self.certificate is not None:
            raise ConfigurationError("it is --no-tls, or --tls-cert and --tls-key")

    def place(self, number: int) -> str:
        return self.places[number] if self.places else f"{HOST}:{PORT + number}"


def serve_all(wanted: Wanted) -> None:
    """Serve until somebody ends it."""
    logging.basicConfig(
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    wanted.check()
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_serve(wanted))


async def _serve(wanted: Wanted) -> None:
    heed_sigterm()
    async with contextlib.AsyncExitStack() as serving:
        for number, name in enumerate(wanted.puppets):
            server = _server(wanted, number, name)
            _attend(server.puppet)
            await serving.enter_async_context(server)
            for line in _lines(server):
                print(line, flush=True)
        await asyncio.get_running_loop().create_future()


def _server(wanted: Wanted, number: int, name: str) -> PuppetServer:
    try:
        from ..service.server import PuppetServer
    except ModuleNotFoundError as error:
        raise MissingExtra("serve", "pip install 'wechaty-puppets[service]'") from error
    found = provider(name)
    memory = memory_at(found, wanted.memory)
    token = _token(wanted, number, name, memory)
    return PuppetServer(
        found.make(memory=memory),
        token=token,
        listen=wanted.place(number),
        tls=_tls(wanted),
        log=_log(memory),
    )


def _token(wanted: Wanted, number: int, name: str, memory: Memory) -> Token:
    """The one that was given, or the one that this account has since it was first served."""
    from ..service.tokens import Token

    if wanted.tokens:
        return Token.parse(wanted.tokens[number])
    path = _beside(memory, "token")
    if path is None:
        return Token.fresh(name)
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(Token.fresh(name).text)
    return Token.parse(path.read_text().strip())


def _log(memory: Memory) -> EventLog:
    from ..service.server import InProcessLog, SqliteLog

    path = _beside(memory, "served.sqlite")
    return InProcessLog() if path is None else SqliteLog(path)


def _beside(memory: Memory, ending: str) -> Path | None:
    """A file that goes with the memory; None where that is of this process alone."""
    from ..sqlite_memory import SqliteMemory

    if isinstance(memory, SqliteMemory):
        return memory.path.with_name(f"{memory.path.stem}.{ending}")
    return None


def _tls(wanted: Wanted) -> Certificate | NoTls | None:
    from ..service.certificates import NoTls, given

    if wanted.no_tls:
        return NoTls(beyond_loopback=wanted.no_tls > 1)
    if wanted.certificate is not None and wanted.key is not None:
        return given(Path(wanted.certificate), Path(wanted.key))
    return None


def _attend(puppet: Puppet) -> None:
    """What only the person who started it can see to."""

    async def show(event: ScanEvent) -> None:
        show_code(puppet.name, event)

    async def part(event: LogoutEvent) -> None:
        say(f"{puppet.name}: logged out: {event.reason}")

    async def admit(event: ErrorEvent) -> None:
        say(f"{puppet.name}: {event.error}")

    puppet.on(ScanEvent, show)
    puppet.on(LogoutEvent, part)
    puppet.on(ErrorEvent, admit)


def _lines(server: PuppetServer) -> Iterator[str]:
    """What a Wechaty bot's environment needs, to be pasted into a shell."""
    from ..service.certificates import NoTls

    host, _, port = server.endpoint.rpartition(":")
    reached = socket.gethostname() if host in ANYWHERE else host
    variable = "export WECHATY_PUPPET_SERVICE_"
    yield f"# {server.puppet.name}: for a Wechaty bot, whose puppet is wechaty-puppet-service"
    yield f"{variable}TOKEN={server.token.text}"
    yield f"{variable}ENDPOINT={reached}:{port}"
    if isinstance(server.tls, NoTls):
        yield f"{variable}NO_TLS_INSECURE_CLIENT=true"
    elif server.authority is not None:
        path = shlex.quote(str(_authority_path()))
        yield f'{variable}TLS_CA_CERT="$(cat {path})"'


def _authority_path() -> Path:
    from ..service.certificates import AUTHORITY

    return state_folder() / "service" / AUTHORITY

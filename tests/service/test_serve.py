"""`puppets serve`, as a person starts it and a Wechaty bot finds it."""

from __future__ import annotations

import signal
import socket
import stat
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import grpc
import pytest

from puppets.service import rpcs
from puppets.service.certificates import issue
from puppets.service.tokens import Token
from puppets.service.wire import pb
from puppets_standins.ports import free_port
from puppets_standins.telegram.server import TelegramServer
from tests.cli.commands import puppets
from tests.service.calling import Caller, refusal
from tests.service.program import Program

# Most start a program, which takes its time on a machine that is busy.
pytestmark = [pytest.mark.anyio, pytest.mark.timeout(60)]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it keeps what must not be forgotten."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "wechaty-puppets"


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
async def program(telegram: TelegramServer) -> AsyncIterator[Program]:
    async with Program(telegram) as program:
        yield program


async def test_what_it_prints_is_what_a_client_needs(
    program: Program, telegram: TelegramServer
) -> None:
    await program.serves("--listen", "127.0.0.1:0")
    assert program.token.sni == "telegram"
    alice = telegram.sign_up("Alice", "alice")
    async with Caller(program) as caller:
        ear = await caller.starts()
        telegram.say(alice, alice, "hello")
        asked = pb.MessagePayloadRequest(id=await ear.message())
        heard = await caller.asks(rpcs.MESSAGE_PAYLOAD, asked)
        assert heard.text == "hello"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
async def test_it_ends_when_it_is_ended(program: Program, how: signal.Signals) -> None:
    await program.serves("--listen", "127.0.0.1:0")
    assert await program.ends(how) == 0


async def test_the_token_and_the_certificate_stay(
    program: Program, telegram: TelegramServer, state: Path
) -> None:
    await program.serves("--listen", "127.0.0.1:0")
    token, authority = program.token, program.authority
    await program.ends()
    async with Program(telegram) as again:
        await again.serves("--listen", "127.0.0.1:0")
        assert (again.token, again.authority) == (token, authority)
        await again.ends()
    for file in state.rglob("*"):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file
    logs = state.glob("*.served.sqlite*")
    assert not any(token.text.encode() in log.read_bytes() for log in logs)


async def test_a_token_and_a_certificate_that_are_given_are_used(
    program: Program, tmp_path: Path
) -> None:
    token, made = Token.fresh("example"), issue("example")
    files = tmp_path / "own.crt", tmp_path / "own.key"
    for file, content in zip(files, (made.chain, made.key), strict=True):
        file.write_bytes(content)
    more = ("--tls-cert", str(files[0]), "--tls-key", str(files[1]))
    where = ("--listen", "127.0.0.1:0", "--token", token.text)
    await program.serves(*where, *more, lines=2)
    assert program.token == token
    options = [("grpc.ssl_target_name_override", "example")]
    credentials = grpc.ssl_channel_credentials(made.authority)
    async with Caller(program) as caller:
        caller.channel = grpc.aio.secure_channel(
            program.endpoint, credentials, options=options
        )
        await caller.asks(rpcs.VERSION, pb.VersionRequest())


async def test_without_tls_it_says_so(program: Program) -> None:
    await program.serves("--listen", "127.0.0.1:0", "--no-tls")
    assert program.variables["NO_TLS_INSECURE_CLIENT"] == "true"
    async with Caller(program) as caller:
        await caller.asks(rpcs.VERSION, pb.VersionRequest())


async def test_several_puppets_have_a_port_and_a_token_each(program: Program) -> None:
    places = [f"127.0.0.1:{free_port()}" for _ in range(2)]
    tokens = Token.fresh("one"), Token.fresh("two")
    more = [f"--listen={place}" for place in places]
    more += [f"--token={token.text}" for token in tokens]
    await program.serves("--puppet", "mock", *more, lines=6)
    for place, token in zip(places, tokens, strict=True):
        async with Caller(program.at(place, token)) as caller:
            await caller.starts()
        async with Caller(program.at(place, Token.fresh(token.sni))) as stranger:
            error = await refusal(rpcs.VERSION, stranger, pb.VersionRequest())
            assert error.code() is grpc.StatusCode.UNAUTHENTICATED


REFUSED = {
    "a puppet twice": (("--puppet", "mock"), "names one twice"),
    "one token for none": (("--token", "a_1", "--token", "b_1"), "--token is given"),
    "half a certificate": (("--tls-cert", "x"), "go together"),
    "a certificate and none": (
        ("--no-tls", "--tls-cert", "x", "--tls-key", "y"),
        "it is --no-tls, or",
    ),
    "a file that is not there": (
        ("--tls-cert", "/none.crt", "--tls-key", "/none.key"),
        "/none.crt cannot be read",
    ),
    "no address": (("--listen", "8788"), "is not HOST:PORT"),
    "no TLS for all": (("--no-tls", "--listen", "0.0.0.0:0"), "say so twice"),
    "no token": (("--token", "secret"), "is a name, `_` and a uuid"),
}


@pytest.mark.parametrize(("more", "why"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_said_in_one_line(more: Sequence[str], why: str) -> None:
    done = puppets("serve", "--puppet", "mock", *more)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert why in done.stderr
    assert "secret" not in done.stderr


def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)):
        done = puppets("serve", "--puppet", "mock", "--listen", f"127.0.0.1:{port}")
    assert done.returncode == 2
    assert f"nobody can listen on 127.0.0.1:{port}" in done.stderr

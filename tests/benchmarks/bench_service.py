"""
Messages through a puppet service: ours, and Wechaty's own in TypeScript with its mock.

The same TypeScript client on both, over TLS, each end in a process of its own. A message
is heard when the client has its payload, for which every Wechaty asks. One run, rounds
interleaved.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from puppets.service.tokens import Token
from puppets_standins.ports import free_port
from tests.service.foreigner import Foreigner, node, without_node

ROUNDS = 3
MESSAGES = 3000
PEOPLE = 100
"""Who say them, in turn."""
SENDS = 1000
ABREAST = 16
PATIENCE = 120.0
"""Seconds that a figure may take, on the slowest machine."""
FIGURES = (
    "heard a second",
    "heard a second of the service's processor time",
    "sends a second, one by one",
    f"sends a second, {ABREAST} abreast",
)
PEER = "TypeScript, its mock"


@dataclass(frozen=True, kw_only=True)
class Served:
    """A service that runs, and where."""

    program: Foreigner
    endpoint: str
    token: str
    authority: str
    alice: str


async def main() -> None:
    if lacking := without_node():
        print(f"bench_service was not run: {lacking}")
        return
    rates: dict[str, list[list[float]]] = {}
    for _ in range(ROUNDS):
        for name, serve in ROADS.items():
            rates.setdefault(name, []).append(await measured(serve))
    Console().print(table(rates))


def table(rates: Mapping[str, list[list[float]]]) -> Table:
    peer = [statistics.median(found) for found in zip(*rates[PEER], strict=True)]
    shown = Table("service", *FIGURES)
    shown.title = (
        f"{MESSAGES} messages of {PEOPLE} people, {SENDS} sends, {ROUNDS} rounds: "
        f"median (min to max), ratio to {PEER}"
    )
    for name, rounds in rates.items():
        cells = [
            f"{statistics.median(found):,.0f} ({min(found):,.0f} to {max(found):,.0f})"
            f" {statistics.median(found) / theirs:.2f}"
            for found, theirs in zip(zip(*rounds, strict=True), peer, strict=True)
        ]
        shown.add_row(name, *cells)
    return shown


async def measured(serve: Serve) -> list[float]:
    """Each of the FIGURES, once."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        async with serve(Path(folder)) as served, bot(served, Path(folder)) as client:
            served.program.patience = client.patience = PATIENCE
            return [
                *await costly(served, client),
                await sent(served, client, abreast=1),
                await sent(served, client, abreast=ABREAST),
            ]


async def costly(served: Served, client: Foreigner) -> tuple[float, float]:
    """Messages that are asked for: by the clock, and by what the service spends."""
    began = await spent(served)
    rate = await heard(served, client)
    return rate, MESSAGES / (await spent(served) - began)


async def spent(served: Served) -> float:
    """Seconds of processor time until now, of the service."""
    seconds = await served.program.asks("wait")
    assert isinstance(seconds, float)
    return seconds


async def heard(served: Served, client: Foreigner) -> float:
    hearing = client.asks("hear", messages=MESSAGES)
    talking = served.program.asks("talk", messages=MESSAGES)
    seconds, _ = await asyncio.gather(hearing, talking)
    assert isinstance(seconds, float)
    return MESSAGES / seconds


async def sent(served: Served, client: Foreigner, *, abreast: int) -> float:
    seconds = await client.asks(
        "send", messages=SENDS, abreast=abreast, to=served.alice
    )
    assert isinstance(seconds, float)
    return SENDS / seconds


@asynccontextmanager
async def bot(served: Served, folder: Path) -> AsyncIterator[Foreigner]:
    """The same client for all of them; with room for a home of its own."""
    home = folder / "client"
    home.mkdir()
    environment = {
        "WECHATY_PUPPET_SERVICE_TOKEN": served.token,
        "WECHATY_PUPPET_SERVICE_ENDPOINT": served.endpoint,
    }
    if served.authority:
        environment["WECHATY_PUPPET_SERVICE_TLS_CA_CERT"] = served.authority
    async with node("bench_client.mjs", home, environment) as client:
        if not served.authority:
            await served.program.asks("log in")
        await client.hears("ready")
        yield client


# Who serves.

Serve = Callable[[Path], AbstractAsyncContextManager[Served]]


@asynccontextmanager
async def ours(folder: Path, *kept: Path) -> AsyncIterator[Served]:
    home = folder / "server"
    home.mkdir()
    root = Path(__file__).parents[2]
    command = (sys.executable, "-m", "tests.benchmarks.served", str(PEOPLE))
    environment = {"PYTHONPATH": str(root)}
    async with Foreigner(*command, *kept, cwd=home, env=environment) as program:
        said = await program.hears("started")
        yield Served(
            program=program,
            endpoint=str(said["endpoint"]),
            token=str(said["token"]),
            authority=str(said["authority"]),
            alice=str(said["alice"]),
        )


@asynccontextmanager
async def ours_on_disk(folder: Path) -> AsyncIterator[Served]:
    async with ours(folder, folder) as served:
        yield served


@asynccontextmanager
async def theirs(folder: Path) -> AsyncIterator[Served]:
    home = folder / "server"
    home.mkdir()
    token, endpoint = Token.fresh().text, f"127.0.0.1:{free_port()}"
    environment = {
        "ENDPOINT": endpoint,
        "PEOPLE": str(PEOPLE),
        "WECHATY_PUPPET_SERVICE_TOKEN": token,
    }
    async with node("bench_server.mjs", home, environment) as program:
        alice = str((await program.hears("started"))["alice"])
        yield Served(
            program=program, endpoint=endpoint, token=token, authority="", alice=alice
        )


ROADS: dict[str, Serve] = {
    "puppets, in the process": ours,
    "puppets, on disk": ours_on_disk,
    PEER: theirs,
}

if __name__ == "__main__":
    asyncio.run(main())

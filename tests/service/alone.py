"""
A server in a process of its own, so that its memory is its own: the program of it.

    python -m tests.service.alone

It says where it is in one line, and answers each line that it is told with another.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from puppets.events import MessageEvent
from puppets.mock import Person
from puppets.service.server import ServerLimits
from puppets.service.tokens import Token
from tests.service.calling import CERTIFICATE, TOKEN, Caller, Served, served

__all__ = ["LIMITS", "Alone", "alone"]

ROOT = Path(__file__).parents[2]
PAGE = os.sysconf("SC_PAGE_SIZE")
LIMITS = ServerLimits(clients=40, stall=1.0, waiting=40)


@dataclass(frozen=True, kw_only=True)
class Alone:
    """The server, as its clients and the system see it."""

    process: asyncio.subprocess.Process
    endpoint: str
    token: Token
    authority: bytes

    def caller(self, name: str | None = None) -> Caller:
        return Caller(self, name=name)

    async def hears(self, texts: int) -> None:
        """Alice says so many things, and the puppet hears them all."""
        await self._told(str(texts))

    async def _told(self, order: str) -> bytes:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{order}\n".encode())
        return await self.process.stdout.readline()

    def memory(self) -> int:
        """Bytes that it occupies."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * PAGE


@asynccontextmanager
async def alone() -> AsyncIterator[Alone]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        said = json.loads(await process.stdout.readline())
        yield Alone(
            process=process,
            endpoint=said["endpoint"],
            token=Token.parse(said["token"]),
            authority=said["authority"].encode(),
        )
        process.stdin.close()
        assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def main() -> None:
    orders = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(orders), sys.stdin
    )
    async with served(limits=LIMITS) as stage:
        alice = stage.mocker.person("Alice")
        where = {"endpoint": stage.server.endpoint, "token": TOKEN.text}
        where["authority"] = (CERTIFICATE.authority or b"").decode()
        print(json.dumps(where), flush=True)
        async for order in orders:
            await _hear(stage, alice, int(order))
            print("heard", flush=True)


async def _hear(stage: Served, alice: Person, texts: int) -> None:
    with stage.puppet.listen(MessageEvent) as events:
        for number in range(texts):
            await alice.says(f"text {number}")
        for _ in range(texts):
            await anext(events)


if __name__ == "__main__":
    asyncio.run(main())

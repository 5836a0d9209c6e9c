"""
A puppet service of ours on the mock, in a process of its own, for the benchmark.

    python -m tests.benchmarks.served PEOPLE [FOLDER]

It takes and tells JSON lines, as the programs in tests/service/node do. With FOLDER,
what it remembers and what its clients have to be told are kept there.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from puppets import InProcessMemory, Memory, SqliteMemory
from puppets.mock import Mocker, MockOptions, MockPuppet
from puppets.service.certificates import issue
from puppets.service.server import EventLog, InProcessLog, PuppetServer, SqliteLog
from puppets.service.tokens import Token


async def main(count: int, folder: Path | None) -> None:
    mocker, token = Mocker(), Token.fresh("mock")
    memory, log = kept(folder)
    puppet = MockPuppet(MockOptions(mocker=mocker), memory=memory)
    people = [mocker.person(f"Alice {number}") for number in range(count)]
    async with PuppetServer(
        puppet, token=token, tls=issue(token.sni), log=log
    ) as server:
        tell(
            event="started",
            alice=people[0].id,
            endpoint=server.endpoint,
            authority=(server.authority or b"").decode(),
            token=token.text,
        )
        while line := await asyncio.to_thread(sys.stdin.readline):
            asked = json.loads(line)
            for number in range(asked.get("messages", 0)):
                await people[number % count].says(f"hello, this is message {number}")
            tell(number=asked["number"], told=time.process_time())


def kept(folder: Path | None) -> tuple[Memory, EventLog]:
    if folder is None:
        return InProcessMemory(), InProcessLog()
    return SqliteMemory(folder / "memory.sqlite"), SqliteLog(folder / "log.sqlite")


def tell(**line: object) -> None:
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2:] else None))

"""
A bot that hears the same people for a long time, and says how it is: a program.

    python -m tests.delivery.soaking <file> <messages> <kept> <samples>
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import msgspec

from puppets import MessageEvent, SqliteMemory
from puppets.mock import Mocker, MockOptions, MockPuppet

from .room import Room

__all__ = ["Sample"]

PEOPLE = 20
AT_ONCE = 500
"""How many messages may be on their way."""


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """How things stand after so many messages."""

    messages: int
    room: float
    """Of the process, in MB."""
    file: float
    """Of the memory's file and its log, in MB."""
    amiss: int
    """Messages that did not come when it was their turn."""


@dataclass
class Listener:
    """Knows which message of a conversation comes next, and nothing of the others."""

    handled: int = 0
    amiss: int = 0

    def __post_init__(self) -> None:
        self._heard: Counter[str] = Counter()
        self._news = asyncio.Event()

    async def hear(self, event: MessageEvent) -> None:
        where = event.message.conversation_id
        self.amiss += event.message.text != str(self._heard[where])
        self._heard[where] += 1
        self.handled += 1
        self._news.set()

    async def up_to(self, count: int) -> None:
        while self.handled < count:
            self._news.clear()
            await self._news.wait()


async def soak(path: Path, messages: int, kept: int, samples: int) -> None:
    mocker, listener = Mocker(), Listener()
    people = [mocker.person(f"Person {n}") for n in range(PEOPLE)]
    memory = SqliteMemory(path, keys_kept=kept, payloads_kept=kept)
    puppet = MockPuppet(MockOptions(mocker=mocker), memory=memory)
    puppet.on(MessageEvent, listener.hear)
    async with puppet:
        for said in range(1, messages + 1):
            turn, who = divmod(said - 1, PEOPLE)
            await people[who].says(str(turn))
            if said % AT_ONCE == 0:
                await listener.up_to(said)
                _forget(mocker)
            if said % (messages // samples) == 0:
                await listener.up_to(said)
                _say(_sample(said, path, listener))


def _forget(mocker: Mocker) -> None:
    """What was said is of no more use to anybody: the platform is not what is watched."""
    talk = mocker._platform.talk
    talk._messages.clear()
    talk._order.clear()


def _sample(said: int, path: Path, listener: Listener) -> Sample:
    files = path.parent.glob(f"{path.name}*")
    return Sample(
        messages=said,
        room=Room.here().now(),
        file=sum(each.stat().st_size for each in files) / 2**20,
        amiss=listener.amiss,
    )


def _say(sample: Sample) -> None:
    sys.stdout.write(msgspec.json.encode(sample).decode() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    file, *numbers = sys.argv[1:]
    asyncio.run(soak(Path(file), *map(int, numbers)))

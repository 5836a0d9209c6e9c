"""One life of a puppet in a process of its own, as it tells it itself."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable

from . import hearing
from .lines import Begun, Born, Failed, Finished, Line, Ready, read

__all__ = ["BIRTH", "Life"]

BIRTH = 15.0
"""Seconds that a process may take to load what a puppet needs, to log in, and to go."""
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Where there is no SIGKILL, this is `TerminateProcess`, which nobody can catch either."""


class Life:
    """One process with a puppet in it, and everything that it has told."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.told: list[Line] = []
        self._writer = writer
        self._news = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(reader))

    @property
    def begun(self) -> list[Begun]:
        """What its handlers were given, in that order."""
        return [line for line in self.told if isinstance(line, Begun)]

    @property
    def finished(self) -> set[str]:
        """The messages that were handled, which is kept."""
        return {line.id for line in self.told if isinstance(line, Finished)}

    @property
    def heard(self) -> list[tuple[str, bool]]:
        """What its handlers were given: the text, and whether it was said to be again."""
        return [(line.text, line.redelivered) for line in self.begun]

    async def until(
        self, is_so: Callable[[], bool], what: str, *, within: float | None = None
    ) -> None:
        """Wait until this is so, by what the process tells; one more has to be served."""
        patience = 2 * hearing.PATIENCE if within is None else within
        await hearing.happens(self._look(is_so, what), what, within=patience)

    async def born(self) -> None:
        await self.until(lambda: bool(self.told), "a new process", within=BIRTH)

    async def ready(self) -> Ready:
        """Wait until the puppet is logged in."""

        def lines() -> list[Ready]:
            return [line for line in self.told if isinstance(line, Ready)]

        await self.until(lambda: bool(lines()), "the puppet to log in", within=BIRTH)
        return lines()[0]

    async def handled(self, *ids: str) -> None:
        """Wait until these messages are handled."""
        await self.until(
            lambda: self.finished.issuperset(ids),
            f"{set(ids)} to be handled, of which were {self.finished}",
        )

    async def told_of(self, line: Line) -> None:
        await self.until(lambda: line in self.told, f"{line}")

    async def kill(self) -> None:
        """Kill it as nobody can be asked to be killed, and wait until it is gone."""
        match self.told[:1]:
            case [Born(pid=pid)] if not self._listening.done():
                os.kill(pid, KILL)
        await self._gone()

    async def ends(self) -> None:
        """Let it stop as a puppet is stopped."""
        self._writer.write_eof()
        await self._gone()

    async def _gone(self) -> None:
        await hearing.happens(self._listening, "the end of a process", within=BIRTH)
        self._writer.close()

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        try:
            async for raw in reader:
                if raw.endswith(b"\n"):  # else it was killed as it spoke
                    self.told.append(read(raw))
                self._news.set()
        finally:
            self._news.set()

    async def _look(self, is_so: Callable[[], bool], what: str) -> None:
        while not is_so():
            if self._listening.done():
                why = [line.why for line in self.told if isinstance(line, Failed)]
                raise AssertionError(
                    f"waited for {what}, and the process ended: {why or 'no word of it'}"
                )
            self._news.clear()
            await self._news.wait()

"""A bot that is started again whenever its files change."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Awaitable, Iterator, Sequence
from pathlib import Path

from .._bot.running import say
from ..errors import ConfigurationError
from .loading import parted

__all__ = ["Watch", "run_again"]

GLANCE = 0.25
"""Seconds between two looks at the files."""
PATIENCE = 8.0
"""Seconds that a bot has to end; it takes less by itself."""
MOST_FILES = 5_000
NOT_OURS = {"__pycache__", "node_modules", "site-packages"}
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
MISUSED = 2


class Watch:
    """
    The Python files in a folder and below, as they were at the last look.

    Files are looked at, and not asked of the system: so it works in containers and on
    network drives, where nothing tells of a change that was made elsewhere.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = self._look()

    async def change(self) -> list[str]:
        """Wait for one, until all of it is written; the names of what has changed."""
        while (now := self._look()) == self._seen:  # noqa: ASYNC110 - files tell nothing
            await asyncio.sleep(GLANCE)
        while True:
            await asyncio.sleep(GLANCE)
            before, now = now, self._look()
            if before == now:
                break
        old, self._seen = self._seen, now
        changed = {path for path, _ in old.items() ^ now.items()}
        return sorted(str(path.relative_to(self._folder)) for path in changed)

    def _look(self) -> dict[Path, tuple[int, int]]:
        found = {}
        for path in self._files():
            with contextlib.suppress(OSError):  # it is gone again
                about = path.stat()
                found[path] = about.st_mtime_ns, about.st_size
            if len(found) > MOST_FILES:
                raise ConfigurationError(
                    f"--reload looks at all Python files in {self._folder}, and there "
                    f"are over {MOST_FILES:,}: give the bot a folder of its own"
                )
        return found

    def _files(self) -> Iterator[Path]:
        for place, folders, files in os.walk(self._folder):
            here = Path(place)
            folders[:] = [name for name in folders if _is_ours(here / name)]
            yield from (here / name for name in files if name.endswith(".py"))


def _is_ours(folder: Path) -> bool:
    is_hidden = folder.name.startswith(".") or folder.name in NOT_OURS
    return not is_hidden and not (folder / "pyvenv.cfg").exists()


def run_again(file: str, arguments: Sequence[str]) -> int:
    """Run `puppets` with these arguments, again after each change; the exit code."""
    path, _ = parted(file)
    if not path.is_file():
        raise ConfigurationError(f"there is no file {path}")
    command = (sys.executable, "-m", "puppets._cli.supervised", *arguments)
    return asyncio.run(_Supervisor(path, command).until_ended())


class _Supervisor:
    """One bot after another, each in a process of its own."""

    def __init__(self, path: Path, command: Sequence[str]) -> None:
        self._name = path.name
        self._watch = Watch(path.resolve().parent)
        self._command = command
        self._ended = asyncio.Event()

    async def until_ended(self) -> int:
        self._heed_signals()
        is_first = True
        while True:
            process = await self._started()
            try:
                changed = await self._until_change(process, is_first=is_first)
            finally:
                code = await _end(process)
            if changed is None:
                return code
            say(f"{self._name}: starting again: {', '.join(changed)} changed")
            is_first = False

    async def _until_change(
        self, process: asyncio.subprocess.Process, *, is_first: bool
    ) -> list[str] | None:
        """What has changed; None where it is over."""
        changed = asyncio.create_task(self._watch.change())
        ended = asyncio.create_task(self._ended.wait())
        try:
            await _first(process.wait(), changed, ended)
            if not changed.done() and not ended.done():
                code = process.returncode
                if code == 0 or (is_first and code == MISUSED):
                    return None
                say(f"{self._name}: it ended; a change to it starts it again")
                await _first(changed, ended)
            return None if ended.done() else await changed
        finally:
            changed.cancel()
            ended.cancel()

    async def _started(self) -> asyncio.subprocess.Process:
        """
        Apart from us, so that Ctrl-C comes to us alone, and the bot is ended but once.

        What was compiled is not kept: by its time, two changes in one second look like one.
        """
        return await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,  # it ends when this does
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            process_group=0 if os.name == "posix" else None,
        )

    def _heed_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in SIGNALS:
            # Windows has neither the last one nor any in a loop.
            with contextlib.suppress(NotImplementedError, AttributeError):
                loop.add_signal_handler(getattr(signal, name), self._ended.set)


async def _first(*waiting: Awaitable[object]) -> None:
    """Until one of them is done; those that are tasks already go on."""
    tasks = [asyncio.ensure_future(each) for each in waiting]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task, given in zip(tasks, waiting, strict=True):
            if task is not given:
                task.cancel()


async def _end(process: asyncio.subprocess.Process) -> int:
    """Let its handlers end; what does not end is killed, and comes again from the journal."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(PATIENCE):
                await process.wait()
        except TimeoutError:
            process.kill()
    return await process.wait()

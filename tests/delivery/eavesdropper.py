"""
A plugin for pytest that writes down whatever a run lets out, for somebody to look through.

It writes into the folder EAVESDROP: all that is logged, from DEBUG on; every error of
ours with all that hangs on it and the local variables of what is shown of it; and the reprs
of every puppet and of what it is made of.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO, TypeVar

import pytest

from puppets import Memory, Puppet, PuppetError, Unsupported

__all__ = ["Eavesdropper"]

T = TypeVar("T")


class Eavesdropper:
    """Three files for each process of the run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.errors = self._file("errors")
        self.reprs = self._file("reprs")
        self._log = logging.FileHandler(folder / f"log-{os.getpid()}.txt")

    def _file(self, what: str) -> TextIO:
        return (self._folder / f"{what}-{os.getpid()}.txt").open("w", encoding="utf-8")

    def listen(self) -> None:
        root = logging.getLogger()
        root.setLevel(logging.DEBUG)
        root.addHandler(self._log)
        self._follow_errors()
        self._follow_puppets()

    def pytest_unconfigure(self) -> None:
        logging.getLogger().removeHandler(self._log)
        for file in (self._log, self.errors, self.reprs):
            file.close()

    def _follow_errors(self) -> None:
        noted, init = self._note_error, PuppetError.__init__

        def followed(self: PuppetError, *args: object) -> None:
            init(self, *args)
            _soon(noted, self)

        PuppetError.__init__ = followed  # type: ignore[assignment]  # to overhear it

    def _follow_puppets(self) -> None:
        noted, init = self._note_puppet, Puppet.__init__

        def followed(
            self: Puppet, *, memory: Memory | None = None, name: str | None = None
        ) -> None:
            init(self, memory=memory, name=name)
            _soon(noted, self)

        Puppet.__init__ = followed  # type: ignore[method-assign]  # to overhear it

    def _note_error(self, error: BaseException) -> None:
        """As whoever reports errors may show it; and, in words, what it hides."""
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        print(*told.format(), file=self.errors)
        for one in _chain(error):
            hidden = traceback.TracebackException.from_exception(one)
            print(repr(one), one, one.args, *hidden.format(), file=self.errors)

    def _note_puppet(self, puppet: Puppet) -> None:
        parts = [puppet, *vars(puppet).values()]
        with contextlib.suppress(Unsupported):
            parts.append(puppet.native)
        inner = [
            value for part in parts for value in getattr(part, "__dict__", {}).values()
        ]
        # What is itself a text is no repr of anything: it is kept there.
        for part in [*parts, *inner]:
            if not isinstance(part, str | bytes):
                print(repr(part), part, file=self.reprs)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that led to it, though it be said to be of no interest."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__]


def _soon(note: Callable[[T], None], one: T) -> None:
    """On the loop's next turn: by then it is complete, and has led to what it leads to."""
    try:
        asyncio.get_running_loop().call_soon(note, one)
    except RuntimeError:
        note(one)


def pytest_configure(config: pytest.Config) -> None:
    eavesdropper = Eavesdropper(Path(os.environ["EAVESDROP"]))
    eavesdropper.listen()
    config.pluginmanager.register(eavesdropper, "eavesdropper")

"""Where puppets live in processes of their own, one after the other, and are killed."""

from __future__ import annotations

import asyncio
import base64
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Self

from puppets import Puppet, SqliteMemory

from . import hearing
from .life import BIRTH, Life
from .lines import Manners, Order, Recipe

__all__ = ["Lives", "Nursery"]

PLAIN = Manners()


class Nursery:
    """The process whose children the puppets are; with it, all of them end."""

    def __init__(self, *, forks: bool = hasattr(os, "fork")) -> None:
        self._forks = forks
        self._mother: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._mother is not None:
            self._mother.communicate()
            self._mother = None

    @asynccontextmanager
    async def life(self, order: Order) -> AsyncGenerator[Life]:
        """A life that ends with the block: it is killed, unless it has ended before."""
        life = Life(*await self._order(_pickled(order)))
        try:
            await life.born()
            yield life
        finally:
            await life.kill()
            if not self._forks:
                self.__exit__()

    async def _order(
        self, pickled: bytes
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        with socket.create_server(("127.0.0.1", 0)) as door:
            door.setblocking(False)
            port = door.getsockname()[1]
            mother = self._asked(b"%d %s\n" % (port, base64.b64encode(pickled)))
            voice = await _answer(door, mother)
        return await asyncio.open_connection(sock=voice)

    def _asked(self, order: bytes) -> subprocess.Popen[bytes]:
        if self._mother is None:
            self._mother = _mother(forks=self._forks)
        assert self._mother.stdin is not None
        with suppress(BrokenPipeError):  # nobody will answer, then, which is noticed
            self._mother.stdin.write(order)
            self._mother.stdin.flush()
        return self._mother


class Lives:
    """One puppet after the other, in processes of their own, with one memory."""

    def __init__(self, nursery: Nursery, recipe: Recipe, path: Path) -> None:
        self._nursery = nursery
        self._recipe = recipe
        self._path = path

    @asynccontextmanager
    async def another(self, manners: Manners = PLAIN) -> AsyncGenerator[Life]:
        """The next life, logged in; it is killed at the end of the block."""
        async with self.unborn(manners) as life:
            await life.ready()
            yield life

    @asynccontextmanager
    async def unborn(self, manners: Manners) -> AsyncGenerator[Life]:
        """The next life, at its very beginning."""
        order = Order(recipe=self._recipe, path=str(self._path), manners=manners)
        async with self._nursery.life(order) as life:
            yield life

    def here(self) -> Puppet:
        """The next life, in this process."""
        return self._recipe(SqliteMemory(self._path))


def _pickled(order: Order) -> bytes:
    try:
        return pickle.dumps(order)
    except Exception as error:
        raise AssertionError(
            f"what the world's `recipe` gives cannot be pickled: {error}"
        ) from error


def _mother(*, forks: bool) -> subprocess.Popen[bytes]:
    """A process that can import whatever this one can."""
    path = os.pathsep.join(each or str(Path.cwd()) for each in sys.path)
    command = [sys.executable, "-m", "conformance.mortal"]
    return subprocess.Popen(  # noqa: S603 - this Python, on this package
        command if forks else [*command, "--once"],
        stdin=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": path},
    )


async def _answer(
    door: socket.socket, mother: subprocess.Popen[bytes]
) -> socket.socket:
    coming = asyncio.ensure_future(asyncio.get_running_loop().sock_accept(door))
    try:
        await hearing.eventually(
            lambda: coming.done() or mother.poll() is not None,
            "a new process",
            within=BIRTH,
        )
        if not coming.done():
            raise AssertionError(
                "the process that starts puppets ended at once, with status "
                f"{mother.returncode}: what it wrote to standard error says why"
            )
        voice, _ = await coming
        return voice
    finally:
        coming.cancel()

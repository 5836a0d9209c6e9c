"""Killed with SIGKILL between a question and its answer, and after the answer."""

from __future__ import annotations

import asyncio
import base64
import os
import pickle
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from conformance import World
from conformance.hearing import eventually
from puppets import MessageEvent
from puppets._sqlite.inspection import inspect
from puppets._sqlite.rows import read_event

from . import asker

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(60)]


class Life:
    """One process with the bot in it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def tells(self, *lines: str) -> None:
        """These are the next lines."""
        for line in lines:
            async with asyncio.timeout(15):
                assert self._process.stdout is not None
                told = (await self._process.stdout.readline()).decode().strip()
            assert told == line

    async def kill(self) -> list[str]:
        """Kill it; what it has told besides."""
        self._process.kill()
        left, _ = await self._process.communicate()
        return left.decode().split()


class Cradle:
    """Lives of one bot, one after the other, with one memory."""

    def __init__(self, world: World, path: Path) -> None:
        self._recipe = base64.b64encode(pickle.dumps(world.recipe()))
        self._path = path

    @asynccontextmanager
    async def life(self, *, hangs_at: str = "") -> AsyncGenerator[Life]:
        """The next one, which is ready; killed in the end."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", asker.__name__, str(self._path), hangs_at),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        life = Life(process)
        try:
            assert process.stdin is not None
            process.stdin.write(self._recipe + b"\n")
            await life.tells("ready")
            yield life
        finally:
            if process.returncode is None:
                await life.kill()

    async def keeps(self, *texts: str) -> None:
        """Wait until nothing but this waits in the memory to be handled."""

        def waiting() -> bool:
            found = [
                read_event(each.kind, each.event)
                for each in inspect(self._path).waiting
            ]
            return texts == tuple(
                each.message.text for each in found if isinstance(each, MessageEvent)
            )

        await eventually(waiting, f"only {texts} to wait")


@pytest.fixture
def cradle(world: World, tmp_path: Path) -> Cradle:
    return Cradle(world, tmp_path / "memory.sqlite")


async def test_who_was_asked_before_a_kill_may_answer_after_it(
    world: World, cradle: Cradle
) -> None:
    alice = await world.human("Alice")
    async with cradle.life() as life:
        await alice.says("order")
        await life.tells("heard|order|new")
        await alice.hears("Which size?")
        await cradle.keeps("order")
        assert await life.kill() == []
    await alice.says("L")
    async with cradle.life() as life:
        await life.tells("heard|order|again", "answered|L|new")
        await alice.hears("Which colour?")
        await alice.says("red")
        await life.tells("answered|red|new")
        await alice.hears("L in red")
        await cradle.keeps()
    async with cradle.life() as life:
        await alice.says("hello")
        await life.tells("heard|hello|new")


async def test_what_was_answered_before_a_kill_need_not_be_said_again(
    world: World, cradle: Cradle
) -> None:
    alice = await world.human("Alice")
    async with cradle.life(hangs_at="L") as life:
        await alice.says("order")
        await life.tells("heard|order|new")
        await alice.hears("Which size?")
        await alice.says("L")
        await life.tells("answered|L|new")
        await life.kill()
    async with cradle.life() as life:
        await life.tells("heard|order|again", "answered|L|again")
        await alice.hears("Which colour?")
        await cradle.keeps("order", "L")
        await life.kill()
    async with cradle.life() as life:
        await life.tells("heard|order|again", "answered|L|again")
        await alice.says("red")
        await life.tells("answered|red|new")
        await alice.hears("L in red")
        await cradle.keeps()


async def test_what_others_said_meanwhile_comes_again_only_where_it_was_cut_off(
    world: World, cradle: Cradle
) -> None:
    alice, bob = await world.human("Alice"), await world.human("Bob")
    tea = await world.room("Tea", alice, bob)
    async with cradle.life(hangs_at="two") as life:
        await alice.says("order", room=tea)
        await life.tells("heard|order|new")
        await alice.hears("Which size?", room=tea)
        await bob.says("one", room=tea)
        await life.tells("heard|one|new")
        await cradle.keeps("order")
        await bob.says("two", room=tea)
        await life.tells("heard|two|new")
        await bob.says("three", room=tea)
        await cradle.keeps("order", "two", "three")
        await life.kill()
    async with cradle.life() as life:
        await life.tells("heard|order|again", "heard|two|again", "heard|three|new")
        await alice.says("L", room=tea)
        await life.tells("answered|L|new")
        await cradle.keeps("order", "L")

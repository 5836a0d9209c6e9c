"""Puppets that cannot start or stop as they should."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from typing import ClassVar

from puppets import (
    State,
    StopEvent,
    Unauthorized,
)
from puppets._session import Session
from puppets._stopping import Together
from puppets.mock import MockOptions, MockPuppet

from . import breaks

# What is left behind on purpose; kept, so that nothing warns of it.
LEFT: list[object] = []


@breaks("2.1", caught_by="test_nothing_connects_before_start")
class ConnectsTooSoon(MockPuppet):
    """Asks the platform who it is when it is made."""

    def __init__(self, options: MockOptions) -> None:
        super().__init__(options)
        self._client._platform.ground.requests += 1


@breaks("1.1", caught_by="test_starting_twice_is_starting_once")
class StartsAgain(MockPuppet):
    """Forgets that it is ON already."""

    async def start(self) -> None:  # type: ignore[misc]  # what is final is what breaks
        if self._session is not None:
            await self._session.end(self, Together([self]))
        self._state = State.OFF
        await super().start()


@breaks(
    "1.1",
    caught_by="test_stopping_twice_or_at_once_is_stopping_once",
    also=("test_stopping_what_is_not_started_does_nothing",),
)
class StopsAgain(MockPuppet):
    """Says that it is OFF whenever it is asked to be."""

    async def stop(self) -> None:  # type: ignore[misc]  # what is final is what breaks
        stopped = self._session is None
        await super().stop()
        if stopped:
            self._hub.stream(StopEvent())


@breaks("1.2", caught_by="test_bad_credentials_are_said_at_once")
class InsistsOnBadCredentials(MockPuppet):
    """Tries a token again that was refused."""

    async def _open(self) -> str | None:
        for _ in range(3):
            try:
                return await super()._open()
            except Unauthorized:
                continue
        return await super()._open()


@breaks(
    "1.2",
    caught_by="test_a_failed_start_leaves_nothing_behind",
    also=("test_a_start_that_is_cancelled_on_the_way_leaves_nothing_behind",),
)
class KeepsASocketWhenRefused(MockPuppet):
    """Closes what it opened only when all went well."""

    async def _open(self) -> str | None:
        opened = socket.socket()
        LEFT.append(opened)
        me = await super()._open()
        opened.close()
        return me


@breaks(
    "1.2",
    caught_by="test_a_failed_start_may_be_tried_again",
    also=(
        "test_a_failed_start_leaves_nothing_behind",
        "test_a_puppet_starts_when_the_platform_is_back",
        "test_a_cancelled_start_is_no_start",
    ),
)
class IsBrokenByAFailure(MockPuppet):
    """Cannot be started any more after a start that failed."""

    _failed = False

    async def _open(self) -> str | None:
        if self._failed:
            raise RuntimeError("never again")
        self._failed = True
        me = await super()._open()
        self._failed = False
        return me


@breaks(
    "1.3", caught_by="test_a_start_that_is_cancelled_on_the_way_leaves_nothing_behind"
)
class CannotBeCancelled(MockPuppet):
    """Swallows the cancellation of its start, and starts all the same."""

    async def _open(self) -> str | None:
        try:
            return await super()._open()
        except asyncio.CancelledError:
            return await super()._open()


@breaks(
    "1.3",
    caught_by="test_a_cancelled_start_is_no_start",
    also=("test_a_start_that_is_cancelled_on_the_way_leaves_nothing_behind",),
)
class StaysHalfStarted(MockPuppet):
    """Cleans up after errors, and not after a cancellation."""

    async def _release(
        self, session: Session, *first: Callable[[], Awaitable[None]]
    ) -> None:
        task = asyncio.current_task()
        if task is None or not task.cancelling():
            await super()._release(session, *first)


@breaks(
    "1.4",
    caught_by="test_three_starts_and_stops_leave_nothing_behind",
    also=(
        "test_a_stop_while_the_platform_is_down_leaves_nothing_behind",
        "test_a_start_that_is_cancelled_on_the_way_leaves_nothing_behind",
        "test_a_failed_start_leaves_nothing_behind",
    ),
)
class LeavesATask(MockPuppet):
    """Never ends the task that it begins with."""

    async def _open(self) -> str | None:
        LEFT.append(asyncio.create_task(asyncio.Event().wait()))
        return await super()._open()


@breaks(
    "1.4",
    caught_by="test_three_starts_and_stops_leave_nothing_behind",
    also=("test_a_stop_while_the_platform_is_down_leaves_nothing_behind",),
)
class LeavesASocket(MockPuppet):
    """Never closes the socket that it opened."""

    async def _open(self) -> str | None:
        me = await super()._open()
        LEFT.append(socket.socket())
        return me


@breaks(
    "1.4",
    caught_by="test_three_starts_and_stops_leave_nothing_behind",
    also=("test_a_stop_while_the_platform_is_down_leaves_nothing_behind",),
)
class LeavesAThread(MockPuppet):
    """Never ends the thread that it began."""

    gate: ClassVar[threading.Event] = threading.Event()

    async def _open(self) -> str | None:
        me = await super()._open()
        threading.Thread(target=self.gate.wait, daemon=True).start()
        return me

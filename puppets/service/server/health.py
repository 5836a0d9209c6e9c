"""`grpc.health.v1`: whether the puppet hears its platform."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import grpc
from google.protobuf.wrappers_pb2 import StringValue, UInt32Value

from ...puppet import Puppet
from ..rpcs import SERVICE, Rpc
from .calls import Counter
from .endings import Ending
from .visitors import Visitor

__all__ = ["HEALTH", "Health"]

HEALTH = "grpc.health.v1.Health"

UNKNOWN, SERVING, NOT_SERVING, SERVICE_UNKNOWN = range(4)
ALIVE = timedelta(seconds=60)

# Its request is one text, its answer one number, both under 1: as in these, which spares
# a .proto.
CHECK = Rpc("Check", StringValue, UInt32Value)
WATCH = Rpc("Watch", StringValue, UInt32Value, answers_many=True)


class Health:
    """Alike for the whole server and for its one service."""

    GLANCE = 1.0
    """Seconds between two looks of who watches."""

    def __init__(self, puppet: Puppet) -> None:
        self._puppet = puppet
        self._ends = asyncio.Event()

    def close(self) -> None:
        """Whoever watches is left alone."""
        self._ends.set()

    def attend(self, counter: Counter) -> None:
        counter.answers(CHECK, self.check)
        counter.hands_out(WATCH, self.watch)

    async def check(self, asked: StringValue) -> UInt32Value:
        status = self._status(asked.value)
        if status == SERVICE_UNKNOWN:
            raise Ending(grpc.StatusCode.NOT_FOUND, "there is no such service here")
        return UInt32Value(value=status)

    async def watch(
        self, asked: StringValue, _: Visitor
    ) -> AsyncGenerator[UInt32Value]:
        told = None
        while not self._ends.is_set():
            status = self._status(asked.value)
            if status != told:
                yield UInt32Value(value=status)
                told = status
            with suppress(TimeoutError):
                async with asyncio.timeout(self.GLANCE):
                    await self._ends.wait()

    def _status(self, service: str) -> int:
        if service not in {"", SERVICE}:
            return SERVICE_UNKNOWN
        heard = self._puppet.health.last_heartbeat
        if heard is None:
            return UNKNOWN
        return SERVING if datetime.now(UTC) - heard < ALIVE else NOT_SERVING

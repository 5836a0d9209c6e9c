"""
What it costs that somebody looks on: Telegram's updates, from the bytes to a handler.

Nobody (with OpenTelemetry's API in the process, and no SDK); the console, without and
with a browser that looks at it; and an SDK that makes every span and figure, and sends
them nowhere. One run, rounds interleaved; processor time, since other programs wait too.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExportResult
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from rich.console import Console as Screen
from rich.table import Table

from puppets import InProcessMemory, Puppet
from puppets._console.board import Board
from puppets._observing.observers import observers_of
from puppets._observing.telemetry import Telemetry
from tests.benchmarks import bench_updates

ROUNDS = 3
NOBODY = "nobody looks on"


def main() -> None:
    costs: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        for name, look in WAYS.items():
            told = bench_updates.answers(number)
            costs.setdefault(name, []).append(asyncio.run(_measured(told, look)))
    base = statistics.median(costs[NOBODY])
    table = Table("who looks on", "us an update", "min", "max", "more")
    table.title = f"{bench_updates.UPDATES} updates, {ROUNDS} rounds"
    for name, found in costs.items():
        median = statistics.median(found)
        numbers = (median, min(found), max(found))
        more = f"{median - base:+.1f}"
        table.add_row(name, *(f"{each:,.1f}" for each in numbers), more)
    Screen().print(table)


class Nowhere(InMemorySpanExporter):
    """Takes every span, and keeps none."""

    def export(self, spans: object) -> SpanExportResult:
        return SpanExportResult.SUCCESS


Look = Callable[[Puppet], AbstractAsyncContextManager[None]]


async def _measured(told: list[bytes], look: Look) -> float:
    puppet = bench_updates.Fed(told, InProcessMemory())
    async with look(puppet):
        began = time.process_time()
        await bench_updates.measured(puppet)
        return (time.process_time() - began) / bench_updates.UPDATES * 1e6


@asynccontextmanager
async def _nobody(_: Puppet) -> AsyncGenerator[None]:
    yield


@asynccontextmanager
async def _console(puppet: Puppet) -> AsyncGenerator[None]:
    board = Board([puppet])
    board.open()
    yield
    await board.close()


@asynccontextmanager
async def _browser(puppet: Puppet) -> AsyncGenerator[None]:
    async def look(board: Board) -> None:
        with board.seen(words=True) as viewer:
            while True:
                await viewer.wait()
                board.news(viewer)
                await asyncio.sleep(0.2)

    board = Board([puppet])
    board.open()
    looking = asyncio.create_task(look(board))
    yield
    looking.cancel()
    await board.close()


@asynccontextmanager
async def _sdk(puppet: Puppet) -> AsyncGenerator[None]:
    tracers, meters = TracerProvider(), MeterProvider([InMemoryMetricReader()])
    tracers.add_span_processor(SimpleSpanProcessor(Nowhere()))
    observers_of(puppet).add(Telemetry(puppet, tracers, meters))
    yield
    tracers.shutdown()
    meters.shutdown()


WAYS: dict[str, Look] = {
    NOBODY: _nobody,
    "the console": _console,
    "the console, and a browser": _browser,
    "OpenTelemetry's SDK": _sdk,
}


if __name__ == "__main__":
    main()

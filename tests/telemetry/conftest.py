"""A puppet on the mock, and an SDK in whose memory its spans and figures end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from puppets._observing.observers import observers_of
from puppets._observing.telemetry import Telemetry
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

from .reports import Reports


@pytest.fixture
def mocker() -> Mocker:
    return Mocker()


@pytest.fixture
def alice(mocker: Mocker) -> Person:
    return mocker.person("Alice")


@pytest.fixture
def puppet(mocker: Mocker) -> MockPuppet:
    return MockPuppet(MockOptions(mocker=mocker), name="support")


@pytest.fixture
def reports(puppet: MockPuppet) -> Iterator[Reports]:
    """What the puppet reports; providers of this test alone, not the process's."""
    exporter, reader = InMemorySpanExporter(), InMemoryMetricReader()
    tracers, meters = TracerProvider(), MeterProvider([reader])
    tracers.add_span_processor(SimpleSpanProcessor(exporter))
    observers_of(puppet).add(Telemetry(puppet, tracers, meters))
    yield Reports(exporter, reader)
    tracers.shutdown()
    meters.shutdown()


@pytest.fixture
async def started(puppet: MockPuppet, reports: Reports) -> AsyncIterator[MockPuppet]:
    async with puppet:
        yield puppet

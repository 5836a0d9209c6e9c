"""What an SDK was told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from opentelemetry.sdk.metrics.export import (
    HistogramDataPoint,
    InMemoryMetricReader,
    NumberDataPoint,
)
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

__all__ = ["Reports", "told"]


@dataclass(frozen=True)
class Reports:
    """Spans that have ended, and the figures as they are now."""

    exporter: InMemorySpanExporter
    reader: InMemoryMetricReader

    @property
    def spans(self) -> tuple[ReadableSpan, ...]:
        return self.exporter.get_finished_spans()

    async def span(self, name: str, **attributes: object) -> ReadableSpan:
        """The first of this name with these attributes, once it has ended."""
        wanted = {key.replace("__", "."): value for key, value in attributes.items()}
        async with asyncio.timeout(10):
            while True:
                for span in self.spans:
                    if span.name == name and wanted.items() <= told(span).items():
                        return span
                await asyncio.sleep(0.005)

    def figure(self, name: str, **attributes: object) -> float:
        """Of a counter or a gauge its sum, of a histogram how often it was measured."""
        wanted = {key.replace("__", "."): value for key, value in attributes.items()}
        return sum(
            point.count if isinstance(point, HistogramDataPoint) else point.value
            for point in self._points(name)
            if wanted.items() <= dict(point.attributes or {}).items()
        )

    async def reaches(self, name: str, figure: float, **attributes: object) -> None:
        async with asyncio.timeout(10):
            while self.figure(name, **attributes) != figure:
                await asyncio.sleep(0.005)

    def all_text(self) -> str:
        """Everything that left the process."""
        spans = " ".join(span.to_json() for span in self.spans)
        metrics = self.reader.get_metrics_data()
        return spans + (metrics.to_json() if metrics else "")

    def _points(self, name: str) -> Iterator[NumberDataPoint | HistogramDataPoint]:
        found = self.reader.get_metrics_data()
        for resource in found.resource_metrics if found else ():
            for scope in resource.scope_metrics:
                for metric in scope.metrics:
                    if metric.name == name:
                        for point in metric.data.data_points:
                            assert isinstance(
                                point, NumberDataPoint | HistogramDataPoint
                            )
                            yield point


def told(span: ReadableSpan) -> dict[str, object]:
    return dict(span.attributes or {})

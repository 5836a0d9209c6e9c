"""What a puppet does, as OpenTelemetry's spans and metrics."""

from __future__ import annotations

import time
import traceback
from contextvars import ContextVar, Token
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from opentelemetry import context, metrics, trace
from opentelemetry.metrics import MeterProvider
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, TracerProvider

from ..events import ErrorEvent, Event, MessageEvent
from .digest import digest
from .instruments import SCOPE, Instruments, instruments, whose
from .kinds import kind_of
from .observer import Ended, Observer, Wait

if TYPE_CHECKING:
    from ..puppet import Puppet

__all__ = ["Telemetry", "telemetry"]

_failure: ContextVar[BaseException | None] = ContextVar("failure", default=None)
"""What the handlers of the event at hand have raised, if they have."""


def telemetry(puppet: Puppet) -> Telemetry | None:
    """What reports to where the program has said; None where it has not."""
    tracers, meters = trace.get_tracer_provider(), metrics.get_meter_provider()
    if _goes_nowhere(tracers) and _goes_nowhere(meters):
        return None
    return Telemetry(puppet, tracers, meters)


def _goes_nowhere(provider: object) -> bool:
    """The API's own providers do nothing: an SDK has not been set up."""
    home = type(provider).__module__
    return home.startswith(("opentelemetry.trace", "opentelemetry.metrics"))


class Telemetry(Observer):
    """
    A span for each event, for each handler and for each send, and their metrics.

    Names follow the semantic conventions of messaging where these have a word; a
    conversation is a digest, and no id and no text is told.
    """

    def __init__(
        self, puppet: Puppet, tracers: TracerProvider, meters: MeterProvider
    ) -> None:
        self._tracer = trace.get_tracer(SCOPE, tracer_provider=tracers)
        self._counts: Instruments = instruments(meters)
        self._counts.looked_at.add(puppet)
        self._whose = whose(puppet)

    def heard(self, event: Event) -> None:
        if event.journaled:
            kind = {"puppets.event": kind_of(event)}
            self._counts.consumed.add(1, self._named("receive", kind))
        elif isinstance(event, ErrorEvent):
            kind = {"error.type": type(event.error).__qualname__}
            self._counts.errors.add(1, {**self._whose, **kind})

    def handling(self, event: Event) -> Ended:
        kind = {"puppets.event": kind_of(event)}
        told = self._named("process", kind)
        span, token = self._begin(
            f"process {kind['puppets.event']}",
            # A lane is a task of whoever spoke first in it: that is not this one's cause.
            context.Context(),
            SpanKind.CONSUMER,
            {**told, "messaging.operation.type": "process", **_where(event)},
        )
        if isinstance(event, MessageEvent) and not event.redelivered:
            age = (datetime.now(UTC) - event.message.timestamp).total_seconds()
            self._counts.age.record(max(0.0, age), told)
        before = _failure.set(None)
        began = time.perf_counter()

        def ended(error: BaseException | None) -> None:
            failed = error or _failure.get()
            _failure.reset(before)
            took = time.perf_counter() - began
            self._counts.processed.record(took, {**told, **_outcome(failed)})
            _end(span, failed)
            context.detach(token)

        return ended

    def calling(self, event: Event, name: str) -> Ended:
        if not name:
            return _note
        told = {"code.function.name": name, "puppets.event": kind_of(event)}
        span, token = self._begin(
            f"handle {name}", None, SpanKind.INTERNAL, {**self._whose, **told}
        )

        def ended(error: BaseException | None) -> None:
            _note(error)
            _end(span, error)
            context.detach(token)

        return ended

    def sending(self, conversation_id: str) -> Ended:
        told = self._named("send", {})
        where = {"messaging.destination.name": digest(conversation_id)}
        kind = {"messaging.operation.type": "send"}
        span, token = self._begin(
            "send", None, SpanKind.CLIENT, {**told, **kind, **where}
        )
        began = time.perf_counter()

        def ended(error: BaseException | None) -> None:
            outcome = {**told, **_outcome(error)}
            self._counts.sent.add(1, outcome)
            self._counts.operation.record(time.perf_counter() - began, outcome)
            _end(span, error)
            context.detach(token)

        return ended

    def waiting(self, conversation_id: str, why: Wait, seconds: float) -> Ended:
        span, began = trace.get_current_span(), time.perf_counter()
        reason = {"puppets.wait.reason": why.value}
        span.add_event("wait", {**reason, "puppets.wait.planned": seconds})

        def ended(_: BaseException | None) -> None:
            took = time.perf_counter() - began
            self._counts.waited.record(took, {**self._whose, **reason})

        return ended

    def _named(self, operation: str, more: dict[str, str]) -> dict[str, str]:
        return {**self._whose, "messaging.operation.name": operation, **more}

    def _begin(
        self,
        name: str,
        within: context.Context | None,
        kind: SpanKind,
        told: dict[str, str | bool],
    ) -> tuple[Span, Token[context.Context]]:
        span = self._tracer.start_span(name, within, kind, told)
        return span, context.attach(trace.set_span_in_context(span, within))


def _note(error: BaseException | None) -> None:
    if error is not None:
        _failure.set(error)


def _where(event: Event) -> dict[str, str | bool]:
    told: dict[str, str | bool] = {"puppets.redelivered": event.redelivered}
    if event.conversation_id is not None:
        told["messaging.destination.name"] = digest(event.conversation_id)
    return told


def _outcome(error: BaseException | None) -> dict[str, str]:
    return {} if error is None else {"error.type": type(error).__qualname__}


def _end(span: Span, error: BaseException | None) -> None:
    """An error's own text may hold what people said: its kind and its place are told."""
    if error is not None:
        kind = type(error).__qualname__
        frames = "".join(traceback.format_tb(error.__traceback__))
        told = {"exception.type": kind, "exception.stacktrace": frames}
        span.add_event("exception", told)
        span.set_attribute("error.type", kind)
        span.set_status(Status(StatusCode.ERROR, kind))
    span.end()

"""What is counted and measured, once for each place that it goes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakSet

from opentelemetry.metrics import (
    CallbackOptions,
    Counter,
    Histogram,
    Meter,
    MeterProvider,
    Observation,
    get_meter,
)

from ..state import Health

if TYPE_CHECKING:
    from ..puppet import Puppet

__all__ = ["SCOPE", "Instruments", "instruments", "whose"]

SCOPE = "puppets"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Where the buckets of durations end: from a handler that does little to a long wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruments:
    """Counters and histograms of all puppets that report to one place."""

    consumed: Counter
    sent: Counter
    errors: Counter
    processed: Histogram
    operation: Histogram
    age: Histogram
    waited: Histogram
    looked_at: WeakSet[Puppet] = field(default_factory=WeakSet)
    """Whose health is told whenever somebody collects, as long as they are there."""


_made: WeakKeyDictionary[MeterProvider, Instruments] = WeakKeyDictionary()


def instruments(meters: MeterProvider) -> Instruments:
    """Those of this place; made once, for a second of a name would be a mistake."""
    found = _made.get(meters)
    if found is None:
        found = _made[meters] = _instruments(get_meter(SCOPE, meter_provider=meters))
    return found


def whose(puppet: Puppet) -> dict[str, str]:
    """What tells this puppet's figures from the others'."""
    return {"messaging.system": puppet.platform, "puppets.puppet": puppet.name}


def _instruments(meter: Meter) -> Instruments:
    counter, lasts = meter.create_counter, _histogram
    made = Instruments(
        consumed=counter(
            "messaging.client.consumed.messages",
            "{message}",
            "Events that the platform told of.",
        ),
        sent=counter(
            "messaging.client.sent.messages",
            "{message}",
            "Sends; those that failed have an error.type.",
        ),
        errors=counter("puppets.errors", "{error}", "Problems that a puppet met."),
        processed=lasts(meter, "messaging.process.duration", "Handlers of an event."),
        operation=lasts(
            meter, "messaging.client.operation.duration", "Sends, with all their waits."
        ),
        age=lasts(
            meter,
            "puppets.message.age",
            "From the platform's own time of a message to its handlers.",
        ),
        waited=lasts(
            meter, "puppets.send.wait.duration", "Waits of sends, by their reason."
        ),
    )
    _observe(meter, made.looked_at)
    return made


def _histogram(meter: Meter, name: str, description: str) -> Histogram:
    return meter.create_histogram(
        name, "s", description, explicit_bucket_boundaries_advisory=SECONDS
    )


def _observe(meter: Meter, looked_at: WeakSet[Puppet]) -> None:
    def each(
        figure: Callable[[Health], int],
    ) -> list[Callable[[CallbackOptions], Iterable[Observation]]]:
        def observe(_: CallbackOptions) -> Iterable[Observation]:
            for puppet in list(looked_at):
                yield Observation(figure(puppet.health), whose(puppet))

        return [observe]

    meter.create_observable_counter(
        "puppets.reconnects",
        each(lambda health: health.reconnects),
        "{reconnect}",
        "How often the stream broke.",
    )
    meter.create_observable_up_down_counter(
        "puppets.journal.depth",
        each(lambda health: health.journal_depth),
        "{event}",
        "Events whose handlers have not ended.",
    )
    meter.create_observable_gauge(
        "puppets.online",
        each(lambda health: int(health.online)),
        "{puppet}",
        "1 where the platform is heard, else 0.",
    )

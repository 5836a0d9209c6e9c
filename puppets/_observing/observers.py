"""All who look on at one puppet."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, TypeVar

from ..events import Event
from .digest import digest
from .kinds import kind_of
from .observer import Ended, Observer, Wait

if TYPE_CHECKING:
    from ..puppet import Puppet

__all__ = ["Observers", "observers_of"]

logger = logging.getLogger("puppets")

T = TypeVar("T")
_NOBODY = nullcontext()


class Observers:
    """Told one after the other; with none of them nothing is done."""

    def __init__(self) -> None:
        self._set(())
        self._has_begun = False
        self.puppet = ""
        """The name of whom they look at."""

    def __bool__(self) -> bool:
        return bool(self._all)

    def add(self, observer: Observer) -> None:
        """Have it look on, from the puppet's next start."""
        self._set((*self._all, observer))

    def remove(self, observer: Observer) -> None:
        self._set(tuple(each for each in self._all if each is not observer))

    def _set(self, observers: tuple[Observer, ...]) -> None:
        self._all = observers
        self._handling = tuple(o for o in observers if _overrides(o, "handling"))
        self._calling = tuple(o for o in observers if _overrides(o, "calling"))

    def begin(self, puppet: Puppet) -> None:
        """At a start: have those look on whom the program has asked for otherwise."""
        self.puppet = puppet.name
        if self._has_begun:
            return
        self._has_begun = True
        from .logs import Log

        if Log.is_wanted():
            self.add(Log(puppet.name))
        # Who wants it has imported it, and set up where it goes.
        if "opentelemetry" in sys.modules:
            self._report(puppet)

    def fields(self, event: Event | None = None) -> Mapping[str, str]:
        """What a log record has beside its text."""
        told = {"puppet": self.puppet}
        if event is None:
            return told
        told["event"] = kind_of(event)
        if event.conversation_id is not None:
            told["conversation"] = digest(event.conversation_id)
        return told

    def _report(self, puppet: Puppet) -> None:
        try:
            from .telemetry import telemetry

            found = telemetry(puppet)
        except Exception:
            logger.exception("%s reports nothing to OpenTelemetry", puppet.name)
            return
        if found is not None:
            self.add(found)

    # What happens.

    def heard(self, event: Event) -> None:
        for observer in self._all:
            self._tell(observer, lambda each: each.heard(event))

    def handling(self, event: Event) -> AbstractContextManager[None]:
        if not self._handling:
            return _NOBODY
        return self._during(self._handling, lambda each: each.handling(event))

    def calling(self, event: Event, name: str) -> AbstractContextManager[None]:
        if not self._calling:
            return _NOBODY
        return self._during(self._calling, lambda each: each.calling(event, name))

    def sending(self, conversation_id: str) -> AbstractContextManager[None]:
        return self._during(self._all, lambda each: each.sending(conversation_id))

    def waiting(
        self, conversation_id: str, why: Wait, seconds: float
    ) -> AbstractContextManager[None]:
        """Nothing where there is nothing to wait for."""
        if seconds <= 0:
            return _NOBODY
        return self._during(
            self._all, lambda each: each.waiting(conversation_id, why, seconds)
        )

    @contextmanager
    def _during(
        self, observers: tuple[Observer, ...], begin: Callable[[Observer], Ended]
    ) -> Generator[None]:
        begun = [
            (observer, end)
            for observer in observers
            if (end := self._tell(observer, begin)) is not None
        ]
        raised: BaseException | None = None
        try:
            yield
        except BaseException as error:
            raised = error
            raise
        finally:
            for observer, end in reversed(begun):
                self._end(observer, end, raised)

    def _end(
        self, observer: Observer, end: Ended, raised: BaseException | None
    ) -> None:
        self._tell(observer, lambda _: end(raised))

    def _tell(self, observer: Observer, told: Callable[[Observer], T]) -> T | None:
        """Whoever looks on must not stand in the way, whatever it meets."""
        try:
            return told(observer)
        except Exception:
            self.remove(observer)
            who = type(observer).__name__
            logger.exception("%s raised, and looks on at %s no more", who, self.puppet)
            return None


def _overrides(observer: Observer, name: str) -> bool:
    """Whether it makes something of it: the rest need not be told for every event."""
    return getattr(type(observer), name) is not getattr(Observer, name)


def observers_of(puppet: Puppet) -> Observers:
    """Who looks on at it."""
    return puppet._hub.observers  # noqa: SLF001 - a puppet's users have no use for them

"""What a puppet does, as records of the standard logging."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping

from ..events import Event
from .digest import digest
from .kinds import kind_of
from .observer import Ended, Observer, Wait

__all__ = ["Log"]

logger = logging.getLogger("puppets.traffic")


class Log(Observer):
    """
    A record at level INFO for each thing that comes and goes.

    Each has the fields `puppet`, `event` and `conversation`, and where something took
    time `seconds` and `outcome`; none has an id, or a word of what people said.
    """

    def __init__(self, puppet: str) -> None:
        self._puppet = puppet

    @staticmethod
    def is_wanted() -> bool:
        """Whether the level lets the records through, when the puppet starts."""
        return logger.isEnabledFor(logging.INFO)

    def heard(self, event: Event) -> None:
        if event.journaled:
            self._say("heard", event)

    def handling(self, event: Event) -> Ended:
        if not event.journaled:
            return super().handling(event)
        began = time.perf_counter()

        def ended(error: BaseException | None) -> None:
            self._say("handled", event, _taken(began, error))

        return ended

    def calling(self, event: Event, name: str) -> Ended:
        def ended(error: BaseException | None) -> None:
            if error is not None and name:
                told = {"handler": name, "outcome": type(error).__name__}
                self._say("failed at", event, told)

        return ended

    def sending(self, conversation_id: str) -> Ended:
        began = time.perf_counter()

        def ended(error: BaseException | None) -> None:
            said = "sent" if error is None else "could not send"
            told = {"conversation": digest(conversation_id), **_taken(began, error)}
            logger.info("%s", said, extra={"puppet": self._puppet, **told})

        return ended

    def waiting(self, conversation_id: str, why: Wait, seconds: float) -> Ended:
        where, reason = digest(conversation_id), why.value
        told = {"conversation": where, "reason": reason, "seconds": round(seconds, 3)}
        logger.info("send waits", extra={"puppet": self._puppet, **told})
        return super().waiting(conversation_id, why, seconds)

    def _say(
        self, said: str, event: Event, more: Mapping[str, str | float] | None = None
    ) -> None:
        kind = kind_of(event)
        told = {"puppet": self._puppet, "event": kind, **(more or {})}
        if event.conversation_id is not None:
            told["conversation"] = digest(event.conversation_id)
        logger.info("%s %s", said, kind, extra=told)


def _taken(began: float, error: BaseException | None) -> dict[str, str | float]:
    return {
        "seconds": round(time.perf_counter() - began, 6),
        "outcome": "ok" if error is None else type(error).__name__,
    }

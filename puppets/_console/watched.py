"""One puppet, as the console sees it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from .._bot.running import TYPED
from .._observing.observer import Ended, Observer, Wait
from ..enums import ScanStatus
from ..events import (
    ErrorEvent,
    Event,
    LoginEvent,
    LogoutEvent,
    MessageEvent,
    ReadyEvent,
    ScanEvent,
)
from ..puppet import Puppet
from ..state import Health, State
from .code import picture
from .names import Names
from .told import Card, Waits

__all__ = ["Watched"]

BEAT = 5
"""Seconds to which a heartbeat is told: else every card would change every second."""


class Watched(Observer):
    """Counts what comes and goes, and how far the login is."""

    def __init__(
        self,
        puppet: Puppet,
        label: str,
        heard: Callable[[Watched, Event], None],
        named: Callable[[Watched, str], None],
    ) -> None:
        self.puppet = puppet
        self.label = label
        self.names = Names(puppet, lambda known: named(self, known))
        self._told = heard
        self._scan: ScanEvent | None = None
        self._is_ready = False
        self._heard = self._sent = self._failed = 0
        self._waits: dict[object, tuple[Wait, float]] = {}
        self._waited = 0.0

    @property
    def self_id(self) -> str | None:
        return self.puppet.self_id if self.puppet.is_logged_in else None

    @property
    def waits(self) -> bool:
        """Whether a send waits."""
        return bool(self._waits)

    # What happens.

    def heard(self, event: Event) -> None:
        match event:
            case ScanEvent():
                self._scan = event
            case LoginEvent():
                self._scan, self._is_ready = None, False
            case ReadyEvent():
                self._is_ready = True
            case LogoutEvent():
                self._is_ready = False
            case MessageEvent(message=message) if message.talker_id != self.self_id:
                self._heard += 1
        if event.journaled or isinstance(event, ErrorEvent):
            self._told(self, event)

    def sending(self, conversation_id: str) -> Ended:
        def ended(error: BaseException | None) -> None:
            if error is None:
                self._sent += 1
            else:
                self._failed += 1

        return ended

    def waiting(self, conversation_id: str, why: Wait, seconds: float) -> Ended:
        key, began = object(), time.time()
        self._waits[key] = why, began + seconds

        def ended(_: BaseException | None) -> None:
            del self._waits[key]
            self._waited += time.time() - began

        return ended

    # How it is.

    def card(self) -> Card:
        health = self.puppet.health
        me = self.self_id
        asked = self._asked()
        typed = asked if TYPED.fullmatch(asked) else ""
        code, size = ("", 0) if typed else picture(asked)
        return Card(
            name=self.label,
            platform=self.puppet.platform,
            stage=self._stage(health),
            who=self.names.get(me) if me else "",
            code=code,
            code_size=size,
            typed=typed,
            scan=self._scan.status.name.lower() if self._scan else "",
            reconnects=health.reconnects,
            journal=health.journal_depth,
            heard=self._heard,
            sent=self._sent,
            failed=self._failed,
            waits=tuple(self._waiting()),
            waited=round(self._waited, 1),
            last_event=_moment(health.last_event),
            last_heartbeat=_moment(health.last_heartbeat) // BEAT * BEAT,
        )

    def _stage(self, health: Health) -> str:
        match health.state:
            case State.ON if health.logged_in and not health.online:
                return "cut off"
            case State.ON if health.logged_in:
                return "online" if self._is_ready else "syncing"
            case State.ON if self._scan is not None:
                return "scan"
            case State.ON:
                return "logged out"
            case state:
                return str(state.value)

    def _asked(self) -> str:
        """The code that a person is to give to the platform now, if there is one."""
        scan = self._scan
        if scan is None or scan.status is not ScanStatus.WAITING:
            return ""
        return scan.qrcode

    def _waiting(self) -> list[Waits]:
        told = []
        for why in Wait:
            ends = [until for each, until in self._waits.values() if each is why]
            if ends:
                told.append(Waits(why.value, len(ends), round(max(ends), 1)))
        return told


def _moment(at: datetime | None) -> float:
    return round(at.timestamp(), 1) if at else 0

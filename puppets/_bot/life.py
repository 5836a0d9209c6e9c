"""The decorators by which a bot's handlers are told of the puppet itself."""

from __future__ import annotations

from typing import TypeVar

from ..events import (
    DirtyEvent,
    DongEvent,
    ErrorEvent,
    GapEvent,
    HeartbeatEvent,
    LoginEvent,
    LogoutEvent,
    ReadyEvent,
    ResetEvent,
    ScanEvent,
    StartEvent,
    StopEvent,
)
from .happenings import Login, Logout
from .subscriber import Handler, Subscriber, as_it_is

__all__ = ["Life"]

# A decorator gives back the very function it was given, whatever more its type says.
OnStart = TypeVar("OnStart", bound=Handler[StartEvent])
OnStop = TypeVar("OnStop", bound=Handler[StopEvent])
OnScan = TypeVar("OnScan", bound=Handler[ScanEvent])
OnLogin = TypeVar("OnLogin", bound=Handler[Login])
OnReady = TypeVar("OnReady", bound=Handler[ReadyEvent])
OnLogout = TypeVar("OnLogout", bound=Handler[Logout])
OnReset = TypeVar("OnReset", bound=Handler[ResetEvent])
OnHeartbeat = TypeVar("OnHeartbeat", bound=Handler[HeartbeatEvent])
OnDong = TypeVar("OnDong", bound=Handler[DongEvent])
OnError = TypeVar("OnError", bound=Handler[ErrorEvent])
OnDirty = TypeVar("OnDirty", bound=Handler[DirtyEvent])
OnGap = TypeVar("OnGap", bound=Handler[GapEvent])


class Life(Subscriber):
    """One for each kind of event in the life of a puppet."""

    def on_start(self, handler: OnStart) -> OnStart:
        """The puppet is ON."""
        self._on(StartEvent, handler, as_it_is)
        return handler

    def on_stop(self, handler: OnStop) -> OnStop:
        """The puppet is OFF."""
        self._on(StopEvent, handler, as_it_is)
        return handler

    def on_scan(self, handler: OnScan) -> OnScan:
        """A person has to link the account with a QR code."""
        self._on(ScanEvent, handler, as_it_is)
        return handler

    def on_login(self, handler: OnLogin) -> OnLogin:
        """The platform knows the puppet from now on."""
        self._on(LoginEvent, handler, Login.of)
        return handler

    def on_ready(self, handler: OnReady) -> OnReady:
        """What the platform has to sync is synced; once per login."""
        self._on(ReadyEvent, handler, as_it_is)
        return handler

    def on_logout(self, handler: OnLogout) -> OnLogout:
        """The platform no longer knows the puppet, or is about to."""
        self._on(LogoutEvent, handler, Logout.of)
        return handler

    def on_reset(self, handler: OnReset) -> OnReset:
        """The puppet stops and starts again."""
        self._on(ResetEvent, handler, as_it_is)
        return handler

    def on_heartbeat(self, handler: OnHeartbeat) -> OnHeartbeat:
        """The connection is alive."""
        self._on(HeartbeatEvent, handler, as_it_is)
        return handler

    def on_dong(self, handler: OnDong) -> OnDong:
        """The answer to `puppet.ding`."""
        self._on(DongEvent, handler, as_it_is)
        return handler

    def on_error(self, handler: OnError) -> OnError:
        """The puppet met a problem, and carries on as far as it can."""
        self._on(ErrorEvent, handler, as_it_is)
        return handler

    def on_dirty(self, handler: OnDirty) -> OnDirty:
        """A payload has changed."""
        self._on(DirtyEvent, handler, as_it_is)
        return handler

    def on_gap(self, handler: OnGap) -> OnGap:
        """Something may have been said that nobody can tell any more."""
        self._on(GapEvent, handler, as_it_is)
        return handler

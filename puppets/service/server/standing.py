"""How the puppet stands: what a client is told of it when it comes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from ...events import Event, LoginEvent, LogoutEvent, ReadyEvent, ScanEvent
from ...puppet import Puppet
from ..translate import event_out
from ..wire import pb

__all__ = ["Standing"]


class Standing:
    """Follows the events of the puppet itself."""

    def __init__(self, puppet: Puppet) -> None:
        self._puppet = puppet
        self._login: str | None = None
        self._is_ready = False
        self._scan: ScanEvent | None = None
        self._changed = asyncio.Event()

    def begin(self) -> None:
        """A puppet that was ON before anyone followed it."""
        if self._puppet.is_logged_in:
            self._login = self._puppet.self_id
            self._is_ready = self._puppet.health.online

    def follows(self, event: Event) -> None:
        match event:
            case LoginEvent(contact_id=contact_id):
                self._login, self._is_ready, self._scan = contact_id, False, None
            case LogoutEvent():
                self._login, self._is_ready = None, False
            case ReadyEvent():
                self._is_ready = self._login is not None
            case ScanEvent():
                self._scan = event
            case _:
                return
        self._changed.set()

    @property
    def is_logged_in(self) -> bool:
        """As far as clients were told."""
        return self._login is not None

    def told(self) -> Iterator[pb.EventResponse]:
        """What a client has to know before it hears of anything else."""
        if self._login is not None:
            yield from _said(LoginEvent(contact_id=self._login))
        if self._is_ready:
            yield from _said(ReadyEvent())
        if self._scan is not None and self._login is None:
            yield from _said(self._scan)

    def heartbeat(self) -> pb.EventResponse:
        """That the service lives, and whether it hears the platform."""
        state = "online" if self._puppet.health.online else "offline"
        payload = f'{{"data":"{state}"}}'
        return pb.EventResponse(type=pb.EVENT_TYPE_HEARTBEAT, payload=payload)

    async def agrees(self, patience: float) -> None:
        """Wait until what the puppet says of its login was told to everyone."""
        try:
            async with asyncio.timeout(patience):
                while self._puppet.is_logged_in != self.is_logged_in:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return


def _said(event: Event) -> Iterator[pb.EventResponse]:
    said = event_out(event)
    if said is not None:
        yield said

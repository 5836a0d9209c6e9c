"""What can be asked of the puppet itself: to start, to stop, to tell what happens."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from ... import __version__
from ...enums import DirtyType
from ...errors import Rejected
from ...events import DirtyEvent
from ...puppet import Puppet
from ...state import State
from .. import rpcs
from ..bounds import limits_out
from ..translate import event_out
from ..wire import pb
from .audience import Audience
from .calls import Counter, marks
from .endings import Context
from .standing import Standing
from .visitors import Visitor, after

__all__ = ["Life"]


class Life:
    """Starts and stops are the puppet's own only where that harms no other client."""

    PATIENCE = 2.0
    """Seconds to wait for a foreign client to start, and for a login to be told."""
    SETTLING = 0.25
    """Seconds after its start in which TypeScript's client has no ear for READY, and
    may still have files open that it opens at a LOGIN."""

    def __init__(
        self,
        puppet: Puppet,
        audience: Audience,
        standing: Standing,
        *,
        heartbeat: float,
        stops_with_client: bool,
    ) -> None:
        self._puppet = puppet
        self._audience = audience
        self._standing = standing
        self._heartbeat = heartbeat
        self._stops_with_client = stops_with_client
        self._starting = asyncio.Lock()

    def attend(self, counter: Counter) -> None:
        counter.answers_visitor(rpcs.START, self.start)
        counter.answers_visitor(rpcs.STOP, self.stop)
        counter.answers(rpcs.LOGOUT, self.logout)
        counter.answers(rpcs.DING, self.ding)
        counter.answers(rpcs.VERSION, self.version)
        counter.answers(rpcs.DIRTY_PAYLOAD, self.dirty)
        counter.holds(rpcs.EVENT, self.tell)

    async def start(self, _: pb.StartRequest, visitor: Visitor) -> pb.StartResponse:
        """One that was logged out, and listens no more, logs in again."""
        async with self._starting:
            if self._is_over():
                await self._puppet.stop()
            await self._puppet.start()
        # A client that starts reads everything afresh, as it would from a platform.
        self._puppet._cache.clear()  # noqa: SLF001
        await self._standing.agrees(self.PATIENCE)
        visitor.started.set()
        return pb.StartResponse()

    async def stop(self, _: pb.StopRequest, visitor: Visitor) -> pb.StopResponse:
        """Others may be there, or come: the puppet goes on, unless told otherwise."""
        visitor.started.clear()
        if visitor.name is None:
            self._audience.dismiss(visitor)
        if self._stops_with_client and not self._audience.others(visitor):
            await self._puppet.stop()
        return pb.StopResponse()

    async def logout(self, _: pb.LogoutRequest) -> pb.LogoutResponse:
        """
        Nothing, once clients were told of the logout: Wechaty's answer that with this
        very call.
        """
        if self._standing.is_logged_in:
            await self._puppet.logout()
        return pb.LogoutResponse()

    async def ding(self, asked: pb.DingRequest) -> pb.DingResponse:
        await self._puppet.ding(asked.data)
        return pb.DingResponse()

    async def version(self, _: pb.VersionRequest) -> pb.VersionResponse:
        return pb.VersionResponse(version=__version__)

    async def dirty(self, asked: pb.DirtyPayloadRequest) -> pb.DirtyPayloadResponse:
        """Who asks waits until it is told so, in the stream of events."""
        what = _dirty_type(int(asked.type))
        if self._puppet.state is State.ON:
            self._audience.expects(what, asked.id)
            await self._puppet.dirty(what, asked.id)
        else:
            event = DirtyEvent(payload_type=what, payload_id=asked.id)
            if (said := event_out(event)) is not None:
                self._audience.tell(said)
        return pb.DirtyPayloadResponse()

    # What happens.

    async def tell(self, visitor: Visitor, context: Context) -> None:
        """The puppet as it stands, what was missed, and what happens from now on."""
        listener = await self._audience.attach(visitor, after(marks(context)))
        try:
            beat = self._standing.heartbeat
            if visitor.name is None:
                await listener.tell_at_once(context.write, beat())
                await self._until_started(visitor)
                listener.tell_next(*self._standing.told())
            else:
                listener.tell_first(beat(), *self._standing.told())
                await context.send_initial_metadata(self._about())
            await listener.run(
                context.write, lambda: listener.tell(beat()), self._heartbeat
            )
        finally:
            self._audience.detach(listener)

    async def _until_started(self, visitor: Visitor) -> None:
        """
        TypeScript's client listens before it starts; what it is told of a login
        meanwhile falls among the leavings of its last one.
        """
        if visitor.started.is_set():
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(self.PATIENCE):
                await visitor.started.wait()
            await asyncio.sleep(self.SETTLING)

    def _about(self) -> tuple[tuple[str, str], ...]:
        return (
            ("x-puppets-platform", self._puppet.platform),
            ("x-puppets-limits", limits_out(self._puppet.limits)),
        )

    def _is_over(self) -> bool:
        puppet = self._puppet
        is_on = puppet.state is State.ON
        return is_on and not puppet.is_logged_in and not puppet.health.online


def _dirty_type(number: int) -> DirtyType:
    for what in DirtyType:
        if what == number and what is not DirtyType.UNSPECIFIED:
            return what
    raise Rejected(f"there is no payload of type {number}")

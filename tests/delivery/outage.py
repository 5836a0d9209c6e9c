"""An outage from its first second to its last, and what a puppet made of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from conformance import Human
from conformance.hearing import happens, until
from puppets import ErrorEvent, HeartbeatEvent, MessageEvent, Puppet

from .leaping import PATIENCE, comes_true

__all__ = ["MINUTE", "Outage", "busiest_minute"]

MINUTE = 60.0


def busiest_minute(times: Sequence[float]) -> int:
    """The most of these that lie within sixty seconds."""
    return max(
        (sum(begin <= at < begin + MINUTE for at in times) for begin in times),
        default=0,
    )


@dataclass(eq=False)
class Outage:
    """What happens to a puppet from `begin` on, in seconds of the loop's clock."""

    puppet: Puppet
    begin: Callable[[], Awaitable[None]]
    end: Callable[[], Awaitable[None]]
    times: Callable[[], list[float]]
    """When the platform has been asked for what happens, so far."""
    lasts: float = 150.0

    left: float = 0.0
    """Seconds until the puppet was not online, since the last sign of life in it."""
    healed: float = 0.0
    """Seconds from the end until it heard what was said meanwhile."""
    asked: int = 0
    """Requests in the busiest minute."""

    def __post_init__(self) -> None:
        self._beat = 0.0
        self.puppet.on(HeartbeatEvent, self._heard)

    async def happens_to(self, alice: Human) -> None:
        """Begin it, and end it at the worst moment: just after a try."""
        await comes_true(lambda: self.puppet.health.online, "the puppet to be online")
        with (
            self.puppet.listen(ErrorEvent) as errors,
            self.puppet.listen(MessageEvent) as messages,
        ):
            begun = _now()
            await self.begin()
            await happens(anext(errors), "an error", within=PATIENCE)
            self.left = _now() - max(begun, self._beat)
            assert not self.puppet.health.online
            await alice.says("can you hear me?")
            await self._is_deaf_until(begun + self.lasts)
            self.asked = busiest_minute([at for at in self.times() if at >= begun])
            await self._just_after_a_try()
            ended = _now()
            await self.end()
            await until(messages, _is_it, "what was said meanwhile", within=PATIENCE)
            self.healed = _now() - ended
            assert self.puppet.health.online

    async def _heard(self, _: HeartbeatEvent) -> None:
        self._beat = _now()

    async def _is_deaf_until(self, end: float) -> None:
        with self.puppet.listen(HeartbeatEvent) as beats:
            try:
                async with asyncio.timeout_at(end):
                    await anext(beats)
            except TimeoutError:
                return
        raise AssertionError("a heartbeat of a dead connection")

    async def _just_after_a_try(self) -> None:
        before = len(self.times())
        await comes_true(lambda: len(self.times()) > before, "another try")

    def tell(self, record: Callable[[str, object], None]) -> None:
        record("seconds to leave online", round(self.left, 1))
        record("requests in the busiest minute", self.asked)
        record("seconds to heal", round(self.healed, 1))


def _is_it(event: MessageEvent) -> bool:
    return event.message.text == "can you hear me?"


def _now() -> float:
    return asyncio.get_running_loop().time()

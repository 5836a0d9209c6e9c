"""Bots in a row: what one says in answer is what the next one hears."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from ..events import Event, MessageEditEvent, MessageEvent
from ..payloads import MessagePayload
from .audience import Audience, complain
from .directory import Directory
from .message import Message
from .passed import Passed, Whole, payload_of, whole
from .sending import Sending

__all__ = ["Links"]

Heard: TypeAlias = MessageEvent | MessageEditEvent
Onward: TypeAlias = Callable[[Whole], Awaitable[None]]


class Links(Audience):
    """The audiences of several bots, one behind the other."""

    def __init__(self, *links: Audience) -> None:
        super().__init__()
        self._links = links

    @property
    def kinds(self) -> set[type[Event]]:
        kinds = super().kinds.union(*(link.kinds for link in self._links))
        return {Event} if Event in kinds else kinds | {MessageEvent}

    @property
    def has_choosers(self) -> bool:
        return super().has_choosers or any(link.has_choosers for link in self._links)

    async def _tell(self, directory: Directory, event: Event) -> None:
        passage = Passage(self._links, directory)
        await passage.attempt(super()._tell(directory, event))
        match event:
            case MessageEvent() | MessageEditEvent():
                passed = directory.passed if isinstance(directory, Relay) else None
                await passage.hear(event, passed)
            case _:
                for link in self._links:
                    await passage.attempt(link.hear(Relay(directory, link), event))
        complain(passage.errors)


class Passage:
    """One event on its way through a chain. What one link raises harms no other."""

    def __init__(self, links: tuple[Audience, ...], directory: Directory) -> None:
        self._links = links
        self._directory = directory
        self.errors: list[Exception] = []

    async def hear(self, heard: Heard, passed: Whole | None, number: int = 0) -> None:
        """Let this link hear it, and the next one what that says in answer."""
        link = self._links[number]
        is_last = number + 1 == len(self._links)
        onward = None if is_last else partial(self._go_on, heard, number + 1)
        relay = Relay(self._directory, link, heard.message, passed, onward)
        await self.attempt(link.hear(relay, heard))

    async def _go_on(self, heard: Heard, number: int, what: Whole) -> None:
        message = payload_of(what, heard.message)
        event = MessageEvent(message=message, redelivered=heard.redelivered)
        await self.hear(event, what, number)

    async def attempt(self, telling: Awaitable[None]) -> None:
        try:
            await telling
        except Exception as error:  # noqa: BLE001 - it is raised in the end
            self.errors.append(error)


class Relay(Directory):
    """What one link of a chain talks through, while it handles one event."""

    def __init__(
        self,
        outer: Directory,
        audience: Audience,
        heard: MessagePayload | None = None,
        passed: Whole | None = None,
        onward: Onward | None = None,
    ) -> None:
        super().__init__(outer.puppet, audience, questions=outer.questions)
        self._outer = outer
        self._heard = heard
        self._onward = onward
        self.passed = passed
        """What the link before has said; None where it is a person who is heard."""

    async def heard(
        self, payload: MessagePayload, *, redelivered: bool = False
    ) -> Message:
        if self.passed is None or payload is not self._heard:
            return await super().heard(payload, redelivered=redelivered)
        scene = await self.scene(payload)
        return Passed(self, payload, scene, self.passed, redelivered=redelivered)

    async def lets_through(self, event: Event) -> bool:
        """The middleware of the chain comes before that of the link."""
        return await self._outer.lets_through(event) and await super().lets_through(
            event
        )

    async def speak(self, sending: Sending) -> Message:
        """To the next link what is said in answer; a question goes to the person."""
        heard, onward = self._heard, self._onward
        if heard is None or onward is None or sending.is_question:
            return await self._outer.send(sending)
        if sending.conversation_id != heard.conversation_id:
            return await self._outer.send(sending)
        what = await whole(sending.what)
        await onward(what)
        said = replace(payload_of(what, heard), talker_id=self.puppet.self_id)
        return Passed(self, said, await self.scene(said), what)

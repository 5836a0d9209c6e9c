"""The handles by which people mention each other, and whose they are."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from ..memory import Memory
from ..payloads import ContactPayload
from .page import Page

__all__ = ["Handles"]


class Handles:
    """Whose each handle is, of those that were ever seen."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    async def whose(self, wanted: AbstractSet[str], page: Page) -> dict[str, str]:
        """The ids of those of the `wanted` that are known."""
        kept = {handle: await self._kept(_name(handle), page) for handle in wanted}
        return {handle: id.decode() for handle, id in kept.items() if id}

    async def note(self, person: ContactPayload, page: Page) -> None:
        """This one has this handle."""
        if person.handle and person.id.isdigit():
            name, id = _name(person.handle), person.id.encode()
            if await self._kept(name, page) != id:
                page.state[name] = id

    async def _kept(self, name: str, page: Page) -> bytes | None:
        return page.state.get(name) or await self._memory.state(name)


def _name(handle: str) -> str:
    return f"handle {handle.lower()}"

"""The contract on becoming contacts."""

from __future__ import annotations

from ._operations import Operations, cached, operation
from .enums import DirtyType
from .payloads import FriendshipPayload
from .queries import FriendshipQuery

__all__ = ["Friendships"]


class Friendships(Operations):
    """Requests for friendship, where a platform asks before people may talk."""

    async def friendship_list(self) -> list[str]:
        """The ids of the friendships seen so far."""
        return list(await self._memory.keys(FriendshipPayload))

    async def friendship_search(self, query: FriendshipQuery) -> str | None:
        """The id of the person with this phone number or handle, if there is one."""
        if query.phone is not None:
            return await self.friendship_search_phone(query.phone)
        return await self.friendship_search_handle(query.handle or "")

    @operation(around=cached(FriendshipPayload))
    async def friendship_payload(self, friendship_id: str) -> FriendshipPayload:
        """A friendship that was seen."""
        raise self._lacks("friendship_payload")

    async def friendship_dirty(self, friendship_id: str) -> None:
        """Read this friendship afresh from now on (4.13)."""
        await self.dirty(DirtyType.FRIENDSHIP, friendship_id)

    @operation()
    async def friendship_accept(self, friendship_id: str) -> None:
        """Agree to a request for friendship."""
        raise self._lacks("friendship_accept")

    @operation()
    async def friendship_add(self, contact_id: str, hello: str = "") -> None:
        """Ask this person to be a friend."""
        raise self._lacks("friendship_add")

    @operation()
    async def friendship_search_phone(self, phone: str) -> str | None:
        """The id of the person with this phone number, if there is one."""
        raise self._lacks("friendship_search_phone")

    @operation()
    async def friendship_search_handle(self, handle: str) -> str | None:
        """The id of the person with this handle, if there is one."""
        raise self._lacks("friendship_search_handle")

"""What a puppet may ask the platform about posts."""

from __future__ import annotations

from ...enums import TapType
from ...payloads import Page, PostPayload, TapPayload
from ...queries import PostQuery, TapQuery
from ..platform.uploads import uploaded_post
from .connection import Connection, request

__all__ = ["PostRequests"]


class PostRequests(Connection):
    """Posts, and taps on them."""

    @request
    async def post(self, post_id: str) -> PostPayload:
        await self._me()
        return self._platform.posts.post(post_id)

    @request
    async def publish(self, post: PostPayload) -> str:
        """Publish it; its files are read while they are on their way."""
        me = await self._me()
        return self._platform.posts.publish(me, await uploaded_post(post))

    @request
    async def search_posts(
        self, query: PostQuery, size: int, token: str | None
    ) -> Page[str]:
        await self._me()
        return self._platform.posts.search(query, size, token)

    @request
    async def tap(self, post_id: str, type: TapType, *, tapped: bool) -> None:
        self._platform.posts.tap(post_id, await self._me(), type, tapped=tapped)

    @request
    async def taps(
        self, post_id: str, query: TapQuery | None, size: int, token: str | None
    ) -> Page[TapPayload]:
        await self._me()
        return self._platform.posts.taps(post_id, query, size, token)

"""The mock puppet on posts and taps."""

from __future__ import annotations

from ..enums import TapType
from ..payloads import Page, PostPayload, TapPayload
from ..queries import PostQuery, TapQuery
from .base import MockBase

__all__ = ["MockPosts"]


class MockPosts(MockBase):
    # Posts.

    async def post_payload(self, post_id: str) -> PostPayload:
        return await self._client.post(post_id)

    async def post_publish(self, post: PostPayload) -> str:
        post_id = await self._client.publish(post)
        for ancestor_id in {post.parent_id, post.root_id} - {None}:
            await self.post_dirty(ancestor_id or "")
        return post_id

    async def post_search(
        self, query: PostQuery, *, size: int = 20, token: str | None = None
    ) -> Page[str]:
        return await self._client.search_posts(query, size, token)

    async def tap(
        self, post_id: str, type: TapType = TapType.LIKE, *, tapped: bool = True
    ) -> None:
        await self._client.tap(post_id, type, tapped=tapped)
        await self.post_dirty(post_id)

    async def tap_search(
        self,
        post_id: str,
        query: TapQuery | None = None,
        *,
        size: int = 20,
        token: str | None = None,
    ) -> Page[TapPayload]:
        return await self._client.taps(post_id, query, size, token)

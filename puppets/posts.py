"""The contract on posts: moments, channels, and taps on them."""

from __future__ import annotations

from ._operations import Operations, cached, operation
from .enums import DirtyType, TapType
from .payloads import Page, PostPayload, TapPayload
from .queries import PostQuery, TapQuery

__all__ = ["Posts"]


class Posts(Operations):
    """What is said to nobody in particular."""

    @operation(around=cached(PostPayload))
    async def post_payload(self, post_id: str) -> PostPayload:
        """This post."""
        raise self._lacks("post_payload")

    async def post_dirty(self, post_id: str) -> None:
        """Read this post afresh from now on (4.13)."""
        await self.dirty(DirtyType.POST, post_id)

    @operation()
    async def post_publish(self, post: PostPayload) -> str:
        """Publish it; return its id."""
        raise self._lacks("post_publish")

    @operation()
    async def post_search(
        self, query: PostQuery, *, size: int = 20, token: str | None = None
    ) -> Page[str]:
        """The ids of posts that agree with the query, `size` a page."""
        raise self._lacks("post_search")

    @operation()
    async def tap(
        self, post_id: str, type: TapType = TapType.LIKE, *, tapped: bool = True
    ) -> None:
        """Like the post; with `tapped=False` no longer."""
        raise self._lacks("tap")

    @operation()
    async def tap_search(
        self,
        post_id: str,
        query: TapQuery | None = None,
        *,
        size: int = 20,
        token: str | None = None,
    ) -> Page[TapPayload]:
        """Who tapped the post, `size` a page."""
        raise self._lacks("tap_search")

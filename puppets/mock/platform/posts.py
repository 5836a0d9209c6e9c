"""What is said to nobody in particular, and who likes it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TypeVar

from ...enums import PostType, TapType
from ...payloads import Page, PostPayload, TapPayload
from ...queries import PostQuery, TapQuery
from .ground import Ground
from .people import People
from .refusals import Unknown
from .updates import Published

__all__ = ["Posts"]

T = TypeVar("T")


class Posts:
    """Posts, answers to them, and taps on them; friends are told of a new one."""

    def __init__(self, ground: Ground, people: People) -> None:
        self._ground = ground
        self._people = people
        self._posts: dict[str, PostPayload] = {}
        self._taps: dict[str, dict[tuple[str, TapType], TapPayload]] = {}

    def publish(self, author_id: str, post: PostPayload) -> str:
        parent = self.post(post.parent_id) if post.parent_id else None
        published = replace(
            post,
            id=self._ground.id("post"),
            contact_id=author_id,
            timestamp=self._ground.now(),
            type=post.type or PostType.MOMENT,
            root_id=(parent.root_id or parent.id) if parent else None,
        )
        self._posts[published.id] = published
        audience = [author_id, *self._people.friends(author_id)]
        self._ground.tell(Published(published), audience, by=author_id)
        return published.id

    def post(self, post_id: str) -> PostPayload:
        """The post with all that has become of it."""
        try:
            post = self._posts[post_id]
        except KeyError:
            raise Unknown(f"there is no post {post_id!r}") from None
        return replace(
            post,
            children=sum(each.parent_id == post_id for each in self._posts.values()),
            descendants=self._descendants(post_id),
            taps=Counter(type for _, type in self._taps.get(post_id, ())),
        )

    def search(self, query: PostQuery, size: int, token: str | None) -> Page[str]:
        found = [id for id, post in self._posts.items() if query.matches(post)]
        return _page(found, size, token)

    def tap(
        self, post_id: str, contact_id: str, type: TapType, *, tapped: bool
    ) -> None:
        taps = self._taps.setdefault(self.post(post_id).id, {})
        if not tapped:
            taps.pop((contact_id, type), None)
        elif (contact_id, type) not in taps:
            taps[contact_id, type] = TapPayload(
                type=type, contact_id=contact_id, timestamp=self._ground.now()
            )

    def taps(
        self, post_id: str, query: TapQuery | None, size: int, token: str | None
    ) -> Page[TapPayload]:
        taps = self._taps.get(self.post(post_id).id, {}).values()
        found = [tap for tap in taps if query is None or query.matches(tap)]
        return _page(found, size, token)

    def _descendants(self, post_id: str) -> int:
        children = [id for id, each in self._posts.items() if each.parent_id == post_id]
        return len(children) + sum(self._descendants(id) for id in children)


def _page(found: list[T], size: int, token: str | None) -> Page[T]:
    start = int(token or 0)
    end = start + size
    return Page(
        items=tuple(found[start:end]), next_token=str(end) if end < len(found) else None
    )

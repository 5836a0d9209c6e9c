"""Puppets that lose what is said to nobody in particular."""

from __future__ import annotations

from dataclasses import replace

from puppets import (
    Event,
    Page,
    PostEvent,
    PostPayload,
    PostQuery,
    TapPayload,
    TapQuery,
    TapType,
)
from puppets.mock import MockPuppet

from ..twisting import Twisting
from . import breaks

PAGES = "test_posts_are_found_page_by_page"


@breaks("4.17", caught_by="test_a_post_is_published_and_read")
class PublishesTheFirstThing(MockPuppet):
    """Publishes the first of several things."""

    async def post_publish(self, post: PostPayload) -> str:
        return await super().post_publish(replace(post, sayables=post.sayables[:1]))


@breaks("4.17", caught_by="test_a_human_s_post_is_heard")
class HearsNobodySPost(Twisting):
    """Hears a post, and not whose it is."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, PostEvent):
            return replace(event, post=replace(event.post, contact_id=self.self_id))
        return event


@breaks(
    "4.17",
    caught_by="test_an_answer_counts_below_what_it_answers",
)
class CountsNoAnswers(MockPuppet):
    """Has no number for answers."""

    async def post_payload(self, post_id: str) -> PostPayload:
        return replace(await super().post_payload(post_id), children=0)


@breaks("4.17", caught_by=PAGES)
class PutsAllOnOnePage(MockPuppet):
    """Does not know when a page is full."""

    async def post_search(
        self, query: PostQuery, *, size: int = 20, token: str | None = None
    ) -> Page[str]:
        return await super().post_search(query, size=100)


@breaks("4.14", caught_by="test_posts_are_found_by_what_they_answer")
class FindsEveryPost(MockPuppet):
    """Asks for nothing but whose post it is."""

    async def post_search(
        self, query: PostQuery, *, size: int = 20, token: str | None = None
    ) -> Page[str]:
        return await super().post_search(
            PostQuery(contact_id=self.self_id), size=size, token=token
        )


@breaks("4.17", caught_by="test_a_post_is_liked_and_no_longer")
class LikesForEver(MockPuppet):
    """Does not take back that it likes something."""

    async def tap(
        self, post_id: str, type: TapType = TapType.LIKE, *, tapped: bool = True
    ) -> None:
        await super().tap(post_id, type)


@breaks("4.17", caught_by="test_who_likes_a_post_is_told")
class TellsOfEverybody(MockPuppet):
    """Tells who likes a post, whoever was asked about."""

    async def tap_search(
        self,
        post_id: str,
        query: TapQuery | None = None,
        *,
        size: int = 20,
        token: str | None = None,
    ) -> Page[TapPayload]:
        return await super().tap_search(post_id, size=size, token=token)


@breaks("4.17", caught_by="test_taps_are_told_page_by_page")
class TellsTheFirstPage(MockPuppet):
    """Begins every page at the beginning."""

    async def tap_search(
        self,
        post_id: str,
        query: TapQuery | None = None,
        *,
        size: int = 20,
        token: str | None = None,
    ) -> Page[TapPayload]:
        return await super().tap_search(post_id, query, size=size)

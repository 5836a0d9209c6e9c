"""What is said to nobody in particular (contract 4.17)."""

from __future__ import annotations

from puppets import (
    PostEvent,
    PostPayload,
    PostQuery,
    PostType,
    Puppet,
    TapQuery,
    TapType,
)

from .harness import clause, requires
from .hearing import heard
from .world import Human

MORNING = PostPayload(sayables=("good morning ☀️", "tea?"), type=PostType.MOMENT)


class Posts:
    @clause("4.17")
    @requires("post_publish", "post_payload")
    async def test_a_post_is_published_and_read(self, puppet: Puppet) -> None:
        post_id = await puppet.post_publish(MORNING)
        post = await puppet.post_payload(post_id)
        assert (post.id, post.contact_id) == (post_id, puppet.self_id)
        assert (post.sayables, post.type) == (MORNING.sayables, PostType.MOMENT)
        assert post.timestamp is not None

    @clause("4.17")
    @requires("post_payload")
    async def test_a_human_s_post_is_heard(self, puppet: Puppet, alice: Human) -> None:
        with puppet.listen(PostEvent) as events:
            post_id = await alice.publishes(MORNING)
            post = (await heard(events)).post
        assert (post.id, post.contact_id) == (post_id, alice.id)
        assert post.sayables == MORNING.sayables
        assert await puppet.post_payload(post_id) == post

    @clause("4.17")
    @requires("post_publish", "post_payload")
    async def test_an_answer_counts_below_what_it_answers(self, puppet: Puppet) -> None:
        root = await puppet.post_publish(MORNING)
        answer = PostPayload(sayables=("yes",), parent_id=root, root_id=root)
        answer_id = await puppet.post_publish(answer)
        assert (await puppet.post_payload(answer_id)).parent_id == root
        await puppet.post_dirty(root)
        assert (await puppet.post_payload(root)).children == 1

    @clause("4.17")
    @requires("post_publish", "post_search")
    async def test_posts_are_found_page_by_page(self, puppet: Puppet) -> None:
        posts = [
            await puppet.post_publish(PostPayload(sayables=(str(number),)))
            for number in range(5)
        ]
        found: list[str] = []
        token, pages = None, 0
        query = PostQuery(contact_id=puppet.self_id)
        while pages == 0 or token is not None:
            page = await puppet.post_search(query, size=2, token=token)
            assert len(page.items) <= 2
            found += page.items
            token, pages = page.next_token, pages + 1
        assert sorted(found) == sorted(posts)
        assert pages == 3

    @clause("4.14")
    @requires("post_publish", "post_search")
    async def test_posts_are_found_by_what_they_answer(self, puppet: Puppet) -> None:
        root = await puppet.post_publish(MORNING)
        answer = PostPayload(sayables=("yes",), parent_id=root, root_id=root)
        answer_id = await puppet.post_publish(answer)
        page = await puppet.post_search(PostQuery(parent_id=root))
        assert page.items == (answer_id,)
        assert page.next_token is None

    @clause("4.17")
    @requires("post_publish", "tap", "tap_search")
    async def test_a_post_is_liked_and_no_longer(self, puppet: Puppet) -> None:
        post_id = await puppet.post_publish(MORNING)
        await puppet.tap(post_id)
        [tapped] = (await puppet.tap_search(post_id)).items
        assert (tapped.type, tapped.contact_id) == (TapType.LIKE, puppet.self_id)
        await puppet.tap(post_id, tapped=False)
        assert (await puppet.tap_search(post_id)).items == ()

    @clause("4.17")
    @requires("post_publish", "post_payload", "tap_search")
    async def test_who_likes_a_post_is_told(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        post_id = await puppet.post_publish(MORNING)
        await alice.taps(post_id)
        await bob.taps(post_id)
        taps = (await puppet.tap_search(post_id)).items
        assert {tapped.contact_id for tapped in taps} == {alice.id, bob.id}
        hers = await puppet.tap_search(post_id, TapQuery(contact_id=alice.id))
        assert [tapped.contact_id for tapped in hers.items] == [alice.id]
        await puppet.post_dirty(post_id)
        assert dict((await puppet.post_payload(post_id)).taps) == {TapType.LIKE: 2}

    @clause("4.17")
    @requires("post_publish", "tap_search")
    async def test_taps_are_told_page_by_page(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        post_id = await puppet.post_publish(MORNING)
        for human in (alice, bob):
            await human.taps(post_id)
        first = await puppet.tap_search(post_id, size=1)
        second = await puppet.tap_search(post_id, size=1, token=first.next_token)
        found = [tapped.contact_id for tapped in (*first.items, *second.items)]
        assert sorted(found) == sorted([alice.id, bob.id])
        assert second.next_token is None

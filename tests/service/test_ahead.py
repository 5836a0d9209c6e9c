"""What words name is asked for ahead, and comes in the order of the words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from puppets import NotFound, Unavailable
from puppets.service.ahead import MOST, in_turn

pytestmark = pytest.mark.anyio


async def _words(
    *words: str, broken: bool = False, then: asyncio.Event | None = None
) -> AsyncGenerator[str]:
    for word in words:
        yield word
    if broken:
        raise Unavailable("the stream broke")
    await (then or asyncio.Event()).wait()


class Library:
    """Where each word can be looked up, when it is given out."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.given: dict[str, asyncio.Event] = {}

    async def ask(self, word: str) -> str:
        self.asked.append(word)
        await self.given.setdefault(word, asyncio.Event()).wait()
        if word == "lost":
            raise NotFound(word)
        return word.upper()

    def give(self, *words: str) -> None:
        for word in words:
            self.given.setdefault(word, asyncio.Event()).set()

    async def until_asked(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.asked) < count:
                await asyncio.sleep(0)


async def test_what_comes_first_waits_for_its_turn() -> None:
    library = Library()
    async with aclosing(in_turn(_words("a", "b", "c"), library.ask)) as turns:
        first = asyncio.ensure_future(anext(turns))
        await library.until_asked(3)
        library.give("c", "b")
        assert not first.done()
        library.give("a")
        found = await first
        while len(found) < 3:
            found += await anext(turns)
    assert found == [("a", "A"), ("b", "B"), ("c", "C")]


async def test_no_more_is_asked_than_may_wait() -> None:
    library = Library()
    words = [str(number) for number in range(2 * MOST)]
    async with aclosing(in_turn(_words(*words), library.ask)) as turns:
        first = asyncio.ensure_future(anext(turns))
        await library.until_asked(MOST)
        for _ in range(100):
            await asyncio.sleep(0)
        assert len(library.asked) == MOST
        library.give(*words)
        found = await first
        while len(found) < len(words):
            found += await anext(turns)
    assert [word for word, _ in found] == words


async def test_what_was_said_before_the_stream_broke_comes_before_its_error() -> None:
    library = Library()
    async with aclosing(in_turn(_words("a", "b", broken=True), library.ask)) as turns:
        coming = asyncio.ensure_future(anext(turns))
        await library.until_asked(2)
        library.give("a", "b")
        found = await coming
        while len(found) < 2:
            found += await anext(turns)
        assert [word for word, _ in found] == ["a", "b"]
        with pytest.raises(Unavailable):
            await anext(turns)


async def test_one_that_fails_is_raised_in_its_turn() -> None:
    library = Library()
    library.give("a", "lost", "c")
    async with aclosing(in_turn(_words("a", "lost", "c"), library.ask)) as turns:
        assert await anext(turns) == [("a", "A")]
        with pytest.raises(NotFound):
            await anext(turns)


async def test_what_is_under_way_ends_with_it() -> None:
    library, before = Library(), asyncio.all_tasks()
    async with aclosing(in_turn(_words("a", "b"), library.ask)) as turns:
        coming = asyncio.ensure_future(anext(turns))
        await library.until_asked(2)
        coming.cancel()
        await asyncio.wait({coming})
    assert asyncio.all_tasks() <= before

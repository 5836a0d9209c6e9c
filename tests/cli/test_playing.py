"""The demo's conversation, where it does not go as expected."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import pytest

from puppets._cli.playing import SCRIPT, play_on
from puppets._cli.stages import HUMAN, MockStage, Stage, mock
from puppets.mock import Mocker

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def closed() -> AsyncGenerator[Stage]:
    """Nobody is let in."""
    mocker = Mocker()
    await mocker.revokes()
    yield MockStage(mocker, mocker.person(HUMAN))


async def test_the_whole_conversation_is_on_the_transcript() -> None:
    play = await play_on("mock", mock)
    assert play.succeeded
    expected = [text for said, _, answer in SCRIPT for text in (said, answer) if text]
    assert [line.text for line in play.lines] == expected
    assert all(line.at.tzinfo for line in play.lines)
    took = [line.latency for line in play.lines if line.talker != HUMAN]
    assert all(seconds is not None and 0 < seconds < 10 for seconds in took)


async def test_more_than_was_expected_is_wrong() -> None:
    class Echoing(MockStage):
        async def says(self, text: str, *, in_room: bool) -> None:
            await super().says(text, in_room=in_room)
            if text == "hello":
                await super().says("anybody?", in_room=in_room)

    @asynccontextmanager
    async def echoing() -> AsyncGenerator[Stage]:
        mocker = Mocker()
        yield Echoing(mocker, mocker.person(HUMAN))

    play = await play_on("mock", echoing)
    assert not play.succeeded
    assert "anybody?" in play.wrong


async def test_a_puppet_that_cannot_start_is_wrong_and_says_why() -> None:
    play = await play_on("mock", closed)
    assert not play.succeeded
    assert play.wrong.startswith("Unauthorized: ")

"""The conversation of the demo, held on one platform."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from ..errors import ConfigurationError, PuppetError
from .loading import DING_DONG, bot_in
from .stages import HUMAN, Opened, Stage

__all__ = ["Line", "Play", "play_on"]

PATIENCE = 10.0
GLANCE = 0.002
"""Seconds between two looks at the screen: the latencies are that exact."""

SCRIPT = [
    # said, in the room, answered
    ("hello", False, None),
    ("ding", False, "dong"),
    ("ding ding", False, None),
    ("ding", True, "dong"),
    ("ding", False, "dong"),
]


@dataclass(frozen=True, kw_only=True)
class Line:
    """Something that stood on the human's screen, and since when."""

    at: datetime
    talker: str
    text: str
    in_room: bool
    latency: float | None = None
    """Seconds that the bot took; None for the human."""


@dataclass(kw_only=True)
class Play:
    """How the conversation went on one platform."""

    name: str
    against: str = ""
    lines: list[Line] = field(default_factory=list)
    left_out: str = ""
    wrong: str = ""

    @property
    def succeeded(self) -> bool:
        return not (self.left_out or self.wrong)


async def play_on(name: str, opened: Callable[[], Opened]) -> Play:
    play = Play(name=name)
    try:
        async with opened() as stage:
            play.against = stage.against
            bot = bot_in(DING_DONG)
            bot.switch(stage.puppet)
            async with bot:
                for said, in_room, answer in SCRIPT:
                    await _exchange(stage, play, said, answer, in_room=in_room)
            await _compare(stage, play)
    except ConfigurationError as error:
        play.left_out = str(error)
    except (PuppetError, TimeoutError) as error:
        play.wrong = f"{type(error).__name__}: {error}"
    return play


async def _exchange(
    stage: Stage, play: Play, said: str, answer: str | None, *, in_room: bool
) -> None:
    before = len(await stage.sees(in_room=in_room)) + 1
    clock = asyncio.get_running_loop().time
    began = clock()
    play.lines.append(
        Line(at=datetime.now().astimezone(), talker=HUMAN, text=said, in_room=in_room)
    )
    await stage.says(said, in_room=in_room)
    if answer is None:
        return
    async with asyncio.timeout(PATIENCE):
        # A person looks at the screen; the platform does not ring.
        while len(seen := await stage.sees(in_room=in_room)) <= before:  # noqa: ASYNC110
            await asyncio.sleep(GLANCE)
    talker, text = seen[before]
    play.lines.append(
        Line(
            at=datetime.now().astimezone(),
            talker=talker,
            text=text,
            in_room=in_room,
            latency=clock() - began,
        )
    )


async def _compare(stage: Stage, play: Play) -> None:
    """In the end there stands what was expected, and nothing else."""
    for in_room in (False, True):
        stands = [text for _, text in await stage.sees(in_room=in_room)]
        expected = [
            text
            for said, where, answer in SCRIPT
            if where is in_room
            for text in (said, answer)
            if text is not None
        ]
        if stands != expected:
            play.wrong = f"expected {expected}, and there stands {stands}"

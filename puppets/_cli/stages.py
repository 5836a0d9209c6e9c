"""Where the demo plays: a platform, a person on it, and the puppet that the bot uses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, TypeAlias

from ..errors import ConfigurationError
from ..mock import Mocker, MockOptions, MockPuppet, Person
from ..puppet import Puppet
from ..registry import provider

if TYPE_CHECKING:
    from fixtures.telegram.server import TelegramServer

__all__ = ["HUMAN", "ROOM", "STAGES", "Stage"]

HUMAN, ROOM = "Alice", "Tea"


class Stage(ABC):
    """What the human does and sees, asked of the platform, never of the puppet."""

    puppet: Puppet
    against: str
    """What the platform is here, in a few words."""

    @abstractmethod
    async def says(self, text: str, *, in_room: bool) -> None:
        """The human says it to the bot, or in the room."""

    @abstractmethod
    async def sees(self, *, in_room: bool) -> list[tuple[str, str]]:
        """Who said what, on the human's screen."""


class MockStage(Stage):
    against = "a platform in memory,\nin this process"

    def __init__(self, mocker: Mocker, human: Person) -> None:
        self.puppet = MockPuppet(MockOptions(mocker=mocker))
        self._human = human
        self._room = mocker.room(ROOM, human)

    async def says(self, text: str, *, in_room: bool) -> None:
        await self._human.says(text, room=self._room if in_room else None)

    async def sees(self, *, in_room: bool) -> list[tuple[str, str]]:
        seen = await self._human.sees(room=self._room if in_room else None)
        return [(each.talker, each.text) for each in seen]


class TelegramStage(Stage):
    def __init__(self, server: TelegramServer) -> None:
        from ..telegram import TelegramOptions, TelegramPuppet

        options = TelegramOptions(token=server.token, api_url=server.url)
        self.puppet = TelegramPuppet(options)
        self.against = f"the stand-in Bot API,\nHTTP at {server.url}"
        self._server = server
        self._human = server.sign_up(HUMAN, "alice")
        self._group = server.open_group(ROOM, [self._human], admin=True)

    async def says(self, text: str, *, in_room: bool) -> None:
        self._server.say(self._human, self._chat(in_room), text)

    async def sees(self, *, in_room: bool) -> list[tuple[str, str]]:
        return [
            (message["from"]["first_name"], message["text"])
            for message in self._server.messages(self._chat(in_room))
            if "text" in message
        ]

    def _chat(self, in_room: bool) -> int:
        return self._group if in_room else self._human


@asynccontextmanager
async def mock() -> AsyncGenerator[Stage]:
    mocker = Mocker()
    yield MockStage(mocker, mocker.person(HUMAN))


@asynccontextmanager
async def telegram() -> AsyncGenerator[Stage]:
    try:
        from fixtures.telegram.server import TelegramServer
    except ModuleNotFoundError:
        raise ConfigurationError(
            "its stand-in server comes with the source tree, not with the package: "
            "clone the repository and run `make demo`"
        ) from None
    _ = provider("telegram").puppet_type  # MissingExtra says what to install
    async with TelegramServer() as server:
        yield TelegramStage(server)


Opened: TypeAlias = AbstractAsyncContextManager[Stage]
STAGES: dict[str, Callable[[], Opened]] = {"mock": mock, "telegram": telegram}

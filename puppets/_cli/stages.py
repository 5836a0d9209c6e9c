"""Where the demo plays: a platform, a person on it, and the puppet that the bot uses."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

import aiohttp

from ..errors import ConfigurationError
from ..mock import Mocker, MockOptions, MockPuppet, Person
from ..puppet import Puppet
from ..registry import provider
from .screen import aside

if TYPE_CHECKING:
    from puppets_standins.gitter.account import Account
    from puppets_standins.gitter.homeserver import Homeserver
    from puppets_standins.slack.server import SlackServer
    from puppets_standins.telegram.server import TelegramServer

__all__ = ["BOT", "HUMAN", "ROOM", "STAGES", "Stage"]

HUMAN, BOT, ROOM = "Alice", "Puppet", "Tea"


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


class SlackStage(Stage):
    def __init__(self, server: SlackServer) -> None:
        from puppets_standins.slack.server import APP_TOKEN, BOT_TOKEN

        from ..slack import SlackOptions, SlackPuppet

        self.puppet = SlackPuppet(
            SlackOptions(
                bot_token=BOT_TOKEN,
                app_token=APP_TOKEN,
                api_url=f"{server.url}/api/",
            )
        )
        self.against = f"the stand-in Slack,\nits API at {server.url}"
        self._server = server
        self._human = server.sign_up(HUMAN)
        self._channel = server.open_room(
            ROOM.lower(), [self._human, server.app.user.id]
        )

    async def says(self, text: str, *, in_room: bool) -> None:
        self._server.say(self._human, self._place(in_room), text)

    async def sees(self, *, in_room: bool) -> list[tuple[str, str]]:
        return [
            (self._server.user(message.user).real_name, message.text)
            for message in self._server.messages(self._human, self._place(in_room))
            if not message.is_service
        ]

    def _place(self, in_room: bool) -> str:
        return self._channel if in_room else self._human


class GitterStage(Stage):
    """A room and a direct chat on a real homeserver; the bot's owner has accepted both."""

    def __init__(self, server: Homeserver, bot: Account, human: Account) -> None:
        from ..gitter import GitterOptions, GitterPuppet

        self.puppet = GitterPuppet(
            GitterOptions(homeserver=server.url, access_token=bot.token)
        )
        self.against = f"a real homeserver, Synapse,\nat {server.url}"
        self._bot = bot
        self._human = human
        self._chat = self._room = ""

    async def furnish(self) -> None:
        """Bring the two together; not before there are both."""
        asked = {"invite": [self._bot.id]}
        self._chat = await self._human.create(is_direct=True, **asked)
        self._room = await self._human.create(name=ROOM, **asked)
        direct = {self._human.id: [self._chat]}
        await self._bot.set_account_data("m.direct", direct)
        for room_id in (self._chat, self._room):
            await self._bot.join(room_id)

    async def says(self, text: str, *, in_room: bool) -> None:
        await self._human.send(
            self._place(in_room), {"msgtype": "m.text", "body": text}
        )

    async def sees(self, *, in_room: bool) -> list[tuple[str, str]]:
        names = {self._human.id: HUMAN, self._bot.id: BOT}
        return [
            (names[event["sender"]], event["content"]["body"])
            for event in await self._human.timeline(self._place(in_room))
            if event["type"] == "m.room.message"
        ]

    def _place(self, in_room: bool) -> str:
        return self._room if in_room else self._chat


@asynccontextmanager
async def mock() -> AsyncGenerator[Stage]:
    mocker = Mocker()
    yield MockStage(mocker, mocker.person(HUMAN))


@asynccontextmanager
async def telegram() -> AsyncGenerator[Stage]:
    _ = provider("telegram").puppet_type  # MissingExtra says what to install
    from puppets_standins.telegram.server import TelegramServer

    async with TelegramServer() as server:
        yield TelegramStage(server)


@asynccontextmanager
async def slack() -> AsyncGenerator[Stage]:
    _ = provider("slack").puppet_type
    from puppets_standins.slack.server import SlackServer

    async with SlackServer() as server:
        yield SlackStage(server)


@asynccontextmanager
async def gitter() -> AsyncGenerator[Stage]:
    _ = provider("gitter").puppet_type
    if find_spec("synapse") is None:
        raise ConfigurationError(
            "its homeserver is missing: pip install matrix-synapse"
        )
    from puppets_standins.gitter.account import Account
    from puppets_standins.gitter.homeserver import Homeserver

    with aside().status("starting a homeserver, which takes some seconds"):
        server = await asyncio.to_thread(Homeserver.start)
    try:
        async with aiohttp.ClientSession() as session:
            bot = await Account.new(server.url, session, BOT)
            human = await Account.new(server.url, session, HUMAN)
            stage = GitterStage(server, bot, human)
            await stage.furnish()
            yield stage
    finally:
        server.stop()


Opened: TypeAlias = AbstractAsyncContextManager[Stage]
STAGES: dict[str, Callable[[], Opened]] = {
    "mock": mock,
    "telegram": telegram,
    "slack": slack,
    "gitter": gitter,
}

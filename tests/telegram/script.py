"""A long day on the stand-in Telegram: everything people do, and every method, asked by python-telegram-bot."""

from __future__ import annotations

import telegram

from puppets_standins.telegram import TelegramServer
from tests.telegram.bot_acts import BotActs
from tests.telegram.day import GIF, PICTURE, Played
from tests.telegram.hook import hook
from tests.telegram.people_acts import PeopleActs

__all__ = ["GIF", "PICTURE", "Played", "Script", "hook", "play"]


class Script(PeopleActs, BotActs):
    """All the acts, to be played in their order."""


async def play() -> Played:
    """The whole day."""
    played = Played()
    async with TelegramServer() as server:
        server.witness(lambda method, result: played.results.append((method, result)))
        async with telegram.Bot(
            server.token,
            base_url=f"{server.url}/bot",
            base_file_url=f"{server.url}/file/bot",
        ) as bot:
            script = Script(server, bot, played)
            await script.people_arrive()
            await script.people_talk()
            await script.people_send_files()
            await script.people_send_the_rest()
            await script.people_keep_house()
            await script.bot_presents_itself()
            await script.bot_talks()
            await script.bot_sends_files()
            await script.bot_handles_messages()
            await script.bot_answers_presses()
            await script.bot_keeps_house()
            await script.bot_is_pushed()
            await script.bot_leaves()
    return played

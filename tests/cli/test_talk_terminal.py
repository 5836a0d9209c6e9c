"""`puppets chat --puppet NAME` in a terminal: a person on the platform."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from puppets_standins.slack.server import APP_TOKEN, BOT_TOKEN, SlackServer
from puppets_standins.telegram.server import TOKEN, TelegramServer
from tests.cli.beside import beside
from tests.cli.test_terminal import terminal

pytestmark = pytest.mark.timeout(60)  # each starts a program

MOCK = """
import asyncio
from puppets import MessageEvent
from puppets._cli.talk.running import talk
from puppets.mock import Mocker, MockOptions, MockPuppet

mocker = Mocker()
alice, bob = mocker.person("Alice"), mocker.person("Bob")
tea = mocker.room("Tea", alice, bob)
puppet = MockPuppet(MockOptions(mocker=mocker))

async def answer(event: MessageEvent) -> None:
    if event.message.text == "is anybody there?":
        said = await alice.says("I am", room=tea)
        await alice.edits(said, "I am, and Bob")
        await bob.says("come in \\x1b[2Jplease")

puppet.on(MessageEvent, answer)
raise SystemExit(asyncio.run(talk(puppet)))
"""


def test_a_person_talks_on_the_mock(tmp_path: Path) -> None:
    path = tmp_path / "talk.py"
    path.write_text(MOCK)
    with terminal(str(path), program=[sys.executable], COLUMNS="100") as person:
        person.shows("You are Bot on mock. /help tells what you can do.")
        person.shows("> ")
        person.types("/rooms\n")
        person.shows("  1 Tea")
        person.types("/open 1\n")
        person.shows("Tea> ")
        person.types("is anybody there?\n")
        person.shows("Alice: I am\r\n")
        person.shows("Alice: (edited) I am, and Bob")
        assert "[to you] Bob: come in \\x1b[2Jplease" in person.shows("please")
        person.types("/history\n")
        person.shows("you: is anybody there?")
        person.types("/quit\n")
        assert person.ends() == 0


def test_a_person_talks_on_telegram() -> None:
    with beside(TelegramServer()) as telegram:
        alice = telegram.do(lambda server: server.sign_up("Alice", "alice"))
        given = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.do(lambda s: s.url),
        }
        with terminal("chat", "-p", "telegram", **given) as person:
            person.shows("What is said while you are here you have heard")
            telegram.do(lambda server: server.say(alice, alice, "hello"))
            person.shows("Alice: hello")
            person.types("/people\n")
            person.shows("  1 Alice  alice")
            person.types("/open 1\n")
            person.shows("Alice> ")
            person.types("/react 👍\n/reply hello, Alice\n")
            telegram.until(lambda server: len(server.messages(alice)) == 2)
            first, second = telegram.do(lambda server: server.messages(alice))
            assert second["text"] == "hello, Alice"
            assert second["reply_to_message"]["message_id"] == first["message_id"]
            telegram.do(lambda server: server.say(alice, alice, "how are you?"))
            person.shows("Alice: how are you?")
            person.shows("Alice> ")
            person.types("/dance\n")
            person.shows("! /dance is none of what /help tells")
            person.types("\x04")
            assert person.ends() == 0
        assert telegram.do(lambda server: len(server.bot.queue)) == 0


def test_a_person_talks_on_slack() -> None:
    with beside(SlackServer()) as slack:
        alice = slack.do(lambda server: server.sign_up("Alice"))
        room = [alice, slack.do(lambda server: server.app.user.id)]
        tea = slack.do(lambda server: server.open_room("tea", room))
        slack.do(lambda server: server.say(alice, tea, "long ago"))
        given = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": f"{slack.do(lambda server: server.url)}/api/",
        }
        with terminal("chat", "-p", "slack", "--to", "tea", **given) as person:
            person.shows("tea> ")
            person.types("/history\n")
            person.shows("Alice: long ago")
            person.types("good morning\n")
            slack.until(
                lambda server: server.messages(alice, tea)[-1].text == "good morning"
            )
            slack.do(lambda server: server.say(alice, tea, "and to you"))
            person.shows("Alice: and to you")
            slack.do(lambda server: server.say(alice, alice, "psst"))
            person.shows("[to you] Alice: psst")
            person.sends(signal.SIGINT)
            assert person.ends() == 0


@pytest.mark.parametrize("why", ["revoked", "wrong"])
def test_an_account_that_is_lost_ends_the_talk(why: str) -> None:
    with beside(TelegramServer()) as telegram:
        if why == "wrong":
            telegram.do(lambda server: server.revoke())
        given = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": telegram.do(lambda s: s.url),
        }
        with terminal("chat", "-p", "telegram", **given) as person:
            if why == "revoked":
                person.shows("> ")
                telegram.do(lambda server: server.revoke())
            person.shows("puppets: telegram does not accept the token")
            assert person.ends() == 1

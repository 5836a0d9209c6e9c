"""Local-slack itself: that it is the one we mean, and differs from Slack where we say so."""

from __future__ import annotations

import json
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from puppets.puppet import capabilities
from puppets.slack import SlackPuppet
from puppets_standins.slack.local import BINARY, LocalSlack, lacking
from puppets_standins.slack.local_town import APPS, Town
from puppets_standins.slack.local_world import LocalWorld

if why := lacking():
    pytest.skip(why, allow_module_level=True)

pytestmark = pytest.mark.anyio

PINNED = Path(__file__).with_name("package.json")

CALLS = {
    "conversation_mark_read": "conversations.mark",
    "room_add": "conversations.invite",
    "room_create": "conversations.invite",
    "room_del": "conversations.kick",
    "room_quit": "conversations.leave",
    "room_set_announce": "conversations.setPurpose",
    "room_set_topic": "conversations.setTopic",
}


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
async def server(town: Town) -> AsyncIterator[LocalSlack]:
    server = LocalSlack.lend()
    await server.serve(town.config({}))
    yield server
    server.give_back()


@pytest.fixture
def client(server: LocalSlack) -> AsyncWebClient:
    return AsyncWebClient(APPS[0].bot_token, base_url=f"{server.url}/api/")


def test_it_is_the_version_that_is_pinned() -> None:
    pinned = json.loads(PINNED.read_text())["dependencies"]["local-slack-linux-x64"]
    told = subprocess.run([BINARY, "--version"], capture_output=True, check=True)
    assert told.stdout.decode().split()[-1].lstrip("v") == pinned


def test_every_operation_that_it_lacks_is_one_of_the_puppet_s() -> None:
    operations = {name for name in LocalWorld.lacks if not name.startswith("test_")}
    assert operations == CALLS.keys()
    assert operations <= capabilities(SlackPuppet)


@pytest.mark.parametrize("method", sorted(set(CALLS.values())), ids=str)
async def test_what_it_is_said_to_lack_it_lacks(
    client: AsyncWebClient, town: Town, method: str
) -> None:
    given = {"channel": next(iter(town.places))}
    with pytest.raises(SlackApiError, match="unknown_method"):
        await client.api_call(method, params=given)


async def test_it_does_not_look_at_tokens(server: LocalSlack) -> None:
    nobody = AsyncWebClient("xoxb-nobody", base_url=f"{server.url}/api/")
    assert (await nobody.auth_test())["ok"]


async def test_it_keeps_text_as_it_is_given(client: AsyncWebClient, town: Town) -> None:
    channel = next(iter(town.places))
    await client.chat_postMessage(channel=channel, text="<b> & co")
    told = (await client.conversations_history(channel=channel))["messages"]
    assert told[0]["text"] == "<b> & co"

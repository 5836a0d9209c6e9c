"""What Slack makes of texts: escapes, links, mentions, emoji, and what is shown in bold."""

from __future__ import annotations

from typing import Any

import pytest

from conformance.texts import VISIBLE, Text
from puppets_standins.slack import SlackServer, emoji

from .asking import Ask

pytestmark = pytest.mark.anyio


def elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    [block] = blocks
    return [each for section in block["elements"] for each in section["elements"]]


async def test_what_a_person_says_is_kept_escaped(
    server: SlackServer, alice: str
) -> None:
    said = server.say(alice, alice, "a < b & c > d *not bold* <@U1>")
    assert said.text == "a &lt; b &amp; c &gt; d *not bold* &lt;@U1&gt;"
    assert elements(said.blocks) == [
        {"type": "text", "text": "a < b & c > d *not bold* <@U1>"}
    ]


async def test_addresses_become_links(server: SlackServer, alice: str) -> None:
    said = server.say(alice, alice, "see https://example.com/a?b=1&c=2, or a@b.example")
    assert said.text == (
        "see <https://example.com/a?b=1&amp;c=2>, or <mailto:a@b.example|a@b.example>"
    )
    urls = [each["url"] for each in elements(said.blocks) if each["type"] == "link"]
    assert urls == ["https://example.com/a?b=1&c=2", "mailto:a@b.example"]


async def test_emoji_become_names_and_keep_what_they_are(
    server: SlackServer, alice: str
) -> None:
    said = server.say(alice, alice, "😀 👍🏿 👩🏽‍❤️‍💋‍👨🏿")
    assert said.text == (":grinning: :+1::skin-tone-6: :woman-kiss-man::skin-tone-4-6:")
    codes = [each["unicode"] for each in elements(said.blocks) if "unicode" in each]
    assert codes[:2] == ["1f600", "1f44d-1f3ff"]


@pytest.mark.parametrize(
    "text", VISIBLE["emoji"], ids=[text.name for text in VISIBLE["emoji"]]
)
async def test_emoji_in_pieces_make_the_text_again(text: Text) -> None:
    assert "".join(part for part, _ in emoji.spelled(text.said)) == text.said
    named = [(part, name) for part, name in emoji.spelled(text.said) if name]
    plain = [(part, name) for part, name in named if "-" not in name[-3:]]
    assert all(emoji.character(name) == part for part, name in plain)


async def test_a_bot_s_text_is_read_as_markup(
    ask: Ask, server: SlackServer, alice: str
) -> None:
    text = f"*bold* and _leaning_, `code`, <@{alice}>, <https://example.com|here> :tea:"
    said = await ask("chat.postMessage", channel=alice, text=text)
    found = elements(said["message"]["blocks"])
    styles = {each["text"]: each["style"] for each in found if "style" in each}
    assert styles == {
        "bold": {"bold": True},
        "leaning": {"italic": True},
        "code": {"code": True},
    }
    assert {"type": "user", "user_id": alice} in found
    assert {"type": "link", "url": "https://example.com", "text": "here"} in found
    assert {"type": "emoji", "name": "tea", "unicode": "1f375"} in found
    assert said["message"]["text"] == text


async def test_a_bot_s_text_may_be_no_markup(ask: Ask, alice: str) -> None:
    plain = {"text": "*not bold* &amp; 2 * 3 * 4", "mrkdwn": "false"}
    said = await ask("chat.postMessage", channel=alice, **plain)
    assert elements(said["message"]["blocks"]) == [
        {"type": "text", "text": "*not bold* & 2 * 3 * 4"}
    ]


async def test_what_names_nobody_stays_text_and_raw_signs_are_escaped(
    ask: Ask, alice: str
) -> None:
    said = await ask("chat.postMessage", channel=alice, text="<@U1> a < b & c &copy;")
    assert said["message"]["text"] == "&lt;@U1&gt; a &lt; b &amp; c &amp;copy;"


async def test_names_are_found_when_they_are_to_be(ask: Ask, alice: str) -> None:
    handle = (await ask("users.info", user=alice))["user"]["name"]
    said = {"channel": alice, "text": f"hello @{handle}"}
    plain = await ask("chat.postMessage", **said)
    linked = await ask("chat.postMessage", **said, link_names="true")
    assert plain["message"]["text"] == f"hello @{handle}"
    assert linked["message"]["text"] == f"hello <@{alice}>"


async def test_blocks_are_kept_and_text_stands_beside_them(
    ask: Ask, alice: str
) -> None:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "*"}]}
    blocks = [{"type": "rich_text", "elements": [section]}]
    said = await ask.json("chat.postMessage", channel=alice, text="star", blocks=blocks)
    assert said["message"]["text"] == "star"
    assert elements(said["message"]["blocks"]) == [{"type": "text", "text": "*"}]
    wrong = await ask.json("chat.postMessage", channel=alice, blocks=[{"type": "tea"}])
    assert wrong["error"] == "invalid_blocks"

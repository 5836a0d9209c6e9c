"""What becomes of text."""

from __future__ import annotations

import pytest

from puppets_standins.telegram import TelegramServer
from puppets_standins.telegram.text import units
from tests.telegram.script import PICTURE
from tests.telegram.standin.asking import Ask

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "letter", ["x", "я", "🍵"], ids=["one unit", "two bytes", "two units"]
)
async def test_text_is_measured_in_utf_16(
    server: TelegramServer, ask: Ask, letter: str
) -> None:
    alice = server.sign_up("Alice")
    longest = letter * (4096 // units(letter))
    status, sent = await ask("sendMessage", chat_id=alice, text=longest)
    assert (status, sent["text"]) == (200, longest)
    assert await ask("sendMessage", chat_id=alice, text=longest + "!") == (
        400,
        "Bad Request: message is too long",
    )


async def test_the_limit_counts_after_the_markup_is_read(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    status, _ = await ask(
        "sendMessage", chat_id=alice, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML"
    )
    assert status == 200


async def test_a_caption_has_1024_units(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    photo = server.send_file(alice, alice, "photo", PICTURE)["photo"][-1]["file_id"]
    assert (await ask("sendPhoto", chat_id=alice, photo=photo, caption="🍵" * 512))[
        0
    ] == 200
    assert await ask("sendPhoto", chat_id=alice, photo=photo, caption="🍵" * 513) == (
        400,
        "Bad Request: message caption is too long",
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  tea \n", "tea"),
        ("a\tb\rc", "a bc"),
        ("line\nline", "line\nline"),
        ("\u2028tea\u202e", "tea"),
        ("&amp; <b> *_~", "&amp; <b> *_~"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
    ],
    ids=["ends", "controls", "newline", "separators", "markup", "family"],
)
async def test_text_is_kept_as_tdlib_keeps_it(
    server: TelegramServer, ask: Ask, said: str, kept: str
) -> None:
    alice = server.sign_up("Alice")
    assert (await ask("sendMessage", chat_id=alice, text=said))[1]["text"] == kept
    assert server.say(alice, alice, said)["text"] == kept


@pytest.mark.parametrize(
    "empty", ["", " \n", "\u200b\u200d"], ids=["nothing", "white", "invisible"]
)
async def test_empty_text_is_refused(
    server: TelegramServer, ask: Ask, empty: str
) -> None:
    alice = server.sign_up("Alice")
    words = "message text is empty" if not empty else "text must be non-empty"
    assert await ask("sendMessage", chat_id=alice, text=empty) == (
        400,
        f"Bad Request: {words}",
    )


async def test_white_space_under_an_entity_stays_at_the_beginning_only_when_inked(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    bold = [{"type": "bold", "offset": 0, "length": 6}]
    _, sent = await ask("sendMessage", chat_id=alice, text="  tea ", entities=bold)
    assert (sent["text"], sent["entities"]) == (
        "tea",
        [{"type": "bold", "offset": 0, "length": 3}],
    )


async def test_entities_are_recognised_with_utf_16_offsets(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice", "alice_w")
    text = "🍵 @alice_w #tea /go https://example.org. a@example.org"
    _, sent = await ask("sendMessage", chat_id=alice, text=text)
    found = {
        e["type"]: text.encode("utf-16-le")[2 * e["offset"] :][
            : 2 * e["length"]
        ].decode("utf-16-le")
        for e in sent["entities"]
    }
    assert found == {
        "mention": "@alice_w",
        "hashtag": "#tea",
        "bot_command": "/go",
        "url": "https://example.org",
        "email": "a@example.org",
    }


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (
            "HTML",
            '🍵 <b>b</b><i>i</i><code>/c</code><a href="https://e.org">l</a><a href="tg://user?id={id}">m</a>',
        ),
        ("MarkdownV2", "🍵 *b*_i_`/c`[l](https://e.org)[m](tg://user?id={id})"),
    ],
    ids=["html", "markdown"],
)
async def test_markup_becomes_entities(
    server: TelegramServer, ask: Ask, mode: str, said: str
) -> None:
    alice = server.sign_up("Alice")
    _, sent = await ask(
        "sendMessage", chat_id=alice, text=said.format(id=alice), parse_mode=mode
    )
    assert sent["text"] == "🍵 bi/clm"
    kinds = [(e["type"], e["offset"], e["length"]) for e in sent["entities"]]
    assert kinds == [
        ("bold", 3, 1),
        ("italic", 4, 1),
        ("code", 5, 2),
        ("text_link", 7, 1),
        ("text_mention", 8, 1),
    ]
    assert sent["entities"][-1]["user"]["id"] == alice


@pytest.mark.parametrize(
    ("mode", "said", "words"),
    [
        ("HTML", "<tea>", 'Unsupported start tag "tea" at byte offset 0'),
        ("HTML", "<b>tea", 'Can\'t find end tag corresponding to start tag "b"'),
        (
            "MarkdownV2",
            "tea.",
            "Character '.' is reserved and must be escaped with the preceding '\\'",
        ),
        ("MarkdownV2", "*tea", "Can't find end of Bold entity at byte offset 0"),
    ],
    ids=["unknown tag", "open tag", "reserved", "open mark"],
)
async def test_markup_that_cannot_be_read_is_refused(
    server: TelegramServer, ask: Ask, mode: str, said: str, words: str
) -> None:
    alice = server.sign_up("Alice")
    refused = await ask("sendMessage", chat_id=alice, text=said, parse_mode=mode)
    assert refused == (400, f"Bad Request: can't parse entities: {words}")

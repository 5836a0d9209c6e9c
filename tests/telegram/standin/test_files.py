"""Files up and down."""

from __future__ import annotations

import aiohttp
import pytest

from puppets_standins.telegram import TelegramServer
from puppets_standins.telegram.images import plain_png
from tests.telegram.script import GIF, PICTURE
from tests.telegram.standin.asking import Ask

pytestmark = pytest.mark.anyio


async def test_a_file_is_downloaded_byte_for_byte(
    server: TelegramServer, ask: Ask, http: aiohttp.ClientSession
) -> None:
    alice = server.sign_up("Alice")
    sent = server.send_file(
        alice, alice, "document", bytes(range(256)), "tea.bin", "application/x-tea"
    )["document"]
    assert (sent["file_name"], sent["mime_type"], sent["file_size"]) == (
        "tea.bin",
        "application/x-tea",
        256,
    )
    _, file = await ask("getFile", file_id=sent["file_id"])
    async with http.get(
        f"{server.url}/file/bot{server.token}/{file['file_path']}"
    ) as response:
        assert await response.read() == bytes(range(256))
    async with http.get(
        f"{server.url}/file/bot43:wrong/{file['file_path']}"
    ) as response:
        assert response.status == 401


@pytest.mark.parametrize(
    ("size", "status"), [(50 << 20, 200), ((50 << 20) + 1, 413)], ids=["50 MB", "more"]
)
async def test_uploads_end_at_50_mb(
    server: TelegramServer, ask: Ask, size: int, status: int
) -> None:
    alice = server.sign_up("Alice")
    sent = await ask.upload(
        "sendDocument", "document", bytes(size), "big.bin", chat_id=alice
    )
    assert sent[0] == status


async def test_downloads_end_at_20_mb(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    big = server.send_file(alice, alice, "document", bytes((20 << 20) + 1), "big.bin")[
        "document"
    ]["file_id"]
    assert await ask("getFile", file_id=big) == (400, "Bad Request: file is too big")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (plain_png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (
            PICTURE + bytes(10 << 20),
            f"file of size {len(PICTURE) + (10 << 20)} bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
    ids=["no image", "too narrow", "too big"],
)
async def test_a_photo_has_to_be_one(
    server: TelegramServer, ask: Ask, content: bytes, words: str
) -> None:
    alice = server.sign_up("Alice")
    refused = await ask.upload("sendPhoto", "photo", content, "a.png", chat_id=alice)
    assert refused == (400, f"Bad Request: {words}")


async def test_an_animated_gif_sent_as_a_document_becomes_an_animation(
    server: TelegramServer, ask: Ask
) -> None:
    alice = server.sign_up("Alice")
    for kept, kinds in ((False, {"animation", "document"}), (True, {"document"})):
        _, sent = await ask.upload(
            "sendDocument",
            "document",
            GIF,
            "fun.gif",
            chat_id=alice,
            disable_content_type_detection=kept,
        )
        assert {"animation", "document"}.intersection(sent) == kinds


async def test_an_album_has_2_to_10_of_a_kind(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    photo = {
        "type": "photo",
        "media": server.send_file(alice, alice, "photo", PICTURE)["photo"][-1][
            "file_id"
        ],
    }
    document = {
        "type": "document",
        "media": server.send_file(alice, alice, "document", b"x")["document"][
            "file_id"
        ],
    }
    assert (
        len((await ask("sendMediaGroup", chat_id=alice, media=[photo] * 10))[1]) == 10
    )
    for media, words in (
        ([photo], "too few messages to send as an album"),
        ([photo] * 11, "too many messages to send as an album"),
        ([photo, document], "can't use the media of the specified type in the album"),
    ):
        assert await ask("sendMediaGroup", chat_id=alice, media=media) == (
            400,
            f"Bad Request: {words}",
        )


async def test_an_unknown_file_is_refused(server: TelegramServer, ask: Ask) -> None:
    alice = server.sign_up("Alice")
    refused = await ask("sendDocument", chat_id=alice, document="AgADno")
    assert refused == (400, "Bad Request: wrong file identifier/HTTP URL specified")

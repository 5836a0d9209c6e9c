"""Files: announced, uploaded, shared, fetched with the token, deleted."""

from __future__ import annotations

import json

import aiohttp
import pytest

from puppets_standins.slack import BOT_TOKEN, SlackServer

from .asking import Answer, Ask, come
from .test_messages import told

pytestmark = pytest.mark.anyio

BEARER = {"Authorization": f"Bearer {BOT_TOKEN}"}


async def announced(ask: Ask, name: str, content: bytes) -> Answer:
    return await ask("files.getUploadURLExternal", filename=name, length=len(content))


async def uploaded(ask: Ask, name: str, content: bytes) -> str:
    """The id of a file that nobody has been shown yet."""
    ticket = await announced(ask, name, content)
    async with ask.http.post(ticket["upload_url"], data=content) as response:
        assert response.status == 200
    return str(ticket["file_id"])


async def test_a_file_is_shared_a_moment_after_the_answer(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    file_id = await uploaded(ask, "Größe 报告.pdf", b"%PDF-1.4")
    done = await ask(
        "files.completeUploadExternal",
        files=json.dumps([{"id": file_id, "title": "A report"}]),
        channel_id=room,
        initial_comment="see <page> 2",
    )
    [file] = done["files"]
    assert (file["title"], file["shares"], file["mimetype"]) == ("A report", {}, "")
    await come(lambda: bool(told(server, "file_share")))
    [event] = told(server, "file_share")
    assert (event["files"][0]["id"], event["user"]) == (file_id, server.app.user.id)
    shared = (await ask("files.info", file=file_id))["file"]
    assert shared["shares"]["public"][room][0]["ts"] == event["ts"]
    assert (shared["name"], shared["mimetype"]) == ("Größe 报告.pdf", "application/pdf")
    assert told(server, "file_shared")[0]["file_id"] == file_id


async def test_a_file_may_come_in_a_form_and_must_be_as_long_as_was_said(
    ask: Ask,
) -> None:
    ticket = await announced(ask, "notes.txt", b"tea")
    for content, status in ((b"more tea", 400), (b"tea", 200)):
        form = aiohttp.FormData()
        form.add_field("file", content, filename="notes.txt")
        async with ask.http.post(ticket["upload_url"], data=form) as response:
            assert response.status == status
    async with ask.http.post(f"{ticket['upload_url']}x", data=b"tea") as response:
        assert response.status == 404


async def test_what_was_not_uploaded_is_not_shared(ask: Ask, room: str) -> None:
    async def word(id: str, channel: str = room) -> str:
        files = json.dumps([{"id": id}])
        return await ask.refused(
            "files.completeUploadExternal", files=files, channel_id=channel
        )

    empty = (await announced(ask, "a.txt", b"tea"))["file_id"]
    assert await word("F0NOTHING0") == await word(empty) == "file_not_found"
    full = await uploaded(ask, "a.txt", b"tea")
    assert await word(full, "C0NOWHERE0") == "channel_not_found"
    refused = await ask.refused("files.getUploadURLExternal", filename="a", length=0)
    assert refused == "invalid_arguments"


async def test_a_file_is_fetched_with_the_token_alone(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    made = server.make_file(alice, "notes.txt", "text/plain", b"Tea at four")
    server.send_file(alice, room, made, "read this")
    [file] = told(server, "file_share")[0]["files"]
    for url in (file["url_private"], file["url_private_download"]):
        async with ask.http.get(url, headers=BEARER) as response:
            assert (response.status, await response.read()) == (200, b"Tea at four")
        async with ask.http.get(url, allow_redirects=False) as response:
            assert (response.status, response.content_type) == (302, "text/html")
    server.app.scopes.discard("files:read")
    async with ask.http.get(file["url_private"], headers=BEARER) as response:
        assert (response.status, response.content_type) == (200, "text/html")


async def test_a_file_of_a_room_that_one_is_not_in_is_not_found(
    server: SlackServer, ask: Ask, alice: str
) -> None:
    secret = server.open_room("secret", [alice], private=True)
    made = server.make_file(alice, "notes.txt", "text/plain", b"hush")
    server.send_file(alice, secret, made)
    assert await ask.refused("files.info", file=made.id) == "file_not_found"


async def test_a_file_that_is_kept_elsewhere_has_its_own_address(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    made = server.make_file(alice, "drive.txt", "text/plain", b"")
    made.external_url = "https://files.example/drive.txt"
    server.send_file(alice, room, made)
    [file] = told(server, "file_share")[0]["files"]
    assert (file["is_external"], file["url_private"]) == (True, made.external_url)
    assert "url_private_download" not in file


async def test_a_deleted_file_takes_an_empty_message_with_it(
    server: SlackServer, ask: Ask, alice: str, room: str
) -> None:
    file_id = await uploaded(ask, "a.txt", b"tea")
    files = json.dumps([{"id": file_id}])
    await ask("files.completeUploadExternal", files=files, channel_id=room)
    await come(lambda: bool(told(server, "file_share")))
    assert (await ask("files.delete", file=file_id))["ok"]
    assert len(told(server, "message_deleted")) == 1
    assert told(server, "file_deleted")[0]["channel_ids"] == [room]
    assert await ask.refused("files.info", file=file_id) == "file_not_found"

"""Files that people send, and where they lie."""

from __future__ import annotations

import pytest

from conformance.hearing import heard, overhears
from conformance.samples import SAMPLES
from puppets import FileBox, Forbidden, ImageType, MessageEvent, NotFound, TooLarge
from puppets.slack import SlackPuppet
from puppets_standins.slack import SlackServer

from .making import made

pytestmark = pytest.mark.anyio


async def sends(server: SlackServer, human: str, where: str, content: bytes) -> str:
    file = server.make_file(human, "a.bin", "application/octet-stream", content)
    said = server.send_file(human, where, file)
    return f"{said.channel.id}:{said.ts}"


async def test_a_file_over_the_limit_is_not_fetched(
    server: SlackServer, alice: str
) -> None:
    async with made(server, download_limit=10) as puppet:
        large = await overhears(puppet, lambda: sends(server, alice, alice, b"x" * 11))
        with pytest.raises(TooLarge) as caught:
            await puppet.message_file(large.id)
        assert caught.value.limit == 10
        small = await overhears(puppet, lambda: sends(server, alice, alice, b"x" * 10))
        assert await (await puppet.message_file(small.id)).read() == b"x" * 10


async def test_a_picture_is_shown_small_and_whole(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    sample = SAMPLES["a PNG image"]
    file = server.make_file(alice, "a.png", "image/png", sample.content)
    with puppet.listen(MessageEvent) as messages:
        server.send_file(alice, alice, file)
        message = (await heard(messages)).message
    whole = await puppet.message_image(message.id, ImageType.ARTWORK)
    assert await whole.read() == sample.content
    small = await puppet.message_image(message.id, ImageType.THUMBNAIL)
    assert small.media_type == "image/png"


async def test_a_file_that_is_told_without_its_address_is_asked_for(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    file = server.make_file(alice, "a.txt", "text/plain", b"abc")
    server.send_file(alice, room, file)
    event = {
        "type": "message",
        "subtype": "file_share",
        "channel": room,
        "user": alice,
        "ts": "1700000000.000100",
        "files": [{"id": file.id, "mode": "hosted", "file_access": "check_file_info"}],
    }
    with puppet.listen(MessageEvent) as messages:
        server.bulletin.to([server.app], event, "")
        while (message := (await heard(messages)).message).filename != file.id:
            pass
    assert await (await puppet.message_file(message.id)).read() == b"abc"


async def test_a_file_that_is_kept_elsewhere_is_fetched_as_any_other(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    event = {
        "type": "message",
        "subtype": "file_share",
        "channel": room,
        "user": alice,
        "ts": "1700000000.000100",
        "files": [
            {
                "id": "F0ELSEWHERE",
                "name": "a.txt",
                "mimetype": "text/plain",
                "mode": "external",
                "is_external": True,
                "url_private": "http://localhost:1/a.txt",
            }
        ],
    }
    with puppet.listen(MessageEvent) as messages:
        server.bulletin.to([server.app], event, "")
        message = (await heard(messages)).message
    box = await puppet.message_file(message.id)
    assert isinstance(box, FileBox)
    assert box.name == "a.txt"
    with pytest.raises(Forbidden, match="not public"):  # as of any address on the web
        await box.read()


async def test_a_message_without_so_many_files_has_none(
    server: SlackServer, puppet: SlackPuppet, alice: str
) -> None:
    message = await overhears(puppet, lambda: sends(server, alice, alice, b"abc"))
    with pytest.raises(NotFound):
        await puppet.message_file(f"{message.id}:2")


async def test_a_history_with_something_odd_in_it_tells_the_rest(
    server: SlackServer, puppet: SlackPuppet, alice: str, room: str
) -> None:
    server.say(alice, room, "one")
    odd = server.say(alice, room, "odd")
    odd.more["thread_ts"] = 7
    server.say(alice, room, "two")
    found = await puppet.message_history(room)
    assert [message.text for message in found] == ["one", "two"]
    assert b"odd" in getattr(puppet.health.last_error, "update", b"")

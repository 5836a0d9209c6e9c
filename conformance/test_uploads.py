"""A file that is too large, too far away or very long (contract 4.8, 4.9)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from puppets import FileBox, FileKind, Forbidden, Puppet, TooLarge

from .harness import clause, requires
from .hearing import eventually
from .samples import SAMPLES, stream
from .web import Web
from .world import Human, Unchecked, World

PIECE = bytes(256 * 1024)
MOST = 64 * 1024 * 1024
"""More bytes than this are not worth a test's time."""

INSIDE = {
    "loopback": "http://127.0.0.1/a.png",
    "loopback of the newer kind": "http://[::1]/a.png",
    "the machine by its name": "http://localhost/a.png",
    "a private network": "http://10.0.0.1/a.png",
    "another private network": "http://192.168.1.1/a.png",
    "what clouds tell of themselves": "http://169.254.169.254/latest/meta-data/a.png",
    "a number in disguise": "http://2130706433/a.png",
    "a file of this machine": "file:///etc/hostname",
}


class Uploads:
    # Too large.

    @clause("4.8")
    @requires("message_send_file")
    @pytest.mark.parametrize("kind", FileKind)
    async def test_a_file_over_the_limit_is_refused_before_the_upload(
        self, world: World, puppet: Puppet, alice: Human, kind: FileKind
    ) -> None:
        limit = _limit(puppet, kind)
        before = world.requests
        with pytest.raises(TooLarge) as caught:
            await puppet.message_send_file(alice.id, _unread(limit + 1, kind))
        assert caught.value.limit == limit
        assert world.requests == before
        assert await alice.sees() == []

    @clause("4.8")
    @requires("message_send_file")
    async def test_a_file_of_unknown_size_is_refused_before_the_upload(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        kind = min(FileKind, key=lambda kind: puppet.limits.size_of(kind) or MOST + 1)
        limit = _limit(puppet, kind)
        if limit > MOST:
            raise Unchecked("a file over the limit", f"{limit} bytes take too long")
        pieces = limit // len(PIECE) + 1
        box = FileBox.from_stream(
            stream(lambda: iter([PIECE] * pieces)), name="long.bin", kind=kind
        )
        before = world.requests
        with pytest.raises(TooLarge):
            await puppet.message_send_file(alice.id, box)
        assert world.requests == before

    @clause("4.8")
    @requires("message_send_file")
    async def test_a_long_file_is_sent_while_it_is_read(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        count = 32
        before = world.requests

        async def pieces() -> AsyncIterator[bytes]:
            for number in range(count):
                if number == count // 2:
                    await eventually(
                        lambda: world.requests > before, "the beginning of the upload"
                    )
                yield PIECE

        box = FileBox.from_stream(pieces, name="long.bin", size=count * len(PIECE))
        await puppet.message_send_file(alice.id, box)
        [seen] = await alice.sees()
        assert seen.file == PIECE * count

    @clause("4.8")
    @requires("message_send_file")
    async def test_a_file_of_unknown_size_arrives_whole(
        self, puppet: Puppet, alice: Human
    ) -> None:
        def pieces() -> Iterator[bytes]:
            return (bytes([number]) * 1000 for number in range(256))

        box = FileBox.from_stream(stream(pieces), name="numbers.bin")
        await puppet.message_send_file(alice.id, box)
        [seen] = await alice.sees()
        assert seen.file == b"".join(pieces())

    # From the web.

    @clause("4.9")
    @requires("message_send_file")
    @pytest.mark.parametrize("place", INSIDE)
    async def test_a_file_from_inside_is_not_fetched(
        self, world: World, puppet: Puppet, alice: Human, place: str
    ) -> None:
        before = world.requests
        with pytest.raises(Forbidden):
            await puppet.message_send_file(alice.id, FileBox.from_url(INSIDE[place]))
        assert world.requests == before
        assert await alice.sees() == []

    @clause("4.9")
    @requires("message_send_file")
    async def test_a_file_from_inside_is_fetched_when_that_is_allowed(
        self, puppet: Puppet, alice: Human
    ) -> None:
        sample = SAMPLES["a document"]
        async with Web(sample.content) as web:
            url = web.url("report.pdf")
            box = FileBox.from_url(url, allow_private=True)
            await puppet.message_send_file(alice.id, box)
        [seen] = await alice.sees()
        assert (seen.file, seen.filename) == (sample.content, "report.pdf")

    @clause("4.9")
    @requires("message_send_file")
    async def test_a_redirect_is_followed_five_times_and_not_six(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        async with Web(b"at last") as web:
            near = FileBox.from_url(web.url("5"), name="a.txt", allow_private=True)
            await puppet.message_send_file(alice.id, near)
            before = world.requests
            far = FileBox.from_url(web.url("6"), name="a.txt", allow_private=True)
            with pytest.raises(Forbidden):
                await puppet.message_send_file(alice.id, far)
        assert world.requests == before
        assert [seen.file for seen in await alice.sees()] == [b"at last"]

    @clause("4.9")
    @requires("message_send_file")
    async def test_a_download_stops_at_its_limit(
        self, world: World, puppet: Puppet, alice: Human
    ) -> None:
        async with Web(bytes(2000)) as web:
            box = FileBox.from_url(web.url("a"), allow_private=True, size_limit=1999)
            before = world.requests
            with pytest.raises(TooLarge):
                await puppet.message_send_file(alice.id, box)
        assert world.requests == before


def _limit(puppet: Puppet, kind: FileKind) -> int:
    limit = puppet.limits.size_of(kind)
    if limit is None:
        raise Unchecked("a file over the limit", f"no limit is known for {kind.value}")
    return limit


def _unread(size: int, kind: FileKind) -> FileBox:
    """A file of this size that nobody must read."""

    def pieces() -> Iterator[bytes]:
        raise AssertionError("a file that is too large was read")

    return FileBox.from_stream(stream(pieces), name="large.bin", size=size, kind=kind)

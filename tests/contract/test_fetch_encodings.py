"""Encodings that nobody asked for, undone within the limit (4.9)."""

from __future__ import annotations

import gzip
import zlib

import pytest

from puppets._files.admission import FetchRules, is_address
from puppets.errors import Malformed, PuppetError, TooLarge, Unavailable
from tests.contract.site import Site, fetched, lengths

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate"])
async def test_a_file_that_is_served_compressed_is_unpacked(
    site: Site, encoding: str
) -> None:
    content = bytes(range(256)) * 2_000
    packed = zlib.compress(content) if encoding == "deflate" else gzip.compress(content)
    site.shows("/a", packed, Content_Encoding=encoding)
    assert await fetched(site.url("/a")) == content


async def test_several_compressed_one_after_the_other_are_all_unpacked(
    site: Site,
) -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two ") + gzip.compress(b"three")
    site.shows("/a", packed, Content_Encoding="gzip")
    assert await fetched(site.url("/a")) == b"one two three"


@pytest.mark.parametrize("length", [65_535, 65_536, 65_537, 131_072, 1_000_000])
async def test_what_is_left_in_the_unpacker_is_not_forgotten(
    site: Site, length: int
) -> None:
    site.shows("/a", gzip.compress(b"\0" * length), Content_Encoding="gzip")
    assert await fetched(site.url("/a")) == b"\0" * length


async def test_a_bomb_is_stopped_at_the_limit(site: Site) -> None:
    site.shows("/a", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    rules = FetchRules(admits=is_address, size_limit=1_000_000)
    seen: list[int] = []
    with pytest.raises(TooLarge):
        await lengths(site.url("/a"), rules, seen)
    assert max(seen) <= 65_536
    assert 0 < sum(seen) <= 1_000_000


@pytest.mark.parametrize(
    ("packed", "encoding", "error"),
    [
        (gzip.compress(b"x" * 1_000)[:-4], "gzip", Unavailable),
        (b"", "gzip", Unavailable),
        (b"this is no gzip", "gzip", Malformed),
        (gzip.compress(b"x") + b"and more", "gzip", Malformed),
        (b"\x0b\x02\x80hello\x03", "br", Malformed),
        (gzip.compress(gzip.compress(b"x")), "gzip, gzip", Malformed),
    ],
    ids=["cut short", "empty", "not gzip", "trailing", "brotli", "twice"],
)
async def test_what_cannot_be_unpacked_is_said(
    site: Site, packed: bytes, encoding: str, error: type[PuppetError]
) -> None:
    site.shows("/a", packed, Content_Encoding=encoding)
    with pytest.raises(error):
        await fetched(site.url("/a"))

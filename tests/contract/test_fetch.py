"""What may be fetched, how far, and what is refused before a connection is made (4.9)."""

from __future__ import annotations

import asyncio
import gzip
import traceback
import zlib
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import web
from yarl import URL

from puppets._files.admission import FetchRules, is_address, is_public, resolve_name
from puppets._files.fetch import fetch, redirected
from puppets.errors import (
    Forbidden,
    Malformed,
    NotFound,
    PuppetError,
    Rejected,
    TooLarge,
    Unavailable,
)

pytestmark = pytest.mark.anyio

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Site:
    """A web server on loopback that remembers who asked for what."""

    def __init__(self) -> None:
        self.pages: dict[str, Handler] = {}
        self.asked: list[web.Request] = []
        self.released = asyncio.Event()
        self.port = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def shows(
        self, path: str, body: bytes = b"", status: int = 200, **headers: str
    ) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}

        async def page(_: web.Request) -> web.StreamResponse:
            return web.Response(body=body, status=status, headers=named)

        self.pages[path] = page

    def moves(self, path: str, to: str, status: int = 302) -> None:
        self.shows(path, status=status, Location=to)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return await self.pages[request.path](request)

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


@pytest.fixture
async def site(anyio_backend: str) -> AsyncGenerator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", site.answer)
    runner = web.AppRunner(app, shutdown_timeout=1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.port = runner.addresses[0][1]
    try:
        yield site
    finally:
        site.released.set()
        await runner.cleanup()


@asynccontextmanager
async def says(raw: bytes) -> AsyncGenerator[str]:
    """The url of a server that says `raw` to whoever comes, and hangs up."""

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(raw)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/file"


class Names:
    """A resolver that answers from a list, the last answer for ever, and counts."""

    def __init__(self, **answers: Sequence[str]) -> None:
        self._answers = {host: list(given) for host, given in answers.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        given = self._answers[host]
        return [given.pop(0) if len(given) > 1 else given[0]]


def only_loopback(address: str) -> bool:
    """Loopback stands for the public internet, which no test can reach."""
    return address == "127.0.0.1" or is_public(address)


LOCAL = FetchRules(admits=is_address)


async def fetched(
    url: str, rules: FetchRules = LOCAL, headers: Mapping[str, str] | None = None
) -> bytes:
    async with fetch(url, rules, headers or {}) as download:
        return b"".join([chunk async for chunk in download.chunks])


async def lengths(url: str, rules: FetchRules, into: list[int]) -> None:
    """Note the length of each chunk, of those before an error too."""
    async with fetch(url, rules) as download:
        async for chunk in download.chunks:
            into.append(len(chunk))  # noqa: PERF401 - what came before the error counts


# What is refused unseen.

FORMS = [
    "http://127.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://127.255.255.254:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0X7F.1:{port}/",
    "http://017700000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://127.0.0.01:{port}/",
    "http://00000127.0.0.1:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127.0.0.%31:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://[::]:{port}/",
    "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::1%25lo]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[64:ff9b:1::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[fe80::1]:{port}/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://ⓛocalhost:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:169.254.169.254]/latest/meta-data/",
    "http://100.100.100.200/latest/meta-data/",
    "http://168.63.129.16/machine",
    "http://10.0.0.1/",
    "http://172.31.255.255/",
    "http://192.168.1.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://user@127.0.0.1:{port}/",
    "http://user:password@8.8.8.8/",
    "http://8.8.8.8@127.0.0.1:{port}/",
    "http://8.8.8.8\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@8.8.8.8/",
    "http://127.0.0.1:{port}#@8.8.8.8/",
    "http://127.0.0.1:{port}?@8.8.8.8/",
    "http://127.0.0.1:{port}\t/",
    "http://\n127.0.0.1:{port}/",
    "http:127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "http://127.0.0.1:{port}:80/",
    "http://127.0.0.1 :{port}/",
    "http://[::1:{port}/",
    "http://a..b%00:{port}/",
    "https://127.0.0.1:{port}/",
    "file:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "gopher://127.0.0.1:{port}/_GET",
    "ftp://127.0.0.1:{port}/",
    "data:text/plain,hello",
    "ws://127.0.0.1:{port}/",
    "",
]


@pytest.fixture
async def knocks(anyio_backend: str) -> AsyncGenerator[tuple[int, list[str]]]:
    """A listener's port, and who has connected to it."""
    seen: list[str] = []

    async def meet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(str(writer.get_extra_info("peername")))
        writer.close()

    server = await asyncio.start_server(meet, None, 0)
    async with server:
        yield server.sockets[0].getsockname()[1], seen


@pytest.mark.parametrize("form", FORMS)
async def test_a_url_that_leads_inside_is_refused_without_a_connection(
    form: str, knocks: tuple[int, list[str]]
) -> None:
    port, seen = knocks
    with pytest.raises(Forbidden):
        await fetched(form.replace("{port}", str(port)), FetchRules())
    assert seen == []


def test_there_are_forty_forms_and_more() -> None:
    assert len(set(FORMS)) >= 40


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        ["::1"],
        ["10.1.2.3"],
        ["::ffff:10.1.2.3"],
        ["fe80::1%eth0"],
        ["8.8.8.8", "127.0.0.1"],
    ],
    ids=" and ".join,
)
async def test_a_name_with_any_private_address_is_refused(
    answers: list[str], knocks: tuple[int, list[str]]
) -> None:
    port, seen = knocks

    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return answers

    with pytest.raises(Forbidden, match=r"files\.test"):
        await fetched(f"http://files.test:{port}/", FetchRules(resolve=resolve))
    assert seen == []


async def test_a_name_that_nobody_knows_is_unavailable() -> None:
    async def fails(_host: str, _port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    async def knows_nothing(_host: str, _port: int) -> Sequence[str]:
        return ()

    for resolve in (fails, knows_nothing):
        with pytest.raises(Unavailable):
            await fetched("http://files.test/", FetchRules(resolve=resolve))


async def test_a_name_too_long_to_ask_for_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        await fetched(f"http://{'a' * 64}.test/", FetchRules())


async def test_the_system_resolver_knows_this_machine() -> None:
    assert set(await resolve_name("localhost", 80)) <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "100.63.255.255",
        "100.128.0.0",
        "172.32.0.0",
        "192.169.0.0",
        "149.154.167.220",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2001:67c:4e8:f004::9",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104 - it is refused
        "0.1.2.3",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.53",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.0",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.255.255",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::2",
        "100::1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b:1::808:808",
        "2002:a00:1::1",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "4000::1",
    ],
)
def test_any_other_address_is_not(address: str) -> None:
    assert not is_public(address)


def test_what_is_no_address_is_no_address() -> None:
    assert is_address("127.0.0.1")
    assert is_address("::1")
    assert not is_address("127.1")
    assert not is_address("files.test")


# What comes back.


async def test_a_file_comes_as_it_is(site: Site) -> None:
    content = bytes(range(256)) * 1_000
    site.shows("/a", content, Content_Type="image/png")
    async with fetch(site.url("/a"), LOCAL) as download:
        chunks = [chunk async for chunk in download.chunks]
    assert download.media_type == "image/png"
    assert b"".join(chunks) == content
    assert max(map(len, chunks)) <= 65_536


async def test_no_encoding_is_asked_for_whatever_the_caller_says(site: Site) -> None:
    site.shows("/a", b"x")
    await fetched(site.url("/a"), headers={"ACCEPT-encoding": "br", "X-Key": "k"})
    (request,) = site.asked
    assert request.headers.getall("Accept-Encoding") == ["identity"]
    assert request.headers["X-Key"] == "k"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (401, Forbidden),
        (403, Forbidden),
        (404, NotFound),
        (410, NotFound),
        (418, Rejected),
        (429, Unavailable),
        (500, Unavailable),
        (503, Unavailable),
        (204, Unavailable),
        (206, Unavailable),
        (304, Unavailable),
    ],
)
async def test_every_answer_but_200_is_an_error(
    site: Site, status: int, error: type[PuppetError]
) -> None:
    site.shows("/a", status=status)
    with pytest.raises(error, match=str(status)) as caught:
        await fetched(site.url("/a"))
    assert type(caught.value) is error


async def test_nobody_there_is_unavailable(site: Site) -> None:
    unused = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = unused.sockets[0].getsockname()[1]
    unused.close()
    await unused.wait_closed()
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1"):
        await fetched(f"http://127.0.0.1:{port}/")


async def test_a_certificate_that_nobody_vouches_for_is_unavailable(site: Site) -> None:
    # Plain HTTP where TLS is expected: the handshake fails as it would on a bad one.
    with pytest.raises(Unavailable):
        await fetched(f"https://127.0.0.1:{site.port}/")
    assert site.asked == []


@pytest.mark.parametrize(
    ("path", "arrives"),
    [
        ("/a%2Fb?sign=x%2Fy%3D&t=a+b", "/a%2Fb?sign=x%2Fy%3D&t=a+b"),
        ("/a b/ñ?x=ñ", "/a%20b/%C3%B1?x=%C3%B1"),
        ("?x=1", "/?x=1"),
        ("#top", "/"),
    ],
)
async def test_a_url_arrives_as_it_is_spelled(
    site: Site, path: str, arrives: str
) -> None:
    async def page(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b"x")

    site.pages = dict.fromkeys(["/", "/a/b", "/a%2Fb", "/a b/ñ"], page)
    await fetched(site.url(path))
    assert site.asked[0].path_qs == arrives


# Redirects.


async def test_a_redirect_is_followed(site: Site) -> None:
    site.moves("/old", "/new?x=%2F")
    site.shows("/new", b"found")
    assert await fetched(site.url("/old")) == b"found"
    assert site.asked[-1].path_qs == "/new?x=%2F"


async def test_five_redirects_are_followed_and_six_are_not(site: Site) -> None:
    for hop in range(6):
        site.moves(f"/{hop}", f"/{hop + 1}")
    site.shows("/6", b"found")
    assert await fetched(site.url("/1")) == b"found"
    with pytest.raises(Forbidden, match="5 redirects"):
        await fetched(site.url("/0"))


async def test_a_redirect_to_a_private_address_is_refused(site: Site) -> None:
    rules = FetchRules(
        admits=only_loopback,
        resolve=Names(**{"files.test": ["127.0.0.1"], "inside.test": ["10.0.0.1"]}),
    )
    for place in (
        "http://169.254.169.254/",
        "http://[::1]/",
        "//inside.test/",
        "//127.1/",
    ):
        site.moves("/moved", place)
        with pytest.raises(Forbidden):
            await fetched(site.url("/moved", "files.test"), rules)
    assert site.paths == ["/moved"] * 4


@pytest.mark.parametrize(
    "place",
    ["file:///etc/passwd", "gopher://127.0.0.1/", "http://me@127.0.0.1/", "http:\\\\x"],
)
async def test_a_redirect_is_held_against_the_same_rules(
    site: Site, place: str
) -> None:
    site.moves("/moved", place)
    with pytest.raises(Forbidden):
        await fetched(site.url("/moved"))
    assert site.paths == ["/moved"]


@pytest.mark.parametrize("place", ["http://127.0.0.1:99999/", "http://[::1"])
async def test_a_redirect_to_no_url_cannot_be_read(site: Site, place: str) -> None:
    site.moves("/moved", place)
    with pytest.raises((Malformed, Forbidden)):
        await fetched(site.url("/moved"))


async def test_a_redirect_never_leads_from_https_back_to_http() -> None:
    here = URL("https://files.test/a")
    with pytest.raises(Forbidden, match="https to http"):
        redirected(here, "http://files.test/b")
    assert redirected(here, "/b?x=%2F") == URL(
        "https://files.test/b?x=%2F", encoded=True
    )
    assert redirected(here, "//b.test/") == URL("https://b.test/")
    assert redirected(URL("http://files.test/"), "https://b.test/").scheme == "https"


async def test_headers_stay_with_the_host_they_were_meant_for(site: Site) -> None:
    site.moves("/near", "/far")
    site.moves("/far", site.url("/back", "other.test"))
    site.moves("/back", site.url("/home", "files.test"))
    site.shows("/home", b"x")
    names = Names(**{"files.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]})
    rules = FetchRules(admits=is_address, resolve=names)
    await fetched(site.url("/near", "files.test"), rules, {"Authorization": "Bearer s"})
    assert [
        (request.path, "Authorization" in request.headers) for request in site.asked
    ] == [("/near", True), ("/far", True), ("/back", False), ("/home", False)]


# Names are resolved once.


async def test_the_address_that_was_checked_is_the_one_connected(site: Site) -> None:
    names = Names(**{"files.test": ["127.0.0.1", "169.254.169.254"]})
    site.shows("/a", b"x")
    rules = FetchRules(admits=only_loopback, resolve=names)
    assert await fetched(site.url("/a", "files.test"), rules) == b"x"
    assert names.asked == ["files.test"]
    assert site.asked[0].host == f"files.test:{site.port}"


async def test_a_name_that_changes_its_mind_between_redirects_is_refused(
    site: Site,
) -> None:
    names = Names(**{"files.test": ["127.0.0.1", "169.254.169.254"]})
    site.moves("/a", "/b")
    site.shows("/b", b"secret")
    rules = FetchRules(admits=only_loopback, resolve=names)
    with pytest.raises(Forbidden):
        await fetched(site.url("/a", "files.test"), rules)
    assert site.paths == ["/a"]


async def test_only_the_hosts_allowed_are_fetched_from(site: Site) -> None:
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    allowed = frozenset({"files.test", ".cdn.test"})
    rules = FetchRules(admits=is_address, allow_hosts=allowed, resolve=resolve)
    site.shows("/a", b"x")
    for host in ("files.test", "eu.cdn.test", "a.b.cdn.test"):
        assert await fetched(site.url("/a", host), rules) == b"x"
    for host in ("cdn.test", "evilcdn.test", "a.files.test", "files.test.evil"):
        with pytest.raises(Forbidden, match="not among"):
            await fetched(site.url("/a", host), rules)
    site.moves("/moved", site.url("/a", "elsewhere.test"))
    with pytest.raises(Forbidden, match=r"elsewhere\.test"):
        await fetched(site.url("/moved", "files.test"), rules)


# Size.


async def test_a_file_of_just_the_limit_is_read(site: Site) -> None:
    site.shows("/a", b"x" * 1_000)
    rules = FetchRules(admits=is_address, size_limit=1_000)
    assert len(await fetched(site.url("/a"), rules)) == 1_000


async def test_a_length_over_the_limit_is_refused_before_the_first_byte(
    site: Site,
) -> None:
    site.shows("/a", b"x" * 1_001)
    rules = FetchRules(admits=is_address, size_limit=1_000)
    seen: list[int] = []
    with pytest.raises(TooLarge) as caught:
        await lengths(site.url("/a"), rules, seen)
    assert caught.value.limit == 1_000
    assert seen == []


async def test_a_stream_without_end_is_stopped_at_the_limit(site: Site) -> None:
    sent = 0
    hung_up = asyncio.Event()

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 65_536)
                sent += 65_536
        finally:
            hung_up.set()

    site.pages["/a"] = endless
    rules = FetchRules(admits=is_address, size_limit=1_000_000)
    seen: list[int] = []
    with pytest.raises(TooLarge):
        await lengths(site.url("/a"), rules, seen)
    await hung_up.wait()
    assert 0 < sum(seen) <= 1_000_000
    assert sent < 50_000_000


async def test_a_length_that_lies_does_not_pass_the_limit() -> None:
    raw = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + b"x" * 5_000
    async with says(raw) as url:
        seen: list[int] = []
        with suppress(Unavailable):
            await lengths(url, LOCAL, seen)
    assert sum(seen) <= 5


async def test_a_file_that_breaks_off_is_unavailable() -> None:
    raw = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort"
    async with says(raw) as url:
        with pytest.raises(Unavailable):
            await fetched(url)


async def test_a_server_that_speaks_something_else_is_unavailable() -> None:
    async with says(b"220 mail.test ESMTP\r\n\r\n") as url:
        with pytest.raises(Unavailable):
            await fetched(url)


# Encodings that nobody asked for.


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


# Time.


async def test_a_server_that_never_answers_is_unavailable(site: Site) -> None:
    async def silent(_: web.Request) -> web.StreamResponse:
        await site.released.wait()
        return web.Response()

    site.pages["/a"] = silent
    rules = FetchRules(admits=is_address, timeout=0.1)
    with pytest.raises(Unavailable, match="too long"):
        await fetched(site.url("/a"), rules)


async def test_a_file_that_stops_coming_is_unavailable(site: Site) -> None:
    async def stalls(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"the beginning")
        await site.released.wait()
        return response

    site.pages["/a"] = stalls
    rules = FetchRules(admits=is_address, timeout=0.3)
    with pytest.raises(Unavailable, match="too long"):
        await fetched(site.url("/a"), rules)


async def test_a_resolver_that_never_answers_is_unavailable() -> None:
    async def silent(_host: str, _port: int) -> Sequence[str]:
        await asyncio.Event().wait()
        return ()

    with pytest.raises(Unavailable, match="too long"):
        await fetched("http://files.test/", FetchRules(resolve=silent, timeout=0.05))


async def test_redirects_share_one_timeout(site: Site) -> None:
    async def silent(_: web.Request) -> web.StreamResponse:
        await site.released.wait()
        return web.Response()

    site.moves("/a", "/b")
    site.pages["/b"] = silent
    with pytest.raises(Unavailable, match="too long"):
        await fetched(site.url("/a"), FetchRules(admits=is_address, timeout=0.2))
    assert site.paths == ["/a", "/b"]


# What others do with it.


async def test_an_error_of_the_readers_own_is_left_alone(site: Site) -> None:
    site.shows("/a", b"x" * 100)

    async def reads() -> None:
        async with fetch(site.url("/a"), LOCAL) as download:
            async for _ in download.chunks:
                raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        await reads()


async def test_a_reader_that_is_cancelled_leaves_nothing_behind(site: Site) -> None:
    begun = asyncio.Event()

    async def stalls(request: web.Request) -> web.StreamResponse:
        begun.set()
        await site.released.wait()
        return web.Response()

    site.pages["/a"] = stalls
    before = asyncio.all_tasks()
    reading = asyncio.create_task(fetched(site.url("/a")))
    await begun.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    mine = {task for task in asyncio.all_tasks() - before if "fetch" in repr(task)}
    assert mine == set()


SECRETS = "secret-path", "secret-query", "secret-fragment", "secret-header"


async def texts_of(url: str, headers: Mapping[str, str]) -> AsyncIterator[str]:
    try:
        await fetched(url, headers=headers)
    except PuppetError as error:
        yield str(error)
        yield repr(error)
        yield "".join(traceback.format_exception(error))


async def test_an_answer_that_cannot_be_read_shows_no_url() -> None:
    async with says(b"HTTP/9 what\r\n\r\n") as url:
        said = [text async for text in texts_of(url + "?secret-query", {})]
    assert said
    assert "secret-query" not in "".join(said)


@pytest.mark.parametrize("status", [302, 401, 404, 500])
async def test_an_error_shows_the_host_and_no_more(site: Site, status: int) -> None:
    site.shows("/secret-path", status=status, Location="file:///secret-path")
    url = site.url("/secret-path?key=secret-query#secret-fragment")
    said = [text async for text in texts_of(url, {"X": "secret-header"})]
    assert said
    assert not [text for text in said if any(secret in text for secret in SECRETS)]

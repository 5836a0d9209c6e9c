"""A url that a stranger has chosen leads nowhere that it should not, and not for long (4.9)."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest

from puppets import FileBox, Forbidden, PlatformError, Unavailable
from puppets._files.admission import FetchRules
from puppets._files.fetch import REDIRECTS
from tests.contract.forms import FORMS
from tests.contract.site import Names, Site, fetched, only_loopback

from .connections import connections

pytestmark = pytest.mark.anyio

Figures = Callable[[str, object], None]

INSIDE = {
    "127.0.0.1": ["127.0.0.1"],
    "::1": ["::1"],
    "10.1.2.3": ["10.1.2.3"],
    "a mapped one": ["::ffff:169.254.169.254"],
    "a link's own": ["fe80::1%eth0"],
    "a translated one": ["64:ff9b::a9fe:a9fe"],
    "a carrier's": ["100.64.0.1"],
    "a public one too": ["8.8.8.8", "127.0.0.1"],
}
"""What a name may be made to lead to."""

ASTRAY = [
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]:{port}/",
    "//127.1:{port}/",
    "//2130706433:{port}/",
    "//inside.test:{port}/",
    "//[::ffff:127.0.0.2]:{port}/",
    "http://user@127.0.0.1:{port}/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_GET",
    "data:text/plain,hello",
]
"""Where somebody may be redirected to."""


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Every connection that is made."""
    with connections() as opened:
        yield opened


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Whoever connects to this machine, whatever its name, is waiting to be accepted here."""
    both = socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if both else socket.AF_INET
    with socket.create_server(("", 0), family=family, dualstack_ipv6=both) as door:
        door.setblocking(False)
        yield door


def port_of(door: socket.socket) -> int:
    port = door.getsockname()[1]
    assert isinstance(port, int)
    return port


def nobody_came(door: socket.socket) -> bool:
    try:
        guest, _ = door.accept()
    except BlockingIOError:
        return True
    guest.close()
    return False


async def test_no_form_of_a_url_leads_to_a_connection(
    listener: socket.socket, opened: list[str], record_property: Figures
) -> None:
    for form in FORMS:
        box = FileBox.from_url(form.replace("{port}", str(port_of(listener))))
        with pytest.raises(Forbidden):
            await box.read()
        assert nobody_came(listener), form
    assert opened == []
    assert len(set(FORMS)) >= 40
    record_property("url forms", len(FORMS))
    record_property("connections", len(opened))


async def test_a_connection_that_is_made_would_be_counted(
    listener: socket.socket, opened: list[str]
) -> None:
    port = port_of(listener)
    box = FileBox.from_url(f"http://127.0.0.1:{port}/", allow_private=True, timeout=0.2)
    with pytest.raises(Unavailable):
        await box.read()
    assert opened == [f"127.0.0.1 {port}"]
    assert not nobody_came(listener)


# Names.


class Resolver:
    """The system's resolver: answers from these in turn, the last for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int, *_: object, **__: object) -> list[object]:
        answer = self._answers[min(self.asked, len(self._answers) - 1)]
        self.asked += 1
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in answer
        ]


@pytest.mark.parametrize("host", ["files.test", "files.test.", "LOCALHOST."])
@pytest.mark.parametrize("addresses", INSIDE.values(), ids=INSIDE)
async def test_a_name_that_leads_inside_is_not_connected(
    monkeypatch: pytest.MonkeyPatch,
    listener: socket.socket,
    opened: list[str],
    addresses: list[str],
    host: str,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(addresses))
    with pytest.raises(Forbidden, match="not public"):
        await FileBox.from_url(f"http://{host}:{port_of(listener)}/").read()
    assert opened == []
    assert nobody_came(listener)


async def test_a_name_that_changes_its_mind_is_asked_for_once(
    monkeypatch: pytest.MonkeyPatch, listener: socket.socket, opened: list[str]
) -> None:
    resolver = Resolver(["192.88.98.1"], ["127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    port = port_of(listener)
    with pytest.raises(Unavailable):
        await FileBox.from_url(f"http://files.test:{port}/").read()
    assert resolver.asked == 1
    assert opened == [f"192.88.98.1 {port}"]
    assert nobody_came(listener)


# Redirects. Loopback stands for the internet, which no test can reach.


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_leads_nowhere_inside(
    site: Site,
    listener: socket.socket,
    opened: list[str],
    status: int,
    record_property: Figures,
) -> None:
    names = Names(**{"files.test": ["127.0.0.1"], "inside.test": ["10.0.0.1"]})
    rules = FetchRules(admits=only_loopback, resolve=names)
    for place in ASTRAY:
        site.moves("/moved", place.replace("{port}", str(port_of(listener))), status)
        with pytest.raises(PlatformError):
            await fetched(site.url("/moved", "files.test"), rules)
    assert opened == [f"127.0.0.1 {site.port}"] * len(ASTRAY)
    assert nobody_came(listener)
    record_property("redirects", len(ASTRAY))
    record_property("connections beyond the first", len(opened) - len(ASTRAY))


async def test_a_redirect_to_itself_ends(site: Site, record_property: Figures) -> None:
    site.moves("/a", "/b")
    site.moves("/b", "/a")
    with pytest.raises(Forbidden, match="redirects"):
        await FileBox.from_url(site.url("/a"), allow_private=True).read()
    assert len(site.asked) == REDIRECTS + 1
    record_property("requests", len(site.asked))

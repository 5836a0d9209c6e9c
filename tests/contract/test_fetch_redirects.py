"""How far a fetch follows, and that no hop leads astray (4.9)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from yarl import URL

from puppets._files.admission import FetchRules, is_address
from puppets._files.urls import redirected
from puppets.errors import Forbidden, Malformed
from tests.contract.site import Names, Site, fetched, only_loopback

pytestmark = pytest.mark.anyio


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

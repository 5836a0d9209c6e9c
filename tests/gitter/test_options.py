"""What the puppet is told before it starts, and where its homeserver is."""

from __future__ import annotations

import asyncio

import pytest

from puppets import ConfigurationError, Rejected, Unavailable
from puppets.gitter import GitterOptions, GitterPuppet
from puppets.gitter.discovery import found_in

WHO = "@Some.Body:example.org"


def test_a_token_is_enough() -> None:
    options = GitterOptions.from_environment({"GITTER_ACCESS_TOKEN": "secret"})
    assert (options.homeserver, options.store) == ("gitter.im", "")
    assert "secret" not in repr(options)


@pytest.mark.parametrize(
    ("given", "variable"),
    [
        ({}, "GITTER_ACCESS_TOKEN"),
        ({"access_token": "t", "password": "p", "user_id": WHO}, "GITTER_PASSWORD"),
        ({"password": "p"}, "GITTER_USER_ID"),
        ({"access_token": "t", "user_id": "nobody"}, "GITTER_USER_ID"),
        ({"access_token": "t", "homeserver": "ftp://x"}, "GITTER_HOMESERVER"),
        ({"access_token": "t", "homeserver": "http://a:b@x"}, "GITTER_HOMESERVER"),
        ({"access_token": "t", "sync_timeout": 60}, "GITTER_SYNC_TIMEOUT"),
        ({"access_token": "t", "look_back": -1}, "GITTER_LOOK_BACK"),
    ],
    ids=repr,
)
def test_a_mistake_is_named_by_its_variable(
    given: dict[str, str], variable: str
) -> None:
    with pytest.raises(ConfigurationError, match=variable):
        GitterOptions(**given)  # type: ignore[arg-type] # some are numbers


def test_an_account_is_the_same_with_another_credential() -> None:
    one = GitterOptions(user_id=WHO, access_token="a").account
    assert one == GitterOptions(user_id=WHO, password="b").account
    assert one != GitterOptions(user_id=WHO.lower(), password="b").account
    assert len(one) <= 40
    assert set(one) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


def test_an_account_of_which_only_the_token_is_known_is_told_by_it() -> None:
    one, other = (GitterOptions(access_token=token).account for token in ("a", "b"))
    assert one != other
    assert one == GitterOptions(access_token="a", sync_timeout=5).account


def test_a_name_says_where_its_homeserver_is() -> None:
    answer = b'{"m.homeserver": {"base_url": "https://matrix.example.org/"}}'
    found = found_in("example.org", answer)
    assert (found.address, found.encrypts) == ("https://matrix.example.org", False)


def test_a_name_may_wish_that_direct_chats_are_encrypted() -> None:
    answer = b'{"m.homeserver": {"base_url": "https://x"}, "io.element.e2ee": {"default": true}}'
    assert found_in("example.org", answer).encrypts


def test_a_page_is_no_answer() -> None:
    with pytest.raises(Unavailable):
        found_in("example.org", b"<html>parked</html>")


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(Rejected):
        found_in("example.org", b'{"m.homeserver": {"base_url": "file:///etc"}}')


@pytest.mark.anyio
async def test_a_name_is_asked_for_by_way_of_the_proxy_too() -> None:
    """Whoever needs one has no other way out."""
    asked: list[bytes] = []

    async def refuse(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        asked.append(await reader.readline())
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as proxy:
        port = proxy.sockets[0].getsockname()[1]
        options = GitterOptions(
            homeserver="chat.example.org",
            access_token="t",
            proxy=f"http://127.0.0.1:{port}",
        )
        with pytest.raises(Unavailable, match="well-known"):
            await GitterPuppet(options).start()
    assert asked == [b"CONNECT chat.example.org:443 HTTP/1.1\r\n"]


@pytest.mark.anyio
async def test_a_proxy_of_no_kind_is_a_mistake_and_its_password_is_not_shown() -> None:
    options = GitterOptions(access_token="t", proxy="gopher://me:secret@x:1")
    with pytest.raises(ConfigurationError, match="GITTER_PROXY") as refused:
        await GitterPuppet(options).start()
    assert "secret" not in f"{refused.value!r}{refused.value.__cause__!r}"

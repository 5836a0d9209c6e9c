"""What is refused before a connection is made (4.9)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence

import pytest

from puppets._files.admission import FetchRules
from puppets.errors import Forbidden, Unavailable
from tests.contract.forms import FORMS
from tests.contract.site import fetched

pytestmark = pytest.mark.anyio


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

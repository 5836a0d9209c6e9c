"""The page judged by axe-core, in both schemes, on a desk and on a phone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Literal

import pytest
from playwright.async_api import Browser

from puppets import Malformed, Unavailable
from puppets._console.place import Place
from puppets._console.server import Console
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

from .browsing import AXE, DESKTOP, MARKS, PHONE, browsing
from .listening import until

pytestmark = [
    *MARKS,
    pytest.mark.skipif(
        not AXE.exists(), reason="axe-core is not installed: .ci/setup does, with npm"
    ),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
async def busy(mocker: Mocker, alice: Person) -> AsyncIterator[Console]:
    """Three puppets: one that waits to send, one with a code to scan, one cut off."""
    room = mocker.room("Tea", alice)
    linked = mocker.account("Linked", must_link=True)
    shop = mocker.account("Shop")
    tokens = [mocker.bot.token, linked.token, shop.token]
    puppets = [
        MockPuppet(MockOptions(mocker=mocker, token=token), name=f"number-{number}")
        for number, token in enumerate(tokens)
    ]
    async with Console(puppets, Place(port=0)) as console, puppets[0], puppets[1]:
        await alice.says("hello")
        await alice.says("hello", room=room)
        for number in range(5):
            puppets[0]._report(Unavailable(f"out of reach {number}"))
        puppets[0]._report(Malformed("no date at $.message"))
        await mocker.throttles(40)
        sending = asyncio.create_task(puppets[0].message_send_text(alice.id, "late"))
        await until(lambda: console.board._watched[0].waits)
        yield console
        sending.cancel()


@pytest.mark.parametrize(
    ("scheme", "size", "words"),
    [
        pytest.param("light", DESKTOP, False, id="light, desk, words hidden"),
        pytest.param("light", PHONE, True, id="light, phone, words shown"),
        pytest.param("dark", DESKTOP, True, id="dark, desk, words shown"),
        pytest.param("dark", PHONE, False, id="dark, phone, words hidden"),
    ],
)
async def test_axe_finds_nothing(
    chromium: Browser,
    busy: Console,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
    words: bool,
    record_property: Callable[[str, object], None],
) -> None:
    async with browsing(chromium, busy, scheme=scheme, size=size) as looked:
        await looked.shows("the platform said too fast")
        if words:
            await looked.page.get_by_role("switch").click()
            await looked.page.locator("#lines .text").first.wait_for()
        await looked.page.locator("#older summary").click()
        await looked.page.evaluate(AXE.read_text())
        found = await looked.page.evaluate(
            "async (tags) => await axe.run({ runOnly: tags })", RULES
        )
        told = [
            {each["id"]: [node["html"] for node in each["nodes"]]}
            for each in [*found["violations"], *found["incomplete"]]
        ]
        assert found["passes"]
        assert told == [], json.dumps(told, indent=2)
        record_property("violations", len(found["violations"]))


async def test_axe_finds_nothing_where_nobody_is_let_in(
    chromium: Browser, busy: Console
) -> None:
    async with browsing(chromium, busy, link=busy.link[:-1]) as looked:
        await looked.link_is("refused")
        await looked.page.evaluate(AXE.read_text())
        found = await looked.page.evaluate("async () => await axe.run()")
        assert [each["id"] for each in found["violations"]] == []

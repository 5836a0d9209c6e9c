"""The operator's page, in a real browser."""

from __future__ import annotations

import pytest
import segno
from playwright.async_api import Browser, Page, expect

from puppets import Malformed, ScanEvent, Unavailable
from puppets._console.code import MARGIN
from puppets._console.place import Place
from puppets._console.server import Console
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

from .browsing import MARKS, PHONE, browsing
from .listening import address

pytestmark = MARKS

SECRET = "the treasure is under the old oak"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>&amp;"


async def test_the_token_leaves_the_address_and_no_request_shows_it(
    chromium: Browser, console: Console
) -> None:
    token = console.link.partition("#")[2]
    async with browsing(chromium, console) as looked:
        await looked.live()
        assert looked.page.url == address(console)
        assert all(url.startswith(address(console)) for url in looked.asked)
        assert not any(token in url for url in looked.asked)
        assert set(looked.referred) == {""}
        assert await looked.page.context.cookies() == []
        await looked.page.reload()
        await looked.live()


async def test_another_tab_without_the_link_is_not_let_in(
    chromium: Browser, console: Console
) -> None:
    async with browsing(chromium, console, link=address(console)) as looked:
        await looked.link_is("refused")
        await looked.shows("the link that the bot prints")
        assert await looked.page.locator("#cards li").count() == 0


async def test_an_old_link_is_said_to_be_old(
    chromium: Browser, console: Console
) -> None:
    async with browsing(chromium, console, link=f"{address(console)}#old") as looked:
        await looked.link_is("refused")
        await looked.page.goto(console.link)
        await looked.live()


async def test_words_are_hidden_until_the_switch_is_turned(
    chromium: Browser, console: Console, alice: Person
) -> None:
    async with browsing(chromium, console) as looked:
        await looked.live()
        await alice.says(SECRET)
        await looked.shows(f"{len(SECRET)} characters")
        await looked.shows("Alice")
        assert SECRET not in await looked.page.content()
        switch = looked.page.get_by_role("switch", name="Show what was said")
        await switch.click()
        await looked.shows(SECRET)
        await expect(switch).to_be_checked()
        await switch.click()
        await looked.shows(f"{len(SECRET)} characters")
        assert SECRET not in await looked.page.content()


async def test_what_people_say_is_text_and_nothing_else(
    chromium: Browser, console: Console, alice: Person
) -> None:
    async with browsing(chromium, console) as looked:
        await looked.live()
        await looked.page.get_by_role("switch").click()
        await alice.says(HOSTILE)
        await looked.shows(HOSTILE)
        assert await looked.page.locator("#lines img, #lines script").count() == 0


async def test_the_code_on_the_page_is_the_code_to_scan(
    chromium: Browser, mocker: Mocker
) -> None:
    account = mocker.account("Linked", must_link=True)
    puppet = MockPuppet(MockOptions(mocker=mocker, token=account.token), name="phone")
    with puppet.listen(ScanEvent) as scans:
        async with Console([puppet], Place(port=0)) as console, puppet:
            code = (await anext(scans)).qrcode
            async with browsing(chromium, console, scheme="dark") as looked:
                await looked.shows("waits for a person to log in")
                assert await _dark(looked.page) == _modules(code)
                steps = looked.page.get_by_label("How far the login of phone is")
                now = steps.locator("[aria-current=step]")
                assert await now.inner_text() == "Scan the code"
                await account.links()
                await looked.shows("online as Linked")
                assert await looked.page.locator(".code").count() == 0


def _modules(code: str) -> list[list[bool]]:
    return [
        [bool(each) for each in row] for row in segno.make(code, micro=False).matrix
    ]


async def _dark(page: Page) -> list[list[bool]]:
    """As a camera sees it: the middle of each module, on a canvas of the page's pixels."""
    picture = page.locator(".code")
    size = int((await picture.get_attribute("viewBox") or "").split()[-1])
    shot = await picture.screenshot()
    pixels = await page.evaluate(
        """async ([png, size, margin]) => {
            const blob = new Blob([Uint8Array.from(png)], { type: "image/png" });
            const image = await createImageBitmap(blob);
            const canvas = new OffscreenCanvas(image.width, image.height);
            const paper = canvas.getContext("2d", { willReadFrequently: true });
            paper.drawImage(image, 0, 0);
            const at = (x, y) => paper.getImageData(
                (x + 0.5) * image.width / size, (y + 0.5) * image.height / size, 1, 1
            ).data[0] < 128;
            const inside = [...Array(size - 2 * margin).keys()].map((n) => n + margin);
            return inside.map((y) => inside.map((x) => at(x, y)));
        }""",
        [list(shot), size, MARGIN],
    )
    return [[bool(each) for each in row] for row in pixels]


async def test_errors_come_with_what_to_do_and_the_newest_are_open(
    chromium: Browser, console: Console, puppet: MockPuppet
) -> None:
    async with browsing(chromium, console) as looked:
        await looked.live()
        for number in range(5):
            puppet._report(Unavailable(f"out of reach {number}"))
        puppet._report(Malformed("no date at $.message"))
        await looked.shows("no date at $.message")
        await looked.shows("It is worth a bug report.")
        earlier = looked.page.get_by_text("3 before")
        hidden = looked.page.get_by_text("out of reach 0")
        await expect(hidden).to_be_hidden()
        await earlier.click()
        await expect(hidden).to_be_visible()


async def test_a_line_that_breaks_is_taken_up_again(
    chromium: Browser, console: Console, alice: Person
) -> None:
    async with browsing(chromium, console) as looked:
        await looked.live()
        assert console._runner is not None
        assert console._runner.server is not None
        for connection in console._runner.server.connections:
            assert connection.transport is not None
            connection.transport.abort()
        await alice.says("meanwhile")
        await looked.shows("9 characters")
        await looked.live()
        looked.complaints.clear()  # the browser tells of the line that broke


async def test_a_bot_that_stops_is_told_and_what_was_known_stays(
    chromium: Browser, puppet: MockPuppet, alice: Person
) -> None:
    console = Console([puppet], Place(port=0))
    async with console, puppet:
        looking = browsing(chromium, console)
        looked = await looking.__aenter__()
        await looked.shows("online as Bot")
    await looked.link_is("ended")
    await looked.shows("online as Bot")
    looked.complaints.clear()
    await looking.__aexit__(None, None, None)


async def test_everything_is_done_by_the_keyboard(
    chromium: Browser, console: Console, alice: Person
) -> None:
    async with browsing(chromium, console) as looked:
        await looked.live()
        keyboard = looked.page.keyboard
        await keyboard.press("Tab")
        await expect(looked.page.get_by_text("Skip to the puppets")).to_be_in_viewport()
        await keyboard.press("Tab")
        switch = looked.page.get_by_role("switch")
        await expect(switch).to_be_focused()
        await keyboard.press("Space")
        await expect(switch).to_be_checked()
        await keyboard.press("Tab")
        pause = looked.page.locator("#pause")
        await expect(pause).to_be_focused()
        await keyboard.press("Enter")
        await alice.says("hello")
        await looked.shows("Paused, 1 new one")
        await expect(looked.page.locator("#lines li")).to_have_count(0)
        await keyboard.press("Enter")
        await expect(looked.page.locator("#lines li")).to_have_count(1)


async def test_a_screen_reader_is_told_of_errors_and_of_the_line(
    chromium: Browser, console: Console, puppet: MockPuppet
) -> None:
    async with browsing(chromium, console) as looked:
        await looked.live()
        status = looked.page.get_by_role("status")
        await expect(status).to_have_text("live")
        puppet._report(Unavailable("out of reach"))
        await expect(status).to_contain_text("mock: Unavailable. It tries again")


async def test_a_narrow_phone_shows_all_without_scrolling_sideways(
    chromium: Browser, console: Console, puppet: MockPuppet, alice: Person
) -> None:
    async with browsing(chromium, console, size=PHONE) as looked:
        await looked.live()
        await looked.page.get_by_role("switch").click()
        await alice.says("x" * 300)
        puppet._report(Unavailable("y" * 300))
        await looked.shows("x" * 300)
        await looked.shows("y" * 300)
        width = await looked.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE[0]


@pytest.mark.parametrize("count", [300])
async def test_a_page_that_is_open_for_long_does_not_grow(
    chromium: Browser, console: Console, alice: Person, count: int
) -> None:
    async with browsing(chromium, console) as looked:
        await looked.live()
        for number in range(count):
            await alice.says("x" * (number + 1))
        await looked.shows(f"{count} characters")
        assert await looked.page.locator("#lines li").count() == 200

"""What the reader makes of a page: a saved one, or the live one of a profile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.async_api import Error, Page

from ..errors import ConfigurationError, Unavailable
from . import executable, survey, wire
from .browser import Browser
from .driver import driver
from .failures import UnknownPage
from .model import PageModel
from .options import WhatsAppOptions
from .states import PageState, Sighting, sighting
from .survey import Problem
from .times import Clock

__all__ = ["Choice", "Diagnosis", "examine_file", "examine_profile"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which of the ways to an element leads there; `found` is 0 where none does."""

    element: str
    required: str
    ways: int
    found: int = 0
    candidate: int = -1
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """All that is known of a page, with what people said on it."""

    place: str
    dated: str
    """The day of the table of ways."""
    seen: Sighting
    generation: str
    choices: tuple[Choice, ...]
    missing: tuple[str, ...]
    """Required elements that are not there."""
    screen: wire.Screen
    moments: tuple[datetime | None, ...]
    problems: tuple[Problem, ...]
    snapshot: str = ""
    """How the page is built, where it is none that is known."""

    @property
    def sound(self) -> bool:
        """Whether all of it is known."""
        known = self.seen.state is not PageState.UNKNOWN
        return known and not self.missing and not self.problems


async def examine_file(path: Path, options: WhatsAppOptions) -> Diagnosis:
    """A saved page. Nothing on it runs, and nothing is fetched for it."""
    address = _address(path)
    async with _viewer(options) as page:
        try:
            await page.goto(address, wait_until="domcontentloaded")
        except Error as error:
            raise Unavailable(f"{path} cannot be opened: {error.message}") from error
        return await _examined(PageModel(page), path.name)


async def examine_profile(options: WhatsAppOptions) -> Diagnosis:
    """The page as it is in the profile, once it has settled or time is up."""
    browser = Browser(options)
    try:
        page = await browser.open()
        await _arrive(page, options.url)
        model = PageModel(page)
        with suppress(UnknownPage):  # that is told with all the rest
            await model.settled(options.patience)
        return await _examined(model, options.url.partition("?")[0])
    finally:
        await browser.close()


def _address(path: Path) -> str:
    if not path.is_file():
        raise ConfigurationError(f"there is no page {path}")
    return path.absolute().as_uri()


async def _arrive(page: Page, url: str) -> None:
    try:
        await page.goto(url, wait_until="domcontentloaded", timeout=30_000)
    except Error as error:
        line = error.message.strip().partition("\n")[0]
        raise Unavailable(f"the page cannot be reached: {line}") from error


@asynccontextmanager
async def _viewer(options: WhatsAppOptions) -> AsyncIterator[Page]:
    """A browser with nothing in it, that reaches nobody."""
    async with driver() as playwright:
        own = playwright.chromium.executable_path
        browser = await playwright.chromium.launch(
            executable_path=executable.find(options.browser, own)
        )
        context = await browser.new_context(
            java_script_enabled=False,
            offline=True,
            locale=options.locale,
            timezone_id=options.timezone,
            viewport={"width": 1280, "height": 1200},
        )
        try:
            yield await context.new_page()
        finally:
            await browser.close()


async def _examined(model: PageModel, place: str) -> Diagnosis:
    screen = await model.read()
    seen = sighting(screen)
    ready = seen.state is PageState.READY
    rows = screen.open.rows if screen.open else ()
    return Diagnosis(
        place=place,
        dated=model.table.dated,
        seen=seen,
        generation=screen.generation,
        missing=await model.missing() if ready else (),
        choices=tuple([await _choice(model, name) for name in model.table.elements]),
        screen=screen,
        moments=tuple(Clock.of(screen).moments(rows)),
        problems=survey.problems(screen),
        snapshot="" if seen.state is not PageState.UNKNOWN else await model.snapshot(),
    )


async def _choice(model: PageModel, name: str) -> Choice:
    """As the reading chose; else as it is found anywhere on the page."""
    if name not in model.winners:
        for each in await model.find_all(name):
            await each.dispose()
    known, won = model.table.elements[name], model.winners.get(name)
    return Choice(
        element=name,
        required=known.required,
        ways=len(known.ways),
        found=won.counts[won.candidate] if won else 0,
        candidate=won.candidate if won else -1,
        way=won.way if won else "",
    )

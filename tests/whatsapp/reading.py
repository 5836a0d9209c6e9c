"""Pages are written into a browser, and read."""

from __future__ import annotations

import pytest
from playwright.async_api import Page

from puppets.whatsapp import survey, wire
from puppets.whatsapp.model import PageModel

from .pages import GENERATIONS, Drawn, note, page

__all__ = ["ID", "OTHER", "drawn", "rows_of", "screen_of"]

drawn = pytest.mark.parametrize(
    "drawn",
    [
        Drawn(generation=each, language=language)
        for each in GENERATIONS
        for language in ("en", "es")
    ],
    ids=lambda each: f"{each.generation}-{each.language}",
)
ID = "3EB0AAAAAAAAAAAAAA01"
OTHER = "3EB0AAAAAAAAAAAAAA02"


async def screen_of(chromium: Page, html: str) -> wire.Screen:
    await chromium.set_content(html)
    return await PageModel(chromium).read()


async def rows_of(
    chromium: Page, drawn: Drawn, *rows: str, name: str = "Alice"
) -> tuple[wire.Row, ...]:
    """What is read of these rows; nothing of them may be left over."""
    screen = await screen_of(
        chromium, page(drawn, rows=note(drawn, "20/11/2026") + "".join(rows), name=name)
    )
    assert screen.open is not None
    assert survey.problems(screen) == ()
    return screen.open.rows[1:]

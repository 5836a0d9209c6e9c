"""When something was said, in which conversation, and what the page says itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.async_api import Page

from puppets.whatsapp.ids import message_id
from puppets.whatsapp.model import PageModel
from puppets.whatsapp.times import Clock

from .pages import GENERATIONS, Drawn, Generation, bubble, chat, note, page
from .reading import ID, OTHER, drawn, rows_of, screen_of

# When.


@drawn
async def test_a_message_has_the_minute_of_its_stamp(
    chromium: Page, drawn: Drawn
) -> None:
    shown = note(drawn, "20/11/2026") + bubble(
        drawn, ID, "tea", stamp="23:59, 20/11/2026", time="23:59"
    )
    screen = await screen_of(chromium, page(drawn, rows=shown))
    assert screen.open is not None
    [_, moment] = Clock.of(screen).moments(screen.open.rows)
    assert moment == datetime(2026, 11, 20, 23, 59, tzinfo=UTC)


@drawn
async def test_a_file_has_the_day_of_the_bar_above_it(
    chromium: Page, drawn: Drawn
) -> None:
    picture = (
        f'<div role="button" aria-label="{drawn.word("open")}"><img src="blob:x"></div>'
    )
    shown = note(drawn, "20/11/2026") + bubble(drawn, ID, media=picture)
    screen = await screen_of(chromium, page(drawn, rows=shown))
    assert screen.open is not None
    [_, moment] = Clock.of(screen).moments(screen.open.rows)
    assert moment == datetime(2026, 11, 20, 10, 15, tzinfo=UTC)


# Groups and notes.


@drawn
async def test_a_conversation_says_whose_it_is(chromium: Page, drawn: Drawn) -> None:
    screen = await screen_of(chromium, page(drawn, rows="", name="Alice 😀"))
    assert screen.open is not None
    assert (screen.open.name, screen.open.room) == ("Alice 😀", False)
    assert screen.open.composer


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_in_a_group_everybody_has_a_name(
    chromium: Page, generation: Generation
) -> None:
    drawn = Drawn(generation=generation, group=True)
    shown = bubble(drawn, ID, "hi", who="Alice") + bubble(
        drawn, OTHER, "ho", who="Bob", jid="4915100000002@c.us"
    )
    screen = await screen_of(chromium, page(drawn, rows=shown, name="Tea"))
    assert screen.open is not None
    assert (screen.open.name, screen.open.members) == ("Tea", "Alice, Bob, You")
    assert screen.open.room is True
    assert [(row.who, row.label, row.author) for row in screen.open.rows] == [
        ("Alice", "Alice", "Alice"),
        ("Bob", "Bob", "Bob"),
    ]


@drawn
@pytest.mark.parametrize("id", ["", "3EB0AAAAAAAAAAAAAA09"], ids=["bare", "with an id"])
async def test_what_the_page_says_itself_is_no_message(
    chromium: Page, drawn: Drawn, id: str
) -> None:
    text = "Alice left" if drawn.language == "en" else "Alice salió del grupo"
    [row] = await rows_of(chromium, drawn, note(drawn, text, id))
    assert (row.kind, row.text, message_id(row.raw)) == ("note", text, id)


@drawn
async def test_a_row_that_is_not_drawn_is_a_shell(chromium: Page, drawn: Drawn) -> None:
    raw = drawn.raw(ID, own=False)
    shell = f'<div role="row"><div data-id="{raw}" style="height:60px"></div></div>'
    [row] = await rows_of(chromium, drawn, shell)
    assert (row.kind, row.raw) == ("shell", raw)


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_the_generation_is_told(chromium: Page, generation: Generation) -> None:
    drawn = Drawn(generation=generation)
    screen = await screen_of(chromium, page(drawn, rows=bubble(drawn, ID, "hi")))
    assert screen.generation == generation


async def test_reading_changes_nothing_on_the_page(chromium: Page) -> None:
    drawn = Drawn(generation="2026-09-classless")
    html = page(drawn, chats=chat(drawn, "A", at=0), rows=bubble(drawn, ID, "hi"))
    await chromium.set_content(html)
    before = await chromium.content()
    names = await chromium.evaluate("Object.keys(window)")
    await PageModel(chromium).read()
    assert await chromium.content() == before
    assert await chromium.evaluate("Object.keys(window)") == names

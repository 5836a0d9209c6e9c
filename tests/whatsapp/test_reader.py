"""A page becomes rows, the same in each generation and language."""

from __future__ import annotations

import pytest
from playwright.async_api import Page

from puppets.whatsapp import survey, wire
from puppets.whatsapp.ids import message_id

from .pages import Drawn, bubble, chat, page
from .reading import ID, OTHER, drawn, rows_of, screen_of

# The chat list.


@drawn
async def test_the_chat_list_is_read_from_top_to_bottom(
    chromium: Page, drawn: Drawn
) -> None:
    lines = chat(drawn, "Bob", at=1) + chat(drawn, "Alice", at=0, unread="3")
    screen = await screen_of(chromium, page(drawn, chats=lines, total=700))
    assert screen.list is not None
    assert [(row.name, row.unread) for row in screen.list.rows] == [
        ("Alice", 3),
        ("Bob", 0),
    ]
    assert screen.list.total == 700
    assert screen.open is None
    assert survey.problems(screen) == ()


@drawn
@pytest.mark.parametrize(
    ("shown", "count"),
    [("1", 1), ("1,234", 1234), ("1.234", 1234), ("٣", 3), ("१२", 12)],
    ids=["one", "English thousands", "Spanish thousands", "Arabic", "Hindi"],
)
async def test_what_is_unread_is_counted(
    chromium: Page, drawn: Drawn, shown: str, count: int
) -> None:
    lines = chat(drawn, "Alice", at=0, unread=shown)
    screen = await screen_of(chromium, page(drawn, chats=lines))
    assert screen.list is not None
    assert screen.list.rows[0].unread == count


@drawn
async def test_a_group_is_told_from_a_person_by_its_picture(
    chromium: Page, drawn: Drawn
) -> None:
    lines = chat(drawn, "Tea", at=0, group=True) + chat(drawn, "Bob", at=1)
    screen = await screen_of(chromium, page(drawn, chats=lines))
    assert screen.list is not None
    assert [row.room for row in screen.list.rows] == [True, False]


@drawn
async def test_a_name_and_a_preview_keep_their_emoji(
    chromium: Page, drawn: Drawn
) -> None:
    lines = chat(drawn, "Ann 😀", at=0, preview="3", unread="")
    screen = await screen_of(chromium, page(drawn, chats=lines))
    assert screen.list is not None
    [row] = screen.list.rows
    assert (row.name, row.preview, row.unread, row.time) == ("Ann 😀", "3", 0, "10:15")


# What is said.


@drawn
@pytest.mark.parametrize("own", [False, True], ids=["theirs", "ours"])
async def test_a_text_is_read(chromium: Page, drawn: Drawn, own: bool) -> None:
    who = "Robot" if own else "Alice"
    [row] = await rows_of(chromium, drawn, bubble(drawn, ID, "hello", own=own, who=who))
    assert (message_id(row.raw), row.text, row.who) == (ID, "hello", who)
    assert row.from_ == ("out" if own else "in")
    assert row.status == ("read" if own else "")
    assert not (row.cut)
    assert not (row.edited)
    assert not (row.forwarded)
    assert not (row.recalled)


@drawn
@pytest.mark.parametrize("status", ["read", "delivered"])
async def test_a_tick_says_how_far_it_came(
    chromium: Page, drawn: Drawn, status: str
) -> None:
    shown = bubble(drawn, ID, "hello", own=True, who="Robot", status=status)
    [row] = await rows_of(chromium, drawn, shown)
    assert row.status == status


@drawn
async def test_every_bubble_of_a_run_has_its_side(chromium: Page, drawn: Drawn) -> None:
    shown = [
        bubble(drawn, f"3EB0AAAAAAAAAAAAAA{at:02}", "x", own=own, who=who, first=first)
        for at, (own, who, first) in enumerate(
            [
                (False, "Alice", True),
                (False, "Alice", False),
                (True, "Robot", True),
                (True, "Robot", False),
            ]
        )
    ]
    rows = await rows_of(chromium, drawn, *shown)
    assert [row.from_ for row in rows] == ["in", "in", "out", "out"]


@drawn
@pytest.mark.parametrize(
    "text",
    [
        "😀 and 👍🏿",
        "❤️",
        "one\ntwo\n\nfour",
        "a < b & c",
        "10:15",
        "12",
        "Edited",
        "...",
    ],
    ids=repr,
)
async def test_a_text_is_whole(chromium: Page, drawn: Drawn, text: str) -> None:
    [row] = await rows_of(chromium, drawn, bubble(drawn, ID, text))
    assert row.text == text
    assert not row.edited


@drawn
async def test_quoted_text_is_never_the_body(chromium: Page, drawn: Drawn) -> None:
    [row] = await rows_of(
        chromium, drawn, bubble(drawn, ID, "no", quote=("Alice", "tea? 😀"))
    )
    assert row.text == "no"
    assert row.quoted == wire.Quote(author="Alice", text="tea? 😀")


@drawn
async def test_reactions_are_emoji(chromium: Page, drawn: Drawn) -> None:
    [row] = await rows_of(chromium, drawn, bubble(drawn, ID, "tea", reaction="👍🏿"))
    assert (row.text, row.reactions) == ("tea", ("👍🏿",))


@drawn
async def test_what_was_taken_back_is_told(chromium: Page, drawn: Drawn) -> None:
    [row] = await rows_of(chromium, drawn, bubble(drawn, ID, recalled=True))
    assert (row.recalled, row.text, row.from_) == (True, "", "in")


@drawn
async def test_an_edit_and_a_forward_are_marked(chromium: Page, drawn: Drawn) -> None:
    [one, other] = await rows_of(
        chromium,
        drawn,
        bubble(drawn, ID, "tea", edited=True),
        bubble(drawn, OTHER, "tea", forwarded=True),
    )
    assert (one.edited, one.forwarded, one.text) == (True, False, "tea")
    assert (other.edited, other.forwarded, other.text) == (False, True, "tea")


@drawn
async def test_a_text_with_more_behind_it_says_so(chromium: Page, drawn: Drawn) -> None:
    [row] = await rows_of(chromium, drawn, bubble(drawn, ID, "long", more=True))
    assert (row.cut, row.text) == (True, "long")


@drawn
async def test_a_text_without_any_mark_of_its_own_is_read(
    chromium: Page, drawn: Drawn
) -> None:
    shown = bubble(drawn, ID, "bare", bare=True, quote=("Alice", "tea?"))
    [row] = await rows_of(chromium, drawn, shown)
    assert row.text == "bare"

"""Ways to elements are taken away: the next takes over, or it is said by name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.async_api import Page

from . import test_reader_files as files
from .mutation import mutants, wrong
from .pages import GENERATIONS, Drawn, Generation, bubble, chat, note, page

generations = pytest.mark.parametrize("generation", GENERATIONS)


def ids(at: int) -> str:
    return f"3EB0AAAAAAAAAAAAAA{at:02}"


def rows(drawn: Drawn) -> str:
    """Two days of all that a conversation may hold."""
    who = "Bob" if drawn.group else "Alice"
    jid = f"491510000000{2 if drawn.group else 1}@c.us"
    gone = "Alice left" if drawn.language == "en" else "Alice salió del grupo"
    shown = [
        note(drawn, "19/11/2026"),
        note(drawn, gone, ids(0)),
        bubble(drawn, ids(1), "hello 😀", stamp="10:14, 19/11/2026", time="10:14"),
        bubble(drawn, ids(2), "ours", own=True, who="Robot", stamp="10:15, 19/11/2026"),
        note(drawn, "20/11/2026"),
        bubble(drawn, ids(3), media=files.image(drawn), who=who, jid=jid),
        bubble(drawn, ids(4), "no", quote=("Alice", "tea?"), reaction="👍🏿"),
        bubble(drawn, ids(5), "more", more=True, first=False),
        bubble(drawn, ids(6), recalled=True),
        bubble(drawn, ids(7), "once more", edited=True, forwarded=True),
        bubble(drawn, ids(8), own=True, media=files.document(drawn)),
        bubble(drawn, ids(9), media=files.sticker(drawn), who=who, jid=jid),
        bubble(drawn, ids(10), media=files.voice(drawn)),
    ]
    return "".join(shown)


def ready(drawn: Drawn) -> str:
    lines = chat(drawn, "Alice", at=0, unread="3") + chat(
        drawn, "Bob", at=1, preview="2"
    )
    lines += chat(drawn, "Tea 😀", at=2, group=True)
    return page(
        drawn, chats=lines, rows=rows(drawn), name="Tea" if drawn.group else "Alice"
    )


async def counted(
    chromium: Page, html: str, record: Callable[[str, object], None]
) -> None:
    """Every way in turn is taken, and every two of them: nothing is told wrong."""
    found = await mutants(chromium, html)
    assert not list(wrong(found.usual, found.usual))
    bad = [
        (gone[0], len(gone), said)
        for other, gone in found.others
        if (said := list(wrong(found.usual, other)))
    ]
    assert not bad, f"{len(bad)} of {found.count}, such as {bad[:3]}"
    assert found.changed
    record("taken alone and in pairs", found.count)
    record("read anew", found.readings)
    record("the next took over", found.count - found.changed)
    record("said by name", found.changed)


@pytest.mark.timeout(120)  # more than a thousand readings of one page
@generations
@pytest.mark.parametrize(
    ("language", "group"),
    [("en", True), ("es", False)],
    ids=["an English group", "a Spanish person"],
)
async def test_ways_that_are_gone_are_never_missed_in_silence(
    chromium: Page,
    generation: Generation,
    language: str,
    group: bool,
    record_property: Callable[[str, object], None],
) -> None:
    drawn = Drawn(generation=generation, language=language, group=group)
    await counted(chromium, ready(drawn), record_property)


async def test_silence_would_be_noticed(
    chromium: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = '<div id="app"><div data-ref="2@abc"><canvas></canvas></div></div>'
    found = await mutants(chromium, f'<html lang="en"><body>{code}</body></html>')
    assert found.changed
    assert not any(list(wrong(found.usual, other)) for other, _ in found.others)
    monkeypatch.setattr("puppets.whatsapp.survey.problems", lambda _: ())
    assert any(list(wrong(found.usual, other)) for other, _ in found.others)

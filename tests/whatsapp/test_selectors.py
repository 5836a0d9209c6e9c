"""The table of ways to elements is whole, and every way can be gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from playwright.async_api import Page

from puppets.whatsapp import selectors
from puppets.whatsapp.model import PageModel
from puppets.whatsapp.selectors import Table, Way

from .pages import GENERATIONS, Drawn, Generation, bubble, chat, page

LANGUAGES = {"en", "es", "pt", "id", "hi", "ar", "zh"}
TABLE = selectors.table()
MACRO = re.compile(r'"\{([a-z_]+)\}"')
CLASS = re.compile(r"\.[a-z][a-z_-]+")
SIGNS = {"class_in", "class_out"}
"""Classes are all that these are: signs among others, which are counted."""


def ways() -> list[tuple[str, Way]]:
    return [
        (name, way)
        for name, each in TABLE.elements.items()
        for way in each.ways
        if way is not None
    ]


def test_the_table_has_a_date() -> None:
    assert re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", TABLE.dated)


def test_every_name_in_the_table_is_known() -> None:
    wanted = {way.text for _, way in ways() if way.text and way.text[0] != "@"}
    wanted |= {name for _, way in ways() for name in MACRO.findall(way.css)}
    assert wanted | {"you"} == set(TABLE.strings)
    within = {each.within for each in TABLE.elements.values() if each.within}
    evidence = {each for some in TABLE.states.values() for each in some}
    assert within | evidence <= set(TABLE.elements)


@pytest.mark.parametrize("name", TABLE.strings)
def test_every_wording_is_there_in_every_language(name: str) -> None:
    assert set(TABLE.strings[name]) == LANGUAGES
    assert all(all(each) for each in TABLE.strings[name].values())


def test_no_class_is_the_only_way() -> None:
    for name, each in TABLE.elements.items():
        plain = [way for way in each.ways if way and not CLASS.search(way.css)]
        assert plain or name in SIGNS, name


def test_no_element_that_is_required_has_one_way_alone() -> None:
    for name, each in TABLE.elements.items():
        if each.required:
            assert len(each.ways) >= 3, name


@pytest.mark.parametrize("language", sorted(LANGUAGES))
async def test_every_way_can_be_gone(chromium: Page, language: str) -> None:
    await chromium.set_content(f'<html lang="{language}"><body></body></html>')
    model = PageModel(chromium)
    for name in TABLE.elements:
        assert await model.find_all(name) == []


async def test_an_element_without_any_way_is_nowhere(chromium: Page) -> None:
    broken = TABLE.without([("qr", at) for at in range(len(TABLE.elements["qr"].ways))])
    await chromium.set_content("<html></html>")
    assert await PageModel(chromium, broken).find("qr") is None


DRIVEN = (
    "search_box",
    "new_chat",
    "chat_list",
    "conversation",
    "header",
    "header_name",
    "message_list",
    "composer",
    "send",
    "attach",
    "footer",
)


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_the_next_way_leads_to_the_same_element(
    chromium: Page,
    generation: Generation,
    record_property: Callable[[str, object], None],
) -> None:
    drawn = Drawn(generation=generation)
    lines = chat(drawn, "Alice", at=0)
    shown = page(drawn, chats=lines, rows=bubble(drawn, "3EB0AAAAAAAAAAAAAA01", "hi"))
    await chromium.set_content(shown)
    taken = 0
    for name in DRIVEN:
        meant = await PageModel(chromium).element(name)
        for gone in _some(TABLE, name):
            taken += 1
            found = await PageModel(chromium, TABLE.without(gone)).find(name)
            if found is not None:
                same = (
                    "(found, meant) => found.contains(meant) || meant.contains(found)"
                )
                assert await found.evaluate(same, meant), (name, gone)
    record_property("taken alone and in pairs", taken)


def _some(table: Table, name: str) -> list[list[tuple[str, int]]]:
    places = [(name, at) for at in range(len(table.elements[name].ways))]
    return [[each] for each in places] + [
        list(pair) for pair in combinations(places, 2)
    ]


async def test_which_way_won_is_told(chromium: Page) -> None:
    drawn = Drawn(generation="2025-packed")
    await chromium.set_content(page(drawn, rows=""))
    model = PageModel(chromium)
    await model.element("composer")
    won = model.winners["composer"]
    assert won.way == str(TABLE.elements["composer"].ways[won.candidate])
    assert won.candidate > 0
    assert won.counts == {won.candidate: 1}

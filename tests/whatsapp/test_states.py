"""Which page it is, and what speaks for it; an unknown one is said, never waited for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.async_api import Page

from puppets.whatsapp.model import PageModel
from puppets.whatsapp.states import PageState

from .mutation import mutants, wrong
from .pages import bubble, page
from .state_pages import CODE, NOW, PAGES, READY, app

pages = pytest.mark.parametrize(
    ("state", "inner"), PAGES.values(), ids=[name.replace(" ", "-") for name in PAGES]
)


@pages
async def test_a_state_has_its_evidence(
    chromium: Page, state: PageState, inner: str
) -> None:
    await chromium.set_content(app(inner))
    model = PageModel(chromium)
    seen = await model.state()
    assert seen.state is state
    assert seen.evidence
    if state is not PageState.LOADING:
        assert await model.settled() == seen


@pytest.mark.timeout(60)  # some hundred readings of one page
@pages
async def test_a_state_is_never_taken_for_another(
    chromium: Page,
    state: PageState,
    inner: str,
    record_property: Callable[[str, object], None],
) -> None:
    found = await mutants(chromium, app(inner))
    bad = [(gone, list(wrong(found.usual, other))) for other, gone in found.others]
    assert [each for each in bad if each[1]] == []
    assert {other.state for other, _ in found.others} <= {state.value, "UNKNOWN"}
    record_property("taken alone and in pairs", found.count)


async def test_the_chats_are_ready(chromium: Page) -> None:
    await chromium.set_content(READY)
    seen = await PageModel(chromium).settled()
    assert (seen.state, seen.language, seen.offline) == (PageState.READY, "en", False)


async def test_words_in_a_chat_make_no_state(chromium: Page) -> None:
    said = "WhatsApp works with Google Chrome 85+ Use here Logging out…"
    shown = "".join(
        bubble(NOW, f"3EB0AAAAAAAAAAAAAA{at:02}", each)
        for at, each in enumerate([said, "Use here", "Logging out…"])
    )
    button = '<button>Use here</button><a href="https://www.google.com/chrome/">x</a>'
    await chromium.set_content(page(NOW, rows=shown + button))
    assert (await PageModel(chromium).state()).state is PageState.READY


async def test_a_code_is_told(chromium: Page) -> None:
    model = PageModel(chromium)
    await chromium.set_content(app(PAGES["a QR code on a canvas"][1]))
    seen = await model.state()
    assert seen.qr == CODE
    assert CODE not in repr(seen)
    await chromium.set_content(app(PAGES["a code for the phone"][1]))
    seen = await model.state()
    assert seen.code == "ABCD1234"
    assert "ABCD1234" not in repr(seen)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Use here"),
        ("es", "Usar aquí"),
        ("pt", "Usar aqui"),
        ("id", "Gunakan di sini"),
        ("hi", "यहाँ इस्तेमाल करें"),
        ("ar", "استخدام هنا"),
        ("zh", "在此使用"),
    ],
)
async def test_a_state_is_known_in_every_language(
    chromium: Page, language: str, said: str
) -> None:
    dialog = f'<div role="dialog"><button> {said} </button></div>'
    await chromium.set_content(app(dialog, language))
    seen = await PageModel(chromium).state()
    assert (seen.state, seen.language) == (PageState.CONFLICT, language)


async def test_a_page_that_is_cut_off_says_so(chromium: Page) -> None:
    alert = '<div><span data-icon="alert-computer"></span></div><div id="pane-side">'
    await chromium.set_content(READY.replace('<div id="pane-side">', alert))
    seen = await PageModel(chromium).state()
    assert (seen.state, seen.offline) == (PageState.READY, True)

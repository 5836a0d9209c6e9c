"""A page that is not known, or does not answer, is said and never waited for."""

from __future__ import annotations

from time import monotonic

import pytest
from playwright.async_api import Page

from puppets import Malformed, Unavailable
from puppets.whatsapp import ElementMissing, UnknownPage
from puppets.whatsapp.model import PageModel
from puppets.whatsapp.states import PageState

from .pages import bubble, chat, page
from .state_pages import NOW, PAGES, READY, app


@pytest.mark.parametrize("inner", ["", "<main><h1>Something new</h1></main>"])
async def test_an_unknown_page_is_said_in_time(chromium: Page, inner: str) -> None:
    await chromium.set_content(app(inner))
    before = monotonic()
    with pytest.raises(UnknownPage) as caught:
        await PageModel(chromium).settled(patience=1.0)
    assert monotonic() - before < 10
    assert caught.value.snapshot.splitlines()[2:4] == ["body", "  div#app"]


async def test_a_page_that_loads_for_ever_is_said(chromium: Page) -> None:
    await chromium.set_content(app(PAGES["a page that loads"][1]))
    with pytest.raises(Unavailable, match="loads"):
        await PageModel(chromium).settled(patience=0.2, limit=0.6)


async def test_what_comes_in_time_is_waited_for(chromium: Page) -> None:
    await chromium.set_content(app(""))
    await chromium.evaluate(
        "html => setTimeout(() => document.body.innerHTML = html, 300)",
        app(PAGES["a QR code on a canvas"][1]),
    )
    assert (await PageModel(chromium).settled()).state is PageState.QR


async def test_a_new_page_is_asked_anew(chromium: Page) -> None:
    model = PageModel(chromium)
    await chromium.set_content(READY)
    await model.read()
    await chromium.goto("about:blank")
    assert (await model.state()).state is PageState.UNKNOWN
    await chromium.set_content(READY)
    assert (await model.read()).state == "READY"


@pytest.mark.parametrize("element", ["new_chat", "chat_list", "search_box"])
async def test_a_required_element_that_is_gone_is_named(
    chromium: Page, element: str
) -> None:
    model = PageModel(chromium)
    await chromium.set_content(READY)
    await model.check()
    found = await model.element(element)
    await found.evaluate("each => each.remove()")
    await chromium.evaluate(
        "() => document.querySelectorAll('#pane-side').forEach(each => each.removeAttribute('id'))"
    )
    with pytest.raises(ElementMissing) as caught:
        await model.check()
    assert caught.value.element == element
    assert len(caught.value.tried) >= 3
    assert isinstance(caught.value, Malformed)


async def test_a_snapshot_holds_nobodys_words(chromium: Page) -> None:
    secret = "Zanzibar"
    shown = bubble(NOW, "3EB0AAAAAAAAAAAAAA01", secret, who=secret)
    lines = chat(NOW, secret, at=0, preview=secret)
    await chromium.set_content(
        page(NOW, chats=lines, rows=shown, name=secret)
        + f'<div data-ref="{secret}" title="{secret}"><img alt="{secret}" src="{secret}">'
        f'<a href="https://{secret}">x</a></div>'
    )
    told = await PageModel(chromium).snapshot()
    assert secret not in told
    assert "3EB0AAAA" not in told
    assert '[data-testid="msg-container"]' in told
    assert "[aria-label={new_chat}]" in told
    assert "[data-ref]" in told


async def test_a_page_that_is_frozen_does_not_hang_us(
    chromium: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("puppets.whatsapp.asking.ANSWER", 0.3)
    await chromium.set_content(READY)
    model = PageModel(chromium)
    await model.read()
    await chromium.evaluate(
        "() => void setTimeout(() => { const end = Date.now() + 1500; while (Date.now() < end); })"
    )
    with pytest.raises(Unavailable, match="does not answer"):
        await model.read()
    assert (await chromium.title()) == ""  # it is awake again
    assert (await model.read()).state == "READY"


async def test_a_page_that_is_closed_is_said(chromium: Page) -> None:
    other = await chromium.context.new_page()
    await other.set_content(READY)
    model = PageModel(other)
    await model.read()
    await other.close()
    with pytest.raises(Unavailable, match="cannot be asked"):
        await model.read()
    with pytest.raises(Unavailable, match="cannot be asked"):
        await model.find("composer")
    with pytest.raises(Unavailable, match="cannot be asked"):
        await model.settled()

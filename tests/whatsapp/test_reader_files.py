"""Files, places and cards in a conversation, of each kind that the page draws."""

from __future__ import annotations

import pytest
from playwright.async_api import Page

from puppets.whatsapp import survey, wire
from puppets.whatsapp.model import PageModel

from .pages import Drawn, bubble, note, page
from .reading import ID, drawn


def image(drawn: Drawn) -> str:
    label = drawn.word("open")
    return f'<div role="button" aria-label="{label}"><img src="blob:1"></div>'


def unloaded(drawn: Drawn) -> str:
    label = drawn.word("download")
    return (
        '<div><img src="data:image/jpeg;base64,AA"></div><div role="button" '
        f'aria-label="{label}"><span data-icon="media-download"></span>12 kB</div>'
    )


def document(drawn: Drawn) -> str:
    title = f"{drawn.word('download')} &quot;a report.pdf&quot;"
    return (
        f'<div role="button" title="{title}"><span data-icon="document-PDF-icon"></span>'
        '<span dir="auto">a report.pdf</span><div><span>PDF</span> • <span>12 kB</span>'
        "</div></div>"
    )


def voice(drawn: Drawn) -> str:
    return (
        f'<div><button aria-label="{drawn.word("voice")}"><span data-icon="audio-play">'
        '</span></button><div role="slider" aria-label="0:03"></div><span>0:03</span>'
        '<span data-icon="ptt-status"></span></div>'
    )


def video(drawn: Drawn) -> str:
    return (
        '<div role="button"><span data-icon="media-play"></span><div><span '
        'data-icon="msg-video"></span><span>0:12</span></div></div>'
    )


def sticker(drawn: Drawn) -> str:
    return '<div><img alt="Sticker with no label" src="blob:2"></div>'


def audio(drawn: Drawn) -> str:
    return (
        '<div><span data-icon="audio-file"></span><button aria-label="Play"></button>'
        "<span>1:02</span></div>"
    )


def gif(drawn: Drawn) -> str:
    return '<div role="button"><span data-icon="media-gif"></span></div>'


def location(drawn: Drawn) -> str:
    href = "https://maps.google.com/maps?q=40.4168%2C-3.7038&amp;z=17"
    return f'<a href="{href}"><img src="data:image/png;base64,AA"></a>'


def card(drawn: Drawn) -> str:
    return (
        '<div role="button"><span data-icon="default-contact"></span>'
        '<span dir="auto">Carol Jones</span></div>'
        '<div role="button" aria-label="View contact">View contact</div>'
    )


KINDS = {
    "image": image,
    "document": document,
    "voice": voice,
    "video": video,
    "sticker": sticker,
    "audio": audio,
    "gif": gif,
    "location": location,
    "card": card,
}


async def row_of(chromium: Page, drawn: Drawn, *rows: str) -> wire.Row:
    await chromium.set_content(
        page(drawn, rows=note(drawn, "20/11/2026") + "".join(rows))
    )
    screen = await PageModel(chromium).read()
    assert survey.problems(screen) == ()
    assert screen.open is not None
    return screen.open.rows[-1]


@drawn
@pytest.mark.parametrize("own", [False, True], ids=["theirs", "ours"])
@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_is_told_from_the_others(
    chromium: Page, drawn: Drawn, kind: str, own: bool
) -> None:
    row = await row_of(
        chromium, drawn, bubble(drawn, ID, media=KINDS[kind](drawn), own=own)
    )
    assert row.media is not None
    assert (row.media.kind, row.media.ready) == (kind, True)
    assert (row.from_, row.text, row.time) == ("out" if own else "in", "", "10:15")


@drawn
async def test_a_caption_is_the_text_of_its_picture(
    chromium: Page, drawn: Drawn
) -> None:
    shown = bubble(drawn, ID, "look 😀", media=image(drawn), quote=("Alice", "what?"))
    row = await row_of(chromium, drawn, shown)
    assert row.media == wire.Medium(kind="image", src="blob:1")
    assert row.text == "look 😀"


@drawn
async def test_a_picture_that_is_not_loaded_yet_says_so(
    chromium: Page, drawn: Drawn
) -> None:
    row = await row_of(chromium, drawn, bubble(drawn, ID, media=unloaded(drawn)))
    assert row.media is not None
    assert (row.media.kind, row.media.ready) == ("image", False)


@drawn
async def test_a_document_has_its_name(chromium: Page, drawn: Drawn) -> None:
    row = await row_of(chromium, drawn, bubble(drawn, ID, media=document(drawn)))
    assert row.media is not None
    assert row.media.name == "a report.pdf"


@drawn
async def test_a_card_has_the_name_on_it(chromium: Page, drawn: Drawn) -> None:
    row = await row_of(chromium, drawn, bubble(drawn, ID, media=card(drawn)))
    assert row.media is not None
    assert row.media.name == "Carol Jones"


@drawn
async def test_a_place_has_its_link(chromium: Page, drawn: Drawn) -> None:
    row = await row_of(chromium, drawn, bubble(drawn, ID, media=location(drawn)))
    assert row.media is not None
    assert row.media.src.endswith("q=40.4168%2C-3.7038&z=17")

"""Files, both ways."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect

from conformance.samples import SAMPLES
from puppets_standins.whatsapp import acts
from puppets_standins.whatsapp.records import Kind, Media, Message

from .desk import Desk

pytestmark = pytest.mark.anyio

SHOWN: dict[str, tuple[Kind, str]] = {
    "a JPEG image": ("image", 'img[src^="blob:"]'),
    "video": ("video", "[data-icon=media-play]"),
    "an animation": ("gif", "[data-icon=media-gif]"),
    "a sticker": ("sticker", 'img[alt="Sticker"][src^="blob:"]'),
    "audio": ("audio", 'button[aria-label="Play"] [data-icon=audio-play]'),
    "a voice": ("voice", 'button[aria-label="Play voice message"]'),
    "a document": ("document", "[role=button][title='Download \"report.pdf\"']"),
}


CHOICES = (
    ("Document", "a PNG image", "document"),
    ("Document", "every byte there is", "document"),
    ("Photos & videos", "video", "video"),
    ("Audio", "audio", "audio"),
    ("New sticker", "a sticker", "sticker"),
)


def media(desk: Desk, name: str) -> Media:
    sample = SAMPLES[name]
    return desk.store.keep(sample.filename, sample.media_type, sample.content)


async def test_a_file_is_shown_as_its_kind(desk: Desk) -> None:
    chat = desk.direct(desk.person("Alice"))
    said = {
        selector: acts.post(
            desk.store, chat, chat.partner(desk.me.jid), kind, media=media(desk, name)
        )
        for name, (kind, selector) in SHOWN.items()
    }
    await desk.log_in()
    await desk.open("Alice")
    for selector, message in said.items():
        await desk.row(message).scroll_into_view_if_needed()
        await expect(desk.row(message).locator(selector)).to_be_visible()
    await expect(desk.page.locator("#main [data-pre-plain-text]")).to_have_count(0)


async def test_a_file_is_saved_byte_for_byte(desk: Desk, tmp_path: Path) -> None:
    chat = desk.direct(desk.person("Alice"))
    said = [
        acts.post(
            desk.store,
            chat,
            chat.partner(desk.me.jid),
            SHOWN[name][0],
            media=media(desk, name),
        )
        for name in ("a document", "a JPEG image", "a voice")
    ]
    await desk.log_in()
    await desk.open("Alice")
    for message in said:
        async with desk.page.expect_download() as download:
            await desk.menu(message, "Download")
        await (await download.value).save_as(tmp_path / "saved")
        assert message.media is not None
        assert (tmp_path / "saved").read_bytes() == message.media.content
        assert (await download.value).suggested_filename == message.media.name


async def test_a_picture_may_wait_to_be_asked_for(desk: Desk) -> None:
    desk.server.twists["slowMedia"] = True
    alice = desk.person("Alice")
    sent = media(desk, "a JPEG image")
    chat = desk.direct(alice)
    said = acts.post(desk.store, chat, alice.jid, "image", media=sent, text="look")
    await desk.log_in()
    await desk.open("Alice")
    picture = desk.row(said).locator('[aria-label="Open picture"] img')
    assert (await picture.get_attribute("src") or "").startswith("data:image/jpeg")
    await desk.row(said).get_by_role("button", name="Download").click()
    await expect(desk.row(said).locator('img[src^="blob:"]')).to_be_visible()
    await expect(desk.row(said).locator("[data-pre-plain-text]")).to_contain_text(
        "look"
    )


async def sent_by(desk: Desk, entry: str, name: str, folder: Path) -> Message:
    """Press a line of the menu, choose the file, and send it."""
    sample = SAMPLES[name]
    before = sum(len(desk.said(chat)) for chat in desk.store.chats.values())
    (folder / sample.filename).write_bytes(sample.content)
    await desk.page.locator("#main footer").get_by_label("Attach").click()
    async with desk.page.expect_file_chooser() as chooser:
        await desk.item(entry).click()
    await (await chooser.value).set_files(folder / sample.filename)
    if entry != "New sticker":
        caption = desk.page.locator("#main [contenteditable=true]:visible")
        await expect(caption).to_be_focused()
        await desk.page.keyboard.type("look")
        label = (
            "Send 1 selected"
            if desk.server.front.settings["generation"] == "2026-09-classless"
            else "Send"
        )
        await desk.press(label)
    return await another(desk, before)


async def another(desk: Desk, before: int) -> Message:
    """What was said last, as soon as there is more than before."""
    [chat] = desk.store.chats.values()
    async with asyncio.timeout(5):
        while len(desk.said(chat)) == before:
            await asyncio.sleep(0.02)
    return desk.said(chat)[-1]


async def test_a_file_goes_out_as_what_was_chosen(desk: Desk, tmp_path: Path) -> None:
    await desk.sees(desk.person("Alice"), "hello")
    for entry, name, kind in CHOICES:
        message = await sent_by(desk, entry, name, tmp_path)
        assert message.kind == kind
        assert message.media is not None
        assert message.media.content == SAMPLES[name].content
        assert message.media.name == SAMPLES[name].filename
        assert message.text == ("" if entry == "New sticker" else "look")
        await expect(desk.row(message).get_by_label("Delivered")).to_be_visible()


async def test_a_photo_is_made_a_jpeg_of_the_same_shape(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.sees(desk.person("Alice"), "hello")
    message = await sent_by(desk, "Photos & videos", "a PNG image", tmp_path)
    assert message.kind == "image"
    assert message.media is not None
    assert message.media.content[:3] == b"\xff\xd8\xff"
    assert message.media.name == "sketch.jpg"


async def test_the_first_field_for_files_in_the_page_makes_a_sticker(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.sees(desk.person("Alice"), "hello")
    sample = SAMPLES["a PNG image"]
    (tmp_path / sample.filename).write_bytes(sample.content)
    await desk.page.locator("#main footer").get_by_label("Attach").click()
    fields = desk.page.locator("input[type=file]")
    assert await fields.count() == 4
    await fields.first.set_input_files(tmp_path / sample.filename)
    assert (await another(desk, 1)).kind == "sticker"


async def test_places_and_cards_are_shown(desk: Desk) -> None:
    alice, bob = desk.person("Alice"), desk.person("Bob")
    chat = desk.direct(alice)
    where = (52.5, 13.4, "Café")
    place = acts.post(desk.store, chat, alice.jid, "location", place=where)
    card = acts.post(desk.store, chat, alice.jid, "contact", card=bob.jid)
    await desk.log_in()
    await desk.open("Alice")
    link = desk.row(place).locator('a[href*="maps.google.com"]').first
    assert "q=52.5%2C13.4" in (await link.get_attribute("href") or "")
    await expect(desk.row(card)).to_contain_text("Bob")
    await desk.row(card).get_by_role("button", name="Message").click()
    await expect(desk.page.locator("#main header")).to_contain_text("Bob")

"""A long day on the stand-in Telegram: everything people do, and every method, asked by python-telegram-bot."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import telegram
from aiohttp import web
from telegram import ReplyParameters

from fixtures.telegram import TelegramServer
from fixtures.telegram.images import plain_png

__all__ = ["GIF", "PICTURE", "Played", "Script", "hook", "play"]

PICTURE = plain_png(320, 200)
GIF = b"GIF89a\x08\x00\x04\x00" + b"\x21\xf9\x04\x00\x0a\x00\x00\x00\x00," * 2 + b";"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
EVERYTHING = [*telegram.Update.ALL_TYPES]


@dataclass
class Played:
    """What was served, raw, and what python-telegram-bot made of it."""

    results: list[tuple[str, Any]] = field(default_factory=list)
    pushed: list[dict[str, Any]] = field(default_factory=list)
    parsed: list[object] = field(default_factory=list)

    @property
    def methods(self) -> Counter[str]:
        return Counter(method for method, _ in self.results)

    @property
    def updates(self) -> list[dict[str, Any]]:
        polled = [
            update
            for method, result in self.results
            if method == "getupdates"
            for update in result
        ]
        return polled + self.pushed


@dataclass
class Script:
    """One bot, two people and what they do, in acts that can be played in their order."""

    server: TelegramServer
    bot: telegram.Bot
    played: Played
    alice: int = 0
    bob: int = 0
    group: int = 0
    offset: int = 0

    async def poll(self) -> list[telegram.Update]:
        """Every update so far, confirmed."""
        updates = await self.bot.get_updates(
            offset=self.offset, timeout=0, allowed_updates=EVERYTHING
        )
        self.played.parsed += updates
        self.offset = updates[-1].update_id + 1 if updates else self.offset
        return list(updates)

    def heard(self, answer: object) -> Any:  # noqa: ANN401 - whatever the method gives
        self.played.parsed += answer if isinstance(answer, (tuple, list)) else [answer]
        return answer

    # The acts.

    async def people_arrive(self) -> None:
        await self.poll()
        self.alice = self.server.sign_up("Alice", "alice_w", last_name="Wong")
        self.bob = self.server.sign_up("Bob")
        self.server.set_avatar(self.alice, PICTURE)
        self.group = self.server.open_group(
            "tea", [self.alice, self.bob], supergroup=True, admin=True
        )

    async def people_talk(self) -> None:
        server, alice, group = self.server, self.alice, self.group
        first = server.say(
            alice, alice, "/start https://example.org #tea a@example.org +12025550123"
        )
        server.say(alice, alice, "again", reply_to=first["message_id"])
        tag = [
            {"type": "text_mention", "offset": 0, "length": 3, "user": {"id": self.bob}}
        ]
        said = server.say(alice, group, "Bob and @puppet_bot", entities=tag)
        server.edit(alice, group, said["message_id"], "changed")
        server.react(self.bob, group, said["message_id"], "👍")
        server.react(self.bob, group, said["message_id"])
        server.forward(alice, group, alice, first["message_id"])
        server.pin(alice, group, said["message_id"])

    async def people_send_files(self) -> None:
        send, alice = self.server.send_file, self.alice
        send(alice, alice, "photo", PICTURE, caption="look")
        send(
            alice,
            alice,
            "document",
            b"%PDF-1.4",
            "tea.pdf",
            "application/pdf",
            "read @alice_w",
        )
        send(
            alice,
            alice,
            "audio",
            b"ID3",
            "song.mp3",
            "audio/mpeg",
            duration=3,
            title="Song",
            performer="She",
        )
        send(alice, alice, "voice", b"OggS", None, "audio/ogg", duration=2)
        send(
            alice,
            alice,
            "video",
            b"ftyp",
            "film.mp4",
            "video/mp4",
            duration=5,
            width=640,
            height=480,
        )
        send(alice, alice, "video_note", b"ftyp", duration=4, length=384)
        send(alice, alice, "animation", GIF, "fun.gif", "image/gif")
        send(alice, alice, "sticker", b"RIFF\x00\x00\x00\x00WEBP", emoji="🍵")
        pictures = [
            ("photo", PICTURE, None, None),
            ("video", b"ftyp", "a.mp4", "video/mp4"),
        ]
        self.server.send_album(alice, self.group, pictures, "two")

    async def people_send_the_rest(self) -> None:
        server, alice = self.server, self.alice
        server.send_location(alice, alice, 52.5, 13.4)
        server.send_venue(alice, alice, 52.5, 13.4, "Tea house", "Leaf Lane 1")
        server.send_contact(alice, alice, "+12025550123", "Bob", user_id=self.bob)
        server.send_dice(alice, alice, 6)
        server.send_poll(alice, self.group, "Tea?", ["yes", "no"])

    async def people_keep_house(self) -> None:
        server, alice, group = self.server, self.alice, self.group
        carol = server.sign_up("Carol", started=False)
        server.rename(alice, group, "coffee")
        server.describe(alice, group, "no tea")
        server.set_photo(alice, group, PICTURE)
        server.set_photo(alice, group, None)
        server.invite(alice, group, [carol])
        server.promote(alice, group, self.bob)
        server.demote(alice, group, self.bob)
        server.remove(alice, group, carol)
        server.block(self.bob)
        server.unblock(self.bob)
        small = server.open_group("small", [alice, self.bob])
        server.invite(alice, small, [carol])
        server.leave(carol, small)
        server.migrate(alice, small)
        thrown_out = server.open_group("brief", [alice])
        server.remove(alice, thrown_out, server.bot.id)
        server.delete_account(carol)
        await self.poll()

    async def bot_presents_itself(self) -> None:
        bot = self.bot
        self.heard(await bot.get_me())
        assert await bot.set_my_name("Poppet")
        assert self.heard(await bot.get_my_name()).name == "Poppet"
        assert await bot.set_my_description("A puppet")
        assert self.heard(await bot.get_my_description()).description == "A puppet"
        assert await bot.set_my_short_description("Pup")
        assert (
            self.heard(await bot.get_my_short_description()).short_description == "Pup"
        )
        assert await bot.set_my_profile_photo(telegram.InputProfilePhotoStatic(PICTURE))
        assert await bot.remove_my_profile_photo()

    async def bot_talks(self) -> None:
        bot, alice, group = self.bot, self.alice, self.group
        sent = self.heard(
            await bot.send_message(
                alice, "<b>bold</b> &amp; <i>brave</i>", parse_mode="HTML"
            )
        )
        assert sent.text == "bold & brave"
        reply = self.heard(
            await bot.send_message(
                alice, "so", reply_parameters=ReplyParameters(sent.message_id)
            )
        )
        assert reply.reply_to_message.message_id == sent.message_id
        preview = telegram.LinkPreviewOptions(is_disabled=True)
        self.heard(
            await bot.send_message(
                group, "https://example.org", link_preview_options=preview
            )
        )
        button = telegram.InlineKeyboardMarkup(
            [[telegram.InlineKeyboardButton("go", callback_data="go")]]
        )
        self.heard(await bot.send_message(group, "choose", reply_markup=button))
        self.heard(await bot.send_location(alice, 1.5, 2.5))
        self.heard(await bot.send_venue(alice, 1.5, 2.5, "Tea house", "Leaf Lane 1"))
        self.heard(
            await bot.send_contact(alice, "+12025550123", "Bob", last_name="Bee")
        )
        assert await bot.send_chat_action(alice, "typing")
        assert self.server.chat_actions == [(alice, "typing")]

    async def bot_sends_files(self) -> None:
        bot, alice = self.bot, self.alice
        photo = self.heard(
            await bot.send_photo(
                alice, PICTURE, caption="*c*", parse_mode="MarkdownV2", has_spoiler=True
            )
        )
        assert [size.width for size in photo.photo] == [90, 320]
        again = self.heard(await bot.send_photo(alice, photo.photo[-1].file_id))
        assert again.photo[-1].file_unique_id == photo.photo[-1].file_unique_id
        document = self.heard(
            await bot.send_document(
                alice, b"%PDF-1.4", filename="tea.pdf", thumbnail=PICTURE
            )
        )
        file = self.heard(await bot.get_file(document.document.file_id))
        assert bytes(await file.download_as_bytearray()) == b"%PDF-1.4"
        assert self.heard(
            await bot.send_document(alice, GIF, filename="fun.gif")
        ).animation
        self.heard(
            await bot.send_audio(
                alice, b"ID3", duration=3, title="Song", filename="song.mp3"
            )
        )
        self.heard(await bot.send_voice(alice, b"OggS", duration=2))
        self.heard(
            await bot.send_video(alice, b"ftyp", width=640, height=480, duration=5)
        )
        self.heard(await bot.send_video_note(alice, b"ftyp", length=240))
        self.heard(await bot.send_animation(alice, GIF, filename="fun.gif"))
        self.heard(await bot.send_sticker(alice, b"RIFF\x00\x00\x00\x00WEBP"))
        media: list[telegram.InputMediaPhoto | telegram.InputMediaVideo] = [
            telegram.InputMediaPhoto(PICTURE, caption="one"),
            telegram.InputMediaVideo(b"ftyp"),
        ]
        album = self.heard(await bot.send_media_group(self.group, media))
        assert len({message.media_group_id for message in album}) == 1

    async def bot_handles_messages(self) -> None:
        bot, alice, group = self.bot, self.alice, self.group
        sent = await bot.send_message(group, "first")
        self.heard(await bot.edit_message_text("second", group, sent.message_id))
        self.heard(await bot.forward_message(alice, group, sent.message_id))
        self.heard(await bot.copy_message(alice, group, sent.message_id))
        picture = await bot.send_photo(group, PICTURE, caption="one")
        self.heard(
            await bot.edit_message_caption(group, picture.message_id, caption="two")
        )
        assert await bot.set_message_reaction(group, sent.message_id, "👍")
        assert await bot.pin_chat_message(group, sent.message_id)
        assert (
            self.heard(await bot.get_chat(group)).pinned_message.message_id
            == sent.message_id
        )
        assert await bot.unpin_chat_message(group, sent.message_id)
        assert await bot.unpin_all_chat_messages(group)
        assert await bot.delete_message(group, sent.message_id)
        assert await bot.delete_messages(group, [picture.message_id])

    async def bot_keeps_house(self) -> None:
        bot, group, alice = self.bot, self.group, self.alice
        self.heard(await bot.get_chat(alice))
        self.heard(await bot.get_user_profile_photos(alice))
        assert await bot.set_chat_title(group, "water")
        assert await bot.set_chat_description(group, "neither")
        assert await bot.set_chat_photo(group, PICTURE)
        self.heard(await bot.get_chat(group))
        assert await bot.delete_chat_photo(group)
        assert (await bot.export_chat_invite_link(group)).startswith("https://t.me/+")
        self.heard(
            await bot.create_chat_invite_link(group, name="for friends", member_limit=3)
        )
        assert await bot.promote_chat_member(group, self.bob, can_pin_messages=True)
        self.heard(await bot.get_chat_administrators(group))
        assert await bot.promote_chat_member(group, self.bob)
        assert await bot.get_chat_member_count(group) == 3
        for status in ("member", "kicked", "left"):
            assert (
                self.heard(await bot.get_chat_member(group, self.bob)).status == status
            )
            assert await (
                bot.ban_chat_member if status == "member" else bot.unban_chat_member
            )(group, self.bob)
        self.heard(await bot.get_chat_member(group, alice))
        assert await bot.leave_chat(group)
        await self.poll()

    async def bot_is_pushed(self) -> None:
        pushed: list[dict[str, Any]] = []
        async with hook(pushed) as address:
            assert await self.bot.set_webhook(
                address, secret_token="s-3cret", allowed_updates=EVERYTHING
            )
            self.heard(await self.bot.get_webhook_info())
            self.server.say(self.alice, self.alice, "pushed")
            await self.server.bot.queue.emptied()
            assert await self.bot.delete_webhook()
        assert {update.pop("secret") for update in pushed} == {"s-3cret"}
        self.played.pushed += pushed

    async def bot_leaves(self) -> None:
        assert await self.bot.close()
        assert await self.bot.log_out()


@asynccontextmanager
async def hook(into: list[dict[str, Any]], *statuses: int) -> AsyncIterator[str]:
    """A bot's web server: answers these statuses first, then 200; what was accepted or not goes into the list."""
    left = list(statuses)

    async def accept(request: web.Request) -> web.Response:
        told = await request.json()
        into.append(told | {"secret": request.headers.get(SECRET_HEADER)})
        return web.Response(status=left.pop(0) if left else 200)

    app = web.Application()
    app.router.add_post("/hook", accept)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


async def play() -> Played:
    """The whole day."""
    played = Played()
    async with TelegramServer() as server:
        server.witness(lambda method, result: played.results.append((method, result)))
        async with telegram.Bot(
            server.token,
            base_url=f"{server.url}/bot",
            base_file_url=f"{server.url}/file/bot",
        ) as bot:
            script = Script(server, bot, played)
            await script.people_arrive()
            await script.people_talk()
            await script.people_send_files()
            await script.people_send_the_rest()
            await script.people_keep_house()
            await script.bot_presents_itself()
            await script.bot_talks()
            await script.bot_sends_files()
            await script.bot_handles_messages()
            await script.bot_keeps_house()
            await script.bot_is_pushed()
            await script.bot_leaves()
    return played

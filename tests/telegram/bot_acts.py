"""What a bot does on Telegram, act by act, asked by python-telegram-bot."""

from __future__ import annotations

from typing import Any

import telegram
from telegram import ReplyParameters

from tests.telegram.day import EVERYTHING, GIF, PICTURE, Day
from tests.telegram.hook import hook

__all__ = ["BotActs"]


class BotActs(Day):
    """Every method is asked in one of these; they follow what people did."""

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

    async def bot_answers_presses(self) -> None:
        bot, alice, group = self.bot, self.alice, self.group
        sent = await bot.send_message(
            group,
            "choose",
            reply_markup=telegram.InlineKeyboardMarkup(
                [[telegram.InlineKeyboardButton("tea", callback_data="t")]]
            ),
        )
        self.server.press(alice, group, sent.message_id, "tea")
        self.server.press(alice, group, sent.message_id, "tea", old=True)
        presses = [each for each in await self.poll() if each.callback_query]
        for update in presses:
            assert update.callback_query
            assert update.callback_query.data == "t"
            assert await update.callback_query.answer("tea it is")
        assert self.server.notices(alice, group) == ["tea it is"] * 2
        assert not self.server.waits(alice)

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

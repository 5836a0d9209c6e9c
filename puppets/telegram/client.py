"""What we ask of the Bot API, and the only place where its errors become ours."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing

import msgspec
from telegram import InputFile, InputProfilePhotoStatic
from telegram.error import TelegramError

from .._decoding import decoded
from ..errors import DeliveryUncertain, Malformed
from ..file_box import FileBox
from . import wire
from .calling import Calling, name_of
from .refusals import ours
from .upload import Secret, Upload

__all__ = ["TelegramClient"]


class TelegramClient(Calling):
    """The Bot API's methods."""

    async def open(self) -> wire.User:
        """Connect, and say who the bot is."""
        await self.connection.open()
        me = await self.get_me()
        try:
            await self.native.initialize()
        except TelegramError as error:
            raise ours(error, "getMe") from error
        except Exception as error:  # the SDK believes whatever it is told
            raise Malformed(f"getMe: {type(error).__name__}") from error
        return me

    async def close(self) -> None:
        await self.native.shutdown()
        await self.connection.close()

    # The bot itself.

    async def get_me(self) -> wire.User:
        return await self._call("GetMe", wire.User)

    async def get_my_short_description(self) -> str:
        told = wire.ShortDescription
        return (await self._call("GetMyShortDescription", told)).short_description

    async def set_my_name(self, name: str) -> None:
        await self._call("SetMyName", bool, name=name)

    async def set_my_short_description(self, text: str) -> None:
        await self._call("SetMyShortDescription", bool, short_description=text)

    async def set_my_profile_photo(self, picture: bytes) -> None:
        static = InputProfilePhotoStatic(picture)
        await self._call("SetMyProfilePhoto", bool, photo=static)

    # Updates.

    async def get_updates(
        self, offset: int, wait: float, grace: float
    ) -> list[msgspec.Raw]:
        """What there is from `offset` on, which confirms all that is lower."""
        raw = await self._ask(
            "GetUpdates",
            {"offset": offset, "timeout": int(wait), "allowed_updates": wire.KINDS},
            wait=wait + grace,
        )
        return decoded("getUpdates", raw, list[msgspec.Raw])

    async def get_webhook_info(self) -> wire.WebhookInfo:
        return await self._call("GetWebhookInfo", wire.WebhookInfo)

    async def set_webhook(self, url: str, secret: str) -> None:
        given = {"secret_token": Secret(secret), "allowed_updates": wire.KINDS}
        await self._call("SetWebhook", bool, url=url, **given)

    async def delete_webhook(self) -> None:
        await self._call("DeleteWebhook", bool)

    # Chats.

    async def get_chat(self, chat_id: int) -> wire.Chat:
        return await self._call("GetChat", wire.Chat, chat_id=chat_id)

    async def get_chat_administrators(self, chat_id: int) -> tuple[wire.Member, ...]:
        members = tuple[wire.Member, ...]
        return await self._call("GetChatAdministrators", members, chat_id=chat_id)

    async def get_chat_member(self, chat_id: int, user_id: int) -> wire.Member:
        return await self._call(
            "GetChatMember", wire.Member, chat_id=chat_id, user_id=user_id
        )

    async def set_chat_title(self, chat_id: int, title: str) -> None:
        await self._call("SetChatTitle", bool, chat_id=chat_id, title=title)

    async def pin_chat_message(self, chat_id: int, message_id: int) -> None:
        await self._call("PinChatMessage", bool, chat_id=chat_id, message_id=message_id)

    async def unpin_chat_message(self, chat_id: int, message_id: int) -> None:
        await self._call(
            "UnpinChatMessage", bool, chat_id=chat_id, message_id=message_id
        )

    async def export_chat_invite_link(self, chat_id: int) -> str:
        return await self._call("ExportChatInviteLink", str, chat_id=chat_id)

    async def ban_chat_member(self, chat_id: int, user_id: int) -> None:
        await self._call("BanChatMember", bool, chat_id=chat_id, user_id=user_id)

    async def unban_chat_member(self, chat_id: int, user_id: int) -> None:
        await self._call(
            "UnbanChatMember",
            bool,
            chat_id=chat_id,
            user_id=user_id,
            only_if_banned=True,
        )

    async def leave_chat(self, chat_id: int) -> None:
        await self._call("LeaveChat", bool, chat_id=chat_id)

    # Messages.

    async def send(self, method: str, chat_id: int, **content: object) -> wire.Said:
        """Any of the methods that put a message into a chat and answer with it."""
        raw = await self._ask(method, {"chat_id": chat_id, **content}, send=True)
        try:
            return _said(method, raw)
        except Malformed as error:
            raise DeliveryUncertain(str(error)) from error

    async def send_file(
        self, method: str, name: str, chat_id: int, file: FileBox, **content: object
    ) -> wire.Said:
        """Any of the methods that send a file, as their parameter `name`."""
        upload = InputFile(Upload(file), filename=file.name, read_file_handle=False)
        return await self.send(method, chat_id, **{name: upload}, **content)

    async def edit(self, method: str, chat_id: int, **content: object) -> wire.Said:
        """Either of the methods that change what the bot has said."""
        raw = await self._ask(method, {"chat_id": chat_id, **content})
        return _said(method, raw)

    async def answer_callback_query(self, id: str, text: str) -> None:
        """Let the one who pressed a button wait no longer, and show them this, if any."""
        given = {"text": text} if text else {}
        await self._call("AnswerCallbackQuery", bool, callback_query_id=id, **given)

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        await self._call("DeleteMessage", bool, chat_id=chat_id, message_id=message_id)

    async def set_message_reaction(
        self, chat_id: int, message_id: int, reaction: Sequence[Mapping[str, str]]
    ) -> None:
        await self._call(
            "SetMessageReaction",
            bool,
            chat_id=chat_id,
            message_id=message_id,
            reaction=reaction,
        )

    async def send_chat_action(self, chat_id: int, action: str) -> None:
        await self._call("SendChatAction", bool, chat_id=chat_id, action=action)

    # Files.

    async def get_file(self, file_id: str) -> str:
        """Where the file lies, for an hour."""
        return (await self._call("GetFile", wire.FilePath, file_id=file_id)).file_path

    async def download(self, file_id: str) -> AsyncGenerator[bytes]:
        """The bytes of a file, piece by piece."""
        path = await self.get_file(file_id)
        try:
            async with aclosing(self.connection.download(path)) as chunks:
                async for chunk in chunks:
                    yield chunk
        except TelegramError as error:
            raise ours(error, "getFile") from error


def _said(method: str, raw: msgspec.Raw) -> wire.Said:
    message = decoded(name_of(method), raw, wire.Message)
    return wire.Said(message=message, native=bytes(raw))

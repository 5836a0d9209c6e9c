"""What we ask of the Bot API, and the only place where its errors become ours."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any, TypeVar

import msgspec
from telegram import Bot, InputFile, InputProfilePhotoStatic
from telegram.error import TelegramError

from .._decoding import decoded
from ..errors import DeliveryUncertain, Malformed
from ..file_box import FileBox
from . import wire
from .moves import Moves
from .options import TelegramOptions
from .refusals import Migrated, ours
from .request import Connection, JsonRequest, RawRequest
from .upload import Secret, Upload

__all__ = ["TelegramClient"]

T = TypeVar("T")


class TelegramClient:
    """The Bot API's methods; a chat that has moved is asked for where it is now."""

    def __init__(self, options: TelegramOptions) -> None:
        self._connection = Connection(options)
        self.moves: Moves = Moves()
        self.native: Bot = self._bot(options, JsonRequest(self._connection))
        self._raw = self._bot(options, RawRequest(self._connection))

    def _bot(self, options: TelegramOptions, request: JsonRequest) -> Bot:
        return Bot(
            self._connection.mask,
            base_url=f"{options.api_base}/bot",
            base_file_url=f"{options.file_base}/bot",
            request=request,
            get_updates_request=request,
        )

    async def open(self) -> wire.User:
        """Connect, and say who the bot is."""
        await self._connection.open()
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
        await self._connection.close()

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
            async with aclosing(self._connection.download(path)) as chunks:
                async for chunk in chunks:
                    yield chunk
        except TelegramError as error:
            raise ours(error, "getFile") from error

    # How any of it is asked.

    async def _call(self, method: str, kind: type[T], **given: object) -> T:
        return decoded(_name(method), await self._ask(method, given), kind)

    async def _ask(
        self,
        method: str,
        given: dict[str, object],
        *,
        send: bool = False,
        wait: float | None = None,
    ) -> msgspec.Raw:
        """
        The result, as bytes. Method names have a capital: the API takes any case, and
        the SDK would warn that it has a method of its own.
        """
        here = given.get("chat_id")
        if isinstance(here, int):
            given = {**given, "chat_id": self.moves.now(here)}
        how: dict[str, Any] = {} if wait is None else {"read_timeout": wait}
        try:
            result = await self._raw.do_api_request(method, given, **how)
        except TelegramError as error:
            refusal = ours(error, _name(method), send=send)
            if not isinstance(refusal, Migrated) or not isinstance(here, int):
                raise refusal from error
            # A room moves once: who says that it moves on is not followed.
            has_moved = given["chat_id"] != here or refusal.successor == here
            self.moves.note(here, refusal.successor)
            if has_moved or _numbers(given):
                raise refusal from error
            return await self._ask(method, given, send=send, wait=wait)
        return msgspec.Raw(result)


def _name(method: str) -> str:
    return method[0].lower() + method[1:]


def _said(method: str, raw: msgspec.Raw) -> wire.Said:
    message = decoded(_name(method), raw, wire.Message)
    return wire.Said(message=message, native=bytes(raw))


def _numbers(given: Mapping[str, object]) -> bool:
    """Whether it names a message there: its number means nothing in the successor."""
    named = given.keys() & {"message_id", "reply_parameters"}
    return bool(named) and "from_chat_id" not in given

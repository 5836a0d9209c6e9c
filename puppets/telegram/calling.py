"""How any method of the Bot API is asked; a chat that has moved, where it is now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec
from telegram import Bot
from telegram.error import TelegramError

from .._decoding import decoded
from .moves import Moves
from .options import TelegramOptions
from .refusals import Migrated, ours
from .request import Connection, JsonRequest, RawRequest

__all__ = ["Calling", "name_of"]

T = TypeVar("T")


class Calling:
    """Calls through the SDK, whose errors become ours here."""

    def __init__(self, options: TelegramOptions) -> None:
        self.connection: Connection = Connection(options)
        self.moves: Moves = Moves()
        self.native: Bot = self._bot(options, JsonRequest(self.connection))
        self._raw = self._bot(options, RawRequest(self.connection))

    def _bot(self, options: TelegramOptions, request: JsonRequest) -> Bot:
        return Bot(
            self.connection.mask,
            base_url=f"{options.api_base}/bot",
            base_file_url=f"{options.file_base}/bot",
            request=request,
            get_updates_request=request,
        )

    async def _call(self, method: str, kind: type[T], **given: object) -> T:
        return decoded(name_of(method), await self._ask(method, given), kind)

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
            refusal = ours(error, name_of(method), send=send)
            if not isinstance(refusal, Migrated) or not isinstance(here, int):
                raise refusal from error
            # A room moves once: who says that it moves on is not followed.
            has_moved = given["chat_id"] != here or refusal.successor == here
            self.moves.note(here, refusal.successor)
            if has_moved or _numbers(given):
                raise refusal from error
            return await self._ask(method, given, send=send, wait=wait)
        return msgspec.Raw(result)


def name_of(method: str) -> str:
    """As the documentation has it."""
    return method[0].lower() + method[1:]


def _numbers(given: Mapping[str, object]) -> bool:
    """Whether it names a message there: its number means nothing in the successor."""
    named = given.keys() & {"message_id", "reply_parameters"}
    return bool(named) and "from_chat_id" not in given

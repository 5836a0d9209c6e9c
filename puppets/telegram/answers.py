"""What every method of the Bot API answers with, as it is on the wire."""

from __future__ import annotations

import msgspec

from .bounds import Id, Seconds

__all__ = ["Parameters", "Reply"]


class Parameters(msgspec.Struct, frozen=True, kw_only=True):
    retry_after: Seconds = 0
    migrate_to_chat_id: Id = 0


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """`result` is left as it is."""

    ok: bool = False
    result: msgspec.Raw = msgspec.Raw(b"null")
    description: str = ""
    parameters: Parameters = Parameters()

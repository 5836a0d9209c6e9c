"""What the platform behind a service allows, told by our server to our client."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ..file_box import FileKind
from ..limits import Limits, TextUnit

__all__ = ["limits_in", "limits_out"]


class Bounds(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """As it travels: the rates are left out, for the server's own outbox keeps them."""

    text_length: int | None = None
    caption_length: int | None = None
    text_unit: TextUnit = TextUnit.CODE_POINT
    file_size: int | None = None
    file_sizes: Mapping[FileKind, int] = {}
    download_size: int | None = None
    edit_window: float | None = None
    recall_window: float | None = None


def limits_out(limits: Limits) -> str:
    """These limits as text of ASCII letters."""
    bounds = Bounds(
        **{name: getattr(limits, name) for name in Bounds.__struct_fields__}
    )
    return msgspec.json.encode(bounds).decode("ascii")


def limits_in(text: str | bytes) -> Limits:
    """What was told; no limits where it cannot be read."""
    try:
        bounds = msgspec.json.decode(text, type=Bounds)
    except (msgspec.MsgspecError, UnicodeError):
        return Limits()
    return Limits(**msgspec.structs.asdict(bounds))

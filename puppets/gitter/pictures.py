"""How wide and high a picture is, and a small one of it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO

from PIL import Image, ImageOps

__all__ = ["ENOUGH", "HIGH", "MOST", "WIDE", "Look", "look"]

WIDE, HIGH = 800, 600
"""Pixels; of what is larger there is to be a smaller one."""
MOST = 20 * 1024 * 1024
"""Bytes of the largest picture of which a smaller one is made."""
MOST_PIXELS = 40_000_000
"""Likewise; whoever draws it holds four bytes a pixel."""
ENOUGH = 64 * 1024
"""Bytes in which nearly every picture has told how wide and high it is."""
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_ORIENTATION = 0x0112
_ON_ITS_SIDE = 5


@dataclass(frozen=True, slots=True)
class Look:
    """A picture as it is shown, in pixels; and a smaller one, if that is of use."""

    width: int
    height: int
    small: bytes = b""
    small_type: str = ""
    small_width: int = 0
    small_height: int = 0


def look(file: IO[bytes]) -> Look | None:
    """How the picture looks that begins this file; None for what is none."""
    try:
        with Image.open(file, formats=FORMATS) as picture:
            width, height = picture.size
            if _lies_on_its_side(picture):
                width, height = height, width
            if width * height > MOST_PIXELS or (width <= WIDE and height <= HIGH):
                return Look(width, height)
            return _smaller(picture, width, height)
    except Exception:  # noqa: BLE001 - whatever a broken one makes of who reads it
        return None


def _lies_on_its_side(picture: Image.Image) -> bool:
    if picture.format != "JPEG":  # others would be drawn for it
        return False
    return bool(picture.getexif().get(_ORIENTATION, 1) >= _ON_ITS_SIDE)


def _smaller(picture: Image.Image, width: int, height: int) -> Look:
    try:
        picture.draft("RGB", (2 * WIDE, 2 * HIGH))  # a JPEG is read small at once
        small = ImageOps.exif_transpose(picture)
        small.thumbnail((WIDE, HIGH), reducing_gap=2.0)
        is_clear = small.has_transparency_data
        small = small.convert("RGBA" if is_clear else "RGB")
        written = io.BytesIO()
        small.save(written, format="PNG" if is_clear else "JPEG")
    except OSError:  # it breaks off
        return Look(width, height)
    kind = "image/png" if is_clear else "image/jpeg"
    return Look(width, height, written.getvalue(), kind, *small.size)

"""A file that is sent: where it is, and what is told of it before anybody fetches it."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from tempfile import SpooledTemporaryFile

from ..file_box import FileBox, FileKind
from . import pictures
from .files import Files

__all__ = ["uploaded"]

IN_MEMORY = 1024 * 1024
_TYPES = {
    FileKind.ANIMATION: "m.image",
    FileKind.ATTACHMENT: "m.file",
    FileKind.AUDIO: "m.audio",
    FileKind.IMAGE: "m.image",
    FileKind.VIDEO: "m.video",
    FileKind.VIDEO_NOTE: "m.video",
    FileKind.VOICE: "m.audio",
}
_PICTURES = {FileKind.ANIMATION, FileKind.IMAGE, FileKind.STICKER}


async def uploaded(files: Files, file: FileBox, *, sealed: bool) -> dict[str, object]:
    """Upload it, encrypted where the room is, and say what a message says of it."""
    info: dict[str, object] = {"mimetype": file.media_type, "size": file.size}
    if file.kind in _PICTURES and (look := await _looked_at(file)):
        info |= {"w": look.width, "h": look.height}
        if look.small:
            info |= await _thumbnail(files, look, sealed=sealed)
    where = await _stored(files, file, "", sealed=sealed)
    said: dict[str, object] = {"body": file.name, "info": info, **where}
    if file.kind is FileKind.STICKER:
        return said
    if file.kind is FileKind.VOICE:
        said["org.matrix.msc3245.voice"] = {}
    return {"msgtype": _TYPES[file.kind], "filename": file.name, **said}


async def _stored(
    files: Files, file: FileBox, prefix: str, *, sealed: bool
) -> dict[str, object]:
    if sealed:
        return {f"{prefix}file": await files.upload_sealed(file)}
    return {f"{prefix}url": await files.upload(file)}


async def _thumbnail(
    files: Files, look: pictures.Look, *, sealed: bool
) -> dict[str, object]:
    small = FileBox.from_bytes(look.small, name="thumbnail", media_type=look.small_type)
    about = {
        "mimetype": look.small_type,
        "size": len(look.small),
        "w": look.small_width,
        "h": look.small_height,
    }
    where = await _stored(files, small, "thumbnail_", sealed=sealed)
    return {"thumbnail_info": about, **where}


async def _looked_at(file: FileBox) -> pictures.Look | None:
    """One that is too large is not read through: its beginning tells its size."""
    is_small = (file.size or 0) <= pictures.MOST
    most = pictures.MOST if is_small else pictures.ENOUGH
    with SpooledTemporaryFile(IN_MEMORY) as copy:
        async with aclosing(file.chunks()) as chunks:
            async for chunk in chunks:
                await asyncio.to_thread(copy.write, chunk)
                if copy.tell() >= most:
                    break
        copy.seek(0)
        return await asyncio.to_thread(pictures.look, copy)

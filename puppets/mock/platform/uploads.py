"""Files on their way in: read to the end, and held in memory."""

from __future__ import annotations

from dataclasses import replace

from ...file_box import FileBox
from ...payloads import PostPayload
from .records import Content

__all__ = ["uploaded", "uploaded_post"]


async def uploaded(content: Content) -> Content:
    """The same content, with the bytes of its files: their sources may soon be gone."""
    match content:
        case FileBox():
            return await content.loaded()
        case PostPayload():
            return await uploaded_post(content)
        case _:
            return content


async def uploaded_post(post: PostPayload) -> PostPayload:
    sayables = [
        await each.loaded() if isinstance(each, FileBox) else each
        for each in post.sayables
    ]
    return replace(post, sayables=tuple(sayables))

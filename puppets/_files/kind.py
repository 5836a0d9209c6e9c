"""What a file is to the person who sees it."""

from __future__ import annotations

from enum import Enum

__all__ = ["FileKind", "kind_of"]


class FileKind(Enum):
    """What a person sees of a file: a name to click, a picture, a player."""

    ATTACHMENT = "attachment"
    IMAGE = "image"
    AUDIO = "audio"
    VOICE = "voice"
    VIDEO = "video"
    VIDEO_NOTE = "video_note"
    ANIMATION = "animation"
    STICKER = "sticker"


def kind_of(media_type: str) -> FileKind:
    """How a person usually sees a file of that media type."""
    match media_type.split("/"):
        case "image", "gif":
            return FileKind.ANIMATION
        case "image", "svg+xml":
            return FileKind.ATTACHMENT  # No platform shows it, and it may hold scripts.
        case "image", _:
            return FileKind.IMAGE
        case "audio", _:
            return FileKind.AUDIO
        case "video", _:
            return FileKind.VIDEO
        case _:
            return FileKind.ATTACHMENT

"""What a file may be called, and what its name says of its content."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    import mimetypes

__all__ = [
    "UNKNOWN",
    "clean_media_type",
    "clean_name",
    "media_type_of",
    "name_in_url",
    "with_extension",
]

UNKNOWN = "application/octet-stream"
NAMELESS = "file"
NAME_BYTES = 255  # The longest name that the usual file systems take.

_UNTELLING = {UNKNOWN, "text/plain"}
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
_SEPARATORS = str.maketrans("/\\", "__")
# Marks that turn the direction of text: they can show `gpj.exe` as `exe.jpg`.
_TURNS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# What Python's own table lacks in some version we run on, and what it names otherwise
# than chat platforms do. The first extension of a type is the one that we give.
_EXTENSIONS = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".heic": "image/heic",
    ".avif": "image/avif",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".amr": "audio/amr",
    ".sil": "audio/silk",
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".tgs": "application/x-tgsticker",
    ".gz": "application/gzip",
    ".tgz": "application/gzip",
    ".bz2": "application/x-bzip2",
    ".xz": "application/x-xz",
    ".7z": "application/x-7z-compressed",
    ".rar": "application/vnd.rar",
    ".apk": "application/vnd.android.package-archive",
    ".md": "text/markdown",
    ".vcf": "text/vcard",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def clean_name(text: str) -> str:
    """
    A name that stays in the folder it is saved in, and reads as what it is.

    Separators become `_`; control characters, lone surrogates and marks that turn the
    direction of text go; nothing left gives `file`. At most 255 bytes of UTF-8.
    """
    kept = "".join(c for c in text.translate(_SEPARATORS) if not _unprintable(c))
    name = _clipped(kept.strip())
    return name if name.strip(".") else NAMELESS


def clean_media_type(text: str | None) -> str | None:
    """`text` in lower case without parameters, or None where it is no media type."""
    bare = (text or "").partition(";")[0].strip().lower()
    return bare if _MEDIA_TYPE.fullmatch(bare) else None


def media_type_of(name: str) -> str | None:
    """What the extension says, the same on every machine; None where it says nothing."""
    return _table().types_map[True].get(_extension(name).lower())


def with_extension(name: str, media_type: str) -> str:
    """
    `name`, with the extension of its media type where it has none that we know.

    An extension that we know stays, save where it would hide a picture, a sound or a
    film behind another sort of file: receivers go by the extension.
    """
    said = media_type_of(name)
    if said is not None and not _contradicts(said, media_type):
        return name
    return _clipped(name + _extension_of(media_type))


def name_in_url(url: str) -> str:
    """The last part of the path; empty where there is none."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return ""
    return unquote(path.rpartition("/")[2])


@cache
def _table() -> mimetypes.MimeTypes:
    import mimetypes

    table = mimetypes.MimeTypes()
    for extension, media_type in _EXTENSIONS.items():
        table.add_type(media_type, extension)
    return table


def _extension(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return dot + extension if stem.strip(".") else ""


def _extension_of(media_type: str) -> str:
    if media_type in _UNTELLING:
        return ""
    ours = (known for known, type_ in _EXTENSIONS.items() if type_ == media_type)
    return next(ours, None) or _table().guess_extension(media_type) or ""


def _contradicts(said: str, media_type: str) -> bool:
    sort = _sort(media_type)
    return sort != "" and sort != _sort(said)


def _sort(media_type: str) -> str:
    """`image`, `media` (one container holds sound or film), or empty for all others."""
    major = media_type.partition("/")[0]
    return {"image": "image", "audio": "media", "video": "media"}.get(major, "")


def _unprintable(character: str) -> bool:
    hidden = unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
    return hidden or character in _TURNS


def _clipped(name: str) -> str:
    """`name` within the bytes a file system takes; its extension survives."""
    if len(name.encode()) <= NAME_BYTES:
        return name
    extension = _extension(name)
    if len(extension.encode()) > NAME_BYTES // 4:
        extension = ""
    stem = name.encode()[: NAME_BYTES - len(extension.encode())]
    return (stem.decode(errors="ignore") + extension).strip()

"""Files on their way out, through the chooser of their kind, and on their way in."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

import msgspec
from playwright.async_api import Download as Given
from playwright.async_api import Error, FileChooser

from ..._files.names import with_extension
from ...errors import NotFound, Rejected, Unavailable
from ...file_box import FileKind
from .. import wire
from ..failures import ElementMissing
from .composer import TICK, Composer, before
from .hand import STEP, Hand
from .menus import Menus
from .places import Download, Sent, Whom
from .rows import Rows

__all__ = ["Files"]

CHOOSERS: Mapping[FileKind, tuple[str, ...]] = {
    FileKind.IMAGE: ("attach_media",),
    FileKind.VIDEO: ("attach_media",),
    FileKind.VIDEO_NOTE: ("attach_media",),
    FileKind.ANIMATION: ("attach_media",),
    FileKind.AUDIO: ("attach_audio", "attach_document"),
    FileKind.VOICE: ("attach_audio", "attach_document"),
    FileKind.ATTACHMENT: ("attach_document",),
    FileKind.STICKER: ("attach_sticker",),
}
FILMED = frozenset(kind for kind, way in CHOOSERS.items() if way == ("attach_media",))
"""Kinds for which the page has one input: of photos and videos."""
SPEED = 100_000.0
"""Bytes a second that go out or come in, at the least."""
HELD = 64_000_000
"""Bytes of a picture that the page may hold; what is more is downloaded."""
PICTURES = frozenset({"image", "sticker"})


class _Blob(msgspec.Struct):
    type: str
    content: str


class Files:
    """The paper clip of a conversation, and what its messages hold."""

    def __init__(
        self, hand: Hand, rows: Rows, composer: Composer, menus: Menus, folder: Path
    ) -> None:
        self._hand = hand
        self._rows = rows
        self._composer = composer
        self._menus = menus
        self._folder = folder

    # Out.

    async def send(
        self,
        whom: Whom,
        screen: wire.Screen,
        path: Path,
        kind: FileKind,
        caption: str,
    ) -> Sent:
        """Choose the file, look at it, say what is to be said with it, and send it."""
        known = before(screen)
        await self._composer.box(whom, screen)
        chooser = await self._chooser(kind)
        await self._is_right(chooser, kind)
        patience = TICK + _size(path) / SPEED
        try:
            await chooser.set_files(path, timeout=patience * 1000)
        except Error as error:
            raise Unavailable(f"the page does not take {path.name!r}") from error
        if kind is not FileKind.STICKER:
            await self._look(caption)
        return await self._composer.sent(whom, known, caption, patience=patience)

    async def _look(self, caption: str) -> None:
        """The page's last look at what is to go out."""
        hand = self._hand
        send = await hand.wait("media_send")
        if caption:
            box = await hand.wait("caption")
            await hand.focus(box)
            await hand.type_lines(caption)
        await hand.press(send)

    async def _chooser(self, kind: FileKind) -> FileChooser:
        hand = self._hand
        await hand.press("attach")
        await hand.wait("attach_document")
        for name in CHOOSERS[kind]:
            if item := await hand.find(name):
                break
        else:
            await hand.key("Escape")
            name = CHOOSERS[kind][-1]
            raise ElementMissing(
                name, tried=hand.model.table.tried(name), where="the page"
            )
        try:
            async with hand.model.page.expect_file_chooser(timeout=STEP * 1000) as told:
                await hand.press(item)
            return await told.value
        except Error as error:
            raise Unavailable("the page opens no file chooser") from error

    async def _is_right(self, chooser: FileChooser, kind: FileKind) -> None:
        """The wrong input makes a sticker of a picture, and is not used."""
        takes = await chooser.element.get_attribute("accept") or "*"
        if kind in FILMED and "video" not in takes:
            raise Unavailable(f"the page opened a file chooser for {takes}, not photos")

    # In.

    async def take(self, whom: Whom, id: str) -> Download:
        """The file of a message. Raises `NotFound` where it has none."""
        found = await self._rows.read(whom, id)
        media = found.row.media
        if media is None or media.kind in {"location", "card"}:
            raise NotFound(f"message {id!r} has no file")
        if media.kind in PICTURES:
            media = await self._fetched(whom, id, media)
            if media.src.startswith("blob:"):
                return await self._held(media, id)
        return await self._downloaded(whom, id, media)

    async def _fetched(self, whom: Whom, id: str, media: wire.Medium) -> wire.Medium:
        """A picture that the page shows whole, which it may have to fetch first."""
        hand = self._hand
        if media.ready and media.src.startswith("blob:"):
            return media
        row = await self._rows.find(whom, id)
        if button := await hand.find("download", row):
            await hand.press(button)
        await hand.one("loaded", {"id": id}, patience=TICK)
        return (await self._rows.told(whom, id)).row.media or media

    async def _held(self, media: wire.Medium, id: str) -> Download:
        """What the page has in its own memory."""
        patience = STEP + HELD / SPEED
        given = {"src": media.src, "most": HELD}
        blob = await self._hand.maybe("blob", _Blob, given, patience=patience)
        if blob is None:
            raise Unavailable(f"the page has lost the picture of message {id!r}")
        path = self._place()
        path.write_bytes(base64.b64decode(blob.content))
        name = media.name or with_extension(id, blob.type)
        return Download(path=path, name=name, media_type=blob.type)

    async def _downloaded(self, whom: Whom, id: str, media: wire.Medium) -> Download:
        """By the page's own "Download"."""
        page = self._hand.model.page
        try:
            async with page.expect_download(timeout=TICK * 1000) as coming:
                if not await self._menus.download(whom, id):
                    raise NotFound(f"the page gives out no file of message {id!r}")
            given = await coming.value
            return await self._kept(given, media)
        except Error as error:
            line = error.message.partition("\n")[0]
            raise Unavailable(f"the file of {id!r} does not come: {line}") from error

    async def _kept(self, given: Given, media: wire.Medium) -> Download:
        told = await self._hand.told("kindOf", str, {"src": given.url}, patience=STEP)
        path = self._place()
        await given.save_as(path)
        name = media.name or given.suggested_filename
        return Download(path=path, name=name, media_type=told)

    async def picture(self, src: str) -> bytes:
        """What stands behind a face. Raises `NotFound`."""
        given = {"src": src, "most": HELD}
        blob = await self._hand.maybe("blob", _Blob, given, patience=TICK)
        if not src or blob is None:
            raise NotFound("the page has no such picture")
        return base64.b64decode(blob.content)

    def _place(self) -> Path:
        if not self._folder.is_dir():
            raise Rejected("the client was closed, and with it its folder")
        return Path(mkdtemp(dir=self._folder)) / "file"


def _size(path: Path) -> int:
    return path.stat().st_size

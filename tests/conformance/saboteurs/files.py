"""Puppets that spoil files on their way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from puppets import FileBox, ImageType, MessagePayload
from puppets.mock import MockPuppet

from ..twisting import Twisting
from . import breaks

SENT = "test_a_file_is_sent"
SENT_TO_A_ROOM = "test_a_file_is_sent_to_a_room"
KEPT = "test_a_picture_sent_as_a_file_keeps_its_bytes"
READ_BACK = "test_what_was_sent_can_be_read_back"
HEARD = "test_a_file_is_heard"
HEARD_IN_A_ROOM = "test_a_file_in_a_room_is_heard"
PASSED_ON = "test_a_file_is_passed_on_with_its_bytes"


class Packing(MockPuppet):
    """Sends what `pack` makes of a file."""

    async def pack(self, file: FileBox) -> FileBox:
        return file

    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        packed = await self.pack(file)
        return await super().message_send_file(conversation_id, packed)


class Unpacking(MockPuppet):
    """Gives what `unpack` makes of a file."""

    async def unpack(self, file: FileBox) -> FileBox:
        return file

    async def message_file(self, message_id: str) -> FileBox:
        return await self.unpack(await super().message_file(message_id))


@breaks(
    "4.7",
    caught_by=SENT,
    also=(
        SENT_TO_A_ROOM,
        KEPT,
        READ_BACK,
        "test_any_way_to_make_a_file_sends_the_same_bytes",
    ),
)
class LosesTheLastByte(Packing):
    """Counts from one."""

    async def pack(self, file: FileBox) -> FileBox:
        content = (await file.read())[:-1]
        return FileBox.from_bytes(
            content,
            name=file.name,
            media_type=file.media_type,
            kind=file.kind,
            as_file=file.as_file,
        )


@breaks("4.7", caught_by=SENT, also=(SENT_TO_A_ROOM, KEPT, READ_BACK))
class SendsNameless(Packing):
    """Calls every file the same, and keeps its extension."""

    async def pack(self, file: FileBox) -> FileBox:
        return replace(file, name="file" + PurePath(file.name).suffix)


@breaks("4.7", caught_by=SENT)
class SendsEverythingAsAFile(Packing):
    """Makes attachments of pictures and voices."""

    async def pack(self, file: FileBox) -> FileBox:
        return FileBox.from_bytes(
            await file.read(), name=file.name, media_type=file.media_type, as_file=True
        )


@breaks("4.7", caught_by=KEPT)
class ShowsEveryPicture(Packing):
    """Shows a picture though it was sent as a file."""

    async def pack(self, file: FileBox) -> FileBox:
        return FileBox.from_bytes(
            await file.read(),
            name=file.name,
            media_type=file.media_type,
            kind=None if file.as_file else file.kind,
        )


@breaks("4.7", caught_by="test_any_way_to_make_a_file_sends_the_same_bytes")
class SendsWhatItSentBefore(Packing):
    """Keeps files by their names."""

    _kept: FileBox | None = None

    async def pack(self, file: FileBox) -> FileBox:
        if self._kept is None or self._kept.name != file.name:
            self._kept = file
        return self._kept


@breaks("4.7", caught_by=PASSED_ON)
class PassesOnAName(MockPuppet):
    """Forwards what a file is called, for the file."""

    async def message_forward(self, conversation_id: str, message_id: str) -> str:
        message = await self.message_payload(message_id)
        return await self.message_send_text(conversation_id, message.filename)


@breaks(
    "4.7",
    caught_by=HEARD,
    also=(HEARD_IN_A_ROOM, READ_BACK),
)
class HearsLines(Unpacking):
    """Reads every file as if it were text of another system."""

    async def unpack(self, file: FileBox) -> FileBox:
        content = (await file.read()).replace(b"\n", b"\r\n")
        return FileBox.from_bytes(
            content, name=file.name, media_type=file.media_type, kind=file.kind
        )


@breaks("4.7", caught_by=HEARD, also=(HEARD_IN_A_ROOM, READ_BACK))
class SwapsExtensions(Unpacking):
    """Gives every file another extension than its type has."""

    async def unpack(self, file: FileBox) -> FileBox:
        return replace(file, name=PurePath(file.name).stem + ".dat")


@breaks("4.7", caught_by=HEARD)
class HearsNoNames(Twisting):
    """Does not say what a file is called."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, filename="")


@breaks("4.7", caught_by="test_a_file_can_be_read_again_and_again")
class GivesFilesOnce(MockPuppet):
    """Has nothing left for who asks again."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they are
        self._given: set[str] = set()

    async def message_file(self, message_id: str) -> FileBox:
        if message_id in self._given:
            return FileBox.from_bytes(b"", name="empty.txt")
        self._given.add(message_id)
        return await super().message_file(message_id)


@breaks("4.7", caught_by="test_what_is_said_beside_a_file_is_its_text")
class ForgetsCaptions(Twisting):
    """Hears the file, and not what is said beside it."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, text="" if message.filename else message.text)


@breaks(
    "4.7",
    caught_by="test_a_picture_is_read",
    also=("test_a_document_is_no_picture",),
)
class DrawsItsOwn(MockPuppet):
    """Has one picture for everything."""

    async def message_image(
        self, message_id: str, type: ImageType = ImageType.HD
    ) -> FileBox:
        return FileBox.from_qr_code("a picture")


@breaks("4.15", caught_by="test_a_text_is_no_file")
class MakesFilesOfTexts(MockPuppet):
    """Gives a text as a file."""

    async def message_file(self, message_id: str) -> FileBox:
        message = await self.message_payload(message_id)
        if message.filename:
            return await super().message_file(message_id)
        return FileBox.from_bytes(message.text.encode(), name="text.txt")

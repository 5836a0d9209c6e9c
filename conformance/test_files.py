"""Files arrive byte for byte, as what they are, in both directions (contract 4.7)."""

from __future__ import annotations

import mimetypes
from pathlib import PurePath

import pytest

from puppets import FileBox, FileKind, ImageType, MessageType, NotFound, Puppet

from .harness import clause, requires
from .hearing import overhears
from .samples import SAMPLES, Sample, shape
from .world import Human, Room, Seen

samples = pytest.mark.parametrize("name", SAMPLES)
MADE_OVER = {FileKind.IMAGE, FileKind.STICKER, FileKind.ANIMATION}
"""What platforms may recompress, into a picture of the same shape."""


class Files:
    # From the puppet to people.

    @clause("4.7")
    @requires("message_send_file")
    @samples
    async def test_a_file_is_sent(
        self, puppet: Puppet, alice: Human, name: str
    ) -> None:
        sample = SAMPLES[name]
        message_id = await puppet.message_send_file(alice.id, sample.box())
        [seen] = await alice.sees()
        assert seen.id == message_id
        _check_seen(sample, seen)
        message = await puppet.message_payload(message_id)
        assert sample.type in {None, message.type}

    @clause("4.7")
    @requires("message_send_file")
    async def test_a_picture_sent_as_a_file_keeps_its_bytes(
        self, puppet: Puppet, alice: Human
    ) -> None:
        sample = SAMPLES["a PNG image"]
        message_id = await puppet.message_send_file(alice.id, sample.box(as_file=True))
        [seen] = await alice.sees()
        assert (seen.file, seen.filename) == (sample.content, sample.filename)
        assert seen.kind in {None, FileKind.ATTACHMENT}
        message = await puppet.message_payload(message_id)
        assert message.type is MessageType.ATTACHMENT

    @clause("4.7")
    @requires("message_send_file")
    async def test_a_file_is_sent_to_a_room(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        sample = SAMPLES["a document"]
        message_id = await puppet.message_send_file(room.id, sample.box())
        [seen] = await alice.sees(room=room)
        assert seen.id == message_id
        _check_seen(sample, seen)

    @clause("4.7")
    @requires("message_send_file")
    async def test_any_way_to_make_a_file_sends_the_same_bytes(
        self, puppet: Puppet, alice: Human
    ) -> None:
        for text in ("QlbA", "QlbAQlbA"):
            box = FileBox.from_base64(text, name="base64.bin")
            await puppet.message_send(alice.id, box)
            assert (await alice.sees())[-1].file == await box.read()

    @clause("4.7")
    @requires("message_send_file", "message_file")
    async def test_what_was_sent_can_be_read_back(
        self, puppet: Puppet, alice: Human
    ) -> None:
        sample = SAMPLES["a document"]
        message_id = await puppet.message_send_file(alice.id, sample.box())
        await _check_box(sample, await puppet.message_file(message_id))

    @clause("4.7")
    @requires("message_send_file", "message_forward")
    async def test_a_file_is_passed_on_with_its_bytes(
        self, puppet: Puppet, alice: Human, bob: Human
    ) -> None:
        sample = SAMPLES["a document"]
        message = await overhears(puppet, lambda: alice.sends(sample.box()))
        await puppet.message_forward(bob.id, message.id)
        [seen] = await bob.sees()
        _check_seen(sample, seen)

    # From people to the puppet.

    @clause("4.7")
    @requires("message_file")
    @samples
    async def test_a_file_is_heard(
        self, puppet: Puppet, alice: Human, name: str
    ) -> None:
        sample = SAMPLES[name]
        message = await overhears(puppet, lambda: alice.sends(sample.box()))
        assert sample.type in {None, message.type}
        if sample.kind is FileKind.ATTACHMENT:
            assert message.filename == sample.filename
        await _check_box(sample, await puppet.message_file(message.id))

    @clause("4.7")
    @requires("message_file")
    async def test_a_file_in_a_room_is_heard(
        self, puppet: Puppet, alice: Human, room: Room
    ) -> None:
        sample = SAMPLES["a document"]
        message = await overhears(puppet, lambda: alice.sends(sample.box(), room=room))
        assert message.room_id == room.id
        await _check_box(sample, await puppet.message_file(message.id))

    @clause("4.7")
    @requires("message_file")
    async def test_a_file_can_be_read_again_and_again(
        self, puppet: Puppet, alice: Human
    ) -> None:
        sample = SAMPLES["plain text"]
        message = await overhears(puppet, lambda: alice.sends(sample.box()))
        box = await puppet.message_file(message.id)
        again = await puppet.message_file(message.id)
        assert await box.read() == await box.read() == await again.read()

    @clause("4.7")
    async def test_what_is_said_beside_a_file_is_its_text(
        self, puppet: Puppet, alice: Human
    ) -> None:
        sample = SAMPLES["a document"]
        message = await overhears(
            puppet, lambda: alice.sends(sample.box(), caption="😀 <b>see</b> page 2")
        )
        assert message.text == "😀 <b>see</b> page 2"
        assert message.type is MessageType.ATTACHMENT

    @clause("4.7")
    @requires("message_image")
    @pytest.mark.parametrize(
        "rendition", [ImageType.HD, ImageType.THUMBNAIL], ids=lambda each: each.name
    )
    async def test_a_picture_is_read(
        self, puppet: Puppet, alice: Human, rendition: ImageType
    ) -> None:
        sample = SAMPLES["a JPEG image"]
        message = await overhears(puppet, lambda: alice.sends(sample.box()))
        box = await puppet.message_image(message.id, rendition)
        width, height = shape(await box.read())
        wide, high = shape(sample.content)
        assert width * high == height * wide
        assert box.media_type.startswith("image/")

    # What is no file.

    @clause("4.15")
    @requires("message_file")
    async def test_a_text_is_no_file(self, puppet: Puppet, alice: Human) -> None:
        message = await overhears(puppet, lambda: alice.says("just text"))
        with pytest.raises(NotFound):
            await puppet.message_file(message.id)

    @clause("4.15")
    @requires("message_image")
    async def test_a_document_is_no_picture(self, puppet: Puppet, alice: Human) -> None:
        document = SAMPLES["a document"].box()
        message = await overhears(puppet, lambda: alice.sends(document))
        with pytest.raises(NotFound):
            await puppet.message_image(message.id)


def _check_seen(sample: Sample, seen: Seen) -> None:
    assert seen.file is not None
    _check_bytes(sample, seen.file)
    assert seen.kind in {None, sample.kind}
    if sample.kind is FileKind.ATTACHMENT:
        assert (seen.filename, seen.media_type) == (sample.filename, sample.media_type)


async def _check_box(sample: Sample, box: FileBox) -> None:
    content = await box.read()
    _check_bytes(sample, content)
    assert PurePath(box.name).suffix in mimetypes.guess_all_extensions(box.media_type)
    if sample.kind is FileKind.ATTACHMENT:
        assert (box.name, box.media_type) == (sample.filename, sample.media_type)
    if content == sample.content and sample.kind is not FileKind.ANIMATION:
        assert box.media_type == sample.media_type


def _check_bytes(sample: Sample, content: bytes) -> None:
    if content != sample.content:
        assert sample.kind in MADE_OVER, f"{len(content)} other bytes"
        assert shape(content) == shape(sample.content)

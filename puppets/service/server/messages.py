"""What can be asked about messages, and what can be said."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from functools import partial

from ...enums import ImageType
from ...puppet import Puppet
from .. import rpcs
from ..translate import (
    both,
    location_in,
    location_out,
    message_out,
    mini_program_of,
    url_of,
    with_mini_program,
    with_url,
)
from ..wire import pb
from .calls import Counter, read
from .files import Files
from .sends import FileSends
from .visitors import Visitor

__all__ = ["Messages"]


class Messages:
    """Asks the puppet, and says the answer as the wire wants it."""

    def __init__(self, puppet: Puppet, files: Files, sends: FileSends) -> None:
        self._puppet = puppet
        self._files = files
        self._sends = sends

    def attend(self, counter: Counter) -> None:
        counter.answers_visitor(rpcs.MESSAGE_PAYLOAD, self.payload)
        counter.answers_visitor(rpcs.MESSAGE_FILE, self.file)
        counter.answers_visitor(rpcs.MESSAGE_IMAGE, self.image)
        counter.answers(rpcs.MESSAGE_CONTACT, self.contact)
        counter.answers(rpcs.MESSAGE_URL, self.url)
        counter.answers(rpcs.MESSAGE_LOCATION, self.location)
        counter.answers(rpcs.MESSAGE_MINI_PROGRAM, self.mini_program)
        counter.answers(rpcs.MESSAGE_SEND_TEXT, self.send_text)
        counter.answers_visitor(rpcs.MESSAGE_SEND_FILE, self.send_file)
        counter.answers(rpcs.MESSAGE_SEND_CONTACT, self.send_contact)
        counter.answers(rpcs.MESSAGE_SEND_URL, self.send_url)
        counter.answers(rpcs.MESSAGE_SEND_LOCATION, self.send_location)
        counter.answers(rpcs.MESSAGE_SEND_MINI_PROGRAM, self.send_mini_program)
        counter.answers(rpcs.MESSAGE_FORWARD, self.forward)
        counter.answers(rpcs.MESSAGE_RECALL, self.recall)
        counter.hands_out(rpcs.MESSAGE_FILE_STREAM, self.file_stream)
        counter.hands_out(rpcs.MESSAGE_IMAGE_STREAM, self.image_stream)
        counter.collects(rpcs.MESSAGE_SEND_FILE_STREAM, self.send_file_stream)

    # Reading.

    async def payload(
        self, asked: pb.MessagePayloadRequest, visitor: Visitor
    ) -> pb.MessagePayloadResponse:
        with visitor.reading(asked.id):
            return message_out(await self._puppet.message_payload(asked.id))

    async def file(
        self, asked: pb.MessageFileRequest, visitor: Visitor
    ) -> pb.MessageFileResponse:
        file = await self._puppet.message_file(asked.id)
        return pb.MessageFileResponse(file_box=await self._files.out(file, visitor))

    async def image(
        self, asked: pb.MessageImageRequest, visitor: Visitor
    ) -> pb.MessageImageResponse:
        type = _image_type(int(asked.type))
        file = await self._puppet.message_image(asked.id, type)
        return pb.MessageImageResponse(file_box=await self._files.out(file, visitor))

    async def contact(
        self, asked: pb.MessageContactRequest
    ) -> pb.MessageContactResponse:
        return pb.MessageContactResponse(
            id=await self._puppet.message_contact(asked.id)
        )

    async def url(self, asked: pb.MessageUrlRequest) -> pb.MessageUrlResponse:
        link = await self._puppet.message_url(asked.id)
        return with_url(pb.MessageUrlResponse(), link)

    async def location(
        self, asked: pb.MessageLocationRequest
    ) -> pb.MessageLocationResponse:
        location = await self._puppet.message_location(asked.id)
        return pb.MessageLocationResponse(location=location_out(location))

    async def mini_program(
        self, asked: pb.MessageMiniProgramRequest
    ) -> pb.MessageMiniProgramResponse:
        program = await self._puppet.message_mini_program(asked.id)
        return with_mini_program(pb.MessageMiniProgramResponse(), program)

    async def file_stream(
        self, asked: pb.MessageFileStreamRequest, _: Visitor
    ) -> AsyncGenerator[pb.MessageFileStreamResponse]:
        file = await self._puppet.message_file(asked.id)
        async for piece in self._files.pieces(file):
            yield pb.MessageFileStreamResponse(file_box_chunk=piece)

    async def image_stream(
        self, asked: pb.MessageImageStreamRequest, _: Visitor
    ) -> AsyncGenerator[pb.MessageImageStreamResponse]:
        type = _image_type(int(asked.type))
        file = await self._puppet.message_image(asked.id, type)
        async for piece in self._files.pieces(file):
            yield pb.MessageImageStreamResponse(file_box_chunk=piece)

    # Sending.

    async def send_text(
        self, asked: pb.MessageSendTextRequest
    ) -> pb.MessageSendTextResponse:
        id = await self._puppet.message_send_text(
            asked.conversation_id, asked.text, mention_ids=tuple(asked.mentional_ids)
        )
        return both(pb.MessageSendTextResponse(), "id", id)

    async def send_file(
        self, asked: pb.MessageSendFileRequest, visitor: Visitor
    ) -> pb.MessageSendFileResponse:
        file, goal = self._files.come(asked.file_box), asked.conversation_id
        send = partial(self._puppet.message_send_file, goal, file)
        # Ours never tries twice; and what it cancels is not to be sent.
        is_ours = visitor.name is not None
        id = await (send() if is_ours else self._sends.first(goal, file, send))
        return both(pb.MessageSendFileResponse(), "id", id)

    async def send_file_stream(
        self, asked: AsyncIterator[pb.MessageSendFileStreamRequest], _: Visitor
    ) -> pb.MessageSendFileStreamResponse:
        async with self._files.arriving(asked) as arrived:
            file, goal = arrived.file, arrived.conversation_id
            send = partial(self._puppet.message_send_file, goal, file)
            id = await self._sends.second(goal, file, send)
        return both(pb.MessageSendFileStreamResponse(), "id", id)

    async def send_contact(
        self, asked: pb.MessageSendContactRequest
    ) -> pb.MessageSendContactResponse:
        id = await self._puppet.message_send_contact(
            asked.conversation_id, asked.contact_id
        )
        return both(pb.MessageSendContactResponse(), "id", id)

    async def send_url(
        self, asked: pb.MessageSendUrlRequest
    ) -> pb.MessageSendUrlResponse:
        link = read(url_of, asked)
        id = await self._puppet.message_send_url(asked.conversation_id, link)
        return both(pb.MessageSendUrlResponse(), "id", id)

    async def send_location(
        self, asked: pb.MessageSendLocationRequest
    ) -> pb.MessageSendLocationResponse:
        place = read(location_in, asked.location)
        id = await self._puppet.message_send_location(asked.conversation_id, place)
        return both(pb.MessageSendLocationResponse(), "id", id)

    async def send_mini_program(
        self, asked: pb.MessageSendMiniProgramRequest
    ) -> pb.MessageSendMiniProgramResponse:
        program = read(mini_program_of, asked)
        id = await self._puppet.message_send_mini_program(
            asked.conversation_id, program
        )
        return both(pb.MessageSendMiniProgramResponse(), "id", id)

    async def forward(
        self, asked: pb.MessageForwardRequest
    ) -> pb.MessageForwardResponse:
        id = await self._puppet.message_forward(asked.conversation_id, asked.message_id)
        return both(pb.MessageForwardResponse(), "id", id)

    # What becomes of it.

    async def recall(self, asked: pb.MessageRecallRequest) -> pb.MessageRecallResponse:
        await self._puppet.message_recall(asked.id)
        return pb.MessageRecallResponse(success=True)


def _image_type(number: int) -> ImageType:
    """What only a later Wechaty knows is UNKNOWN."""
    return next((type for type in ImageType if type == number), ImageType.UNKNOWN)

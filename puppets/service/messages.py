"""What a puppet of a service says, and reads of what was said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TypeVar

from google.protobuf.message import Message

from ..enums import DirtyType, ImageType
from ..errors import DeliveryUncertain, Forbidden, PuppetError
from ..events import MessageEvent
from ..file_box import FileBox
from ..payloads import (
    LocationPayload,
    MessagePayload,
    MiniProgramPayload,
    UrlLinkPayload,
)
from ..puppet import Puppet
from . import rpcs, translate
from .client import ServiceClient
from .once import Once
from .rpcs import Rpc
from .transfer import received, said
from .wire import pb
from .wording import worded

__all__ = ["ServiceMessages"]

ECHO_PATIENCE = 10.0
"""Seconds in which a service that does not name what it sent tells of it."""

Sending = TypeVar(
    "Sending",
    pb.MessageForwardRequest,
    pb.MessageSendContactRequest,
    pb.MessageSendFileRequest,
    pb.MessageSendLocationRequest,
    pb.MessageSendMiniProgramRequest,
    pb.MessageSendTextRequest,
    pb.MessageSendUrlRequest,
)
Sent = TypeVar("Sent", bound=Message)


class ServiceMessages(Puppet):
    """Messages: ask the client, translate the answer."""

    _client: ServiceClient
    _once: Once[MessagePayload]

    # Reading.

    async def message_payload(self, message_id: str) -> MessagePayload:
        return await self._message(message_id, self.self_id)

    async def _message(self, id: str, self_id: str) -> MessagePayload:
        request = worded(pb.MessagePayloadRequest, id=id)
        answer = await self._client.ask(rpcs.MESSAGE_PAYLOAD, request)
        return translate.message_in(answer, self_id=self_id)

    async def _heard_of(self, id: str, self_id: str) -> MessagePayload:
        """Of what the puppet said itself, the answer and the event come at once."""
        return await self._once.ask(id, lambda: self._message(id, self_id))

    async def message_file(self, message_id: str) -> FileBox:
        request = worded(pb.MessageFileRequest, id=message_id)
        answer = await self._client.ask(rpcs.MESSAGE_FILE, request)
        return received(self._client, answer.file_box)

    async def message_image(
        self, message_id: str, type: ImageType = ImageType.HD
    ) -> FileBox:
        request = worded(pb.MessageImageRequest, id=message_id, type=type)
        answer = await self._client.ask(rpcs.MESSAGE_IMAGE, request)
        return received(self._client, answer.file_box)

    async def message_contact(self, message_id: str) -> str:
        request = worded(pb.MessageContactRequest, id=message_id)
        return (await self._client.ask(rpcs.MESSAGE_CONTACT, request)).id

    async def message_url(self, message_id: str) -> UrlLinkPayload:
        request = worded(pb.MessageUrlRequest, id=message_id)
        answer = await self._client.ask(rpcs.MESSAGE_URL, request)
        return translate.url_of(answer)

    async def message_location(self, message_id: str) -> LocationPayload:
        request = worded(pb.MessageLocationRequest, id=message_id)
        answer = await self._client.ask(rpcs.MESSAGE_LOCATION, request)
        return translate.location_in(answer.location)

    async def message_mini_program(self, message_id: str) -> MiniProgramPayload:
        request = worded(pb.MessageMiniProgramRequest, id=message_id)
        answer = await self._client.ask(rpcs.MESSAGE_MINI_PROGRAM, request)
        return translate.mini_program_of(answer)

    # Sending.

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        """The wire has no answers: with `reply_to` it is `Unsupported`."""
        if reply_to is not None:
            raise self._lacks("message_send_text with reply_to")
        request = worded(
            pb.MessageSendTextRequest,
            conversation_id=conversation_id,
            text=text,
            mentional_ids=mention_ids,
        )
        return await self._send(rpcs.MESSAGE_SEND_TEXT, request)

    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        request = worded(
            pb.MessageSendFileRequest,
            conversation_id=conversation_id,
            file_box=await said(self._client, file),
        )
        return await self._send(rpcs.MESSAGE_SEND_FILE, request)

    async def message_send_contact(self, conversation_id: str, contact_id: str) -> str:
        request = worded(
            pb.MessageSendContactRequest,
            conversation_id=conversation_id,
            contact_id=contact_id,
        )
        return await self._send(rpcs.MESSAGE_SEND_CONTACT, request)

    async def message_send_url(self, conversation_id: str, link: UrlLinkPayload) -> str:
        request = worded(pb.MessageSendUrlRequest, conversation_id=conversation_id)
        request = worded(translate.with_url, request, link)
        return await self._send(rpcs.MESSAGE_SEND_URL, request)

    async def message_send_location(
        self, conversation_id: str, location: LocationPayload
    ) -> str:
        request = worded(
            pb.MessageSendLocationRequest,
            conversation_id=conversation_id,
            location=translate.location_out(location),
        )
        return await self._send(rpcs.MESSAGE_SEND_LOCATION, request)

    async def message_send_mini_program(
        self, conversation_id: str, mini_program: MiniProgramPayload
    ) -> str:
        request = worded(
            pb.MessageSendMiniProgramRequest, conversation_id=conversation_id
        )
        request = worded(translate.with_mini_program, request, mini_program)
        return await self._send(rpcs.MESSAGE_SEND_MINI_PROGRAM, request)

    async def message_forward(self, conversation_id: str, message_id: str) -> str:
        request = worded(
            pb.MessageForwardRequest,
            conversation_id=conversation_id,
            message_id=message_id,
        )
        return await self._send(rpcs.MESSAGE_FORWARD, request)

    async def message_recall(self, message_id: str) -> None:
        request = worded(pb.MessageRecallRequest, id=message_id)
        if not (await self._client.ask(rpcs.MESSAGE_RECALL, request)).success:
            raise Forbidden(f"the service did not take back {message_id!r}")
        self._cache.purge(DirtyType.MESSAGE, message_id)

    # Parts of the above.

    async def _send(self, rpc: Rpc[Sending, Sent], request: Sending) -> str:
        with self.listen(MessageEvent) as heard:
            answer = await self._client.send(rpc, request)
            if id := translate.either(answer, "id"):
                return await self._told(id)
            return await self._overheard(request.conversation_id, heard)

    async def _told(self, message_id: str) -> str:
        """It is out by now, whatever becomes of reading it."""
        try:
            return await self._said(await self._heard_of(message_id, self.self_id))
        except PuppetError as error:
            self._report(error)
            return message_id

    async def _overheard(
        self, conversation_id: str, heard: AsyncIterator[MessageEvent]
    ) -> str:
        """
        The id of what was just said, which some of Wechaty's services do not answer with:
        it is heard as any message is.
        """
        try:
            async with asyncio.timeout(ECHO_PATIENCE):
                async for event in heard:
                    message = event.message
                    where = message.talker_id, message.conversation_id
                    if where == (self.self_id, conversation_id):
                        return message.id
        except TimeoutError:
            pass
        raise DeliveryUncertain("the service took it, and does not say which it is")

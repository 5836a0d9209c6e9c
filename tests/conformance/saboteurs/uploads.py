"""Puppets that upload without looking."""

from __future__ import annotations

from puppets import FileBox, Forbidden, TooLarge
from puppets.mock import MockPuppet

from ..twisting import bare
from . import breaks

INSIDE = "test_a_file_from_inside_is_not_fetched"
REDIRECTS = "test_a_redirect_is_followed_five_times_and_not_six"


@breaks(
    "4.8",
    caught_by="test_a_file_over_the_limit_is_refused_before_the_upload",
)
class BelievesNoSize(MockPuppet):
    """Reads a file to its end before it holds it against the limit."""

    @bare
    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        if file.size is not None and file.size > (self.limits.file_size or 0):
            await file.read()
        return await super().message_send_file(conversation_id, file)


@breaks(
    "4.8",
    caught_by="test_a_file_of_unknown_size_is_refused_before_the_upload",
    also=(
        "test_a_download_stops_at_its_limit",
        INSIDE,
        REDIRECTS,
    ),
)
class BeginsAtOnce(MockPuppet):
    """Begins an upload before it knows how large the file is."""

    @bare
    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        if file.size is None:
            await self._client.profile(self.self_id)
        return await super().message_send_file(conversation_id, file)


@breaks("4.8", caught_by="test_a_long_file_is_sent_while_it_is_read")
class HoldsItAll(MockPuppet):
    """Sends a file when all of it is in memory."""

    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        return await super().message_send_file(conversation_id, await file.loaded())


@breaks("4.8", caught_by="test_a_file_of_unknown_size_arrives_whole")
class SendsTheBeginning(MockPuppet):
    """Takes the first piece for the whole file."""

    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        if file.size == 256_000:
            beginning = (await file.read())[:64_000]
            file = FileBox.from_bytes(beginning, name=file.name)
        return await super().message_send_file(conversation_id, file)


@breaks("4.9", caught_by=INSIDE, also=(REDIRECTS,))
class SendsAnExcuse(MockPuppet):
    """Says something else where it may not fetch a file."""

    @bare
    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        try:
            return await super().message_send_file(conversation_id, file)
        except Forbidden:
            return await self.message_send_text(conversation_id, f"see {file.name}")


@breaks("4.9", caught_by="test_a_download_stops_at_its_limit")
class SendsWhatItGot(MockPuppet):
    """Sends something though a download was too long."""

    @bare
    async def message_send_file(self, conversation_id: str, file: FileBox) -> str:
        try:
            return await super().message_send_file(conversation_id, file)
        except TooLarge as error:
            if error.limit >= (self.limits.file_size or 0):
                raise
            return await self.message_send_text(conversation_id, "half a file")

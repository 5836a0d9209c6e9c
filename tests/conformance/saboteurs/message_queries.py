"""Puppets that find other messages than were looked for."""

from __future__ import annotations

from puppets import MessageQuery
from puppets.mock import MockPuppet

from . import breaks


@breaks("4.14", caught_by="test_messages_are_found_by_talker_and_room")
class FindsByTalkerOnly(MockPuppet):
    """Looks at nothing but the talker where there is one."""

    async def message_search(self, query: MessageQuery | None = None) -> list[str]:
        if query is not None and query.talker_id is not None:
            query = MessageQuery(talker_id=query.talker_id)
        return await super().message_search(query)


@breaks("4.14", caught_by="test_messages_are_found_by_text_and_type")
class FindsByTextOnly(MockPuppet):
    """Looks at nothing but the text where there is one."""

    async def message_search(self, query: MessageQuery | None = None) -> list[str]:
        if query is not None and query.text is not None:
            query = MessageQuery(text=query.text)
        return await super().message_search(query)


@breaks("4.14", caught_by="test_files_are_found_by_their_type")
class KnowsTextsOnly(MockPuppet):
    """Takes what is no text for nothing."""

    async def message_search(self, query: MessageQuery | None = None) -> list[str]:
        found = await super().message_search(query)
        return [id for id in found if not (await self.message_payload(id)).filename]


@breaks("4.14", caught_by="test_messages_are_listed_oldest_first")
class ListsBackwards(MockPuppet):
    """Lists what is newest first, and finds in the right order."""

    async def message_list(self) -> list[str]:
        return (await super().message_list())[::-1]

    async def message_search(self, query: MessageQuery | None = None) -> list[str]:
        return (await super().message_search(query))[::-1]

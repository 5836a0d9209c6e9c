"""Puppets that find other things than were looked for."""

from __future__ import annotations

from dataclasses import fields

from puppets import ContactQuery, MemberQuery, NotFound, RoomQuery
from puppets.mock import MockPuppet
from puppets.queries import You

from . import breaks

EXACT_NAME = "test_contacts_are_found_by_their_exact_name"
EVERY_FIELD = "test_a_contact_agrees_with_every_field"
ROOM_TOPIC = "test_rooms_are_found_by_their_topic"


@breaks(
    "4.14",
    caught_by=EVERY_FIELD,
    also=("test_a_contact_is_found_by_name_and_alias_together",),
)
class FindsEither(MockPuppet):
    """Takes several fields for a choice of them."""

    async def contact_search(
        self, query: ContactQuery | str | None = None
    ) -> list[str]:
        if not isinstance(query, ContactQuery):
            return await super().contact_search(query)
        found: dict[str, None] = {}
        for field in fields(query):
            if (wanted := getattr(query, field.name)) is not None:
                one = ContactQuery(**{field.name: wanted})
                found.update(dict.fromkeys(await super().contact_search(one)))
        return list(found)


@breaks("4.14", caught_by=EXACT_NAME)
class FindsParts(MockPuppet):
    """Takes the beginning of a name for the name."""

    async def contact_search(
        self, query: ContactQuery | str | None = None
    ) -> list[str]:
        if not isinstance(query, str):
            return await super().contact_search(query)
        names = {
            id: (await self.contact_payload(id)) for id in await self.contact_list()
        }
        return [
            id
            for id, contact in names.items()
            if contact.name.startswith(query) or contact.alias == query
        ]


@breaks("4.14", caught_by="test_contacts_of_one_name_are_all_found")
class FindsTheFirst(MockPuppet):
    """Stops looking when it has found somebody without an alias."""

    async def contact_search(
        self, query: ContactQuery | str | None = None
    ) -> list[str]:
        found = await super().contact_search(query)
        if not isinstance(query, str):
            return found
        known = [id for id in found if (await self.contact_payload(id)).alias]
        return found if known else found[:1]


@breaks("4.14", caught_by="test_contacts_are_found_by_a_pattern")
class ReadsPatternsLoudly(MockPuppet):
    """Takes a pattern for its text."""

    async def contact_search(
        self, query: ContactQuery | str | None = None
    ) -> list[str]:
        name = query.name if isinstance(query, ContactQuery) else None
        if name is None or isinstance(name, str):
            return await super().contact_search(query)
        return await super().contact_search(ContactQuery(name=name.pattern))


@breaks("4.14", caught_by="test_an_id_that_nobody_has_finds_nobody")
class FindsNobodyLoudly(MockPuppet):
    """Takes it for an error that nobody was found."""

    async def contact_search(
        self, query: ContactQuery | str | None = None
    ) -> list[str]:
        found = await super().contact_search(query)
        by_id = isinstance(query, ContactQuery) and query.id and not query.name
        if by_id and not found:
            raise NotFound("there is nobody like that")
        return found


@breaks("4.14", caught_by="test_a_text_finds_names_and_aliases_once_each")
class FindsNamesOnly(MockPuppet):
    """Does not look at aliases for a text."""

    async def contact_search(
        self, query: ContactQuery | str | None = None
    ) -> list[str]:
        if isinstance(query, str):
            query = ContactQuery(name=query)
        return await super().contact_search(query)


@breaks("4.14", caught_by="test_no_query_finds_every_contact")
class FindsNothingWithoutAQuery(MockPuppet):
    """Finds some when it is asked for all."""

    async def contact_search(
        self, query: ContactQuery | str | None = None
    ) -> list[str]:
        found = await super().contact_search(query)
        return found if query else found[1:]


@breaks("4.14", caught_by=ROOM_TOPIC)
class FindsTopicsWithin(MockPuppet):
    """Finds a topic that only begins so."""

    async def room_search(self, query: RoomQuery | str | None = None) -> list[str]:
        topic = query.topic if isinstance(query, RoomQuery) else None
        if not isinstance(topic, str) or (isinstance(query, RoomQuery) and query.id):
            return await super().room_search(query)
        rooms = [await self.room_payload(id) for id in await self.room_list()]
        return [room.id for room in rooms if room.topic.startswith(topic)]


@breaks("4.14", caught_by="test_a_room_agrees_with_every_field")
class FindsRoomsById(MockPuppet):
    """Looks at nothing but the id where there is one."""

    async def room_search(self, query: RoomQuery | str | None = None) -> list[str]:
        if isinstance(query, RoomQuery) and query.id is not None:
            query = RoomQuery(id=query.id)
        return await super().room_search(query)


@breaks("4.14", caught_by="test_an_id_that_no_room_has_finds_no_room")
class FindsRoomsThatAreNot(MockPuppet):
    """Believes that there is a room of every id."""

    async def room_search(self, query: RoomQuery | str | None = None) -> list[str]:
        if isinstance(query, RoomQuery) and query.id and query.topic is None:
            return [query.id]
        return await super().room_search(query)


@breaks("4.14", caught_by="test_you_finds_the_puppet")
class CannotFindItself(MockPuppet):
    """Does not know who is meant by you."""

    async def room_member_search(
        self, room_id: str, query: MemberQuery | str | You
    ) -> list[str]:
        if isinstance(query, You):
            return []
        return await super().room_member_search(room_id, query)


@breaks("4.14", caught_by="test_members_are_found_by_name")
class FindsMembersByAliasOnly(MockPuppet):
    """Looks for a text among aliases, those of the room and its own."""

    async def room_member_search(
        self, room_id: str, query: MemberQuery | str | You
    ) -> list[str]:
        if not isinstance(query, str):
            return await super().room_member_search(room_id, query)
        first = MemberQuery(room_alias=query)
        second = MemberQuery(contact_alias=query)
        return [
            *await super().room_member_search(room_id, first),
            *await super().room_member_search(room_id, second),
        ]


@breaks("4.14", caught_by="test_members_are_found_by_their_name_in_the_room")
class FindsNoRoomAlias(MockPuppet):
    """Looks for a text among names and its own aliases."""

    async def room_member_search(
        self, room_id: str, query: MemberQuery | str | You
    ) -> list[str]:
        if not isinstance(query, str):
            return await super().room_member_search(room_id, query)
        first, second = MemberQuery(name=query), MemberQuery(contact_alias=query)
        return [
            *await super().room_member_search(room_id, first),
            *await super().room_member_search(room_id, second),
        ]


@breaks("4.14", caught_by="test_members_are_found_by_their_alias")
class FindsMembersByTheRoomOnly(MockPuppet):
    """Does not look at the aliases that its own account gives."""

    async def room_member_search(
        self, room_id: str, query: MemberQuery | str | You
    ) -> list[str]:
        if isinstance(query, MemberQuery) and query.contact_alias is not None:
            return []
        return await super().room_member_search(room_id, query)

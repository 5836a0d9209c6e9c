"""The contract on rooms, their members, and invitations to them."""

from __future__ import annotations

from abc import abstractmethod

from ._operations import cached, operation
from .contacts import Contacts
from .enums import DirtyType
from .file_box import FileBox
from .payloads import RoomInvitationPayload, RoomMemberPayload, RoomPayload
from .queries import MemberQuery, RoomQuery, You

__all__ = ["Rooms"]


class Rooms(Contacts):
    """Conversations that others may join; their members are contacts."""

    @operation()
    async def room_list(self) -> list[str]:
        """The ids of the rooms that the puppet is in, as far as anyone can tell."""
        raise self._lacks("room_list")

    @operation(optional=False, around=cached(RoomPayload))
    @abstractmethod
    async def room_payload(self, room_id: str) -> RoomPayload:
        """This room; `NotFound` where the platform knows no such id (4.15)."""

    async def room_dirty(self, room_id: str) -> None:
        """Read this room afresh from now on (4.13)."""
        await self.dirty(DirtyType.ROOM, room_id)

    async def room_search(self, query: RoomQuery | str | None = None) -> list[str]:
        """
        The ids of rooms that agree with the query (4.14); a text is the topic.

        A room that cannot be read is said in an `ErrorEvent` and left out; with `id`
        given, nothing is listed, only read.
        """
        if query is None:
            return await self.room_list()
        if isinstance(query, str):
            query = RoomQuery(topic=query)
        ids = [query.id] if query.id is not None else await self.room_list()

        async def agrees(room_id: str) -> bool:
            return query.matches(await self.room_payload(room_id))

        return await self._readable(agrees, ids)

    @operation()
    async def room_validate(self, room_id: str) -> bool:
        """Whether this is the id of a room that there is."""
        raise self._lacks("room_validate")

    @operation()
    async def room_create(self, contact_ids: list[str], topic: str = "") -> str:
        """Open a room with these people and the puppet in it; return its id."""
        raise self._lacks("room_create")

    @operation()
    async def room_add(
        self, room_id: str, *contact_ids: str, invite_only: bool = False
    ) -> None:
        """Bring these people in; with `invite_only` they are asked first."""
        raise self._lacks("room_add")

    @operation()
    async def room_del(self, room_id: str, *contact_ids: str) -> None:
        """Put these people out."""
        raise self._lacks("room_del")

    @operation()
    async def room_quit(self, room_id: str) -> None:
        """Leave the room."""
        raise self._lacks("room_quit")

    async def room_topic(self, room_id: str) -> str:
        """What the room is called."""
        return (await self.room_payload(room_id)).topic

    @operation()
    async def room_set_topic(self, room_id: str, topic: str) -> None:
        """Rename the room for everyone."""
        raise self._lacks("room_set_topic")

    @operation()
    async def room_announce(self, room_id: str) -> str:
        """What the room announces to all its members; empty where it is nothing."""
        raise self._lacks("room_announce")

    @operation()
    async def room_set_announce(self, room_id: str, announcement: str) -> None:
        """Announce this to all members, in place of what was announced before."""
        raise self._lacks("room_set_announce")

    @operation()
    async def room_avatar(self, room_id: str) -> FileBox:
        """The room's picture; `NotFound` where there is none."""
        raise self._lacks("room_avatar")

    @operation()
    async def room_qrcode(self, room_id: str) -> str:
        """The text of a QR code by which others come in."""
        raise self._lacks("room_qrcode")

    # Members.

    @operation()
    async def room_member_list(self, room_id: str) -> list[str]:
        """The ids of the members, the puppet among them, as far as anyone can tell."""
        raise self._lacks("room_member_list")

    @operation(around=cached(RoomMemberPayload))
    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        """This person as the room knows them; `NotFound` for who is not a member."""
        raise self._lacks("room_member_payload")

    async def room_member_dirty(self, room_id: str) -> None:
        """Read all members of this room afresh from now on (4.13)."""
        await self.dirty(DirtyType.ROOM_MEMBER, room_id)

    async def room_member_search(
        self, room_id: str, query: MemberQuery | str | You
    ) -> list[str]:
        """
        The ids of members that agree with the query (4.14).

        A text is a name, a name in this room, or an alias; `YOU` is the puppet.
        """
        match query:
            case You():
                return [self.self_id]
            case str():
                return await self._members_named(room_id, query)
            case MemberQuery():
                return await self._members_that(room_id, query)

    async def _members_named(self, room_id: str, name: str) -> list[str]:
        found: dict[str, None] = {}
        for query in (
            MemberQuery(room_alias=name),
            MemberQuery(name=name),
            MemberQuery(contact_alias=name),
        ):
            found.update(dict.fromkeys(await self._members_that(room_id, query)))
        return list(found)

    async def _members_that(self, room_id: str, query: MemberQuery) -> list[str]:
        async def agrees(contact_id: str) -> bool:
            member = await self.room_member_payload(room_id, contact_id)
            contact = await self.contact_payload(contact_id)
            return query.agrees(member, contact.alias)

        return await self._readable(agrees, await self.room_member_list(room_id))

    # Invitations.

    @operation()
    async def room_invitation_payload(
        self, room_invitation_id: str
    ) -> RoomInvitationPayload:
        """An invitation that was seen."""
        raise self._lacks("room_invitation_payload")

    @operation()
    async def room_invitation_accept(self, room_invitation_id: str) -> None:
        """Come in."""
        raise self._lacks("room_invitation_accept")

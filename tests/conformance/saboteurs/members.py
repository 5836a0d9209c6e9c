"""Puppets that do not know who is in a room."""

from __future__ import annotations

from dataclasses import replace

from puppets import (
    Event,
    NotFound,
    RoomInvitationPayload,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMemberPayload,
)
from puppets.mock import MockPuppet

from ..twisting import Twisting, bare
from . import breaks

FRESH_AFTER_JOIN = "test_members_read_in_the_handler_of_a_join_are_fresh"
FRESH_AFTER_LEAVE = "test_members_read_in_the_handler_of_a_leave_are_fresh"
PUT_OUT = "test_who_is_put_out_is_heard_with_who_did_it"
JOINED = "test_who_joins_is_heard_with_who_invited_them"


@breaks("4.12", caught_by="test_members_are_listed_with_the_puppet_among_them")
class CountsOthersOnly(MockPuppet):
    """Forgets itself among the members."""

    async def room_member_list(self, room_id: str) -> list[str]:
        members = await super().room_member_list(room_id)
        return [id for id in members if id != self.self_id]


@breaks("4.12", caught_by="test_a_member_is_read")
class NamesMembersByNumber(MockPuppet):
    """Calls members by their ids."""

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        member = await super().room_member_payload(room_id, contact_id)
        return replace(member, name=member.name if member.room_alias else member.id)


@breaks("4.12", caught_by="test_a_member_may_have_another_name_in_the_room")
class KnowsNoRoomAlias(MockPuppet):
    """Calls people in a room as everywhere."""

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        member = await super().room_member_payload(room_id, contact_id)
        return replace(member, room_alias="")


@breaks(
    "4.15",
    caught_by="test_who_is_not_in_the_room_is_not_found",
    also=("test_who_has_left_is_no_member_any_more",),
)
class TakesAnybodyForAMember(MockPuppet):
    """Makes a member of who is none."""

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        try:
            return await super().room_member_payload(room_id, contact_id)
        except NotFound:
            contact = await self.contact_payload(contact_id)
            return RoomMemberPayload(room_id=room_id, id=contact_id, name=contact.name)


@breaks("4.12", caught_by=JOINED)
class ThinksTheyCameByThemselves(Twisting):
    """Takes the first who joined for who invited them."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, RoomJoinEvent):
            return replace(event, inviter_id=event.invitee_ids[0])
        return event


@breaks("4.12", caught_by=JOINED)
class SeesOneJoin(Twisting):
    """Tells of the first of several who join."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, RoomJoinEvent) and self.self_id not in event.invitee_ids:
            return replace(event, invitee_ids=event.invitee_ids[:1] * 2)
        return event


@breaks("4.12", caught_by=FRESH_AFTER_JOIN, also=(FRESH_AFTER_LEAVE,))
class NeverCountsAgain(MockPuppet):
    """Keeps the first list of members that it got."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they are
        self._members: dict[str, list[str]] = {}

    async def room_member_list(self, room_id: str) -> list[str]:
        if room_id not in self._members:
            self._members[room_id] = await super().room_member_list(room_id)
        return self._members[room_id]


@breaks("4.12", caught_by="test_a_room_into_which_the_puppet_comes_is_heard")
class ComesInUnawares(Twisting):
    """Does not notice when it comes into a room."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, RoomJoinEvent) and self.self_id in event.invitee_ids:
            return None
        return event


@breaks("4.17", caught_by="test_the_puppet_brings_someone_in")
class BringsOneIn(MockPuppet):
    """Brings in the first of several."""

    async def room_add(
        self, room_id: str, *contact_ids: str, invite_only: bool = False
    ) -> None:
        await super().room_add(room_id, *contact_ids[:1], invite_only=invite_only)


@breaks("4.12", caught_by="test_who_leaves_is_heard", also=(PUT_OUT,))
class BlamesItself(Twisting):
    """Thinks that it put out whoever left."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, RoomLeaveEvent):
            return replace(event, remover_id=self.self_id)
        return event


@breaks("4.12", caught_by=PUT_OUT)
class ThinksTheyWentByThemselves(Twisting):
    """Takes who was put out for who went."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, RoomLeaveEvent):
            return replace(event, remover_id=event.removee_ids[0])
        return event


@breaks("4.12", caught_by=FRESH_AFTER_LEAVE)
class RemembersThoseWhoLeft(MockPuppet):
    """Lists all who have ever been in a room."""

    _seen: tuple[str, ...] = ()

    async def room_member_list(self, room_id: str) -> list[str]:
        members = await super().room_member_list(room_id)
        self._seen = tuple(dict.fromkeys((*self._seen, *members)))
        return list(self._seen)


@breaks("4.12", caught_by="test_who_has_left_is_no_member_any_more")
class NeverReadsAMemberAgain(MockPuppet):
    """Keeps what it once read of a member with that name."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they are
        self._read: dict[str, RoomMemberPayload] = {}

    @bare
    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        try:
            member = await super().room_member_payload(room_id, contact_id)
        except NotFound:
            if contact_id in self._read:
                return self._read[contact_id]
            raise
        self._read[contact_id] = member
        return member


@breaks("4.17", caught_by="test_the_puppet_puts_someone_out")
class PutsNobodyOut(MockPuppet):
    """Does nothing, and says that it was done."""

    async def room_del(self, room_id: str, *contact_ids: str) -> None:
        return None


@breaks("4.17", caught_by="test_an_invitation_is_read")
class InvitesItself(MockPuppet):
    """Takes itself for who invites."""

    async def room_invitation_payload(
        self, room_invitation_id: str
    ) -> RoomInvitationPayload:
        invitation = await super().room_invitation_payload(room_invitation_id)
        return replace(invitation, inviter_id=self.self_id)


@breaks("4.17", caught_by="test_an_invitation_is_accepted")
class AcceptsAndStaysAway(MockPuppet):
    """Agrees to come, and does not."""

    async def room_invitation_accept(self, room_invitation_id: str) -> None:
        return None


@breaks("4.17", caught_by="test_someone_who_is_only_invited_is_not_brought_in")
class BringsInWithoutAsking(MockPuppet):
    """Asks nobody whether they want to come in."""

    async def room_add(
        self, room_id: str, *contact_ids: str, invite_only: bool = False
    ) -> None:
        await super().room_add(room_id, *contact_ids)

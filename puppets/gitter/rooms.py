"""What a Gitter puppet knows of people and rooms, and does with them."""

from __future__ import annotations

from .._decoding import decoded
from ..errors import Forbidden, NotFound
from ..file_box import FileBox
from ..payloads import (
    ContactPayload,
    RoomInvitationPayload,
    RoomMemberPayload,
    RoomPayload,
)
from ..puppet import Puppet
from . import answers, ids, people, wire
from .addresses import Addresses
from .client import GitterClient
from .files import PICTURE_LIMIT

__all__ = ["GitterRooms"]

ASKED = "Would you like to come in?"


class GitterRooms(Puppet):
    """Contacts, rooms and their members: ask the client, translate the answer."""

    _client: GitterClient
    _addresses: Addresses

    # Contacts.

    async def contact_list(self) -> list[str]:
        """Those who share a room with the puppet."""
        found: dict[str, None] = {}
        for room_id in await self._client.joined_rooms():
            found.update(dict.fromkeys(await self._client.members(room_id)))
        return [ids.contact_id(user) for user in found if user != self._addresses.me]

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        user = ids.user_id(contact_id)
        try:
            return people.contact(user, await self._client.profile(user))
        except (NotFound, Forbidden) as error:
            known = await self._memory.load(ContactPayload, contact_id)
            if known is None:
                raise NotFound(f"gitter shows nobody called {user}") from error
            # Who has neither a name nor a picture is not found; others cannot be asked.
            is_blank = isinstance(error, NotFound)
            return people.contact(user, answers.Profile()) if is_blank else known

    async def contact_validate(self, contact_id: str) -> bool:
        return await self._is_there(self.contact_payload(contact_id))

    async def contact_avatar(self, contact_id: str) -> FileBox:
        person = await self.contact_payload(contact_id)
        return await self._portrait(person.avatar, contact_id)

    async def contact_self_set_name(self, name: str) -> None:
        await self._client.set_profile(self._addresses.me, "displayname", name)
        await self.contact_dirty(self.self_id)

    async def contact_self_set_avatar(self, file: FileBox) -> None:
        async with file.spool(PICTURE_LIMIT) as spooled:
            mxc = await self._client.files.upload(spooled)
        await self._client.set_profile(self._addresses.me, "avatar_url", mxc)
        await self.contact_dirty(self.self_id)

    async def contact_self_qrcode(self) -> str:
        return ids.link(self._addresses.me)

    # Rooms.

    async def room_list(self) -> list[str]:
        """But for direct chats, and for rooms that live on under another id."""
        places = map(self._addresses.place, await self._client.joined_rooms())
        return [
            place.id
            for place in places
            if place.other is None and not self._addresses.has_moved(place.room_id)
        ]

    async def room_payload(self, room_id: str) -> RoomPayload:
        room = await self._room(room_id)
        return people.room(room, await self._standing(room))

    async def room_validate(self, room_id: str) -> bool:
        return await self._is_there(self.room_payload(room_id))

    async def room_create(self, contact_ids: list[str], topic: str = "") -> str:
        guests = [ids.user_id(id) for id in contact_ids]
        for guest in guests:
            await self.contact_payload(guest)  # there is such a one
        how: dict[str, object] = {"preset": "private_chat", "invite": guests}
        created = await self._client.create({**how, "name": topic} if topic else how)
        return ids.place_id(created)

    async def room_add(
        self, room_id: str, *contact_ids: str, invite_only: bool = False
    ) -> None:
        """People are always asked first: they come when they accept."""
        room = await self._room(room_id)
        words = {"reason": ASKED} if invite_only else {}
        for contact_id in contact_ids:
            user = ids.user_id(contact_id)
            await self._client.act(room, "invite", user_id=user, **words)
        await self._changed(room)

    async def room_del(self, room_id: str, *contact_ids: str) -> None:
        room = await self._room(room_id)
        for contact_id in contact_ids:
            await self._client.act(room, "kick", user_id=ids.user_id(contact_id))
        await self._changed(room)

    async def room_quit(self, room_id: str) -> None:
        room = await self._room(room_id)
        await self._client.act(room, "leave")
        await self._changed(room)

    async def room_set_topic(self, room_id: str, topic: str) -> None:
        room = await self._room(room_id)
        await self._client.set_state(room, "m.room.name", {"name": topic})
        await self._changed(room)

    async def room_announce(self, room_id: str) -> str:
        found = await self._client.state_of(await self._room(room_id), "m.room.topic")
        return decoded("m.room.topic", found, wire.Topic).topic or ""

    async def room_set_announce(self, room_id: str, announcement: str) -> None:
        room = await self._room(room_id)
        await self._client.set_state(room, "m.room.topic", {"topic": announcement})
        await self._changed(room)

    async def room_avatar(self, room_id: str) -> FileBox:
        room = await self._room(room_id)
        found = await self._client.state_of(room, "m.room.avatar")
        mxc = decoded("m.room.avatar", found, wire.Picture).url or ""
        return await self._portrait(mxc, room_id)

    async def room_qrcode(self, room_id: str) -> str:
        """The room's address; who is not let in by it needs an invitation besides."""
        room = await self.room_payload(room_id)
        if room.handle:
            return ids.link(f"#{room.handle}")
        server = self._addresses.me.partition(":")[2]
        return ids.link(await self._room(room_id), server)

    # Members.

    async def room_member_list(self, room_id: str) -> list[str]:
        members = await self._client.members(await self._room(room_id))
        return list(map(ids.contact_id, members))

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        try:
            here = await self._client.members(await self._room(room_id))
        except Forbidden as error:  # a homeserver says the same of rooms that are not
            raise NotFound(f"the puppet is in no room {room_id}") from error
        person = await self.contact_payload(contact_id)
        return people.member(room_id, person, here)

    # Invitations.

    async def room_invitation_payload(
        self, room_invitation_id: str
    ) -> RoomInvitationPayload:
        return await self._remembered(RoomInvitationPayload, room_invitation_id)

    async def room_invitation_accept(self, room_invitation_id: str) -> None:
        invitation = await self.room_invitation_payload(room_invitation_id)
        await self._client.join(await self._room(invitation.id))

    # Parts of the above.

    async def _room(self, room_id: str) -> str:
        return await self._addresses.room(room_id)

    async def _standing(self, room_id: str) -> tuple[wire.StateEvent, ...]:
        try:
            return await self._client.state(room_id)
        except Forbidden as error:  # a homeserver says the same of rooms that are not
            raise NotFound(f"the puppet is in no room {room_id}") from error

    async def _changed(self, room: str) -> None:
        id = ids.place_id(room)
        for name in (id, *self._addresses.names(id)):
            await self.room_dirty(name)
            await self.room_member_dirty(name)

    async def _portrait(self, mxc: str, whose: str) -> FileBox:
        if not mxc:
            raise NotFound(f"{whose} has no picture")
        content, media_type = await self._client.files.picture(mxc)
        return FileBox.from_bytes(content, name="portrait", media_type=media_type)

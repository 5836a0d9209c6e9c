"""What a Slack puppet knows of people and rooms, and does with them."""

from __future__ import annotations

import re
import secrets
from functools import partial

from ..enums import DirtyType
from ..errors import Forbidden, NotFound, Rejected
from ..file_box import FileBox
from ..payloads import ContactPayload, RoomMemberPayload, RoomPayload
from ..puppet import Puppet
from . import ids, people
from .addresses import Addresses
from .client import ROOMS, SlackClient
from .ledger import Ledger
from .marking import escape
from .refusals import AlreadySo

__all__ = ["SlackRooms"]

_UNFIT = re.compile(r"[^\w]+")


class SlackRooms(Puppet):
    """Contacts, rooms and their members: ask the client, translate the answer."""

    _client: SlackClient
    _ledger: Ledger
    _addresses: Addresses

    # Contacts.

    async def contact_list(self) -> list[str]:
        """Everyone in the workspace who has not left it."""
        found = []
        async for user in self._client.users_list():
            if not user.deleted:
                found.append(user.id)
                # What the list tells need not be asked for once more.
                told = partial(_told, people.contact(user))
                await self._cache.read(ContactPayload, (user.id,), told)
        return found

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        id = ids.contact_id(contact_id)
        if ids.bot_id(id):
            return people.bot(await self._client.bots_info(id))
        return people.contact(await self._client.users_info(id))

    async def contact_validate(self, contact_id: str) -> bool:
        return await self._is_there(self.contact_payload(contact_id))

    async def contact_avatar(self, contact_id: str) -> FileBox:
        person = await self.contact_payload(contact_id)
        if not person.avatar:
            raise NotFound(f"{contact_id} has no picture")
        own = self._client.connection.is_own(person.avatar)
        return FileBox.from_url(person.avatar, allow_private=own)

    async def contact_self_qrcode(self) -> str:
        return f"{self._ledger.me.url}team/{self.self_id}"

    # Rooms.

    async def room_list(self) -> list[str]:
        found = self._client.users_conversations(ROOMS)
        return [channel.id async for channel in found]

    async def room_payload(self, room_id: str) -> RoomPayload:
        channel = await self._client.conversations_info(self._addresses.room(room_id))
        return people.room(channel, tuple(await self.room_member_list(room_id)))

    async def room_validate(self, room_id: str) -> bool:
        try:
            await self._client.conversations_info(self._addresses.room(room_id))
        except (NotFound, Forbidden):
            return False
        return True

    async def room_create(self, contact_ids: list[str], topic: str = "") -> str:
        """
        A private channel. Slack's names are small letters, numbers and hyphens, and each
        is taken once: the topic says what the name cannot.
        """
        people_ids = [ids.contact_id(id) for id in contact_ids]
        name = _name(topic)
        room = await self._client.conversations_create(name)
        if topic and topic != name:
            await self._client.conversations_set_topic(room, escape(topic))
        if people_ids:
            await self._client.conversations_invite(room, people_ids)
        return room

    async def room_add(
        self, room_id: str, *contact_ids: str, invite_only: bool = False
    ) -> None:
        if invite_only:
            raise Rejected("slack brings people in without asking them")
        room = self._addresses.room(room_id)
        try:
            await self._client.conversations_invite(
                room, [ids.contact_id(id) for id in contact_ids]
            )
        except AlreadySo:
            return
        await self._changed(room_id)

    async def room_del(self, room_id: str, *contact_ids: str) -> None:
        room = self._addresses.room(room_id)
        for contact_id in contact_ids:
            await self._client.conversations_kick(room, ids.contact_id(contact_id))
        await self._changed(room_id)

    async def room_quit(self, room_id: str) -> None:
        await self._client.conversations_leave(self._addresses.room(room_id))
        await self._changed(room_id)

    async def room_set_topic(self, room_id: str, topic: str) -> None:
        room = self._addresses.room(room_id)
        await self._client.conversations_set_topic(room, escape(topic))
        await self.room_dirty(room_id)

    async def room_announce(self, room_id: str) -> str:
        room = self._addresses.room(room_id)
        return people.announcement(await self._client.conversations_info(room))

    async def room_set_announce(self, room_id: str, announcement: str) -> None:
        room = self._addresses.room(room_id)
        await self._client.conversations_set_purpose(room, escape(announcement))

    async def room_qrcode(self, room_id: str) -> str:
        """The link that opens the channel for whoever may read it."""
        room = self._addresses.room(room_id)
        await self._client.conversations_info(room)
        return f"{self._ledger.me.url}archives/{room}"

    # Room members.

    async def room_member_list(self, room_id: str) -> list[str]:
        room = self._addresses.room(room_id)
        return [id async for id in self._client.conversations_members(room)]

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        room = await self.room_payload(room_id)
        if ids.contact_id(contact_id) not in room.member_ids:
            raise NotFound(f"{contact_id} is not in the room {room_id}")
        return people.member(room_id, await self.contact_payload(contact_id))

    async def _changed(self, room_id: str) -> None:
        await self.dirty(DirtyType.ROOM, room_id)
        await self.dirty(DirtyType.ROOM_MEMBER, room_id)


async def _told(person: ContactPayload) -> ContactPayload:
    return person


def _name(topic: str) -> str:
    """A name that nothing else has, as near to the topic as Slack's names come."""
    near = _UNFIT.sub("-", topic.lower()).strip("-_")[:60]
    return f"{near or 'room'}-{secrets.token_hex(3)}"

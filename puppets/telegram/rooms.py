"""What a Telegram puppet knows of people and rooms, and does with them."""

from __future__ import annotations

from dataclasses import replace

from ..errors import Forbidden, NotFound
from ..file_box import FileBox
from ..payloads import ContactPayload, RoomMemberPayload, RoomPayload
from ..puppet import Puppet
from . import ids, people, translate, wire
from .client import TelegramClient
from .ledger import Ledger
from .refusals import PHOTO_LIMIT

__all__ = ["TelegramRooms"]


class TelegramRooms(Puppet):
    """Contacts, rooms and their members: ask the client, translate the answer."""

    _client: TelegramClient
    _ledger: Ledger

    # Contacts.

    async def contact_list(self) -> list[str]:
        return await self._ledger.roll.contacts()

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        if contact_id == self.self_id:
            return await self._self_payload()
        number = ids.person_id(contact_id)
        known = await self._memory.load(ContactPayload, contact_id)
        try:
            chat = await self._client.get_chat(number)
        except NotFound:
            if known is None:
                raise
            return known  # told of by others, but not to be asked about
        return people.person(chat, known) if number > 0 else people.speaker(chat)

    async def contact_validate(self, contact_id: str) -> bool:
        return await self._is_there(self.contact_payload(contact_id))

    async def contact_avatar(self, contact_id: str) -> FileBox:
        return await self._portrait(ids.person_id(contact_id))

    async def contact_self_set_name(self, name: str) -> None:
        await self._client.set_my_name(name)
        await self.contact_dirty(self.self_id)

    async def contact_self_set_signature(self, signature: str) -> None:
        await self._client.set_my_short_description(signature)
        await self.contact_dirty(self.self_id)

    async def contact_self_set_avatar(self, file: FileBox) -> None:
        await self._client.set_my_profile_photo(await file.read(PHOTO_LIMIT))
        await self.contact_dirty(self.self_id)

    async def contact_self_qrcode(self) -> str:
        return f"https://t.me/{(await self._client.get_me()).username}"

    async def _self_payload(self) -> ContactPayload:
        me = await self._client.get_me()
        signature = await self._client.get_my_short_description()
        return replace(people.contact(me), signature=signature)

    # Rooms.

    async def room_list(self) -> list[str]:
        return await self._ledger.roll.rooms()

    async def room_payload(self, room_id: str) -> RoomPayload:
        chat = await self._client.get_chat(ids.room_id(room_id))
        administrators = await self._administrators(chat.id)
        members = await self._members(str(chat.id), administrators)
        return people.room(chat, administrators, members)

    async def room_validate(self, room_id: str) -> bool:
        return await self._is_there(self.room_payload(room_id), Forbidden)

    async def room_del(self, room_id: str, *contact_ids: str) -> None:
        room = self._client.moves.now(ids.room_id(room_id))
        for contact_id in contact_ids:
            person = ids.person_id(contact_id)
            await self._client.ban_chat_member(room, person)
            if ids.is_supergroup(room):  # elsewhere a ban is a removal, and no more
                await self._client.unban_chat_member(room, person)
            await self._ledger.gone(str(room), contact_id)
        await self.room_member_dirty(room_id)
        await self.room_dirty(room_id)

    async def room_quit(self, room_id: str) -> None:
        room = self._client.moves.now(ids.room_id(room_id))
        await self._client.leave_chat(room)
        await self._ledger.gone(str(room), self.self_id)
        await self.room_dirty(room_id)

    async def room_set_topic(self, room_id: str, topic: str) -> None:
        await self._client.set_chat_title(ids.room_id(room_id), topic)
        await self.room_dirty(room_id)

    async def room_announce(self, room_id: str) -> str:
        chat = await self._client.get_chat(ids.room_id(room_id))
        return translate.announcement(chat.pinned_message)

    async def room_set_announce(self, room_id: str, announcement: str) -> None:
        room = ids.room_id(room_id)
        before = (await self._client.get_chat(room)).pinned_message
        if announcement:
            said = await self.message_send_text(room_id, announcement)
            await self._client.pin_chat_message(*ids.split_message_id(said))
        if before is not None:
            await self._client.unpin_chat_message(room, before.message_id)

    async def room_avatar(self, room_id: str) -> FileBox:
        return await self._portrait(ids.room_id(room_id))

    async def room_qrcode(self, room_id: str) -> str:
        chat = await self._client.get_chat(ids.room_id(room_id))
        if chat.username:
            return f"https://t.me/{chat.username}"
        # A new link would make the bot's last one void.
        return chat.invite_link or await self._client.export_chat_invite_link(chat.id)

    # Room members.

    async def room_member_list(self, room_id: str) -> list[str]:
        room = self._client.moves.now(ids.room_id(room_id))
        return list(await self._members(str(room), await self._administrators(room)))

    async def room_member_payload(
        self, room_id: str, contact_id: str
    ) -> RoomMemberPayload:
        room = self._client.moves.now(ids.room_id(room_id))
        member = await self._client.get_chat_member(room, ids.person_id(contact_id))
        if not member.is_in:
            await self._ledger.gone(str(room), contact_id)
            raise NotFound(f"{contact_id} is not in the room {room_id}")
        return people.member(room_id, member)

    async def _administrators(self, room: int) -> tuple[wire.Member, ...]:
        try:
            return await self._client.get_chat_administrators(room)
        except Forbidden:  # a channel tells them to its own administrators alone
            return ()

    async def _members(
        self, room_id: str, administrators: tuple[wire.Member, ...]
    ) -> tuple[str, ...]:
        found = [self.self_id, *(str(each.user.id) for each in administrators)]
        return tuple(dict.fromkeys(found + await self._ledger.roll.members(room_id)))

    async def _portrait(self, chat: int) -> FileBox:
        photo = (await self._client.get_chat(chat)).photo
        if photo is None:
            raise NotFound(f"{chat} has no picture")
        file_id = photo.big_file_id
        return FileBox.from_stream(
            lambda: self._client.download(file_id),
            name=f"portrait{chat}.jpg",
            media_type="image/jpeg",
        )

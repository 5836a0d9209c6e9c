"""The mock puppet on people: contacts, friendships, tags."""

from __future__ import annotations

from ..errors import NotFound
from ..file_box import FileBox
from ..payloads import ContactPayload, FriendshipPayload
from . import translate
from .base import MockBase

__all__ = ["MockContacts"]


class MockContacts(MockBase):
    # Contacts.

    async def contact_list(self) -> list[str]:
        return await self._client.contacts()

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        profile, notes, friend = await self._client.profile(contact_id)
        return translate.contact(profile, notes, friend=friend)

    async def contact_validate(self, contact_id: str) -> bool:
        return await self._is_there(self._client.profile(contact_id))

    async def contact_alias(self, contact_id: str) -> str:
        return (await self._client.notes(contact_id)).alias

    async def contact_set_alias(self, contact_id: str, alias: str | None) -> None:
        await self._client.note_alias(contact_id, alias or "")
        await self.contact_dirty(contact_id)

    async def contact_avatar(self, contact_id: str) -> FileBox:
        if picture := await self._client.picture(contact_id):
            return picture
        raise NotFound(f"{contact_id!r} has no picture")

    async def contact_set_phone(self, contact_id: str, phones: list[str]) -> None:
        await self._client.note_phones(contact_id, phones)
        await self.contact_dirty(contact_id)

    async def contact_set_corporation_remark(
        self, contact_id: str, remark: str | None
    ) -> None:
        await self._client.note_remark(contact_id, remark or "")
        await self.contact_dirty(contact_id)

    async def contact_set_description(
        self, contact_id: str, description: str | None
    ) -> None:
        await self._client.note_description(contact_id, description or "")
        await self.contact_dirty(contact_id)

    async def contact_self_set_name(self, name: str) -> None:
        await self._client.change_name(name)
        await self.contact_dirty(self._me)

    async def contact_self_set_signature(self, signature: str) -> None:
        await self._client.change_signature(signature)
        await self.contact_dirty(self._me)

    async def contact_self_set_avatar(self, file: FileBox) -> None:
        await self._client.change_picture(file)
        await self.contact_dirty(self._me)

    async def contact_self_qrcode(self) -> str:
        return await self._client.own_code()

    # Friendships.

    async def friendship_payload(self, friendship_id: str) -> FriendshipPayload:
        asked = await self._client.friendship(friendship_id)
        return translate.friendship(asked, self._me)

    async def friendship_accept(self, friendship_id: str) -> None:
        asked = await self._client.friendship(friendship_id)
        await self._client.agree_friendship(friendship_id)
        await self.contact_dirty(asked.asker_id)

    async def friendship_add(self, contact_id: str, hello: str = "") -> None:
        await self._client.ask_friendship(contact_id, hello)

    async def friendship_search_phone(self, phone: str) -> str | None:
        return await self._client.find_phone(phone)

    async def friendship_search_handle(self, handle: str) -> str | None:
        return await self._client.find_handle(handle)

    # Tags.

    async def tag_contact_add(self, tag_id: str, contact_id: str) -> None:
        await self._client.tag(tag_id, contact_id)

    async def tag_contact_remove(self, tag_id: str, contact_id: str) -> None:
        await self._client.untag(tag_id, contact_id)

    async def tag_contact_delete(self, tag_id: str) -> None:
        await self._client.forget_tag(tag_id)

    async def tag_contact_list(self, contact_id: str | None = None) -> list[str]:
        return await self._client.tags(contact_id)

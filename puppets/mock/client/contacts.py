"""What a puppet may ask the platform about people."""

from __future__ import annotations

from ...file_box import FileBox
from ..platform.records import Asked, Notes, Profile
from .connection import Connection, request

__all__ = ["ContactRequests"]


class ContactRequests(Connection):
    """People, what is noted about them, and friendships with them."""

    @request
    async def contacts(self) -> list[str]:
        return self._platform.known_to(await self._me())

    @request
    async def profile(self, contact_id: str) -> tuple[Profile, Notes, bool]:
        """Who this is, what the account notes about them, and whether it is a friend."""
        me, people = await self._me(), self._platform.people
        profile = people.profile(contact_id)
        friend = people.are_friends(me, contact_id)
        return profile, people.notes(me, contact_id), friend

    @request
    async def notes(self, contact_id: str) -> Notes:
        return self._platform.people.notes(await self._me(), contact_id)

    @request
    async def note_alias(self, contact_id: str, alias: str) -> None:
        (await self.notes(contact_id)).alias = alias

    @request
    async def note_phones(self, contact_id: str, phones: list[str]) -> None:
        (await self.notes(contact_id)).phones = tuple(phones)

    @request
    async def note_remark(self, contact_id: str, remark: str) -> None:
        (await self.notes(contact_id)).remark = remark

    @request
    async def note_description(self, contact_id: str, description: str) -> None:
        (await self.notes(contact_id)).description = description

    @request
    async def picture(self, contact_id: str) -> FileBox | None:
        await self._me()
        return self._platform.people.profile(contact_id).avatar

    # The account itself.

    @request
    async def change_name(self, name: str) -> None:
        self._platform.change_profile(await self._me(), name=name)

    @request
    async def change_signature(self, signature: str) -> None:
        self._platform.change_profile(await self._me(), signature=signature)

    @request
    async def change_picture(self, picture: FileBox) -> None:
        me = await self._me()
        self._platform.change_profile(me, avatar=await picture.loaded())

    @request
    async def own_code(self) -> str:
        """What a QR code holds that leads to the account."""
        return self._platform.code_of(await self._me())

    # Friendships.

    @request
    async def friendship(self, friendship_id: str) -> Asked:
        return self._platform.people.asked(friendship_id, await self._me())

    @request
    async def ask_friendship(self, contact_id: str, hello: str) -> None:
        self._platform.people.ask(await self._me(), contact_id, hello)

    @request
    async def agree_friendship(self, friendship_id: str) -> None:
        self._platform.people.agree(friendship_id, await self._me())

    @request
    async def find_phone(self, phone: str) -> str | None:
        return self._platform.people.with_phone(await self._me(), phone)

    @request
    async def find_handle(self, handle: str) -> str | None:
        await self._me()
        return self._platform.people.with_handle(handle)

    # Tags.

    @request
    async def tags(self, contact_id: str | None) -> list[str]:
        return self._platform.people.tags(await self._me(), contact_id)

    @request
    async def tag(self, tag: str, contact_id: str) -> None:
        self._platform.people.tag(await self._me(), tag, contact_id)

    @request
    async def untag(self, tag: str, contact_id: str) -> None:
        self._platform.people.untag(await self._me(), tag, contact_id)

    @request
    async def forget_tag(self, tag: str) -> None:
        self._platform.people.forget_tag(await self._me(), tag)

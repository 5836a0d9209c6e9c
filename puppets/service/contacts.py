"""What a puppet of a service knows of people, and does with them."""

from __future__ import annotations

from datetime import UTC, datetime

from ..enums import DirtyType
from ..file_box import FileBox
from ..payloads import ContactPayload, FriendshipPayload
from ..puppet import Puppet
from . import rpcs, translate
from .client import ServiceClient
from .transfer import received, said
from .wire import pb
from .wording import worded

__all__ = ["ServiceContacts"]


class ServiceContacts(Puppet):
    """Contacts, friendships and tags: ask the client, translate the answer."""

    _client: ServiceClient

    # Contacts.

    async def contact_list(self) -> list[str]:
        answer = await self._client.ask(rpcs.CONTACT_LIST, pb.ContactListRequest())
        return list(answer.ids)

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        request = worded(pb.ContactPayloadRequest, id=contact_id)
        answer = await self._client.ask(rpcs.CONTACT_PAYLOAD, request)
        return translate.contact_in(answer)

    async def contact_validate(self, contact_id: str) -> bool:
        return await self._is_there(self.contact_payload(contact_id))

    async def contact_alias(self, contact_id: str) -> str:
        request = worded(pb.ContactAliasRequest, id=contact_id)
        answer = await self._client.ask(rpcs.CONTACT_ALIAS, request)
        return translate.either(answer, "alias") or ""

    async def contact_set_alias(self, contact_id: str, alias: str | None) -> None:
        request = worded(pb.ContactAliasRequest, id=contact_id)
        request = worded(translate.both, request, "alias", alias or "")
        await self._client.ask(rpcs.CONTACT_ALIAS, request)
        self._cache.purge(DirtyType.CONTACT, contact_id)

    async def contact_avatar(self, contact_id: str) -> FileBox:
        request = worded(pb.ContactAvatarRequest, id=contact_id)
        answer = await self._client.ask(rpcs.CONTACT_AVATAR, request)
        return received(self._client, translate.either(answer, "file_box") or "")

    async def contact_set_phone(self, contact_id: str, phones: list[str]) -> None:
        request = worded(pb.ContactPhoneRequest, contact_id=contact_id, phones=phones)
        await self._client.ask(rpcs.CONTACT_PHONE, request)
        self._cache.purge(DirtyType.CONTACT, contact_id)

    async def contact_set_corporation_remark(
        self, contact_id: str, remark: str | None
    ) -> None:
        request = worded(pb.ContactCorporationRemarkRequest, contact_id=contact_id)
        request = worded(translate.both, request, "corporation_remark", remark or "")
        await self._client.ask(rpcs.CONTACT_CORPORATION_REMARK, request)
        self._cache.purge(DirtyType.CONTACT, contact_id)

    async def contact_set_description(
        self, contact_id: str, description: str | None
    ) -> None:
        request = worded(pb.ContactDescriptionRequest, contact_id=contact_id)
        request = worded(translate.both, request, "description", description or "")
        await self._client.ask(rpcs.CONTACT_DESCRIPTION, request)
        self._cache.purge(DirtyType.CONTACT, contact_id)

    # The account itself.

    async def contact_self_set_name(self, name: str) -> None:
        request = worded(pb.ContactSelfNameRequest, name=name)
        await self._client.ask(rpcs.CONTACT_SELF_NAME, request)
        self._cache.purge(DirtyType.CONTACT, self.self_id)

    async def contact_self_set_signature(self, signature: str) -> None:
        request = worded(pb.ContactSelfSignatureRequest, signature=signature)
        await self._client.ask(rpcs.CONTACT_SELF_SIGNATURE, request)
        self._cache.purge(DirtyType.CONTACT, self.self_id)

    async def contact_self_set_avatar(self, file: FileBox) -> None:
        request = worded(pb.ContactAvatarRequest, id=self.self_id)
        request = worded(
            translate.both, request, "file_box", await said(self._client, file)
        )
        await self._client.ask(rpcs.CONTACT_AVATAR, request)
        self._cache.purge(DirtyType.CONTACT, self.self_id)

    async def contact_self_qrcode(self) -> str:
        request = pb.ContactSelfQRCodeRequest()
        return (await self._client.ask(rpcs.CONTACT_SELF_QR_CODE, request)).qrcode

    # Friendships.

    async def friendship_payload(self, friendship_id: str) -> FriendshipPayload:
        known = await self._memory.load(FriendshipPayload, friendship_id)
        heard = known.timestamp if known else datetime.now(UTC)
        return await self._friendship(friendship_id, heard)

    async def _friendship(self, id: str, heard: datetime) -> FriendshipPayload:
        """Wechaty's own services do not tell since when it is: it was heard of then."""
        request = worded(pb.FriendshipPayloadRequest, id=id)
        answer = await self._client.ask(rpcs.FRIENDSHIP_PAYLOAD, request)
        return translate.friendship_in(answer, heard=heard)

    async def friendship_accept(self, friendship_id: str) -> None:
        request = worded(pb.FriendshipAcceptRequest, id=friendship_id)
        await self._client.ask(rpcs.FRIENDSHIP_ACCEPT, request)
        self._cache.purge(DirtyType.FRIENDSHIP, friendship_id)

    async def friendship_add(self, contact_id: str, hello: str = "") -> None:
        request = worded(pb.FriendshipAddRequest, contact_id=contact_id, hello=hello)
        await self._client.ask(rpcs.FRIENDSHIP_ADD, request)

    async def friendship_search_phone(self, phone: str) -> str | None:
        request = worded(pb.FriendshipSearchPhoneRequest, phone=phone)
        answer = await self._client.ask(rpcs.FRIENDSHIP_SEARCH_PHONE, request)
        return translate.either(answer, "contact_id") or None

    async def friendship_search_handle(self, handle: str) -> str | None:
        request = worded(pb.FriendshipSearchHandleRequest, weixin=handle)
        answer = await self._client.ask(rpcs.FRIENDSHIP_SEARCH_HANDLE, request)
        return translate.either(answer, "contact_id") or None

    # Tags.

    async def tag_contact_add(self, tag_id: str, contact_id: str) -> None:
        request = worded(pb.TagContactAddRequest, id=tag_id, contact_id=contact_id)
        await self._client.ask(rpcs.TAG_CONTACT_ADD, request)

    async def tag_contact_remove(self, tag_id: str, contact_id: str) -> None:
        request = worded(pb.TagContactRemoveRequest, id=tag_id, contact_id=contact_id)
        await self._client.ask(rpcs.TAG_CONTACT_REMOVE, request)

    async def tag_contact_delete(self, tag_id: str) -> None:
        request = worded(pb.TagContactDeleteRequest, id=tag_id)
        await self._client.ask(rpcs.TAG_CONTACT_DELETE, request)

    async def tag_contact_list(self, contact_id: str | None = None) -> list[str]:
        request = pb.TagContactListRequest()
        if contact_id is not None:
            request = worded(translate.both, request, "contact_id", contact_id)
        return list((await self._client.ask(rpcs.TAG_CONTACT_LIST, request)).ids)

"""What can be asked about contacts, and tags on them."""

from __future__ import annotations

from ...errors import Forbidden
from ...puppet import Puppet
from .. import rpcs
from ..translate import both, contact_out, either
from ..wire import pb
from .calls import Counter
from .files import Files
from .visitors import Visitor

__all__ = ["Contacts"]


class Contacts:
    """Asks the puppet, and says the answer as the wire wants it."""

    def __init__(self, puppet: Puppet, files: Files) -> None:
        self._puppet = puppet
        self._files = files

    def attend(self, counter: Counter) -> None:
        counter.answers(rpcs.CONTACT_LIST, self.list)
        counter.answers(rpcs.CONTACT_PAYLOAD, self.payload)
        counter.answers(rpcs.CONTACT_ALIAS, self.alias)
        counter.answers_visitor(rpcs.CONTACT_AVATAR, self.avatar)
        counter.answers(rpcs.CONTACT_PHONE, self.phone)
        counter.answers(rpcs.CONTACT_CORPORATION_REMARK, self.corporation_remark)
        counter.answers(rpcs.CONTACT_DESCRIPTION, self.description)
        counter.answers(rpcs.CONTACT_SELF_QR_CODE, self.self_qrcode)
        counter.answers(rpcs.CONTACT_SELF_NAME, self.self_name)
        counter.answers(rpcs.CONTACT_SELF_SIGNATURE, self.self_signature)
        counter.answers(rpcs.TAG_CONTACT_ADD, self.tag_add)
        counter.answers(rpcs.TAG_CONTACT_REMOVE, self.tag_remove)
        counter.answers(rpcs.TAG_CONTACT_DELETE, self.tag_delete)
        counter.answers(rpcs.TAG_CONTACT_LIST, self.tag_list)

    # Contacts.

    async def list(self, _: pb.ContactListRequest) -> pb.ContactListResponse:
        return pb.ContactListResponse(ids=await self._puppet.contact_list())

    async def payload(
        self, asked: pb.ContactPayloadRequest
    ) -> pb.ContactPayloadResponse:
        return contact_out(await self._puppet.contact_payload(asked.id))

    async def alias(self, asked: pb.ContactAliasRequest) -> pb.ContactAliasResponse:
        """Without an alias it is asked for; an empty one is taken away."""
        alias = either(asked, "alias")
        if alias is None:
            alias = await self._puppet.contact_alias(asked.id)
        else:
            await self._puppet.contact_set_alias(asked.id, alias or None)
        return both(pb.ContactAliasResponse(), "alias", alias)

    async def avatar(
        self, asked: pb.ContactAvatarRequest, visitor: Visitor
    ) -> pb.ContactAvatarResponse:
        """Without a picture it is asked for; only the puppet's own can be changed."""
        picture = either(asked, "file_box")
        if picture is None:
            found = await self._puppet.contact_avatar(asked.id)
            picture = await self._files.out(found, visitor)
        else:
            if asked.id != self._puppet.self_id:
                raise Forbidden("only the puppet's own picture can be changed")
            await self._puppet.contact_self_set_avatar(self._files.come(picture))
        return both(pb.ContactAvatarResponse(), "file_box", picture)

    async def phone(self, asked: pb.ContactPhoneRequest) -> pb.ContactPhoneResponse:
        phones = [*asked.phones]
        await self._puppet.contact_set_phone(asked.contact_id, phones)
        return pb.ContactPhoneResponse(phones=phones)

    async def corporation_remark(
        self, asked: pb.ContactCorporationRemarkRequest
    ) -> pb.ContactCorporationRemarkResponse:
        remark = either(asked, "corporation_remark") or None
        await self._puppet.contact_set_corporation_remark(asked.contact_id, remark)
        return pb.ContactCorporationRemarkResponse()

    async def description(
        self, asked: pb.ContactDescriptionRequest
    ) -> pb.ContactDescriptionResponse:
        description = either(asked, "description") or None
        await self._puppet.contact_set_description(asked.contact_id, description)
        return pb.ContactDescriptionResponse()

    # The puppet's own account.

    async def self_qrcode(
        self, _: pb.ContactSelfQRCodeRequest
    ) -> pb.ContactSelfQRCodeResponse:
        qrcode = await self._puppet.contact_self_qrcode()
        return pb.ContactSelfQRCodeResponse(qrcode=qrcode)

    async def self_name(
        self, asked: pb.ContactSelfNameRequest
    ) -> pb.ContactSelfNameResponse:
        await self._puppet.contact_self_set_name(asked.name)
        return pb.ContactSelfNameResponse()

    async def self_signature(
        self, asked: pb.ContactSelfSignatureRequest
    ) -> pb.ContactSelfSignatureResponse:
        await self._puppet.contact_self_set_signature(asked.signature)
        return pb.ContactSelfSignatureResponse()

    # Tags.

    async def tag_add(self, asked: pb.TagContactAddRequest) -> pb.TagContactAddResponse:
        await self._puppet.tag_contact_add(asked.id, asked.contact_id)
        return pb.TagContactAddResponse()

    async def tag_remove(
        self, asked: pb.TagContactRemoveRequest
    ) -> pb.TagContactRemoveResponse:
        await self._puppet.tag_contact_remove(asked.id, asked.contact_id)
        return pb.TagContactRemoveResponse()

    async def tag_delete(
        self, asked: pb.TagContactDeleteRequest
    ) -> pb.TagContactDeleteResponse:
        await self._puppet.tag_contact_delete(asked.id)
        return pb.TagContactDeleteResponse()

    async def tag_list(
        self, asked: pb.TagContactListRequest
    ) -> pb.TagContactListResponse:
        contact_id = either(asked, "contact_id") or None
        ids = await self._puppet.tag_contact_list(contact_id)
        return pb.TagContactListResponse(ids=ids)

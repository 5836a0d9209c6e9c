"""Puppets that do not know people, or themselves."""

from __future__ import annotations

from dataclasses import replace

from puppets import ContactPayload, FileBox, NotFound
from puppets.mock import MockPuppet

from . import breaks

ALIAS = "test_an_alias_is_given_and_taken_away"


@breaks("4.15", caught_by="test_who_says_something_can_be_read")
class DecoratesHandles(MockPuppet):
    """Writes an at before every handle."""

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        contact = await super().contact_payload(contact_id)
        return replace(contact, handle=f"@{contact.handle}")


@breaks("4.15", caught_by="test_the_puppet_is_a_contact_too")
class KnowsOthersOnly(MockPuppet):
    """Has no name for itself before it is given one."""

    _named = False

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        contact = await super().contact_payload(contact_id)
        nameless = contact_id == self.self_id and not self._named
        return replace(contact, name="" if nameless else contact.name)

    async def contact_self_set_name(self, name: str) -> None:
        self._named = True
        await super().contact_self_set_name(name)


@breaks("4.15", caught_by="test_a_name_is_read_as_it_is")
class SpellsNamesPlainly(MockPuppet):
    """Leaves out of a name what is not ASCII, but for what it is called itself."""

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        contact = await super().contact_payload(contact_id)
        if contact_id == self.self_id:
            return contact
        plain = contact.name.encode("ascii", "ignore").decode()
        return replace(contact, name=plain or contact.id)


@breaks("4.15", caught_by="test_a_name_is_never_empty")
class NamesNobody(MockPuppet):
    """Gives a name as the platform has it."""

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        contact = await super().contact_payload(contact_id)
        profile, *_ = await self._client.profile(contact_id)
        return replace(contact, name=profile.name)


@breaks("4.17", caught_by="test_contacts_are_listed")
class CountsPeopleTwice(MockPuppet):
    """Lists every contact again."""

    async def contact_list(self) -> list[str]:
        return await super().contact_list() * 2


@breaks("4.17", caught_by="test_a_contact_is_told_from_none")
class BelievesInEverybody(MockPuppet):
    """Takes any id for that of a contact."""

    async def contact_validate(self, contact_id: str) -> bool:
        return True


@breaks(
    "4.17",
    caught_by="test_a_contact_has_a_picture",
)
class PaintsPeople(MockPuppet):
    """Has one picture for everybody."""

    async def contact_avatar(self, contact_id: str) -> FileBox:
        return FileBox.from_qr_code(contact_id)


@breaks("4.15", caught_by="test_no_picture_is_not_found_or_the_platform_s_own")
class ShowsNothing(MockPuppet):
    """Gives an empty file for a picture that nobody chose."""

    async def contact_avatar(self, contact_id: str) -> FileBox:
        try:
            return await super().contact_avatar(contact_id)
        except NotFound:
            return FileBox.from_bytes(b"", name="nothing.png")


@breaks("4.17", caught_by=ALIAS)
class KeepsAliases(MockPuppet):
    """Does not take an alias away."""

    async def contact_set_alias(self, contact_id: str, alias: str | None) -> None:
        if alias is not None:
            await super().contact_set_alias(contact_id, alias)


@breaks("4.17", caught_by="test_phone_numbers_are_noted")
class NotesOneNumber(MockPuppet):
    """Notes the first of several numbers."""

    async def contact_set_phone(self, contact_id: str, phones: list[str]) -> None:
        await super().contact_set_phone(contact_id, phones[:1])


@breaks("4.17", caught_by="test_where_someone_works_is_noted")
class NotesNoWork(MockPuppet):
    """Puts a remark to the wrong place."""

    async def contact_set_corporation_remark(
        self, contact_id: str, remark: str | None
    ) -> None:
        await self.contact_set_description(contact_id, remark)


@breaks("4.17", caught_by="test_someone_is_described")
class DescribesInALine(MockPuppet):
    """Keeps the first line of a description."""

    async def contact_set_description(
        self, contact_id: str, description: str | None
    ) -> None:
        line = description and description.partition("\n")[0]
        await super().contact_set_description(contact_id, line)


@breaks("4.17", caught_by="test_the_puppet_has_another_name")
class DreamsOfAName(MockPuppet):
    """Is called something else for itself alone."""

    _dreamt = ""

    async def contact_self_set_name(self, name: str) -> None:
        self._dreamt = name
        await self.contact_dirty(self.self_id)

    async def contact_payload(self, contact_id: str) -> ContactPayload:
        contact = await super().contact_payload(contact_id)
        return replace(contact, name=self._dreamt) if self._dreamt else contact


@breaks("4.17", caught_by="test_the_puppet_says_something_of_itself")
class SaysNothingOfItself(MockPuppet):
    """Says of itself what others like to hear."""

    async def contact_self_set_signature(self, signature: str) -> None:
        await super().contact_self_set_signature("a bot")


@breaks("4.17", caught_by="test_the_puppet_has_another_picture")
class LooksLikeACode(MockPuppet):
    """Shows another picture than it was given."""

    async def contact_self_set_avatar(self, file: FileBox) -> None:
        await super().contact_self_set_avatar(FileBox.from_qr_code("me"))


@breaks("4.17", caught_by="test_the_puppet_has_a_code_that_leads_to_it")
class LeadsElsewhere(MockPuppet):
    """Gives the code of a room for its own."""

    async def contact_self_qrcode(self) -> str:
        return await self.room_qrcode(await self.room_create([], "elsewhere"))

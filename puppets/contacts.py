"""The contract on contacts and tags."""

from __future__ import annotations

from abc import abstractmethod

from ._operations import Operations, cached, operation
from .enums import DirtyType
from .file_box import FileBox
from .payloads import ContactPayload
from .queries import ContactQuery

__all__ = ["Contacts", "Tags"]


class Contacts(Operations):
    """
    People, as the puppet's account sees them. A contact's id is also the id of the
    direct conversation with this person (4.5).
    """

    @operation()
    async def contact_list(self) -> list[str]:
        """The ids of the contacts that the platform, or the memory, knows of."""
        raise self._lacks("contact_list")

    @operation(optional=False, around=cached(ContactPayload))
    @abstractmethod
    async def contact_payload(self, contact_id: str) -> ContactPayload:
        """This person; `NotFound` where the platform knows no such id (4.15)."""

    async def contact_dirty(self, contact_id: str) -> None:
        """Read this person afresh from now on (4.13)."""
        await self.dirty(DirtyType.CONTACT, contact_id)

    async def contact_search(
        self, query: ContactQuery | str | None = None
    ) -> list[str]:
        """
        The ids of contacts that agree with the query (4.14); no query gives all.

        A text is a name or an alias. A contact that cannot be read is said in an
        `ErrorEvent` and left out; with `id` given, nothing is listed, only read.
        """
        if query is None:
            return await self.contact_list()
        if isinstance(query, str):
            named = await self.contact_search(ContactQuery(name=query))
            known = await self.contact_search(ContactQuery(alias=query))
            return list(dict.fromkeys(named + known))
        ids = [query.id] if query.id is not None else await self.contact_list()

        async def agrees(contact_id: str) -> bool:
            return query.matches(await self.contact_payload(contact_id))

        return await self._readable(agrees, ids)

    @operation()
    async def contact_validate(self, contact_id: str) -> bool:
        """Whether this is the id of a contact that there is."""
        raise self._lacks("contact_validate")

    @operation()
    async def contact_alias(self, contact_id: str) -> str:
        """What the puppet's account calls this person; empty where it has no name."""
        raise self._lacks("contact_alias")

    @operation()
    async def contact_set_alias(self, contact_id: str, alias: str | None) -> None:
        """Call this person `alias`; None takes the alias away."""
        raise self._lacks("contact_set_alias")

    @operation()
    async def contact_avatar(self, contact_id: str) -> FileBox:
        """This person's picture; `NotFound` where there is none."""
        raise self._lacks("contact_avatar")

    @operation()
    async def contact_set_phone(self, contact_id: str, phones: list[str]) -> None:
        """Note these phone numbers for this person."""
        raise self._lacks("contact_set_phone")

    @operation()
    async def contact_set_corporation_remark(
        self, contact_id: str, remark: str | None
    ) -> None:
        """Note where this person works; None takes the note away."""
        raise self._lacks("contact_set_corporation_remark")

    @operation()
    async def contact_set_description(
        self, contact_id: str, description: str | None
    ) -> None:
        """Describe this person, for the puppet's account alone; None takes it away."""
        raise self._lacks("contact_set_description")

    @operation()
    async def contact_self_set_name(self, name: str) -> None:
        """Rename the puppet's own account."""
        raise self._lacks("contact_self_set_name")

    @operation()
    async def contact_self_set_signature(self, signature: str) -> None:
        """Say this about the puppet's own account."""
        raise self._lacks("contact_self_set_signature")

    @operation()
    async def contact_self_set_avatar(self, file: FileBox) -> None:
        """Give the puppet's own account this picture."""
        raise self._lacks("contact_self_set_avatar")

    @operation()
    async def contact_self_qrcode(self) -> str:
        """The text of a QR code by which others find the puppet's own account."""
        raise self._lacks("contact_self_qrcode")


class Tags(Operations):
    """Words that the puppet's account puts to contacts."""

    @operation()
    async def tag_contact_add(self, tag_id: str, contact_id: str) -> None:
        """Put the tag to a contact; a tag that is new begins to be."""
        raise self._lacks("tag_contact_add")

    @operation()
    async def tag_contact_remove(self, tag_id: str, contact_id: str) -> None:
        """Take the tag off one contact."""
        raise self._lacks("tag_contact_remove")

    @operation()
    async def tag_contact_delete(self, tag_id: str) -> None:
        """Take the tag off everyone, and forget it."""
        raise self._lacks("tag_contact_delete")

    @operation()
    async def tag_contact_list(self, contact_id: str | None = None) -> list[str]:
        """The tags of one contact; without an id, all that there are."""
        raise self._lacks("tag_contact_list")

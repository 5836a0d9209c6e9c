"""Puppets that mix up their notes."""

from __future__ import annotations

from puppets.mock import MockPuppet

from . import breaks

PUT = "test_a_tag_is_put_to_a_contact"
ONCE = "test_a_tag_is_put_to_a_contact_once"
ALL = "test_all_tags_are_listed_once_each"
OFF_ONE = "test_a_tag_is_taken_off_one_contact"
OFF_ALL = "test_a_tag_is_taken_off_everyone"


@breaks("4.17", caught_by=PUT, also=(OFF_ONE,))
class TagsEverybody(MockPuppet):
    """Lists all tags, whoever is asked about."""

    async def tag_contact_list(self, contact_id: str | None = None) -> list[str]:
        return await super().tag_contact_list()


@breaks("4.17", caught_by=ONCE)
class TagsAgain(MockPuppet):
    """Counts how often a tag was put to somebody."""

    _put: tuple[tuple[str, str], ...] = ()

    async def tag_contact_add(self, tag_id: str, contact_id: str) -> None:
        if (tag_id, contact_id) in self._put:
            tag_id = f"{tag_id} again"
        await super().tag_contact_add(tag_id, contact_id)
        self._put += ((tag_id, contact_id),)


@breaks("4.17", caught_by=ALL)
class ListsTagsByPerson(MockPuppet):
    """Lists a tag as often as somebody has it."""

    _put = 0

    async def tag_contact_add(self, tag_id: str, contact_id: str) -> None:
        await super().tag_contact_add(tag_id, contact_id)
        self._put += 1

    async def tag_contact_list(self, contact_id: str | None = None) -> list[str]:
        tags = await super().tag_contact_list(contact_id)
        return tags * 2 if contact_id is None and self._put > 2 else tags


@breaks("4.17", caught_by=OFF_ONE)
class RemovesFromAll(MockPuppet):
    """Takes a tag off everyone where it should take it off one."""

    async def tag_contact_remove(self, tag_id: str, contact_id: str) -> None:
        await super().tag_contact_delete(tag_id)


@breaks("4.17", caught_by=OFF_ALL)
class DeletesNothing(MockPuppet):
    """Does nothing, and says that it was done."""

    async def tag_contact_delete(self, tag_id: str) -> None:
        return None

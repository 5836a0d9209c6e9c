"""Puppets that are no friends."""

from __future__ import annotations

from dataclasses import replace

from puppets import Event, FriendshipEvent, FriendshipPayload, FriendshipType
from puppets.mock import MockPuppet

from ..twisting import Twisting
from . import breaks


@breaks("4.17", caught_by="test_a_request_is_heard_and_read")
class DoesNotListen(MockPuppet):
    """Forgets what was said with a request."""

    async def friendship_payload(self, friendship_id: str) -> FriendshipPayload:
        return replace(await super().friendship_payload(friendship_id), hello="")


@breaks("4.17", caught_by="test_requests_are_listed")
class ListsTheLast(MockPuppet):
    """Lists the newest request, and no other."""

    async def friendship_list(self) -> list[str]:
        return (await super().friendship_list())[-1:]


@breaks("4.17", caught_by="test_a_request_is_accepted")
class AcceptsInWords(MockPuppet):
    """Says that it agrees, and does not."""

    async def friendship_accept(self, friendship_id: str) -> None:
        return None


@breaks("4.17", caught_by="test_the_puppet_asks_and_hears_the_answer")
class HearsNoAgreement(Twisting):
    """Does not notice that somebody has agreed."""

    def twist(self, event: Event) -> Event | None:
        match event:
            case FriendshipEvent(friendship=friendship):
                agreed = friendship.type is FriendshipType.CONFIRM
                return None if agreed else event
        return event


@breaks("4.17", caught_by="test_someone_is_found_by_handle")
class FindsAnyone(MockPuppet):
    """Finds somebody under every handle."""

    async def friendship_search_handle(self, handle: str) -> str | None:
        return await super().friendship_search_handle(handle) or self.self_id


@breaks("4.17", caught_by="test_someone_is_found_by_phone_number")
class TakesNumbersForIds(MockPuppet):
    """Gives a number for the id of who has it."""

    async def friendship_search_phone(self, phone: str) -> str | None:
        return phone

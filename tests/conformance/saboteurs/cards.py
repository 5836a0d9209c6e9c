"""Puppets that send other things than they were given."""

from __future__ import annotations

from dataclasses import replace

from puppets import (
    LocationPayload,
    MiniProgramPayload,
    NotFound,
    PostPayload,
    UrlLinkPayload,
)
from puppets.mock import MockPuppet

from . import breaks


@breaks("4.1", caught_by="test_a_contact_s_card_is_sent")
class SendsItsOwnCard(MockPuppet):
    """Always introduces itself."""

    async def message_send_contact(self, conversation_id: str, contact_id: str) -> str:
        return await super().message_send_contact(conversation_id, self.self_id)


@breaks("4.7", caught_by="test_a_contact_s_card_is_read")
class TakesTheTalkerForTheCard(MockPuppet):
    """Thinks that everybody sends their own card."""

    async def message_contact(self, message_id: str) -> str:
        await super().message_contact(message_id)
        return (await self.message_payload(message_id)).talker_id


@breaks("4.1", caught_by="test_a_place_is_sent")
class TurnsTheMap(MockPuppet):
    """Takes the latitude for the longitude."""

    async def message_send_location(
        self, conversation_id: str, location: LocationPayload
    ) -> str:
        turned = replace(
            location, latitude=location.longitude, longitude=location.latitude
        )
        return await super().message_send_location(conversation_id, turned)


@breaks("4.7", caught_by="test_a_place_is_read")
class KnowsNoSouth(MockPuppet):
    """Loses the sign of a latitude."""

    async def message_location(self, message_id: str) -> LocationPayload:
        place = await super().message_location(message_id)
        return replace(place, latitude=abs(place.latitude))


@breaks(
    "4.1",
    caught_by="test_a_link_is_sent",
    also=("test_a_link_that_was_sent_is_read",),
)
class CutsLinks(MockPuppet):
    """Sends a link without its question."""

    async def message_send_url(self, conversation_id: str, link: UrlLinkPayload) -> str:
        cut = replace(link, url=link.url.partition("?")[0])
        return await super().message_send_url(conversation_id, cut)


@breaks(
    "4.7",
    caught_by="test_a_link_in_a_text_is_read",
    also=("test_a_text_is_no_link",),
)
class CutsTextWrongly(MockPuppet):
    """Finds a link where it would be without the emoji before it."""

    async def message_url(self, message_id: str) -> UrlLinkPayload:
        message = await self.message_payload(message_id)
        if not message.text:
            return await super().message_url(message_id)
        return UrlLinkPayload(url=message.text[7:])


@breaks("4.1", caught_by="test_a_mini_program_is_sent")
class ForgetsThePage(MockPuppet):
    """Opens a program at its first page."""

    async def message_send_mini_program(
        self, conversation_id: str, mini_program: MiniProgramPayload
    ) -> str:
        first = replace(mini_program, page_path="")
        return await super().message_send_mini_program(conversation_id, first)


@breaks("4.7", caught_by="test_a_mini_program_is_read")
class ReadsATitle(MockPuppet):
    """Reads what a program is called, and not what it is."""

    async def message_mini_program(self, message_id: str) -> MiniProgramPayload:
        program = await super().message_mini_program(message_id)
        return MiniProgramPayload(title=program.title)


@breaks("4.1", caught_by="test_a_post_is_sent")
class SendsTheFirstThing(MockPuppet):
    """Sends the first of several things."""

    async def message_send_post(self, conversation_id: str, post: PostPayload) -> str:
        first = replace(post, sayables=post.sayables[:1])
        return await super().message_send_post(conversation_id, first)


@breaks("4.15", caught_by="test_a_text_is_no_contact")
class SeesCardsEverywhere(MockPuppet):
    """Makes a card of who said a text."""

    async def message_contact(self, message_id: str) -> str:
        try:
            return await super().message_contact(message_id)
        except NotFound:
            return (await self.message_payload(message_id)).talker_id


@breaks("4.15", caught_by="test_a_text_is_no_place")
class SeesPlacesEverywhere(MockPuppet):
    """Puts what has no place to the middle of the map."""

    async def message_location(self, message_id: str) -> LocationPayload:
        try:
            return await super().message_location(message_id)
        except NotFound:
            return LocationPayload(latitude=0, longitude=0)


@breaks("4.15", caught_by="test_a_text_is_no_link")
class SeesLinksEverywhere(MockPuppet):
    """Makes an empty link of a text."""

    async def message_url(self, message_id: str) -> UrlLinkPayload:
        try:
            return await super().message_url(message_id)
        except NotFound:
            return UrlLinkPayload(url="")


@breaks("4.15", caught_by="test_a_text_is_no_mini_program")
class SeesProgramsEverywhere(MockPuppet):
    """Makes an empty program of a text."""

    async def message_mini_program(self, message_id: str) -> MiniProgramPayload:
        try:
            return await super().message_mini_program(message_id)
        except NotFound:
            return MiniProgramPayload()

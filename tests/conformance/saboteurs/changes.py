"""Puppets that do not keep up with what becomes of a message."""

from __future__ import annotations

from dataclasses import replace

from puppets import (
    Event,
    Forbidden,
    MessageEditEvent,
    MessageEvent,
    MessageType,
    NotFound,
    ReactionEvent,
)
from puppets.mock import MockPuppet

from ..twisting import Twisting
from . import breaks

GONE = "test_a_recalled_message_is_gone"
GONE_FOR_ALL = "test_a_message_recalled_in_a_room_is_gone_for_everybody"
GONE_ALREADY = "test_recalling_what_is_gone_is_not_found"
OF_OTHERS = "test_recalling_another_s_message_is_forbidden_or_done"


@breaks("4.10", caught_by=GONE, also=(GONE_FOR_ALL, GONE_ALREADY, OF_OTHERS))
class RecallsNothing(MockPuppet):
    """Does nothing, and says that it was done."""

    async def message_recall(self, message_id: str) -> None:
        return None


@breaks("4.10", caught_by=GONE_ALREADY)
class RecallsAgain(MockPuppet):
    """Is content with what is gone already."""

    async def message_recall(self, message_id: str) -> None:
        try:
            await super().message_recall(message_id)
        except NotFound:
            return


@breaks("4.10", caught_by=OF_OTHERS)
class RecallsOthersInSilence(MockPuppet):
    """Keeps to itself that it may not."""

    async def message_recall(self, message_id: str) -> None:
        try:
            await super().message_recall(message_id)
        except Forbidden:
            return


@breaks("4.10", caught_by=GONE, also=(GONE_FOR_ALL, GONE_ALREADY))
class BlanksWhatItRecalls(MockPuppet):
    """Leaves an empty message where there was one."""

    async def message_recall(self, message_id: str) -> None:
        if (await self.message_payload(message_id)).talker_id != self.self_id:
            raise Forbidden("it is not ours")
        await self.message_edit_text(message_id, "-")


@breaks("4.11", caught_by="test_a_human_s_recall_is_heard")
class HearsNoRecall(Twisting):
    """Does not notice what others take back."""

    def twist(self, event: Event) -> Event | None:
        match event:
            case MessageEvent(message=message):
                recalled = message.type is MessageType.RECALLED
                return None if recalled else event
        return event


@breaks("4.11", caught_by="test_a_human_s_recall_is_heard")
class HearsThatSomethingIsRecalled(Twisting):
    """Says that something was taken back, and not what."""

    def twist(self, event: Event) -> Event | None:
        match event:
            case MessageEvent(message=message) if message.type is MessageType.RECALLED:
                return replace(event, message=replace(message, text="a message"))
        return event


@breaks("4.11", caught_by="test_an_edit_is_seen")
class EditsByRepeating(MockPuppet):
    """Says it again, for an edit."""

    async def message_edit_text(self, message_id: str, text: str) -> None:
        message = await self.message_payload(message_id)
        if message.talker_id != self.self_id:
            raise Forbidden("it is not ours")
        await self.message_send_text(message.conversation_id, text)


@breaks("4.11", caught_by="test_another_s_message_is_not_edited")
class EditsOthersInSilence(MockPuppet):
    """Keeps to itself that it may not."""

    async def message_edit_text(self, message_id: str, text: str) -> None:
        try:
            await super().message_edit_text(message_id, text)
        except Forbidden:
            return


@breaks("4.11", caught_by="test_a_human_s_edit_is_heard")
class HearsEditsAnyTime(Twisting):
    """Does not say when something was changed."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, MessageEditEvent):
            return replace(event, message=replace(event.message, edited_at=None))
        return event


@breaks(
    "4.11",
    caught_by="test_a_human_s_edit_is_heard",
    also=("test_an_edited_message_is_read_as_it_is_now",),
)
class HearsEditsAsNews(Twisting):
    """Takes what was changed for something new."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, MessageEditEvent):
            return MessageEvent(key=event.key, message=event.message)
        return event


@breaks(
    "4.11",
    caught_by="test_a_reaction_is_seen",
)
class MeansTheContrary(MockPuppet):
    """Puts another face to a message."""

    async def message_react(self, message_id: str, emoji: str) -> None:
        await super().message_react(message_id, "👎" if emoji == "👍" else emoji)

    async def message_unreact(self, message_id: str, emoji: str) -> None:
        await super().message_unreact(message_id, "👎" if emoji == "👍" else emoji)


@breaks("4.11", caught_by="test_a_reaction_is_taken_away")
class KeepsReacting(MockPuppet):
    """Does not take back a reaction."""

    async def message_unreact(self, message_id: str, emoji: str) -> None:
        return None


@breaks("4.11", caught_by="test_a_human_s_reaction_is_heard")
class TakesReactionsForItsOwn(Twisting):
    """Thinks that it reacted itself; who takes it away is told right."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, ReactionEvent) and event.added:
            return replace(event, contact_id=self.self_id)
        return event


@breaks("4.11", caught_by="test_a_reaction_that_a_human_takes_away_is_heard")
class HearsReactionsBegin(Twisting):
    """Does not notice that a reaction is taken away."""

    def twist(self, event: Event) -> Event | None:
        if isinstance(event, ReactionEvent) and not event.added:
            return None
        return event

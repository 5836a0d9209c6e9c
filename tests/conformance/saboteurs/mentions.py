"""Puppets that do not know who is meant."""

from __future__ import annotations

import re
from dataclasses import replace

from puppets import MessagePayload
from puppets.mock import MockPuppet

from ..twisting import Twisting
from . import breaks


class Addressing(MockPuppet):
    """Mentions those whom `meant` names, in answer to what `answered` names."""

    def meant(self, mention_ids: tuple[str, ...]) -> tuple[str, ...]:
        return mention_ids

    def answered(self, reply_to: str | None) -> str | None:
        return reply_to

    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        return await super().message_send_text(
            conversation_id,
            text,
            mention_ids=self.meant(mention_ids),
            reply_to=self.answered(reply_to),
        )


@breaks(
    "4.4",
    caught_by="test_who_is_mentioned_is_notified",
    also=("test_several_are_mentioned_at_once",),
)
class NotifiesNobody(Addressing):
    """Drops the mentions."""

    def meant(self, mention_ids: tuple[str, ...]) -> tuple[str, ...]:
        return ()


@breaks("4.4", caught_by="test_several_are_mentioned_at_once")
class NotifiesOne(Addressing):
    """Keeps the first mention."""

    def meant(self, mention_ids: tuple[str, ...]) -> tuple[str, ...]:
        return mention_ids[:1]


@breaks(
    "4.4",
    caught_by="test_who_is_not_mentioned_is_not_notified",
    also=("test_who_is_mentioned_is_notified", "test_several_are_mentioned_at_once"),
)
class NotifiesItself(Addressing):
    """Mentions itself besides."""

    def meant(self, mention_ids: tuple[str, ...]) -> tuple[str, ...]:
        return (*mention_ids, self.self_id)


@breaks(
    "4.4",
    caught_by="test_a_mention_of_the_puppet_is_heard",
    also=("test_a_mention_of_another_is_read_as_a_person_reads_it",),
)
class HearsNoMention(Twisting):
    """Does not notice when it is called."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, mention_ids=())


@breaks(
    "4.4",
    caught_by="test_a_mention_of_another_is_read_as_a_person_reads_it",
    also=("test_a_mention_of_the_puppet_is_heard",),
)
class HearsRawMentions(Twisting):
    """Gives ids where a person reads names."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        ids = ", ".join(message.mention_ids)
        return replace(message, text=re.sub(r"@\w+", f"<@{ids}>", message.text))


@breaks("4.1", caught_by="test_an_answer_shows_what_it_answers")
class AnswersIntoTheBlue(Addressing):
    """Forgets to what it answers."""

    def answered(self, reply_to: str | None) -> str | None:
        return None


@breaks("4.1", caught_by="test_a_human_s_answer_names_what_it_answers")
class HearsNoAnswer(Twisting):
    """Takes answers for remarks."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, reply_to_id=None)

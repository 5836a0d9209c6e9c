"""Puppets that change what is said."""

from __future__ import annotations

import html
from dataclasses import replace

from puppets import MessagePayload
from puppets.mock import MockPuppet

from ..twisting import Twisting, bare
from . import breaks


class Rewriting(MockPuppet):
    """Says what `rewrite` makes of a text."""

    def rewrite(self, text: str) -> str:
        return text

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
            self.rewrite(text),
            mention_ids=mention_ids,
            reply_to=reply_to,
        )


@breaks(
    "4.2",
    caught_by="test_text_is_sent_as_it_is",
    also=("test_a_text_at_the_limit_arrives_whole",),
)
class DropsAstral(Rewriting):
    """Knows no character outside the basic plane."""

    def rewrite(self, text: str) -> str:
        return "".join(letter for letter in text if ord(letter) < 0x10000)


@breaks("4.2", caught_by="test_text_is_sent_as_it_is")
class Trims(Rewriting):
    """Takes white space for nothing."""

    def rewrite(self, text: str) -> str:
        return text.strip()


@breaks("4.2", caught_by="test_text_is_sent_as_it_is")
class ReadsMarkup(Rewriting):
    """Takes two stars for emphasis."""

    def rewrite(self, text: str) -> str:
        return text.replace("**", "")


@breaks("4.2", caught_by="test_text_is_sent_as_it_is")
class EscapesMarkup(Rewriting):
    """Makes entities that nobody unmakes."""

    def rewrite(self, text: str) -> str:
        return html.escape(text, quote=False)


@breaks("4.2", caught_by="test_text_is_heard_as_it_was_said")
class HearsEntities(Twisting):
    """Reads entities into a text in which there are none."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, text=html.unescape(message.text))


@breaks("4.2", caught_by="test_text_is_heard_as_it_was_said")
class HearsHalf(Twisting):
    """Stops listening at the first line's end."""

    def retell(self, message: MessagePayload) -> MessagePayload:
        return replace(message, text=message.text.partition("\n")[0])


@breaks("4.2", caught_by="test_what_cannot_be_said_is_refused_or_said_whole")
class LosesSurrogates(Rewriting):
    """Leaves out what cannot be encoded, and says the rest."""

    def rewrite(self, text: str) -> str:
        return text.encode("utf-8", "ignore").decode()


@breaks("4.2", caught_by="test_an_empty_text_is_refused_or_said")
class FillsSilence(Rewriting):
    """Says something where there was nothing to say."""

    def rewrite(self, text: str) -> str:
        return text or "..."


@breaks("4.2", caught_by="test_an_edited_text_is_shown_as_it_is")
class EditsAsMarkup(MockPuppet):
    """Sends well, and edits as HTML."""

    async def message_edit_text(self, message_id: str, text: str) -> None:
        await super().message_edit_text(message_id, html.escape(text))


@breaks(
    "4.3",
    caught_by="test_a_text_at_the_limit_arrives_whole",
    also=("test_a_plain_text_at_the_limit_arrives_whole",),
)
class CountsWrongly(MockPuppet):
    """Takes its platform's limit for twice of what it is."""

    limits = replace(
        MockPuppet.limits, text_length=2 * (MockPuppet.limits.text_length or 0)
    )


@breaks("4.3", caught_by="test_a_text_over_the_limit_is_refused_before_it_is_sent")
class AsksFirst(MockPuppet):
    """Leaves it to the platform to say that a text is too long."""

    @bare
    async def message_send_text(
        self,
        conversation_id: str,
        text: str,
        *,
        mention_ids: tuple[str, ...] = (),
        reply_to: str | None = None,
    ) -> str:
        await self._client.history(conversation_id, None, 1)
        return await super().message_send_text(
            conversation_id, text, mention_ids=mention_ids, reply_to=reply_to
        )


@breaks("4.3", caught_by="test_a_text_is_not_edited_to_be_over_the_limit")
class CutsEdits(MockPuppet):
    """Cuts off what is too long, and says nothing."""

    @bare
    async def message_edit_text(self, message_id: str, text: str) -> None:
        await super().message_edit_text(message_id, text[: self.limits.text_length])

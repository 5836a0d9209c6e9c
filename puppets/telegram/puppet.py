"""The Telegram puppet: who it is, and what it is told."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import ClassVar

from telegram import Bot

from ..events import Batch, ErrorEvent
from ..file_box import FileKind
from ..findings import Check
from ..limits import Limits, Rate, Scope, TextUnit
from ..memory import Memory
from ..options import Options
from .buttons import ID_LIMIT
from .checks import Checks
from .choosing import TelegramChoosing
from .client import TelegramClient
from .ledger import Ledger
from .options import TelegramOptions
from .refusals import (
    CAPTION_LIMIT,
    PHOTO_LIMIT,
    TEXT_LIMIT,
    PrivacyMode,
    WebhookIsSet,
)
from .rooms import TelegramRooms
from .stream import POLL_AGAIN, Answer, poll
from .webhook import Webhook

__all__ = ["TelegramPuppet"]

logger: logging.Logger = logging.getLogger("puppets")


class TelegramPuppet(TelegramRooms, TelegramChoosing):
    """
    A Telegram bot.

    It never sees other bots, nor what was said before it came; in groups it hears only
    what is meant for it until its privacy mode is off or it is an administrator.
    """

    platform = "telegram"
    options_type: ClassVar[type[Options]] = TelegramOptions
    limits: Limits = Limits(
        text_length=TEXT_LIMIT,
        caption_length=CAPTION_LIMIT,
        text_unit=TextUnit.UTF16,
        choices=100,
        choice_length=64,  # no limit of Telegram's: more, its apps cut off
        choice_id_size=ID_LIMIT,
        file_size=50 * 1024 * 1024,
        file_sizes={FileKind.IMAGE: PHOTO_LIMIT},
        download_size=20 * 1024 * 1024,
        recall_window=48 * 3600,
        rates=(
            Rate(count=30, seconds=1, scope=Scope.ACCOUNT),
            # One a second to a chat, and a burst of twenty now and then.
            Rate(count=20, seconds=20, scope=Scope.CONVERSATION),
            Rate(count=20, seconds=60, scope=Scope.CONVERSATION, prefix="-"),
        ),
    )

    def __init__(
        self,
        options: TelegramOptions,
        *,
        memory: Memory | None = None,
        name: str | None = None,
    ) -> None:
        self._options = options
        self.limits = replace(
            type(self).limits,
            file_size=options.upload_limit,
            download_size=options.download_limit,
        )
        super().__init__(memory=memory, name=name)
        self._client = TelegramClient(options)
        self._webhook = Webhook(options, self._client) if options.webhook_url else None
        self._ledger = Ledger(self._memory, self._client.moves)
        self._warning: PrivacyMode | None = None
        self._patience = 0.0

    @property
    def native(self) -> Bot:
        """python-telegram-bot's own client; the token that it shows is only a name."""
        return self._client.native

    # Lifecycle.

    async def _open(self) -> str:
        me = await self._client.open()
        if self._webhook is None:
            await self._refuse_webhook()
        else:
            await self._webhook.open()
        self._warning = None if me.can_read_all_group_messages else self._privacy()
        await self._ledger.open(me)
        await self._ledger.presses.open()
        self._patience = 0.0
        return str(me.id)

    async def _close(self) -> None:
        try:
            if self._webhook is not None:
                await self._webhook.close()
        finally:
            await self._client.close()

    def _checks(self) -> Mapping[str, Check]:
        return Checks(self._options, self._client).all()

    async def _receive(self, cursor: str | None) -> AsyncIterator[Batch]:
        start = await self._ledger.start(cursor)
        async with aclosing(self._answers(start)) as answers:
            async for answer in answers:
                page = await self._ledger.page(answer)
                yield page.batch(answer.cursor)
                self._ledger.settle(page)
                self._ledger.presses.settle(page)
                await self._attend(page.waiting)
                if self._warning is not None:
                    warned, self._warning = ErrorEvent(error=self._warning), None
                    yield Batch(events=(warned,))

    def _answers(self, cursor: str | None) -> AsyncGenerator[Answer]:
        if self._webhook is not None:
            return self._webhook.answers()
        wait = self._options.poll_timeout
        first, self._patience = self._patience, min(wait, POLL_AGAIN)
        return poll(self._client, cursor, wait, first)

    def _privacy(self) -> PrivacyMode:
        warning = PrivacyMode(
            f"{self.name} is in privacy mode: in groups it hears commands, answers to it "
            "and mentions of it, and the rest only where it is an administrator; "
            "/setprivacy at @BotFather ends it"
        )
        logger.warning("%s", warning)
        return warning

    async def _refuse_webhook(self) -> None:
        if (await self._client.get_webhook_info()).url:
            raise WebhookIsSet(
                "a webhook is set, so nobody can ask for the updates of this bot: end "
                "the program that has set it, or call deleteWebhook, or go on with a "
                "webhook: TELEGRAM_WEBHOOK_URL"
            )

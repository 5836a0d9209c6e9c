"""What `puppets doctor telegram` looks at; it never polls, which would end a bot's own poll."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from ..findings import Check, Finding, clock, latency
from . import wire
from .client import TelegramClient
from .options import TelegramOptions

__all__ = ["Checks"]

RECENT = timedelta(hours=1)
MANY = 100
"""Updates that wait: with a bot that runs there are hardly any."""


class Checks:
    """A look at the bot's account, by calls that change nothing."""

    def __init__(self, options: TelegramOptions, client: TelegramClient) -> None:
        self._options = options
        self._client = client

    def all(self) -> Mapping[str, Check]:
        return {
            "token": self._token,
            "groups": self._groups,
            "updates": self._updates,
            "clock": self._clock,
            "latency": self._latency,
        }

    async def _token(self) -> Finding:
        me = await self._client.open()
        return Finding(what=f"of @{me.username} ({me.first_name}, {me.id})")

    async def _groups(self) -> Finding:
        me = await self._client.get_me()
        if me.can_read_all_group_messages:
            return Finding(what="privacy mode is off: all that is said there is heard")
        return Finding(
            what="privacy mode is on: only what is meant for the bot is heard there, "
            "but for groups of which it is an administrator",
            remedy="/setprivacy at @BotFather ends it; then let the bot join again",
        )

    async def _updates(self) -> Finding:
        found = await self._client.get_webhook_info()
        wanted = self._options.webhook_url
        if found.url and found.url != wanted:
            return Finding(
                what=f"a webhook is set at {_place(found.url)}: {_waiting(found)}",
                ok=False,
                remedy="end the program that has set it, or call deleteWebhook, or go "
                f"on with it: {self._options.variable('webhook_url')}",
            )
        return _by_webhook(found) if wanted else _by_polling(found)

    async def _clock(self) -> Finding:
        await self._client.get_me()
        return clock(self._client.connection.date, datetime.now(UTC))

    async def _latency(self) -> Finding:
        return await latency(self._client.get_me)


def _by_polling(found: wire.WebhookInfo) -> Finding:
    # To find out, we would have to poll, and so end the poll of the bot.
    other = "whether another program polls, the bot says while it runs"
    what = f"by long polling, no webhook is set; {_waiting(found)}; {other}"
    if found.pending_update_count <= MANY:
        return Finding(what=what)
    return Finding(what=what, remedy="nobody takes them: is the bot running?")


def _by_webhook(found: wire.WebhookInfo) -> Finding:
    if not found.url:
        return Finding(
            what=f"no webhook is set; {_waiting(found)}", remedy="run the bot"
        )
    age = datetime.now(UTC) - datetime.fromtimestamp(found.last_error_date, UTC)
    what = f"by a webhook at {_place(found.url)}; {_waiting(found)}"
    if age > RECENT:
        return Finding(what=what)
    return Finding(
        what=f"{what}; {age.seconds // 60} min ago: {found.last_error_message}",
        ok=False,
        remedy="see that Telegram reaches the bot there, and that it runs",
    )


def _place(url: str) -> str:
    """No more than the host: a path may be a secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}"


def _waiting(found: wire.WebhookInfo) -> str:
    match found.pending_update_count:
        case 0:
            return "no update waits"
        case 1:
            return "1 update waits"
        case count:
            return f"{count:,} updates wait"

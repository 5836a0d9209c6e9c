"""The contract, on Telegram, with updates that are brought instead of asked for."""

from __future__ import annotations

from conformance import Conformance
from fixtures.telegram.webhook_world import WebhookWorld


class TestTelegramByWebhook(Conformance):
    world_type = WebhookWorld
    sdks = ("python-telegram-bot",)

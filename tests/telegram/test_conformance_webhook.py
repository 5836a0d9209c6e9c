"""The contract, on Telegram, with updates that are brought instead of asked for."""

from __future__ import annotations

import pytest

from conformance import Conformance
from puppets_standins.telegram.webhook_world import WebhookWorld


@pytest.mark.usefixtures("unmeasured")
class TestTelegramByWebhook(Conformance):
    world_type = WebhookWorld
    sdks = ("python-telegram-bot",)

"""The contract, on Telegram."""

from __future__ import annotations

from conformance import Conformance
from puppets_standins.telegram.world import TelegramWorld


class TestTelegram(Conformance):
    world_type = TelegramWorld
    sdks = ("python-telegram-bot",)

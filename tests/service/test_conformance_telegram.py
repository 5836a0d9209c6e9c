"""The contract, through a puppet service, on Telegram."""

from __future__ import annotations

import pytest

from conformance import Conformance
from puppets_standins.service.telegram import TelegramServiceWorld


@pytest.fixture(autouse=True)
def one_loop() -> None:
    """In place of the folder's: the suite gives each of its tests a loop."""


@pytest.mark.usefixtures("unmeasured")
class TestServiceOnTelegram(Conformance):
    world_type = TelegramServiceWorld
    sdks = ("grpcio", "protobuf", "python-telegram-bot")

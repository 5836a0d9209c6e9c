"""The contract, on Slack."""

from __future__ import annotations

from conformance import Conformance
from puppets_standins.slack.world import SlackWorld


class TestSlack(Conformance):
    world_type = SlackWorld
    sdks = ("slack-sdk",)

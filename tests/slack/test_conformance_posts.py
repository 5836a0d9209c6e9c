"""The contract, on Slack, where events are posted to the puppet's own server."""

from __future__ import annotations

import pytest

from conformance import Conformance
from puppets_standins.slack.post_world import PostWorld


@pytest.mark.usefixtures("unmeasured")
class TestSlackByPosts(Conformance):
    world_type = PostWorld
    sdks = ("slack-sdk",)

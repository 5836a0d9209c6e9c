"""The contract, on Slack, where events are posted to the puppet's own server."""

from __future__ import annotations

from conformance import Conformance
from fixtures.slack.post_world import PostWorld


class TestSlackByPosts(Conformance):
    world_type = PostWorld
    sdks = ("slack-sdk",)

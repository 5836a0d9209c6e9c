"""The contract, on a Slack that others have written, which posts what happens."""

from __future__ import annotations

import pytest

from conformance import Conformance
from puppets_standins.slack.local import lacking
from puppets_standins.slack.local_world import LocalPostWorld

if why := lacking():
    pytest.skip(why, allow_module_level=True)


@pytest.mark.usefixtures("unmeasured")
class TestLocalSlackByPosts(Conformance):
    world_type = LocalPostWorld
    sdks = ("slack-sdk",)

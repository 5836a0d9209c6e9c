"""The contract, on a Slack that others have written."""

from __future__ import annotations

import pytest

from conformance import Conformance
from puppets_standins.slack.local import lacking
from puppets_standins.slack.local_world import LocalWorld

if why := lacking():
    pytest.skip(why, allow_module_level=True)


@pytest.mark.usefixtures("unmeasured")
class TestLocalSlack(Conformance):
    world_type = LocalWorld
    sdks = ("slack-sdk",)

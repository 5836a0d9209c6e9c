"""The contract, on Gitter: a real homeserver."""

from __future__ import annotations

from conformance import Conformance
from puppets_standins.gitter.world import GitterWorld


class TestGitter(Conformance):
    world_type = GitterWorld
    walks = 4  # a real server, which takes its time: mock and stand-ins take ten
    sdks = ("matrix-nio", "matrix-synapse")

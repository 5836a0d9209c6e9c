"""What every part of the mock puppet stands on: its client, and who it is."""

from __future__ import annotations

from ..puppet import Puppet
from .client import Client

__all__ = ["MockBase"]


class MockBase(Puppet):
    """A puppet with a client."""

    _client: Client
    _me: str

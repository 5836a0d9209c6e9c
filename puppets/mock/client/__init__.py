"""What a puppet asks of the platform: one method a request."""

from __future__ import annotations

from .contacts import ContactRequests
from .messages import MessageRequests
from .posts import PostRequests
from .rooms import RoomRequests

__all__ = ["Client"]


class Client(ContactRequests, RoomRequests, MessageRequests, PostRequests):
    """
    One account's door into the platform, and the only one.

    Each method is one request: it meets the platform's faults, and fails with an
    error of the contract.
    """

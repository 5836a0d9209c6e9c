"""A chat platform in memory, the puppet that reaches it, and people to talk with."""

from .client import Client
from .mocker import Mocker
from .options import MockOptions
from .person import Account, Person
from .platform.refusals import Refusal
from .puppet import MockPuppet
from .screen import Room, Seen

__all__ = [
    "Account",
    "Client",
    "MockOptions",
    "MockPuppet",
    "Mocker",
    "Person",
    "Refusal",
    "Room",
    "Seen",
]

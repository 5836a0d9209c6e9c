"""
What Slack tells of a button that was pressed, as it is on the wire.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from __future__ import annotations

import msgspec

__all__ = ["Action", "Interaction", "Shown"]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    username: str = ""


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    id: str


class Action(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    action_id: str = ""
    value: str | None = None
    action_ts: str = ""


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The message with the button, as it is now."""

    ts: str
    text: str | None = None
    thread_ts: str | None = None
    blocks: msgspec.Raw = msgspec.Raw(b"null")


class Interaction(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    user: Person
    channel: Channel | None = None
    message: Shown | None = None
    """Where the button stands in a message that everybody sees."""
    actions: tuple[Action, ...] = ()

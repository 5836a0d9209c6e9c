"""Events as Slack sends them, small enough to read."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from puppets import Event, MessagePayload
from puppets.slack import answers, content, translate, wire
from puppets.slack.content import Knowledge
from puppets.slack.stream import Told, read

__all__ = [
    "JSON",
    "ME",
    "NOW",
    "TS",
    "block",
    "events",
    "known",
    "message",
    "said",
    "told",
]

JSON: TypeAlias = dict[str, Any]

ME = answers.Identity(user_id="U0ME", bot_id="B0ME", url="https://example.slack.com/")
TS = "1700000000.000100"
NOW = "1700000001.000200"


def known(**names: str) -> Knowledge:
    """What the puppet knows: itself, these names, and one direct conversation."""
    return Knowledge(me=ME, names=names, others={"D0ALICE": "U0ALICE"})


def said(text: str = "hello", **more: Any) -> JSON:  # noqa: ANN401 - JSON
    """A message of Alice's in a channel."""
    return {
        "type": "message",
        "channel": "C0TEA",
        "channel_type": "channel",
        "user": "U0ALICE",
        "text": text,
        "ts": TS,
        "event_ts": TS,
        "team": "T0",
        "client_msg_id": "00000000-0000-0000-0000-000000000000",
    } | more


def block(*elements: JSON, type: str = "rich_text_section") -> JSON:
    """A rich-text block with these in it."""
    return {
        "type": "rich_text",
        "block_id": "a",
        "elements": [{"type": type, "elements": list(elements)}],
    }


def told(event: JSON) -> Told:
    found = read(json.dumps(event).encode())
    assert isinstance(found, Told), found
    return found


def message(event: JSON, knowledge: Knowledge | None = None) -> MessagePayload:
    """The one message that the event tells."""
    found = told(event)
    assert isinstance(found.event, wire.Message)
    [payload] = content.messages(found.event, found.native, knowledge or known())
    return payload


def events(event: JSON, knowledge: Knowledge | None = None) -> list[Event]:
    found = told(event)
    return list(translate.events(found.event, found.native, knowledge or known()))

"""A puppet that was away, and what it hears when it is back."""

from __future__ import annotations

from conformance.hearing import eventually, pending
from puppets import ErrorEvent, Event, MessageEvent
from puppets.slack import SlackPuppet
from puppets_standins.slack import SlackServer

__all__ = ["forget", "heard_since", "texts"]


def forget(server: SlackServer) -> None:
    """Slack has given up telling what it could not tell."""
    server.app.outlet.forget()


async def heard_since(
    puppet: SlackPuppet, server: SlackServer, human: str
) -> list[Event]:
    """What the puppet hears when it is back, but for the last word."""
    with puppet.listen(Event) as events:
        async with puppet:
            server.say(human, human, "that was all")
            # It is acknowledged when all that was missed has been heard.
            await eventually(lambda: server.app.outlet.is_idle, "the last word")
        found = await pending(events)
    return [
        event
        for event in found
        if isinstance(event, ErrorEvent)
        or (event.journaled and texts([event]) != ["that was all"])
    ]


def texts(events: list[Event]) -> list[str]:
    return [each.message.text for each in events if isinstance(each, MessageEvent)]

"""What a source of events tells, and how many sockets are open for it."""

from __future__ import annotations

from collections.abc import AsyncIterator

from puppets.slack import wire
from puppets.slack.stream import Answer, Told
from puppets_standins.slack import SlackServer

__all__ = ["next_texts", "sockets", "texts"]


def texts(answer: Answer) -> list[str]:
    return [
        each.event.text or ""
        for each in answer.told
        if isinstance(each, Told) and isinstance(each.event, wire.Message)
    ]


async def next_texts(answers: AsyncIterator[Answer]) -> list[str]:
    """What the next answer with a message in it says; others are signs of life."""
    while not (found := texts(await anext(answers))):
        pass
    return found


def sockets(server: SlackServer) -> int:
    return sum(socket.is_open for socket in server.app.outlet.sockets)

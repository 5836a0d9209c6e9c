"""What we are told: events, over the sockets of Socket Mode."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from .._decoding import UNREADABLE, malformed
from ..errors import Malformed, RateLimited, Unavailable
from . import wire
from .client import SlackClient
from .interaction import Interaction
from .options import SlackOptions
from .refusals import LinkDisabled
from .sockets import Line, Lines

__all__ = [
    "Answer",
    "Pressed",
    "SocketMode",
    "Told",
    "is_pressed",
    "pressed",
    "read",
    "revokes",
    "told",
]

logger: logging.Logger = logging.getLogger("puppets")

UNREAD = "an event cannot be read"
_ENVELOPE = msgspec.json.Decoder(wire.Envelope)
_CALLBACK = msgspec.json.Decoder(wire.Callback)
_KIND = msgspec.json.Decoder(wire.Kind)
_MESSAGE = msgspec.json.Decoder(wire.Message)
_INTERACTION = msgspec.json.Decoder(Interaction)

_KINDS: dict[str, type[wire.Happening]] = {
    "app_mention": wire.Message,
    "app_rate_limited": wire.TooMuch,
    "app_uninstalled": wire.TokensRevoked,
    "channel_archive": wire.Touched,
    "channel_id_changed": wire.ChannelIdChanged,
    "channel_left": wire.Departure,
    "channel_rename": wire.Renamed,
    "channel_unarchive": wire.Touched,
    "group_archive": wire.Touched,
    "group_left": wire.Departure,
    "group_rename": wire.Renamed,
    "group_unarchive": wire.Touched,
    "member_joined_channel": wire.Membership,
    "member_left_channel": wire.Membership,
    "message": wire.Message,
    "reaction_added": wire.Reaction,
    "reaction_removed": wire.Reaction,
    "team_join": wire.UserChange,
    "tokens_revoked": wire.TokensRevoked,
    "user_change": wire.UserChange,
}
"""What we read; whatever else an app is told of is acknowledged, and no more."""


@dataclass(frozen=True, slots=True)
class Told:
    """One event, and how it is on the wire."""

    event: wire.Happening
    native: bytes


@dataclass(frozen=True, slots=True)
class Pressed:
    """Someone has pressed a button, and how that is on the wire."""

    interaction: Interaction
    native: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What was told at once; an empty one says that the connection is alive."""

    told: tuple[Told | Pressed | Malformed, ...] = ()


class SocketMode:
    """
    Slack, heard over websockets: most of the time one, and two while one takes over.

    Slack ends each of them now and then, and says so before.
    """

    def __init__(self, options: SlackOptions, client: SlackClient) -> None:
        self._client = client
        self._lines = Lines(options.proxy)
        self._check = options.check
        self._checked = 0.0

    async def open(self) -> None:
        try:
            url = await self._client.apps_connections_open()
        except Malformed as error:  # some gateway's answer, and not Slack's
            raise Unavailable(str(error)) from error
        await self._lines.open(url)
        self._checked = asyncio.get_running_loop().time()

    async def close(self) -> None:
        await self._lines.close()

    async def answers(self) -> AsyncGenerator[Answer]:
        """What is told; it is acknowledged when the next is asked for."""
        try:
            if not self._lines:
                await self.open()
            while True:
                frames = [_Frame(*each) for each in await self._lines.next()]
                answer = Answer(tuple(each for frame in frames for each in frame.told))
                yield answer
                for frame in frames:
                    await frame.acknowledge()
                if is_pressed(answer):
                    yield Answer()  # whoever has pressed is served now, and no later
                await self._attend(frames)
                if revokes(answer) or self._is_to_be_checked():
                    await self._verify()
        finally:
            await self._lines.close()

    async def _attend(self, frames: list[_Frame]) -> None:
        """To what Slack says of the sockets."""
        for frame in frames:
            if frame.envelope.type == "disconnect":
                await self._disconnect(frame)

    def _is_to_be_checked(self) -> bool:
        return asyncio.get_running_loop().time() - self._checked >= self._check

    async def _verify(self) -> None:
        """Whether the token is still good; that Slack is there, the socket shows."""
        self._checked = asyncio.get_running_loop().time()
        with suppress(Malformed, RateLimited, Unavailable):
            await self._client.auth_test()

    async def _disconnect(self, frame: _Frame) -> None:
        match frame.envelope.reason:
            case "link_disabled":
                raise LinkDisabled(
                    "Socket Mode is switched off for the app: switch it on where the "
                    "app is managed, or use the Events API"
                )
            case "too_many_websockets":
                raise Unavailable("slack says that the app has too many sockets open")
            case reason if not frame.line.is_leaving:
                frame.line.is_leaving = True
                await self._take_over(reason)

    async def _take_over(self, reason: str) -> None:
        """
        Open the next socket while the old one is still read: until it ends, each of the
        two is told some of what happens.
        """
        try:
            await self.open()
        except (RateLimited, Unavailable) as error:
            logger.warning(
                "slack ends a socket (%s), and gives no other: %s", reason, error
            )


class _Frame:
    """One message on a line."""

    def __init__(self, line: Line, text: str) -> None:
        self.line = line
        self.envelope = wire.Envelope(type="")
        self.told: tuple[Told | Pressed | Malformed, ...] = ()
        try:
            self.envelope = _ENVELOPE.decode(text)
        except UNREADABLE as error:
            self.told = (malformed(UNREAD, error, text.encode()),)
            return
        match self.envelope.type:
            case "events_api":
                self.told = told(bytes(self.envelope.payload))
            case "interactive":
                self.told = pressed(bytes(self.envelope.payload))

    async def acknowledge(self) -> None:
        if self.envelope.envelope_id:
            id = msgspec.json.encode({"envelope_id": self.envelope.envelope_id})
            await self.line.says(id)


def is_pressed(answer: Answer) -> bool:
    """Whether somebody has pressed a button."""
    return any(isinstance(each, Pressed) for each in answer.told)


def pressed(payload: bytes) -> tuple[Pressed | Malformed, ...]:
    """What an interaction tells; nothing, where it is of no message's buttons."""
    try:
        if _KIND.decode(payload).type != "block_actions":
            return ()
        return (Pressed(_INTERACTION.decode(payload), payload),)
    except UNREADABLE as error:
        return (malformed(UNREAD, error, payload),)


def revokes(answer: Answer) -> bool:
    """Whether a token was revoked; whether it is the puppet's, only asking tells."""
    return any(
        isinstance(each, Told) and isinstance(each.event, wire.TokensRevoked)
        for each in answer.told
    )


def told(payload: bytes) -> tuple[Told | Malformed, ...]:
    """The event in a payload, if it is one that we read."""
    try:
        callback = _CALLBACK.decode(payload)
        # That Slack kept events to itself is told beside them.
        beside = payload if callback.type == "app_rate_limited" else b"null"
        found = read(bytes(callback.event) or beside)
    except UNREADABLE as error:
        return (malformed(UNREAD, error, payload),)
    return () if found is None else (found,)


def read(event: bytes) -> Told | Malformed | None:
    """An event, or what is wrong with it (contract 3.7); None for one of no interest."""
    try:
        kind = _KINDS.get(_KIND.decode(event).type)
        if kind is wire.Message:  # nearly all of them are
            return Told(_MESSAGE.decode(event), event)
        return (
            None if kind is None else Told(msgspec.json.decode(event, type=kind), event)
        )
    except UNREADABLE as error:
        return malformed(UNREAD, error, event)

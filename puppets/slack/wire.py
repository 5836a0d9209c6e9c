"""
The part of Slack's JSON that we read, as it is on the wire.

https://docs.slack.dev/reference; what may be left out, or be null, has a default here.
"""

from __future__ import annotations

import msgspec

_NOTHING = msgspec.Raw(b"null")


# What comes over a socket, or is posted.


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """One frame of Socket Mode."""

    type: str
    envelope_id: str = ""
    payload: msgspec.Raw = _NOTHING
    reason: str = ""
    """Why a connection is about to end."""


class Callback(msgspec.Struct, frozen=True, kw_only=True):
    """What an envelope holds, and what the Events API posts; some are no events."""

    type: str = ""
    event: msgspec.Raw = msgspec.Raw()
    challenge: str = ""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """As much of an event as tells how to read the rest."""

    type: str
    subtype: str | None = None


# What is said.


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """An edit, or a message in which a file stands: of each we read when it was."""

    ts: str


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    real_name: str | None = None
    display_name: str | None = None
    title: str | None = None
    phone: str | None = None
    status_text: str | None = None
    image_original: str | None = None
    image_512: str | None = None
    image_192: str | None = None
    image_72: str | None = None


class File(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str | None = None
    title: str | None = None
    mimetype: str | None = None
    mode: str = ""
    size: int | None = None
    url_private: str = ""
    url_private_download: str = ""
    thumb_360: str = ""
    thumb_720: str = ""
    shares: dict[str, dict[str, tuple[Stamp, ...]]] = {}
    """By how open a channel is, and by the channel."""


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """What bots put beside a text, and what Slack shows of a link."""

    pretext: str | None = None
    title: str | None = None
    text: str | None = None
    fallback: str | None = None


class TextObject(msgspec.Struct, frozen=True, kw_only=True):
    text: str = ""


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How a text looks; of a list it is a word."""


class Element(msgspec.Struct, frozen=True, kw_only=True):
    """A block, and whatever stands in one: each kind has some of these fields."""

    type: str
    text: str | TextObject | None = None
    elements: tuple[Element, ...] = ()
    fields: tuple[TextObject, ...] = ()
    user_id: str = ""
    usergroup_id: str = ""
    channel_id: str = ""
    range: str = ""
    url: str = ""
    name: str = ""
    unicode: str = ""
    fallback: str = ""
    value: str = ""
    indent: int = 0
    offset: int = 0
    style: str | Style = ""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message, as an event, and as the Web API tells it: then without its channel."""

    ts: str
    type: str = "message"
    subtype: str | None = None
    channel: str = ""
    user: str | None = None
    bot_id: str | None = None
    username: str | None = None
    text: str | None = None
    thread_ts: str | None = None
    edited: Stamp | None = None
    files: tuple[File, ...] | None = None
    blocks: msgspec.Raw = _NOTHING
    attachments: msgspec.Raw = _NOTHING
    latest_reply: str | None = None

    deleted_ts: str = ""
    message: Message | None = None
    previous_message: Message | None = None
    topic: str | None = None
    purpose: str | None = None
    name: str | None = None
    old_name: str | None = None
    inviter: str | None = None


# What happens besides.


class Item(msgspec.Struct, frozen=True, kw_only=True):
    type: str = ""
    channel: str = ""
    ts: str = ""


class Reaction(msgspec.Struct, frozen=True, kw_only=True):
    """reaction_added, reaction_removed"""

    type: str
    user: str
    reaction: str
    item: Item
    event_ts: str


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """member_joined_channel, member_left_channel"""

    type: str
    user: str
    channel: str
    event_ts: str
    inviter: str | None = None


class Departure(msgspec.Struct, frozen=True, kw_only=True):
    """channel_left, group_left: of the puppet itself"""

    channel: str
    event_ts: str
    actor_id: str | None = None


class Named(msgspec.Struct, frozen=True, kw_only=True):
    id: str


class Renamed(msgspec.Struct, frozen=True, kw_only=True):
    """channel_rename, group_rename"""

    channel: Named
    event_ts: str


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """channel_archive, channel_unarchive and their like"""

    channel: str
    event_ts: str


class UserChange(msgspec.Struct, frozen=True, kw_only=True):
    """user_change, team_join"""

    user: User
    event_ts: str = ""


class ChannelIdChanged(msgspec.Struct, frozen=True, kw_only=True):
    old_channel_id: str
    new_channel_id: str
    event_ts: str


class TokensRevoked(msgspec.Struct, frozen=True, kw_only=True):
    """tokens_revoked, app_uninstalled"""


# People.


class User(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str | None = None
    real_name: str | None = None
    deleted: bool = False
    is_bot: bool = False
    is_stranger: bool = False
    profile: Profile = Profile()


class TooMuch(msgspec.Struct, frozen=True, kw_only=True):
    """app_rate_limited: in this minute Slack kept events to itself"""

    minute_rate_limited: int


Happening = (
    Message
    | Reaction
    | Membership
    | Departure
    | Renamed
    | Touched
    | UserChange
    | ChannelIdChanged
    | TokensRevoked
    | TooMuch
)

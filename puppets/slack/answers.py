"""What the Web API's methods answer, as it is on the wire: the other half of `wire`."""

from __future__ import annotations

import msgspec

from .wire import File, User


class Value(msgspec.Struct, frozen=True, kw_only=True):
    value: str = ""


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str | None = None
    user: str | None = None
    """Of a direct conversation: the other one."""
    is_im: bool = False
    is_ext_shared: bool = False
    is_archived: bool = False
    creator: str | None = None
    topic: Value = Value()
    purpose: Value = Value()


class Icons(msgspec.Struct, frozen=True, kw_only=True):
    image_72: str | None = None


class Bot(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str | None = None
    icons: Icons = Icons()


# What methods answer.


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """auth.test"""

    user_id: str
    url: str = ""
    bot_id: str = ""
    user: str = ""
    team: str = ""


class More(msgspec.Struct, frozen=True, kw_only=True):
    next_cursor: str = ""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What every list that comes in pages has."""

    response_metadata: More = More()


class Channels(Page, frozen=True, kw_only=True):
    channels: tuple[Channel, ...]


class Users(Page, frozen=True, kw_only=True):
    members: tuple[User, ...]


class Members(Page, frozen=True, kw_only=True):
    members: tuple[str, ...]


class History(Page, frozen=True, kw_only=True):
    messages: tuple[msgspec.Raw, ...]


class ChannelAnswer(msgspec.Struct, frozen=True, kw_only=True):
    channel: Channel


class UserAnswer(msgspec.Struct, frozen=True, kw_only=True):
    user: User


class BotAnswer(msgspec.Struct, frozen=True, kw_only=True):
    bot: Bot


class FileAnswer(msgspec.Struct, frozen=True, kw_only=True):
    file: File


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """chat.postMessage"""

    channel: str
    ts: str
    message: msgspec.Raw = msgspec.Raw(b"null")


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """files.getUploadURLExternal"""

    upload_url: str
    file_id: str


class Uploaded(msgspec.Struct, frozen=True, kw_only=True):
    """files.completeUploadExternal"""

    files: tuple[File, ...]


class Permalink(msgspec.Struct, frozen=True, kw_only=True):
    permalink: str


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """apps.connections.open"""

    url: str


class Anything(msgspec.Struct, frozen=True, kw_only=True):
    """Where all that is to be known is that there was no error."""

"""
The part of the Bot API that we read, as it is on the wire.

https://core.telegram.org/bots/api; what it may leave out has a default here.
"""

from __future__ import annotations

import msgspec

from .bounds import Count, Id, Moment
from .buttons import Keyboard

# People and chats.


class User(msgspec.Struct, frozen=True, kw_only=True):
    id: Id
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    can_read_all_group_messages: bool = True


class ChatPhoto(msgspec.Struct, frozen=True, kw_only=True):
    big_file_id: str


class Chat(msgspec.Struct, frozen=True, kw_only=True):
    """A Chat, and a ChatFullInfo, which has more of the same."""

    id: Id
    type: str
    title: str = ""
    username: str = ""
    first_name: str = ""
    last_name: str = ""
    bio: str = ""
    photo: ChatPhoto | None = None
    invite_link: str = ""
    pinned_message: Message | None = None


class Member(msgspec.Struct, frozen=True, kw_only=True):
    user: User
    status: str
    is_member: bool = True
    """Of someone restricted: whether they are in the chat at all."""
    custom_title: str = ""
    tag: str = ""
    """Of someone who is no administrator, what a title is to those who are."""

    @property
    def is_in(self) -> bool:
        return self.status not in {"left", "kicked"} and self.is_member


# What a message is made of.


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    offset: Count
    length: Count
    url: str = ""
    user: User | None = None


class File(msgspec.Struct, frozen=True, kw_only=True):
    """Whatever has a file_id: each of the Bot API's kinds has some of these fields."""

    file_id: str
    file_size: Count | None = None
    file_name: str = ""
    mime_type: str = ""
    is_animated: bool = False
    is_video: bool = False
    thumbnail: File | None = None


class FilePath(msgspec.Struct, frozen=True, kw_only=True):
    """Where `getFile` says that a file lies."""

    file_path: str = ""


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    phone_number: str
    first_name: str
    last_name: str = ""
    user_id: Id | None = None


class Location(msgspec.Struct, frozen=True, kw_only=True):
    latitude: float
    longitude: float
    horizontal_accuracy: float = 0.0


class Venue(msgspec.Struct, frozen=True, kw_only=True):
    location: Location
    title: str
    address: str


class Poll(msgspec.Struct, frozen=True, kw_only=True):
    question: str


class Dice(msgspec.Struct, frozen=True, kw_only=True):
    emoji: str
    value: Count


class Titled(msgspec.Struct, frozen=True, kw_only=True):
    """A game or an invoice: of each we read what it is called."""

    title: str = ""


class LinkPreview(msgspec.Struct, frozen=True, kw_only=True):
    url: str = ""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A Message, and an InaccessibleMessage, which has less of the same."""

    message_id: Count
    date: Moment
    chat: Chat
    from_: User | None = msgspec.field(default=None, name="from")
    sender_chat: Chat | None = None
    message_thread_id: Count | None = None
    is_topic_message: bool = False
    reply_to_message: Message | None = None
    edit_date: Moment | None = None

    text: str = ""
    entities: tuple[Entity, ...] = ()
    caption: str = ""
    caption_entities: tuple[Entity, ...] = ()
    link_preview_options: LinkPreview = LinkPreview()

    photo: tuple[File, ...] = ()
    document: File | None = None
    audio: File | None = None
    voice: File | None = None
    video: File | None = None
    video_note: File | None = None
    animation: File | None = None
    sticker: File | None = None

    contact: Contact | None = None
    location: Location | None = None
    venue: Venue | None = None
    poll: Poll | None = None
    dice: Dice | None = None
    game: Titled | None = None
    invoice: Titled | None = None

    new_chat_members: tuple[User, ...] = ()
    left_chat_member: User | None = None
    new_chat_title: str = ""
    new_chat_photo: tuple[File, ...] = ()
    delete_chat_photo: bool = False
    group_chat_created: bool = False
    supergroup_chat_created: bool = False
    channel_chat_created: bool = False
    migrate_to_chat_id: Id | None = None
    migrate_from_chat_id: Id | None = None
    pinned_message: Message | None = None
    reply_markup: Keyboard | None = None


class MemberChange(msgspec.Struct, frozen=True, kw_only=True):
    """A ChatMemberUpdated."""

    chat: Chat
    from_: User = msgspec.field(name="from")
    date: Moment
    old_chat_member: Member
    new_chat_member: Member


class Reaction(msgspec.Struct, frozen=True, kw_only=True):
    type: str
    emoji: str = ""
    custom_emoji_id: str = ""


class ReactionChange(msgspec.Struct, frozen=True, kw_only=True):
    """A MessageReactionUpdated."""

    chat: Chat
    message_id: Count
    date: Moment
    user: User | None = None
    actor_chat: Chat | None = None
    old_reaction: tuple[Reaction, ...] = ()
    new_reaction: tuple[Reaction, ...] = ()


class CallbackQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Someone has pressed a button, and waits for `answerCallbackQuery`."""

    id: str
    from_: User = msgspec.field(name="from")
    message: Message | None = None
    data: str = ""


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """At most one of these is there."""

    update_id: Count
    message: Message | None = None
    edited_message: Message | None = None
    channel_post: Message | None = None
    edited_channel_post: Message | None = None
    message_reaction: ReactionChange | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: MemberChange | None = None
    chat_member: MemberChange | None = None


KINDS = tuple(name for name in Update.__struct_fields__ if name != "update_id")
"""The kinds of update that we ask for."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A message, and the bytes that it was read from."""

    message: Message
    native: bytes


class WebhookInfo(msgspec.Struct, frozen=True, kw_only=True):
    url: str = ""
    pending_update_count: int = 0
    last_error_date: Moment = 0
    last_error_message: str = ""


class ShortDescription(msgspec.Struct, frozen=True, kw_only=True):
    short_description: str = ""

"""The decorators by which a bot's handlers are told of what happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, Unpack, overload

from ..enums import MessageType
from ..events import (
    ChoiceEvent,
    FriendshipEvent,
    MessageEditEvent,
    MessageEvent,
    PostEvent,
    ReactionEvent,
    RoomAnnounceEvent,
    RoomInviteEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
)
from .chosen import Chosen
from .filters import Filters, MessageFilter
from .happenings import (
    Friendship,
    Reaction,
    RoomAnnounce,
    RoomInvitation,
    RoomJoin,
    RoomLeave,
    RoomTopic,
)
from .life import Life
from .message import Message
from .subscriber import Handler, as_it_is

__all__ = ["Decorators"]

# A decorator gives back the very function it was given, whatever more its type says.
OnMessage = TypeVar("OnMessage", bound=Handler[Message])
OnReaction = TypeVar("OnReaction", bound=Handler[Reaction])
OnChoice = TypeVar("OnChoice", bound=Handler[Chosen])
OnFriendship = TypeVar("OnFriendship", bound=Handler[Friendship])
OnPost = TypeVar("OnPost", bound=Handler[PostEvent])
OnRoomInvite = TypeVar("OnRoomInvite", bound=Handler[RoomInvitation])
OnRoomJoin = TypeVar("OnRoomJoin", bound=Handler[RoomJoin])
OnRoomLeave = TypeVar("OnRoomLeave", bound=Handler[RoomLeave])
OnRoomTopic = TypeVar("OnRoomTopic", bound=Handler[RoomTopic])
OnRoomAnnounce = TypeVar("OnRoomAnnounce", bound=Handler[RoomAnnounce])
OnRoomMigrate = TypeVar("OnRoomMigrate", bound=Handler[RoomMigrateEvent])


class Decorators(Life):
    """
    One for each kind of event, `on_message` and those that are like it with filters.

        @bot.on_message(text=re.compile("^ding"), mentioned=True)
        async def ding(message: Message) -> None: ...

    A handler is called with events of one conversation in order, one at a time. Events
    are kept until their handlers have ended, and come again when they were cut off.
    """

    # What people say.

    @overload
    def on_message(self, handler: OnMessage, /) -> OnMessage: ...
    @overload
    def on_message(
        self, /, **wanted: Unpack[Filters]
    ) -> Callable[[OnMessage], OnMessage]: ...
    def on_message(
        self, handler: OnMessage | None = None, /, **wanted: Unpack[Filters]
    ) -> OnMessage | Callable[[OnMessage], OnMessage]:
        """Someone said something; the puppet itself only with `own=True`."""
        return self._on_messages(MessageEvent, handler, wanted)

    @overload
    def on_message_edit(self, handler: OnMessage, /) -> OnMessage: ...
    @overload
    def on_message_edit(
        self, /, **wanted: Unpack[Filters]
    ) -> Callable[[OnMessage], OnMessage]: ...
    def on_message_edit(
        self, handler: OnMessage | None = None, /, **wanted: Unpack[Filters]
    ) -> OnMessage | Callable[[OnMessage], OnMessage]:
        """Someone changed what they had said; the message is as it reads now."""
        return self._on_messages(MessageEditEvent, handler, wanted)

    @overload
    def on_recall(self, handler: OnMessage, /) -> OnMessage: ...
    @overload
    def on_recall(
        self, /, **wanted: Unpack[Filters]
    ) -> Callable[[OnMessage], OnMessage]: ...
    def on_recall(
        self, handler: OnMessage | None = None, /, **wanted: Unpack[Filters]
    ) -> OnMessage | Callable[[OnMessage], OnMessage]:
        """Someone took a message back: `text` is the id of that message."""
        wanted["type"] = MessageType.RECALLED
        return self._on_messages(MessageEvent, handler, wanted)

    def _on_messages(
        self,
        kind: type[MessageEvent | MessageEditEvent],
        handler: OnMessage | None,
        wanted: Filters,
    ) -> OnMessage | Callable[[OnMessage], OnMessage]:
        chosen = MessageFilter(**wanted)

        def decorate(decorated: OnMessage) -> OnMessage:
            self._on(kind, decorated, chosen.seen)
            return decorated

        return decorate if handler is None else decorate(handler)

    def on_reaction(self, handler: OnReaction) -> OnReaction:
        """Someone put an emoji to a message, or took it away; never the puppet itself."""
        self._on(ReactionEvent, handler, Reaction.of)
        return handler

    def on_choice(self, handler: OnChoice) -> OnChoice:
        """Someone chose one of those that the bot offered, by a button or in words."""
        self._on(ChoiceEvent, handler, Chosen.of)
        return handler

    def on_friendship(self, handler: OnFriendship) -> OnFriendship:
        """Someone asks to be a friend, or has agreed to."""
        self._on(FriendshipEvent, handler, Friendship.of)
        return handler

    def on_post(self, handler: OnPost) -> OnPost:
        """Someone published a post."""
        self._on(PostEvent, handler, as_it_is)
        return handler

    # Rooms.

    def on_room_invite(self, handler: OnRoomInvite) -> OnRoomInvite:
        """Someone invites the puppet to a room."""
        self._on(RoomInviteEvent, handler, RoomInvitation.of)
        return handler

    def on_room_join(self, handler: OnRoomJoin) -> OnRoomJoin:
        """People joined a room."""
        self._on(RoomJoinEvent, handler, RoomJoin.of)
        return handler

    def on_room_leave(self, handler: OnRoomLeave) -> OnRoomLeave:
        """People left a room."""
        self._on(RoomLeaveEvent, handler, RoomLeave.of)
        return handler

    def on_room_topic(self, handler: OnRoomTopic) -> OnRoomTopic:
        """Someone renamed a room."""
        self._on(RoomTopicEvent, handler, RoomTopic.of)
        return handler

    def on_room_announce(self, handler: OnRoomAnnounce) -> OnRoomAnnounce:
        """Someone changed what a room announces."""
        self._on(RoomAnnounceEvent, handler, RoomAnnounce.of)
        return handler

    def on_room_migrate(self, handler: OnRoomMigrate) -> OnRoomMigrate:
        """The platform moved a room; it lives on under another id."""
        self._on(RoomMigrateEvent, handler, as_it_is)
        return handler

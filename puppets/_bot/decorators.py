"""The decorators by which a bot's handlers are told of what happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, Unpack, overload

from ..enums import MessageType
from ..events import (
    DirtyEvent,
    DongEvent,
    ErrorEvent,
    FriendshipEvent,
    GapEvent,
    HeartbeatEvent,
    LoginEvent,
    LogoutEvent,
    MessageEditEvent,
    MessageEvent,
    PostEvent,
    ReactionEvent,
    ReadyEvent,
    ResetEvent,
    RoomAnnounceEvent,
    RoomInviteEvent,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomMigrateEvent,
    RoomTopicEvent,
    ScanEvent,
    StartEvent,
    StopEvent,
)
from .filters import Filters, MessageFilter
from .happenings import (
    Friendship,
    Login,
    Logout,
    Reaction,
    RoomAnnounce,
    RoomInvitation,
    RoomJoin,
    RoomLeave,
    RoomTopic,
)
from .message import Message
from .subscriber import Handler, Subscriber, as_it_is

__all__ = ["Decorators"]

# A decorator gives back the very function it was given, whatever more its type says.
OnMessage = TypeVar("OnMessage", bound=Handler[Message])
OnStart = TypeVar("OnStart", bound=Handler[StartEvent])
OnStop = TypeVar("OnStop", bound=Handler[StopEvent])
OnScan = TypeVar("OnScan", bound=Handler[ScanEvent])
OnLogin = TypeVar("OnLogin", bound=Handler[Login])
OnReady = TypeVar("OnReady", bound=Handler[ReadyEvent])
OnLogout = TypeVar("OnLogout", bound=Handler[Logout])
OnReset = TypeVar("OnReset", bound=Handler[ResetEvent])
OnHeartbeat = TypeVar("OnHeartbeat", bound=Handler[HeartbeatEvent])
OnDong = TypeVar("OnDong", bound=Handler[DongEvent])
OnError = TypeVar("OnError", bound=Handler[ErrorEvent])
OnDirty = TypeVar("OnDirty", bound=Handler[DirtyEvent])
OnGap = TypeVar("OnGap", bound=Handler[GapEvent])
OnReaction = TypeVar("OnReaction", bound=Handler[Reaction])
OnFriendship = TypeVar("OnFriendship", bound=Handler[Friendship])
OnPost = TypeVar("OnPost", bound=Handler[PostEvent])
OnRoomInvite = TypeVar("OnRoomInvite", bound=Handler[RoomInvitation])
OnRoomJoin = TypeVar("OnRoomJoin", bound=Handler[RoomJoin])
OnRoomLeave = TypeVar("OnRoomLeave", bound=Handler[RoomLeave])
OnRoomTopic = TypeVar("OnRoomTopic", bound=Handler[RoomTopic])
OnRoomAnnounce = TypeVar("OnRoomAnnounce", bound=Handler[RoomAnnounce])
OnRoomMigrate = TypeVar("OnRoomMigrate", bound=Handler[RoomMigrateEvent])


class Decorators(Subscriber):
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

    # The puppet itself.

    def on_start(self, handler: OnStart) -> OnStart:
        """The puppet is ON."""
        self._on(StartEvent, handler, as_it_is)
        return handler

    def on_stop(self, handler: OnStop) -> OnStop:
        """The puppet is OFF."""
        self._on(StopEvent, handler, as_it_is)
        return handler

    def on_scan(self, handler: OnScan) -> OnScan:
        """A person has to link the account with a QR code."""
        self._on(ScanEvent, handler, as_it_is)
        return handler

    def on_login(self, handler: OnLogin) -> OnLogin:
        """The platform knows the puppet from now on."""
        self._on(LoginEvent, handler, Login.of)
        return handler

    def on_ready(self, handler: OnReady) -> OnReady:
        """What the platform has to sync is synced; once per login."""
        self._on(ReadyEvent, handler, as_it_is)
        return handler

    def on_logout(self, handler: OnLogout) -> OnLogout:
        """The platform no longer knows the puppet, or is about to."""
        self._on(LogoutEvent, handler, Logout.of)
        return handler

    def on_reset(self, handler: OnReset) -> OnReset:
        """The puppet stops and starts again."""
        self._on(ResetEvent, handler, as_it_is)
        return handler

    def on_heartbeat(self, handler: OnHeartbeat) -> OnHeartbeat:
        """The connection is alive."""
        self._on(HeartbeatEvent, handler, as_it_is)
        return handler

    def on_dong(self, handler: OnDong) -> OnDong:
        """The answer to `puppet.ding`."""
        self._on(DongEvent, handler, as_it_is)
        return handler

    def on_error(self, handler: OnError) -> OnError:
        """The puppet met a problem, and carries on as far as it can."""
        self._on(ErrorEvent, handler, as_it_is)
        return handler

    def on_dirty(self, handler: OnDirty) -> OnDirty:
        """A payload has changed."""
        self._on(DirtyEvent, handler, as_it_is)
        return handler

    def on_gap(self, handler: OnGap) -> OnGap:
        """Something may have been said that nobody can tell any more."""
        self._on(GapEvent, handler, as_it_is)
        return handler

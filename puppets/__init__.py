"""
Chat platforms behind one Wechaty-shaped puppet.

    from puppets import Bot, Message

    bot = Bot()

    @bot.on_message
    async def ding(message: Message) -> None:
        if message.text == "ding":
            await message.say("dong")

    if __name__ == "__main__":
        bot.run()

Importing this loads the standard library alone, and each module when a name of it is
first used; a provider brings what it stands on.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._bot.chosen import *
    from ._bot.contact import *
    from ._bot.happenings import *
    from ._bot.message import *
    from ._bot.middleware import *
    from ._bot.room import *
    from ._bot.sending import *
    from .bot import *
    from .choices import *
    from .enums import *
    from .errors import *
    from .events import *
    from .file_box import *
    from .findings import *
    from .limits import *
    from .memory import *
    from .options import *
    from .payloads import *
    from .puppet import *
    from .queries import *
    from .registry import *
    from .sqlite_memory import *
    from .state import *

__version__ = "0.1.0"

_NAMES = {
    "bot": "Bot",
    "choices": "Choice",
    "_bot.chosen": "Chosen",
    "_bot.contact": "Contact",
    "enums": (
        "ContactGender ContactType DirtyType FriendshipScene FriendshipType ImageType "
        "MessageType PostType ScanStatus TapType"
    ),
    "errors": (
        "ConfigurationError DeliveryUncertain Forbidden Malformed MissingExtra "
        "NoAnswer NotFound NotLoggedIn NotStarted PlatformError PuppetError RateLimited "
        "Rejected StorageCorrupt StorageError StorageInUse TooLarge TooLong TooMany "
        "Unauthorized Unavailable UnknownProvider Unsupported"
    ),
    "events": (
        "Batch ChoiceEvent DirtyEvent DongEvent ErrorEvent Event FriendshipEvent GapEvent "
        "HeartbeatEvent LoginEvent LogoutEvent MessageEditEvent MessageEvent "
        "PostEvent ReactionEvent ReadyEvent ResetEvent RoomAnnounceEvent RoomEvent "
        "RoomInviteEvent RoomJoinEvent RoomLeaveEvent RoomMigrateEvent RoomTopicEvent "
        "ScanEvent StartEvent StopEvent"
    ),
    "file_box": "FileBox FileKind",
    "findings": "Check Finding",
    "_bot.happenings": (
        "Friendship Login Logout Reaction RoomAnnounce RoomInvitation RoomJoin "
        "RoomLeave RoomTopic"
    ),
    "limits": "Limits Rate Scope TextUnit",
    "memory": "InProcessMemory Memory",
    "_bot.message": "Location Message UrlLink",
    "_bot.middleware": "Middleware Proceed",
    "options": "Options",
    "payloads": (
        "ContactPayload FriendshipPayload LocationPayload MessagePayload "
        "MiniProgramPayload Page Payload PostPayload RoomInvitationPayload "
        "RoomMemberPayload RoomPayload Sayable TapPayload UrlLinkPayload"
    ),
    "puppet": "Puppet",
    "queries": (
        "ContactQuery FriendshipQuery MemberQuery MessageQuery PostQuery RoomQuery "
        "TapQuery YOU"
    ),
    "registry": "load providers",
    "_bot.room": "Room",
    "_bot.sending": "Send Sending SendingMiddleware",
    "sqlite_memory": "SqliteMemory",
    "state": "Health State",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}


if not TYPE_CHECKING:  # a checker must not think that every name is there

    def __getattr__(name: str) -> object:
        """Load the module that `name` lives in, now that somebody asks for it."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})

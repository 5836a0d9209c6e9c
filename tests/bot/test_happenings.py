"""What happens is told with people and rooms."""

from __future__ import annotations

import asyncio

import pytest

from puppets import (
    Bot,
    DongEvent,
    Friendship,
    FriendshipType,
    HeartbeatEvent,
    Login,
    Logout,
    Message,
    Reaction,
    ReadyEvent,
    RoomAnnounce,
    RoomInvitation,
    RoomJoin,
    RoomLeave,
    RoomTopic,
    ScanEvent,
)
from puppets.mock import Mocker, MockOptions, MockPuppet, Person

pytestmark = pytest.mark.anyio


async def test_edits_recalls_and_reactions_are_told(bot: Bot, alice: Person) -> None:
    edits: asyncio.Queue[Message] = asyncio.Queue()
    recalls: asyncio.Queue[Message] = asyncio.Queue()
    reactions: asyncio.Queue[Reaction] = asyncio.Queue()
    messages: list[str] = []

    @bot.on_message
    async def answer(message: Message) -> None:
        messages.append(message.text)

    bot.on_message_edit(edits.put)
    bot.on_recall(recalls.put)
    bot.on_reaction(reactions.put)
    async with bot:
        message_id = await alice.says("helo")
        await alice.edits(message_id, "hello")
        assert (await edits.get()).text == "hello"
        await alice.reacts(message_id, "👍")
        reaction = await reactions.get()
        assert (reaction.emoji, reaction.added) == ("👍", True)
        assert reaction.contact.name == "Alice"
        assert (await reaction.message()).id == message_id
        await alice.recalls(message_id)
        assert (await recalls.get()).text == message_id
    assert messages == ["helo"]


async def test_own_reactions_and_edits_are_not_told(bot: Bot, alice: Person) -> None:
    reactions: list[Reaction] = []
    edits: asyncio.Queue[Message] = asyncio.Queue()

    @bot.on_message
    async def answer(message: Message) -> None:
        await message.react("👍")
        sent = await message.say("helo")
        await sent.edit("hello")

    @bot.on_reaction
    async def count(reaction: Reaction) -> None:
        reactions.append(reaction)

    @bot.on_message_edit
    async def others(message: Message) -> None:
        pytest.fail("the puppet's own edit was told")

    bot.on_message_edit(own=True)(edits.put)
    async with bot:
        await alice.says("hello")
        assert (await edits.get()).text == "hello"
    assert reactions == []


async def test_what_happens_to_a_room_is_told_with_people(
    bot: Bot, mocker: Mocker, alice: Person, bob: Person
) -> None:
    joins: asyncio.Queue[RoomJoin] = asyncio.Queue()
    leaves: asyncio.Queue[RoomLeave] = asyncio.Queue()
    topics: asyncio.Queue[RoomTopic] = asyncio.Queue()
    announcements: asyncio.Queue[RoomAnnounce] = asyncio.Queue()
    bot.on_room_join(joins.put)
    bot.on_room_leave(leaves.put)
    bot.on_room_topic(topics.put)
    bot.on_room_announce(announcements.put)
    tea = mocker.room("Tea", alice)
    async with bot:
        assert {person.name for person in (await joins.get()).invitees} == {
            "Alice",
            "Bot",
        }
        await alice.invites(tea, bob)
        join = await joins.get()
        assert join.room.topic == "Tea"
        assert join.inviter.name == "Alice"
        assert [person.name for person in join.invitees] == ["Bob"]
        await alice.renames(tea, "Coffee")
        topic = await topics.get()
        assert (topic.topic, topic.old_topic) == ("Coffee", "Tea")
        assert (topic.room.topic, topic.changer.name) == ("Coffee", "Alice")
        await alice.announces(tea, "Milk is out")
        told = await announcements.get()
        assert (told.announcement, told.changer.name) == ("Milk is out", "Alice")
        await alice.removes(tea, bob)
        leave = await leaves.get()
        assert leave.remover.name == "Alice"
        assert [person.name for person in leave.removees] == ["Bob"]


async def test_an_invitation_to_a_room_can_be_accepted(
    bot: Bot, mocker: Mocker, alice: Person
) -> None:
    tea = mocker.room("Tea", alice, bot=False)
    joined: asyncio.Queue[RoomJoin] = asyncio.Queue()
    bot.on_room_join(joined.put)

    @bot.on_room_invite
    async def accept(invitation: RoomInvitation) -> None:
        assert (invitation.topic, invitation.inviter.name) == ("Tea", "Alice")
        await invitation.accept()

    async with bot:
        await alice.invites_puppet(tea)
        assert (await joined.get()).room.topic == "Tea"


async def test_a_friendship_can_be_accepted(bot: Bot, mocker: Mocker) -> None:
    carol = mocker.person("Carol", friend=False)
    agreed: asyncio.Queue[Friendship] = asyncio.Queue()

    @bot.on_friendship
    async def accept(friendship: Friendship) -> None:
        if friendship.type is FriendshipType.RECEIVE:
            assert (friendship.hello, friendship.contact.name) == ("hi", "Carol")
            await friendship.accept()
        else:
            await agreed.put(friendship)

    async with bot:
        await carol.befriends("hi")
        await agreed.get()
        assert await carol.is_friend()


async def test_the_puppet_tells_of_itself(bot: Bot, mocker: Mocker) -> None:
    told: list[str] = []
    dongs: asyncio.Queue[DongEvent] = asyncio.Queue()
    alive = asyncio.Event()

    @bot.on_login
    async def login(login: Login) -> None:
        told.append(f"login {login.contact.name} {login.contact.is_self}")

    @bot.on_ready
    async def ready(_: ReadyEvent) -> None:
        told.append("ready")

    @bot.on_heartbeat
    async def heartbeat(_: HeartbeatEvent) -> None:
        alive.set()

    @bot.on_logout
    async def logout(logout: Logout) -> None:
        told.append(f"logout {logout.contact.name} {logout.reason}")

    bot.on_dong(dongs.put)
    async with bot:
        await bot.puppet.ding("dang")
        assert (await dongs.get()).text == "dang"
        await alive.wait()
    assert told == ["login Bot True", "ready", "logout Bot stopped"]


async def test_a_code_to_scan_is_told(mocker: Mocker) -> None:
    account = mocker.account("Linked", must_link=True)
    bot = Bot(MockPuppet(MockOptions(mocker=mocker, token=account.token)))
    scans: asyncio.Queue[ScanEvent] = asyncio.Queue()
    logins: asyncio.Queue[Login] = asyncio.Queue()
    bot.on_scan(scans.put)
    bot.on_login(logins.put)
    async with bot:
        assert (await scans.get()).qrcode
        await account.links()
        assert (await logins.get()).contact.name == "Linked"

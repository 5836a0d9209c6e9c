"""Our client on the PuppetServer of Wechaty in TypeScript, with its mock behind."""

from __future__ import annotations

import base64
import random
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from conformance.hearing import heard
from puppets import (
    ContactQuery,
    DongEvent,
    FileBox,
    GapEvent,
    LoginEvent,
    LogoutEvent,
    MessageEvent,
    MessageType,
    PlatformError,
    RoomJoinEvent,
    RoomLeaveEvent,
    RoomQuery,
    RoomTopicEvent,
)
from puppets.events import RoomEvent
from puppets.service import ServiceOptions, ServicePuppet
from puppets.service.certificates import issue
from puppets.service.tokens import Token
from puppets_standins.ports import free_port
from tests.service.foreigner import Foreigner, node, without_node
from tests.service.stage import bot_environment, well_known

if why := without_node():
    pytest.skip(why, allow_module_level=True)

pytestmark = pytest.mark.anyio

SERVER = "WECHATY_PUPPET_SERVICE_"


@dataclass(kw_only=True)
class Theirs:
    """Their server, and how it is reached."""

    given: Mapping[str, str]
    environment: Mapping[str, str]
    cwd: Path
    server: Foreigner = field(init=False)

    @asynccontextmanager
    async def serves(self) -> AsyncIterator[Self]:
        """A server begins with nobody but the bot, which is logged in."""
        async with node("server.mjs", self.cwd, self.given) as self.server:
            await self.server.hears("started")
            await self.server.asks("log in")
            yield self

    def puppet(self) -> ServicePuppet:
        return ServicePuppet(ServiceOptions.from_environment(self.environment))

    async def person(self, name: str) -> str:
        return str(await self.server.asks("a person", name=name))

    async def room(self, topic: str, *who: str) -> str:
        return str(await self.server.asks("a room", topic=topic, who=who))


def theirs(way: str, cwd: Path) -> Theirs:
    token = Token.fresh("insecure")
    endpoint = f"127.0.0.1:{free_port()}"
    tls, authority = WAYS[way]()
    given = {f"{SERVER}{name}": text for name, text in tls.items()}
    return Theirs(
        given={"ENDPOINT": endpoint, f"{SERVER}TOKEN": token.text, **given},
        environment=bot_environment(token, endpoint, authority),
        cwd=cwd,
    )


Way = Callable[[], tuple[Mapping[str, str], bytes | None]]
"""What the server is given, and whom the client trusts."""


def _with_its_own_certificate() -> tuple[Mapping[str, str], bytes]:
    """Its authority is one that every Wechaty trusts."""
    return {}, well_known("TLS_CA_CERT")


def _with_ours() -> tuple[Mapping[str, str], bytes]:
    ours = issue("insecure")
    chain, key = ours.chain.decode(), ours.key.decode()
    return {"TLS_SERVER_CERT": chain, "TLS_SERVER_KEY": key}, ours.authority or b""


def _without_tls() -> tuple[Mapping[str, str], None]:
    return {"NO_TLS_INSECURE_SERVER": "true"}, None


WAYS: Mapping[str, Way] = {
    "its own certificate": _with_its_own_certificate,
    "ours": _with_ours,
    "without TLS": _without_tls,
}


@pytest.mark.parametrize("way", WAYS, ids=str)
async def test_talk_goes_both_ways(tmp_path: Path, way: str) -> None:
    async with theirs(way, tmp_path).serves() as there, there.puppet() as puppet:
        assert puppet.self_id == "bot"
        alice = await there.person("Alice")
        with puppet.listen(MessageEvent) as events:
            await there.server.asks("says", who=alice, text="hello")
            message = (await heard(events)).message
            assert (message.text, message.talker_id) == ("hello", alice)
            assert message.conversation_id == alice
            said = await puppet.message_send_text(alice, "hi")
            assert (await heard(events)).message.id == said
        await there.server.hears("message", text="hi", listener=alice)


@pytest.fixture(scope="module")
async def there(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Theirs]:
    async with theirs("ours", tmp_path_factory.mktemp("theirs")).serves() as there:
        yield there


@pytest.fixture
async def puppet(there: Theirs) -> AsyncIterator[ServicePuppet]:
    """It takes one client at a time."""
    async with there.puppet() as puppet:
        yield puppet


async def test_people_and_rooms_are_read(there: Theirs, puppet: ServicePuppet) -> None:
    carol = await there.person("Carol")
    tea = await there.room("tea", carol)
    assert await puppet.contact_search(ContactQuery(name="Carol")) == [carol]
    assert await puppet.room_search(RoomQuery(topic="tea")) == [tea]
    assert set(await puppet.room_member_list(tea)) == {carol, "bot"}
    assert (await puppet.room_member_payload(tea, carol)).name == "Carol"


async def test_a_mention_in_a_room_is_heard(
    there: Theirs, puppet: ServicePuppet
) -> None:
    dave = await there.person("Dave")
    tea = await there.room("tea", dave)
    with puppet.listen(MessageEvent) as events:
        await there.server.asks(
            "says", who=dave, text="you there?", room=tea, mentioned=["bot"]
        )
        message = (await heard(events)).message
    assert (message.room_id, message.mention_ids) == (tea, ("bot",))


async def test_a_file_goes_both_ways(there: Theirs, puppet: ServicePuppet) -> None:
    erin = await there.person("Erin")
    content = random.Random(1).randbytes(300_000)
    with puppet.listen(MessageEvent) as events:
        text = base64.b64encode(content).decode()
        await there.server.asks("sends", who=erin, name="tea.jpg", base64=text)
        message = (await heard(events)).message
        assert message.type is MessageType.IMAGE
        assert await (await puppet.message_file(message.id)).read() == content
        box = FileBox.from_bytes(content, name="back.png")
        said = await puppet.message_send_file(erin, box)
        assert (await heard(events)).message.id == said
        assert await (await puppet.message_file(said)).read() == content


async def test_what_happens_to_a_room_is_heard(
    there: Theirs, puppet: ServicePuppet
) -> None:
    frank, grace = await there.person("Frank"), await there.person("Grace")
    tea = await there.room("tea", frank)
    with puppet.listen(RoomEvent) as events:
        await there.server.asks("invites", who=frank, room=tea, whom=grace)
        joined = await heard(events)
        assert isinstance(joined, RoomJoinEvent)
        assert (joined.inviter_id, joined.invitee_ids) == (frank, (grace,))
        assert grace in await puppet.room_member_list(tea)
        await there.server.asks("renames", who=frank, room=tea, topic="coffee")
        renamed = await heard(events)
        assert isinstance(renamed, RoomTopicEvent)
        assert (renamed.old_topic, renamed.topic) == ("tea", "coffee")
        assert (await puppet.room_payload(tea)).topic == "coffee"
        await there.server.asks("removes", who=frank, room=tea, whom=grace)
        left = await heard(events)
        assert isinstance(left, RoomLeaveEvent)
        assert left.removee_ids == (grace,)


async def test_a_ding_is_answered(puppet: ServicePuppet) -> None:
    with puppet.listen(DongEvent) as events:
        await puppet.ding("twice")
        assert (await heard(events)).text == "twice"


async def test_what_their_puppet_cannot_is_an_error_of_ours(
    puppet: ServicePuppet,
) -> None:
    with pytest.raises(PlatformError, match="friendshipSearchHandle"):
        await puppet.friendship_search_handle("nobody")


async def test_who_is_not_there_is_not_found(puppet: ServicePuppet) -> None:
    with pytest.raises(PlatformError):
        await puppet.contact_payload("nobody")


async def test_a_logout_there_is_heard_and_a_login_after_it(tmp_path: Path) -> None:
    async with (
        theirs("without TLS", tmp_path).serves() as there,
        there.puppet() as puppet,
    ):
        with puppet.listen(LogoutEvent) as events:
            await there.server.asks("log out")
            assert (await heard(events)).contact_id == "bot"
        with puppet.listen(LoginEvent) as logins:
            await there.server.asks("log in")
            await heard(logins)
        assert puppet.self_id == "bot"


@pytest.mark.timeout(60)
async def test_a_server_that_was_killed_is_found_again_and_its_gap_is_told(
    tmp_path: Path,
) -> None:
    """It is tried ever more seldom: every 20 s at last."""
    there = theirs("without TLS", tmp_path)
    async with there.serves(), there.puppet() as puppet:
        with puppet.listen(GapEvent) as gaps, puppet.listen(MessageEvent) as events:
            there.server.kill()
            async with there.serves():
                gap = await heard(gaps, within=40)
                assert gap.since < gap.until
                alice = await there.person("Alice")
                await there.server.asks("says", who=alice, text="back")
                assert (await heard(events)).message.text == "back"

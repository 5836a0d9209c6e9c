"""In a supergroup an administrator is told twice of who comes and goes, and hears it once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from conformance.stateful import Walk
from conformance.world import World
from puppets import Event, MessageEvent, ReadyEvent, RoomJoinEvent, SqliteMemory
from puppets_standins.telegram.groups import join
from puppets_standins.telegram.scrambled_world import ScrambledWorld, SupergroupWorld
from puppets_standins.telegram.server import TelegramServer

from .making import made

pytestmark = pytest.mark.anyio


class Doorway:
    """A supergroup into which Alice lets Bob, which either road tells when it is asked."""

    def __init__(self, server: TelegramServer) -> None:
        self.server = server
        self.alice = server.store.users[server.sign_up("Alice")]
        self.bob = server.store.users[server.sign_up("Bob")]
        group = server.open_group("tea", [self.alice.id], supergroup=True, admin=True)
        self.room = server.store.groups[group]

    def tell_by_standing(self) -> None:
        join(self.server.post, self.room, self.alice, self.bob)

    def tell_in_chat(self) -> None:
        newcomers = {"new_chat_members": [self.bob]}
        self.server.post.message(self.room, self.alice, newcomers, service=True)

    def say(self, text: str) -> None:
        self.server.say(self.alice.id, self.room.id, text)


STANDING, CHAT = Doorway.tell_by_standing, Doorway.tell_in_chat
IN_EITHER_ORDER = pytest.mark.parametrize(
    ("first", "second"),
    [(STANDING, CHAT), (CHAT, STANDING)],
    ids=["by standing first", "in the chat first"],
)


@IN_EITHER_ORDER
async def test_what_is_told_again_after_a_restart_is_heard_once(
    server: TelegramServer,
    tmp_path: Path,
    first: Callable[[Doorway], None],
    second: Callable[[Doorway], None],
) -> None:
    door = Doorway(server)
    heard: list[Event] = []
    for tell, word in ((first, "one"), (second, "two")):
        puppet = made(server, memory=SqliteMemory(tmp_path / "memory.sqlite"))
        with puppet.listen(Event) as events:
            async with puppet, asyncio.timeout(10):
                async for event in events:
                    heard.append(event)
                    if isinstance(event, ReadyEvent):  # it has asked for both roads
                        tell(door)
                        door.say(word)
                    if isinstance(event, MessageEvent):
                        break
    joins = [event for event in heard if isinstance(event, RoomJoinEvent)]
    bobs = [each for each in joins if each.invitee_ids == (str(door.bob.id),)]
    assert len(bobs) == 1
    said = [event for event in heard if isinstance(event, MessageEvent)]
    assert [event.message.text for event in said] == ["one", "two"]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("world_type", [ScrambledWorld, SupergroupWorld])
def test_all_holds_by_webhook_in_whatever_order_the_lanes_tell(
    request: pytest.FixtureRequest, world_type: type[World]
) -> None:
    start = request.config.getoption("--puppet-seed")
    walk = type("ScrambledWalk", (Walk,), {"world_type": world_type})
    run_state_machine_as_test(
        seed(start)(walk),
        settings=settings(
            max_examples=10,
            stateful_step_count=30,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )

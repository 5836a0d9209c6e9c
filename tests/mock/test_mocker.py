"""The mocker, as the tests of a bot use it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

import puppets
from puppets import (
    MessageEvent,
    PostPayload,
    Unauthorized,
)
from puppets.mock import Mocker, MockOptions, MockPuppet, Person, Refusal

README = Path(puppets.__file__).parent / "mock" / "README.md"

pytestmark = pytest.mark.anyio


# The page.


def _examples() -> list[str]:
    return re.findall(
        r"^```python\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL
    )


def test_the_page_s_example_runs() -> None:
    for example in _examples():
        run: dict[str, object] = {}
        exec(example, run)  # noqa: S102 - our own page
        tests = [test for name, test in run.items() if name.startswith("test_")]
        assert tests
        for test in tests:
            assert callable(test)
            asyncio.run(test())


# Options.


def test_an_empty_environment_gives_a_mocker_of_its_own() -> None:
    one, other = (MockOptions.from_environment({}) for _ in range(2))
    assert one.mocker is not other.mocker
    assert MockOptions.missing({}) == []


def test_the_environment_names_the_account() -> None:
    options = MockOptions.from_environment(
        {"MOCK_TOKEN": "secret-7", "MOCK_SILENCE_LIMIT": "2.5"}
    )
    assert (options.token, options.silence_limit) == ("secret-7", 2.5)
    assert "secret-7" not in repr(options)


def test_no_variable_says_which_mocker() -> None:
    assert (
        MockOptions.from_environment({"MOCK_MOCKER": "that one"}).mocker.requests == 0
    )


async def test_the_mock_is_found_by_its_name() -> None:
    async with puppets.load("mock") as puppet:
        assert (await puppet.contact_payload(puppet.self_id)).name == "Bot"


async def test_a_token_that_nobody_has_is_refused(mocker: Mocker) -> None:
    puppet = MockPuppet(MockOptions(mocker=mocker, token="wrong"))
    with pytest.raises(Unauthorized) as refused:
        await puppet.start()
    assert isinstance(refused.value.__cause__, Refusal)


def test_every_operation_of_the_contract_is_there() -> None:
    from puppets._operations import operations

    optional = {name for name, need in operations().items() if need.optional}
    assert MockPuppet(MockOptions()).capabilities == optional


# People.


async def test_what_was_said_is_heard_once(puppet: MockPuppet, alice: Person) -> None:
    await puppet.message_send_text(alice.id, "one")
    await puppet.message_send_text(alice.id, "two")
    assert [(await alice.hears()).text for _ in range(2)] == ["one", "two"]
    with pytest.raises(TimeoutError):
        await alice.hears(within=0.01)


async def test_who_waits_hears_what_is_said_later(
    puppet: MockPuppet, alice: Person
) -> None:
    waiting = asyncio.create_task(alice.hears())
    await asyncio.sleep(0)
    await puppet.message_send_text(alice.id, "here")
    assert (await waiting).text == "here"


async def test_people_talk_with_each_other_unheard_by_the_bot(
    puppet: MockPuppet, alice: Person, bob: Person
) -> None:
    with puppet.listen(MessageEvent) as events:
        await alice.says("psst", to=bob)
        await alice.says("hello")
        heard = (await anext(events)).message
    assert heard.text == "hello"
    assert (await bob.hears(to=alice)).talker == "Alice"
    assert [seen.text for seen in await alice.sees()] == ["hello"]


async def test_a_stranger_becomes_a_friend_by_agreeing(
    mocker: Mocker, puppet: MockPuppet
) -> None:
    carol = mocker.person("Carol", friend=False)
    assert not await carol.is_friend()
    with pytest.raises(Refusal):
        await carol.agrees()
    await puppet.friendship_add(carol.id, "hello")
    await carol.agrees()
    assert await carol.is_friend()
    with pytest.raises(Refusal):
        await carol.agrees()


async def test_who_has_only_talked_with_the_bot_is_a_contact_too(
    mocker: Mocker, puppet: MockPuppet
) -> None:
    carol = mocker.person("Carol", friend=False)
    assert carol.id not in await puppet.contact_list()
    await carol.says("hello")
    assert carol.id in await puppet.contact_list()


def test_people_of_one_name_have_handles_of_their_own(
    mocker: Mocker, alice: Person
) -> None:
    other = mocker.person("Alice")
    assert alice.profile.handle == "alice"
    assert other.profile.handle != "alice"


async def test_the_account_answers_by_hand(
    mocker: Mocker, puppet: MockPuppet, alice: Person
) -> None:
    with puppet.listen(MessageEvent) as events:
        await mocker.bot.says("it is me", to=alice)
        said = (await anext(events)).message
    assert said.talker_id == puppet.self_id
    assert (await alice.hears()).text == "it is me"


async def test_a_post_is_liked_by_people(
    puppet: MockPuppet, alice: Person, bob: Person
) -> None:
    post_id = await alice.publishes("nice weather")
    await bob.taps(post_id)
    await bob.taps(post_id)
    assert [tap.contact_id for tap in (await puppet.tap_search(post_id)).items] == [
        bob.id
    ]
    await bob.taps(post_id, tapped=False)
    assert (await puppet.tap_search(post_id)).items == ()


async def test_an_answer_to_an_answer_belongs_to_the_first_post(
    puppet: MockPuppet, alice: Person
) -> None:
    root = await alice.publishes("first")
    child = await puppet.post_publish(PostPayload(sayables=("second",), parent_id=root))
    await alice.publishes(PostPayload(sayables=("third",), parent_id=child))
    first, second = await puppet.post_payload(root), await puppet.post_payload(child)
    assert (first.children, first.descendants) == (1, 2)
    assert second.root_id == root

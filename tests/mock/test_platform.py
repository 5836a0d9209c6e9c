"""The mock platform: its rules, its accounts, and its faults."""

from __future__ import annotations

from contextlib import aclosing

import pytest

import puppets
from puppets import (
    Forbidden,
    LoginEvent,
    MessageEvent,
    NotFound,
    Rejected,
    ScanEvent,
    ScanStatus,
    TooLarge,
    TooLong,
    Unauthorized,
)
from puppets.file_box import FileBox
from puppets.mock import Client, Mocker, MockOptions, MockPuppet, Person
from puppets.mock.platform.updates import Parcel

from .watch import Watch

pytestmark = pytest.mark.anyio


# What the platform allows.


async def test_a_message_may_be_taken_back_for_two_minutes(
    puppet: MockPuppet, alice: Person, watch: Watch
) -> None:
    early, late = [await puppet.message_send_text(alice.id, text) for text in "ab"]
    watch.goes_on(119)
    await puppet.message_recall(early)
    watch.goes_on(2)
    with pytest.raises(Forbidden):
        await puppet.message_recall(late)
    assert [seen.text for seen in await alice.sees()] == ["b"]


async def test_a_message_may_be_changed_for_a_quarter_of_an_hour(
    puppet: MockPuppet, alice: Person, watch: Watch
) -> None:
    message_id = await puppet.message_send_text(alice.id, "tee")
    watch.goes_on(899)
    await puppet.message_edit_text(message_id, "tea")
    watch.goes_on(2)
    with pytest.raises(Forbidden):
        await puppet.message_edit_text(message_id, "coffee")
    (seen,) = await alice.sees()
    assert (seen.text, seen.edited) == ("tea", True)


async def test_the_platform_counts_for_itself(
    mocker: Mocker, puppet: MockPuppet, alice: Person
) -> None:
    client = puppet.native
    with pytest.raises(TooLong) as long:
        await client.say(alice.id, "x" * 4097)
    assert long.value.limit == 4096
    big = FileBox.from_bytes(bytes(10 * 1024 * 1024 + 1), name="big.bin")
    with pytest.raises(TooLarge) as large:
        await client.say(alice.id, big)
    assert large.value.limit == 10 * 1024 * 1024
    with pytest.raises(Rejected):
        await client.say(alice.id, "")
    assert await alice.sees() == []


async def test_only_words_can_be_changed(puppet: MockPuppet, alice: Person) -> None:
    card = await puppet.message_send_contact(alice.id, alice.id)
    with pytest.raises(Rejected):
        await puppet.message_edit_text(card, "not a card")
    file = await puppet.message_send_file(
        alice.id, FileBox.from_bytes(b"x", name="x.txt")
    )
    await puppet.message_edit_text(file, "a caption")
    assert [seen.text for seen in await alice.sees()] == ["Alice", "a caption"]


async def test_what_was_taken_back_cannot_be_passed_on(
    puppet: MockPuppet, alice: Person
) -> None:
    with puppet.listen(MessageEvent) as events:
        await alice.recalls(await alice.says("oops"))
        said, recalled = [(await anext(events)).message for _ in range(2)]
    with pytest.raises(NotFound):
        await puppet.message_forward(alice.id, said.id)
    with pytest.raises(Rejected):
        await puppet.message_forward(alice.id, recalled.id)


async def test_only_who_was_asked_agrees_to_a_friendship(
    mocker: Mocker, puppet: MockPuppet
) -> None:
    carol = mocker.person("Carol", friend=False)
    with puppet.listen(puppets.FriendshipEvent) as events:
        await puppet.friendship_add(carol.id)
        asked = (await anext(events)).friendship
    with pytest.raises(Forbidden):
        await puppet.friendship_accept(asked.id)


# Accounts, and what they are told.


async def test_two_accounts_of_one_mocker_meet(
    mocker: Mocker, puppet: MockPuppet
) -> None:
    account = mocker.account("Other")
    async with MockPuppet(MockOptions(mocker=mocker, token=account.token)) as other:
        with other.listen(MessageEvent) as events:
            await puppet.message_send_text(other.self_id, "hello, other bot")
            heard = (await anext(events)).message
    assert heard.talker_id == heard.conversation_id == puppet.self_id


@pytest.mark.parametrize("echoes", [True, False], ids=["echoed", "not echoed"])
async def test_the_puppet_hears_itself_once(echoes: bool) -> None:
    mocker = Mocker(echoes=echoes)
    alice = mocker.person("Alice")
    async with MockPuppet(MockOptions(mocker=mocker)) as puppet:
        with puppet.listen(MessageEvent) as events:
            await puppet.message_send_text(alice.id, "me")
            await alice.says("you")
            heard = [(await anext(events)).message.text for _ in range(2)]
    assert sorted(heard) == ["me", "you"]


async def test_an_account_is_linked_by_scanning(alice: Person) -> None:
    mocker = Mocker(code_seconds=0.05)
    account = mocker.account("Phone", must_link=True)
    puppet = MockPuppet(MockOptions(mocker=mocker, token=account.token))
    with puppet.listen(ScanEvent) as scans, puppet.listen(LoginEvent) as logins:
        async with puppet:
            codes = [(await anext(scans)).qrcode for _ in range(2)]
            assert not puppet.is_logged_in
            await account.links()
            assert (await anext(logins)).contact_id == account.id
            assert len(set(codes)) == 2
            statuses = {(await anext(scans)).status for _ in range(2)}
            assert ScanStatus.CONFIRMED in statuses
        async with puppet:  # the session lets it in again
            assert (await anext(logins)).contact_id == account.id
            await puppet.logout()
            assert (await anext(scans)).qrcode


async def test_two_puppets_of_one_account_show_the_same_code() -> None:
    mocker = Mocker()
    client = mocker.client(mocker.account("Phone", must_link=True).token)
    first, second = [await _next_parcel(client, None) for _ in range(2)]
    assert first.signs == second.signs
    assert len(first.signs) == 1


async def test_an_update_that_was_not_confirmed_comes_again(
    mocker: Mocker, alice: Person
) -> None:
    client = mocker.client(mocker.bot.token)
    await alice.says("one")
    await alice.says("two")
    first = await _next_parcel(client, None)
    again = await _next_parcel(client, None)
    assert first.told == again.told
    await client.confirm(str(first.told[0].number))
    assert (await _next_parcel(client, None)).told == first.told[1:]
    assert (await _next_parcel(client, first.cursor)).told == ()


async def _next_parcel(client: Client, cursor: str | None) -> Parcel:
    updates = client.updates(cursor, session=None, patience=0.01)
    async with aclosing(updates):
        return await anext(updates)


# Faults.


async def test_a_dropped_connection_is_the_next_one_where_there_is_none(
    mocker: Mocker, alice: Person
) -> None:
    await mocker.stumbles()
    async with MockPuppet(MockOptions(mocker=mocker)) as puppet:
        with puppet.listen(MessageEvent) as events:
            await alice.says("hello")
            assert (await anext(events)).message.text == "hello"
        assert puppet.health.reconnects == 1


async def test_the_whole_mocker_revokes_its_tokens(
    mocker: Mocker, puppet: MockPuppet
) -> None:
    with puppet.listen(puppets.LogoutEvent) as events:
        await mocker.revokes()
        await anext(events)
    with pytest.raises(Unauthorized):
        await MockPuppet(MockOptions(mocker=mocker)).start()


async def test_requests_are_counted_and_listening_is_none(
    mocker: Mocker, puppet: MockPuppet, alice: Person
) -> None:
    before = mocker.requests
    with puppet.listen(MessageEvent) as events:
        await alice.says("hello")
        await anext(events)
    assert mocker.requests == before
    await puppet.message_send_text(alice.id, "hello")
    assert mocker.requests == before + 1


def test_a_person_shows_who_they_are(alice: Person) -> None:
    assert repr(alice) == f"<Person 'Alice' {alice.id}>"

"""Choices as inline keyboards, where Telegram has ways of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from conformance.hearing import eventually, heard, pending
from puppets import Choice, ChoiceEvent, ErrorEvent, InProcessMemory, SqliteMemory
from puppets.telegram import TelegramPuppet
from puppets_standins.telegram.server import TelegramServer

from .making import made

pytestmark = pytest.mark.anyio

SIZES = (Choice("Small"), Choice("Large", id="l"))


@pytest.fixture
def bob(server: TelegramServer) -> int:
    return server.sign_up("Bob")


@pytest.fixture
def tea(server: TelegramServer, alice: int, bob: int) -> int:
    return server.open_group("tea", [alice, bob])


async def asked(puppet: TelegramPuppet, chat: int, *, per_person: bool = True) -> int:
    """Offer the sizes there; the number of the message."""
    id = await puppet.message_send_choices(
        str(chat), "Size?", SIZES, per_person=per_person
    )
    return int(id.partition(":")[2])


async def answered(server: TelegramServer, user: int) -> None:
    await eventually(lambda: not server.waits(user), "an answer to a press")


async def chosen(events: AsyncIterator[ChoiceEvent]) -> tuple[str, Choice]:
    event = await heard(events)
    return event.contact_id, event.choice


# What a button holds.


async def test_a_button_holds_all_that_it_offers(
    server: TelegramServer, alice: int
) -> None:
    """Whoever goes on with an empty memory hears the whole choice."""
    async with made(server) as puppet:
        number = await asked(puppet, alice)
    async with made(server) as puppet:
        with puppet.listen(ChoiceEvent) as events:
            server.press(alice, alice, number, "Large")
            assert await chosen(events) == (str(alice), SIZES[1])
            await answered(server, alice)


async def test_the_label_needs_no_room_where_it_is_the_id(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    choice = Choice("大杯珍珠奶茶,少冰半糖,加椰果,谢谢你们啦,请快一点点吧")
    assert len(choice.label.encode()) > 64
    sent = await puppet.message_send_choices(str(alice), "吃什么?", [choice])
    with puppet.listen(ChoiceEvent) as events:
        number = int(sent.partition(":")[2])
        server.press(alice, alice, number, choice.label)
        assert await chosen(events) == (str(alice), choice)


async def test_an_app_cannot_choose_what_is_not_offered(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    number = await asked(puppet, alice)
    with puppet.listen(ChoiceEvent) as events:
        for forged in ("p:free", "s:l", "p=7", "", "x", "p", "p:"):
            server.press_forged(alice, alice, number, forged)
        await answered(server, alice)
        assert await pending(events) == []
    assert server.notices(alice, alice) == []


async def test_a_button_of_the_bots_own_making_waits_for_nothing(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    button = InlineKeyboardButton("go", callback_data="go!")
    sent = await puppet.native.send_message(
        alice, "own", reply_markup=InlineKeyboardMarkup([[button]])
    )
    with puppet.listen(ChoiceEvent) as events:
        server.press(alice, alice, sent.message_id, "go")
        await answered(server, alice)
        assert await pending(events) == []


# Old messages.


async def test_a_press_below_an_old_message_is_heard_as_it_is_remembered(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    number = await asked(puppet, alice)
    with puppet.listen(ChoiceEvent) as events:
        server.press(alice, alice, number, "Large", old=True)
        assert await chosen(events) == (str(alice), SIZES[1])
        await answered(server, alice)


async def test_a_press_below_an_old_message_that_nobody_remembers_is_answered(
    server: TelegramServer, alice: int
) -> None:
    async with made(server) as puppet:
        number = await asked(puppet, alice)
    async with made(server) as puppet:
        with puppet.listen(ChoiceEvent) as events:
            server.press(alice, alice, number, "Large", old=True)
            await answered(server, alice)
            assert await pending(events) == []


async def test_an_old_message_is_settled_all_the_same(
    server: TelegramServer, puppet: TelegramPuppet, alice: int, tea: int
) -> None:
    number = await asked(puppet, tea, per_person=False)
    server.press(alice, tea, number, "Large", old=True)
    await answered(server, alice)
    [shown] = [m for m in server.messages(tea) if m["message_id"] == number]
    assert shown["text"] == "Size?\n\n✓ Large — Alice"
    assert "reply_markup" not in shown


# What is settled.


async def test_what_was_settled_before_a_kill_is_settled_by_the_next_press(
    server: TelegramServer, alice: int, bob: int, tea: int, tmp_path: Path
) -> None:
    """The choice was kept, and the process died before the message said so."""
    path = tmp_path / "memory.sqlite"
    async with made(server, memory=SqliteMemory(path)) as puppet:
        number = await asked(puppet, tea, per_person=False)
        server.faults.throttles += [1] * 2  # neither the edit nor the answer is made
        with puppet.listen(ChoiceEvent) as events:
            server.press(alice, tea, number, "Large")
            await heard(events)
        await eventually(lambda: not server.faults.throttles, "both to be refused")
    async with made(server, memory=SqliteMemory(path)) as puppet:
        with puppet.listen(ChoiceEvent) as events:
            server.press(bob, tea, number, "Small")
            await answered(server, bob)
            assert await pending(events) == []
    assert server.notices(bob, tea) == ["✓ Large — Alice"]
    assert server.messages(tea)[-1]["text"] == "Size?\n\n✓ Large — Alice"


async def test_mentions_stay_in_what_is_settled(
    server: TelegramServer, puppet: TelegramPuppet, alice: int, bob: int, tea: int
) -> None:
    server.say(bob, tea, "here I am")
    await eventually(lambda: len(server.bot.queue) == 0, "Bob to be heard")
    sent = await puppet.message_send_choices(
        str(tea), "Size, @Bob?", SIZES, per_person=False, mention_ids=(str(bob),)
    )
    server.press(alice, tea, int(sent.partition(":")[2]), "Small")
    await answered(server, alice)
    [entity] = server.messages(tea)[-1]["entities"]
    assert (entity["type"], entity["user"]["id"]) == ("text_mention", bob)


async def test_two_presses_at_once_settle_it_once(
    server: TelegramServer, alice: int, bob: int, tea: int
) -> None:
    memory = InProcessMemory()
    async with made(server, memory=memory) as puppet:
        number = await asked(puppet, tea, per_person=False)
    for person, label in ((alice, "Small"), (bob, "Large")):
        server.press(person, tea, number, label)
    async with made(server, memory=memory) as puppet:
        with puppet.listen(ChoiceEvent) as events:
            for person in (alice, bob):
                await answered(server, person)
            assert [event.contact_id for event in await pending(events)] == [str(alice)]
    assert server.notices(bob, tea) == ["✓ Small — Alice"]


# Who waits.


async def test_a_press_that_is_too_old_to_be_answered_is_heard_and_no_error(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    number = await asked(puppet, alice)
    with puppet.listen(ErrorEvent) as errors, puppet.listen(ChoiceEvent) as events:
        server.press(alice, alice, number, "Small")
        server.presses[-1].answer = ""  # Telegram waits for it no longer
        await heard(events)
        server.press(alice, alice, number, "Large")
        await answered(server, alice)
        assert await pending(errors) == []


async def test_an_answer_that_fails_is_said_and_holds_up_nothing(
    server: TelegramServer, puppet: TelegramPuppet, alice: int
) -> None:
    number = await asked(puppet, alice)
    with puppet.listen(ErrorEvent) as errors, puppet.listen(ChoiceEvent) as events:
        server.throttle(1)
        server.press(alice, alice, number, "Small")
        assert "answerCallbackQuery" in str((await heard(errors)).error)
        server.press(alice, alice, number, "Large")
        assert [await chosen(events) for _ in range(2)] == [
            (str(alice), choice) for choice in SIZES
        ]
        await eventually(
            lambda: server.notices(alice, alice) == ["✓ Large"], "an answer to the next"
        )


async def test_many_who_press_at_once_are_answered_side_by_side(
    server: TelegramServer, puppet: TelegramPuppet
) -> None:
    people = [server.sign_up(f"Person {number}") for number in range(20)]
    crowd = server.open_group("crowd", people)
    number = await asked(puppet, crowd)
    for person in people:
        server.press(person, crowd, number, "Small")
    server.delay(0.5)
    await eventually(lambda: not any(map(server.waits, people)), "all the answers")
    asked_at = [at for method, at in server.calls if method == "answercallbackquery"]
    one_after_the_other = 0.5 * len(people)
    assert max(asked_at) - min(asked_at) < one_after_the_other / 2

"""Third parties judge the stand-in: python-telegram-bot parses all it serves, aiogram's models know every field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiogram.methods
import pytest
import telegram
from aiogram.types import Update
from pydantic import BaseModel, TypeAdapter

from puppets_standins.telegram.methods import METHODS
from puppets_standins.telegram.updates import TYPES
from tests.telegram.script import Played, play

pytestmark = [
    pytest.mark.anyio,
    # python-telegram-bot warns of what its next version changes: durations as timedeltas.
    pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning"),
]

PAYLOADS = sorted(
    (Path(__file__).parents[2] / "fixtures/puppets_standins/telegram/payloads").glob(
        "*.json"
    )
)

# Of the fields that we send, those that Bot API 10.1 to 10.3 brought: python-telegram-bot 22.8, which is of 10.0,
# keeps them aside in `api_kwargs`. One more here is worth a look at their changelog; one less is progress.
UNKNOWN_TO_PTB = {"can_send_welcome_messages"}

# What people cannot cause here, or bots are not told of: inline mode, payments, business accounts, channels, boosts.
NEVER_SENT = {
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "chat_join_request",
    "message_reaction_count",
    "chat_boost",
    "removed_chat_boost",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "purchased_paid_media",
}

RETURNED = {
    name.lower(): known.__returning__
    for name, known in vars(aiogram.methods).items()
    if hasattr(known, "__returning__")
}


@pytest.fixture(scope="module")
async def played() -> Played:
    return await play()


def strangers(value: object, path: str = "") -> Iterator[str]:
    """Where aiogram found fields that it does not know, however deep."""
    if isinstance(value, BaseModel):
        yield from (f"{path}.{name}" for name in value.model_extra or {})
        for name, item in value.__dict__.items():
            yield from strangers(item, f"{path}.{name}")
    elif isinstance(value, (list, tuple)):
        for number, item in enumerate(value):
            yield from strangers(item, f"{path}[{number}]")


def unknown_to_ptb(value: object) -> Iterator[str]:
    """The fields that python-telegram-bot set aside, however deep."""
    if isinstance(value, telegram.TelegramObject):
        yield from value.api_kwargs
        for name in value.to_dict(recursive=False):
            yield from unknown_to_ptb(
                getattr(value, "from_user" if name == "from" else name, None)
            )
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from unknown_to_ptb(item)


def judged(method: str, result: object) -> list[str]:
    model = TypeAdapter(RETURNED[method]).validate_python(result, context={"bot": None})
    return [f"{method}{stranger}" for stranger in strangers(model)]


async def test_every_method_was_asked(played: Played) -> None:
    assert set(played.methods) == set(METHODS)


async def test_every_kind_of_update_was_told(played: Played) -> None:
    assert set(_kinds(played.updates)) == TYPES - NEVER_SENT


async def test_ptb_parses_everything_that_is_served(played: Played) -> None:
    parsed = Counter(type(value).__name__ for value in played.parsed)
    print(f"python-telegram-bot parsed {parsed.total()} objects: {dict(parsed)}")
    assert parsed["Update"] >= 50
    assert parsed["Message"] >= 20
    assert set(unknown_to_ptb(played.parsed)) == UNKNOWN_TO_PTB


async def test_aiogram_knows_every_field_of_every_result(played: Played) -> None:
    print(
        f"aiogram judged {len(played.results)} results of {len(played.methods)} methods"
    )
    assert [stranger for result in played.results for stranger in judged(*result)] == []


async def test_aiogram_knows_every_field_of_every_update(played: Played) -> None:
    print(
        f"aiogram judged {len(played.updates)} updates: {dict(Counter(_kinds(played.updates)))}"
    )
    assert [
        s for update in played.updates for s in strangers(Update.model_validate(update))
    ] == []


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda path: path.stem)
async def test_both_know_every_field_of_the_written_payloads(payload: Path) -> None:
    [line] = payload.read_text("utf-8").splitlines()
    update = json.loads(line)
    assert list(strangers(Update.model_validate(update))) == []
    parsed = telegram.Update.de_json(update, None)
    assert set(unknown_to_ptb(parsed)) <= UNKNOWN_TO_PTB


async def test_the_judges_are_not_asleep() -> None:
    """A field that nobody knows is seen, at the top and deep down."""
    body: dict[str, Any] = json.loads(
        (PAYLOADS[0].parent / "text_in_group.json").read_text("utf-8")
    )
    body["message"]["chat"]["invented"] = body["invented"] = True
    assert list(strangers(Update.model_validate(body))) == [
        ".invented",
        ".message.chat.invented",
    ]
    assert set(unknown_to_ptb(telegram.Update.de_json(body, None))) == {"invented"}


def _kinds(updates: list[dict[str, Any]]) -> list[str]:
    return [kind for update in updates for kind in update if kind != "update_id"]

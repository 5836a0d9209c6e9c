"""Third parties judge the stand-in: what real Slack sends knows every key, slack-sdk asks every method."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from puppets_standins.slack.methods import METHODS

from .standin.day import Played, play

pytestmark = pytest.mark.anyio

# Key paths and JSON types of public samples of real Slack; see fixtures/puppets_standins/slack/SOURCES.md.
SHAPES = json.loads(
    (
        Path(__file__).parents[2]
        / "fixtures/puppets_standins/slack/payloads/shapes.json"
    ).read_text()
)

TYPES = {bool: "boo", int: "num", float: "num", str: "str", dict: "obj", list: "arr"}

# What real Slack sends though no sample shows it, each with its source in SOURCES.md.
ANSWERS_BESIDES = {
    "warning:str",
    "response_metadata:obj",
    "response_metadata.warnings:arr",
    "response_metadata.messages:arr",
}
BESIDES: dict[str, set[str]] = {
    "conversations.leave": {"not_in_channel:boo"},
}
# Every event has these since 2020; some samples are older.
ENVELOPE = {
    path
    for path in SHAPES["events"]["Message"].split()
    if not path.startswith("event.")
}
OF_A_MESSAGE = ("event.message", "event.previous_message")


def sort_of(event: dict[str, Any]) -> str:
    """Which of the samples this event is to be like."""
    subtype = event.get("subtype", "")
    if event["type"] == "message":
        if subtype == "group_topic":
            return "MessageGroupTopic"
        alike = subtype.replace("group_", "channel_").replace("_message", "")
        return "Message" + "".join(
            part.title() for part in alike.removeprefix("message_").split("_")
        )
    return "".join(part.title() for part in event["type"].split("_"))


@pytest.fixture(scope="module")
async def played() -> Played:
    return await play()


def paths(value: object, path: str, known: set[str]) -> Iterator[str]:
    """Every key path in it, as far as the samples open it."""
    if path and value is not None:
        yield f"{path}:{TYPES[type(value)]}"
    opened = {each.rpartition(":")[0] for each in known}
    if isinstance(value, dict):
        if not path or any(each.startswith(f"{path}.") for each in opened):
            for key, item in value.items():
                yield from paths(item, f"{path}.{key}" if path else key, known)
    elif isinstance(value, list) and any(
        each.startswith(f"{path}[]") for each in opened
    ):
        for item in value:
            if isinstance(item, dict):
                for key, part in item.items():
                    yield from paths(part, f"{path}[].{key}", known)


def known_of(kind: str, name: str) -> set[str]:
    return set(SHAPES[kind][name].split()) | BESIDES.get(name, set())


def of_messages() -> set[str]:
    """What a message within an event may have."""
    inside = [
        path.removeprefix("messages[]")
        for path in SHAPES["api"]["conversations.history"].split()
        if path.startswith("messages[].")
    ]
    return {f"{where}{path}" for where in OF_A_MESSAGE for path in inside}


def strangers_in_answer(method: str, answer: dict[str, Any]) -> list[str]:
    known = known_of("api", method) | ANSWERS_BESIDES
    if method == "conversations.replies":
        known |= known_of("api", "conversations.history")
    return [
        f"{method}: {path}" for path in paths(answer, "", known) if path not in known
    ]


def strangers_in_event(told: dict[str, Any]) -> list[str]:
    name = sort_of(told["event"])
    known = known_of("events", name) | ENVELOPE
    if name in {"MessageChanged", "MessageDeleted"}:
        known |= of_messages()
    return [f"{name}: {path}" for path in paths(told, "", known) if path not in known]


def strangers_in_press(told: dict[str, Any]) -> list[str]:
    history = SHAPES["api"]["conversations.history"].split()
    known = known_of("interactions", "BlockAction") | {
        path.replace("messages[]", "message")
        for path in history
        if path.startswith("messages[].")
    }
    return [path for path in paths(told, "", known) if path not in known]


async def test_every_method_was_asked_by_slack_sdk(played: Played) -> None:
    assert played.methods == set(METHODS)


async def test_every_kind_of_event_was_told(played: Played) -> None:
    assert {sort_of(told["event"]) for told in played.told} == set(SHAPES["events"])


async def test_every_answer_has_only_the_keys_of_real_ones(played: Played) -> None:
    kinds = Counter(method for method, _ in played.answers)
    print(f"{kinds.total()} answers of {len(kinds)} methods were judged")
    found = [s for answer in played.answers for s in strangers_in_answer(*answer)]
    assert sorted(set(found)) == []


async def test_every_event_has_only_the_keys_of_real_ones(played: Played) -> None:
    kinds = Counter(sort_of(told["event"]) for told in played.told)
    print(f"{kinds.total()} events of {len(kinds)} kinds were judged")
    found = [s for told in played.told for s in strangers_in_event(told)]
    assert sorted(set(found)) == []


async def test_every_press_has_only_the_keys_of_real_ones(played: Played) -> None:
    found = [s for told in played.pressed for s in strangers_in_press(told)]
    assert len(played.pressed) == 3
    assert sorted(set(found)) == []


async def test_the_judges_are_not_asleep(played: Played) -> None:
    """A key that nobody knows is seen, and so is a known one of another type."""
    told = next(each for each in played.told if sort_of(each["event"]) == "Message")
    invented = {**told, "tea": 1, "event": {**told["event"], "cake": "yes", "ts": 7}}
    assert strangers_in_event(invented) == [
        "Message: event.ts:num",
        "Message: event.cake:str",
        "Message: tea:num",
    ]
    press = {**played.pressed[0], "cup": "big"}
    assert strangers_in_press(press) == ["cup:str"]
    answer = {"ok": True, "channel": {"id": "C1", "topic": {"colour": "red"}}}
    assert strangers_in_answer("conversations.info", answer) == [
        "conversations.info: channel.topic.colour:str"
    ]

"""
A ding-dong bot for Wechaty in Python, to be run by its own Python: asked and told in lines.

python-wechaty 0.10.7 imports on Python 3.11 and later only once its `PuppetOptions` can
be hashed, as other people's bots do it too.
"""

from __future__ import annotations

import asyncio
import hashlib
import importlib
import json
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

schemas = importlib.import_module("wechaty_puppet.schemas.puppet")
schemas.PuppetOptions.__hash__ = object.__hash__
wechaty = importlib.import_module("wechaty")
files = importlib.import_module("wechaty_puppet")

voice, sys.stdout = sys.stdout, sys.stderr  # python-wechaty prints, too

bot = wechaty.Wechaty(wechaty.WechatyOptions(port=int(os.environ["PORT"])))


class Contact(Protocol):
    """What of Wechaty's contacts is used here; so are the next two."""

    contact_id: str
    name: str

    async def ready(self) -> None: ...
    async def say(self, said: object) -> Message: ...


class Room(Protocol):
    room_id: str

    async def ready(self) -> None: ...
    async def say(self, said: object) -> Message: ...
    async def topic(self, new: str | None = None) -> str: ...


class Message(Protocol):
    message_id: str

    def talker(self) -> Contact: ...
    def room(self) -> Room | None: ...
    def text(self) -> str: ...
    def type(self) -> Enum: ...
    def is_self(self) -> bool: ...
    def date(self) -> datetime: ...
    async def say(self, said: object) -> Message: ...


def tell(**line: object) -> None:
    voice.write(json.dumps(line) + "\n")
    voice.flush()


# What it hears.


async def on_login(user: Contact) -> None:
    tell(event="login", id=user.contact_id, name=user.name)


async def on_message(message: Message) -> None:
    room = message.room()
    tell(
        event="message",
        id=message.message_id,
        talker=message.talker().contact_id,
        room=room.room_id if room else "",
        text=message.text(),
        type=message.type().name,
        own=message.is_self(),
        year=message.date().year,
    )
    if message.text() == "ding":
        await message.say("dong")


async def on_room_topic(
    room: Room, topic: str, before: str, changer: Contact, _: object
) -> None:
    tell(
        event="room-topic",
        room=room.room_id,
        topic=topic,
        before=before,
        by=changer.contact_id,
    )


async def on_room_join(
    room: Room,
    invitees: list[Contact],
    inviter: Contact,
    _: object,
) -> None:
    who = [each.contact_id for each in invitees]
    tell(event="room-join", room=room.room_id, who=who, by=inviter.contact_id)


# What it does when it is asked to.


async def say(given: Mapping[str, str]) -> object:
    said = await (await _where(given)).say(given["text"])
    return said.message_id


async def find_a_contact(given: Mapping[str, str]) -> object:
    found = await bot.Contact.find(given["name"])
    return found and {"id": found.contact_id, "name": found.name}


async def find_a_room(given: Mapping[str, str]) -> object:
    room = await bot.Room.find(given["topic"])
    if room is None:
        return None
    members = await room.member_list()
    return {
        "id": room.room_id,
        "topic": await room.topic(),
        "members": sorted(each.contact_id for each in members),
    }


async def set_topic(given: Mapping[str, str]) -> object:
    await (await _room(given["room"])).topic(given["topic"])
    return None


async def read_a_file(given: Mapping[str, str]) -> object:
    message = bot.Message.load(given["id"])
    await message.ready()
    box = await message.to_file_box()
    await box.to_file(box.name, overwrite=True)
    sha256 = hashlib.sha256(Path(box.name).read_bytes()).hexdigest()
    return {"name": box.name, "sha256": sha256}


async def send_a_file(given: Mapping[str, str]) -> object:
    box = files.FileBox.from_base64(given["base64"].encode(), given["name"])
    said = await (await _where(given)).say(box)
    return said.message_id


async def send_a_link(given: Mapping[str, str]) -> object:
    link = wechaty.UrlLink(files.UrlLinkPayload(url=given["url"], title=given["title"]))
    said = await (await _where(given)).say(link)
    return said.message_id


async def _where(given: Mapping[str, str]) -> Contact | Room:
    if "room" in given:
        return await _room(given["room"])
    contact: Contact = bot.Contact.load(given["to"])
    await contact.ready()
    return contact


async def _room(room_id: str) -> Room:
    room: Room = bot.Room.load(room_id)
    await room.ready()
    return room


STEPS = {
    "say": say,
    "find a contact": find_a_contact,
    "find a room": find_a_room,
    "set topic": set_topic,
    "read a file": read_a_file,
    "send a file": send_a_file,
    "send a link": send_a_link,
}


async def obey() -> None:
    """It ends with its input."""
    lines = asyncio.StreamReader(limit=1 << 24)  # a file may stand in one
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    async for line in lines:
        asked = json.loads(line)
        try:
            told = await STEPS[asked["step"]](asked)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test says it
            tell(number=asked["number"], failed=repr(error))
        else:
            tell(number=asked["number"], told=told)
    os._exit(0)


async def main() -> None:
    for listener in (on_login, on_message, on_room_topic, on_room_join):
        event = listener.__name__.removeprefix("on_").replace("_", "-")
        bot.on(event, listener)
    await asyncio.gather(obey(), bot.start())


asyncio.run(main())

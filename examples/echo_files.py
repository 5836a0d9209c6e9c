"""Says every text again, sends every file back, and tells what it is when asked."""

import re

from puppets import Bot, FileBox, Message, RoomJoin

bot = Bot()


@bot.on_message(text="help")
async def explain(message: Message) -> None:
    await message.reply("Say something, send a file, or say: file NAME TEXT")


@bot.on_message(text=re.compile(r"^file \S+ "))
async def write(message: Message) -> None:
    _, name, text = message.text.split(maxsplit=2)
    await message.say(FileBox.from_bytes(text.encode(), name=name))


@bot.on_message
async def echo(message: Message) -> None:
    if message.filename:
        file = await message.file()
        await message.say(f"{file.name}: {await file.measure()} bytes")
        await message.say(file)
    elif message.text != "help" and not message.text.startswith("file "):
        await message.say(message.text)


@bot.on_room_join
async def welcome(join: RoomJoin) -> None:
    names = ", ".join(person.name for person in join.invitees)
    await join.room.say(
        f"Welcome to {join.room.topic}, {names}", mentions=join.invitees
    )


if __name__ == "__main__":
    bot.run()

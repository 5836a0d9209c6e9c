"""Carries what is said in a room to the rooms of the same name on other platforms."""

import os

from puppets import Bot, Message

TOPIC = os.environ.get("BRIDGE_TOPIC", "Tea")
bot = Bot(puppets=["telegram", "slack"])


@bot.on_message(room=TOPIC)
async def carry(message: Message) -> None:
    for room in await bot.rooms.find_all(topic=TOPIC):
        if room.puppet is not message.puppet:
            await room.say(f"{message.talker.name}: {message.text or message.filename}")
            if message.filename:
                await room.say(await message.file())


if __name__ == "__main__":
    bot.run()

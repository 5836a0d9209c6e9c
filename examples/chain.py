"""Two bots in a row: what the first says in answer is what the second hears."""

from puppets import Bot, Message

echo = Bot()
shout = Bot()


@echo.on_message
async def repeat(message: Message) -> None:
    await message.say(f"{message.talker.name} said: {message.text}")


@shout.on_message
async def louder(message: Message) -> None:
    await message.say(message.text.upper())


bot = echo | shout

if __name__ == "__main__":
    bot.run()

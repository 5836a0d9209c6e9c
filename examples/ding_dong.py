"""The smallest bot there is: say ding, hear dong."""

from puppets import Bot, Message

bot = Bot()


@bot.on_message
async def ding(message: Message) -> None:
    if message.text == "ding":
        await message.say("dong")


if __name__ == "__main__":
    bot.run()

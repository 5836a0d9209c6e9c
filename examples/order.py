"""Takes an order in a conversation: it asks, offers choices, and waits for the answers."""

from puppets import Bot, Message, NoAnswer

bot = Bot()


@bot.on_message(text="order")
async def order(message: Message) -> None:
    try:
        size = await message.ask("Which size?", choices=["S", "M", "L"], timeout=600)
        name = await message.ask("And the name on the cup?", timeout=600)
    except NoAnswer:
        await message.say("Another time, then.")
    else:
        await message.say(f"One tea, {size.text}, for {name.text}.")


if __name__ == "__main__":
    bot.run()

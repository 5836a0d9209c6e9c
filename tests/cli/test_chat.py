"""A chat in a pipe: lines in, answers out."""

from __future__ import annotations

from pathlib import Path

from tests.cli.commands import ROOT, puppets

WRITER = """
from collections.abc import AsyncIterator
from puppets import Bot, Location, Message, UrlLink

bot = Bot()

async def poem() -> AsyncIterator[str]:
    for word in ("Roses ", "are ", "red"):
        yield word

@bot.on_message
async def write(message: Message) -> None:
    await message.say(poem())
    await message.say(UrlLink(url="https://example.org", title="Roses"))
    await message.say(Location(latitude=1, longitude=2, name="Garden"))
    await message.say(message.talker)
"""
ASKING = """
from puppets import Bot, Message, MessageEvent

bot = Bot()

@bot.on_message(text="hello")
async def ask(message: Message) -> None:
    with bot.puppet.listen(MessageEvent) as events:
        await message.say("Who are you?")
        async for event in events:
            if event.message.talker_id == message.talker.id:
                await message.say(f"Hello {event.message.text}")
                return
"""


def test_a_chat_in_a_pipe_has_the_answers_alone() -> None:
    done = puppets("chat", stdin="hello\nding\n\nding")
    assert (done.returncode, done.stdout, done.stderr) == (0, "dong\ndong\n", "")


def test_a_chat_sends_and_receives_files() -> None:
    bot = str(ROOT / "examples" / "echo_files.py")
    done = puppets(
        "chat", bot, stdin="/file LICENSE\nfile a.txt hi there\n/file none\n"
    )
    size = (ROOT / "LICENSE").stat().st_size
    assert done.stdout.splitlines() == [
        f"LICENSE: {size} bytes",
        f"[file LICENSE, {size} bytes]",
        "[file a.txt, 8 bytes]",
    ]
    assert "there is no file 'none'" in done.stderr


def test_a_chat_shows_whatever_the_bot_says(tmp_path: Path) -> None:
    path = tmp_path / "writer.py"
    path.write_text(WRITER)
    lines = puppets("chat", str(path), stdin="write\n").stdout.splitlines()
    assert lines == [
        "Roses are red",
        "Roses",
        "https://example.org",
        "[place 1, 2] Garden",
        "[contact] You",
    ]


def test_a_bot_that_raises_is_said_and_the_chat_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "broken.py"
    path.write_text(
        "from puppets import Bot\nbot = Bot()\n"
        "@bot.on_message\nasync def f(message): await message.say(str(1 // len(message.text.strip('x'))))\n"
    )
    done = puppets("chat", str(path), stdin="x\nhello\n")
    assert done.stdout == "0\n"
    assert "ZeroDivisionError" in done.stderr
    assert done.returncode == 0


def test_a_bot_that_waits_for_the_next_line_gets_it(tmp_path: Path) -> None:
    path = tmp_path / "asking.py"
    path.write_text(ASKING)
    done = puppets("chat", str(path), stdin="hello\nBob\n")
    assert done.stdout == "Who are you?\nHello Bob\n"


CHOOSING = """
from puppets import Bot, Chosen, Message

bot = Bot()

@bot.on_message(text="tea")
async def ask(message: Message) -> None:
    await message.say("Which size?", choices=["S", "M"])

@bot.on_choice
async def take(chosen: Chosen) -> None:
    await chosen.say(f"{chosen.text} it is")
"""


def test_a_chat_shows_buttons_and_presses_them(tmp_path: Path) -> None:
    bot = tmp_path / "choosing_bot.py"
    bot.write_text(CHOOSING)
    done = puppets("chat", str(bot), stdin="tea\n/choose 2\n/choose S\n/choose L\n")
    assert done.stdout.splitlines() == ["Which size? [1 S] [2 M]", "M it is", "S it is"]
    assert done.stderr == "puppets: there is no button 'L'\n"

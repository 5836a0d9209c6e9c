"""`puppets run --reload`: a bot that is being written, on a Telegram that goes on."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from puppets import ConfigurationError
from puppets._cli import reloading
from puppets._cli.reloading import Watch, _Supervisor
from tests.cli.commands import PUPPETS, ended, line, logged_in, started
from tests.cli.program import Program, ends

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.timeout(60),
]  # each starts several programs

ANSWERS = """
import asyncio
from puppets import Bot, Message

bot = Bot()

@bot.on_message
async def answer(message: Message) -> None:
    print(f"heard {{message.text}}", flush=True)
    await asyncio.sleep({seconds})
    await message.say(f"{word} {{message.text}}")
"""

ENDS = """
import pathlib, signal, sys, time

folder = pathlib.Path(__file__).parent

def end(*_):
    (folder / "ended").touch()
    sys.exit()

signal.signal(signal.SIGTERM, end)
(folder / "begun").touch()
time.sleep(60)
"""


def bot(word: str, *, seconds: float = 0) -> str:
    return ANSWERS.format(word=word, seconds=seconds)


async def until_answered(program: Program, text: str) -> None:
    async with asyncio.timeout(30):
        while program.server.messages(program.alice)[-1]["text"] != text:
            await asyncio.sleep(0.02)


def asks(program: Program, text: str) -> None:
    program.server.say(program.alice, program.alice, text)


async def until_said(process: asyncio.subprocess.Process, text: str) -> str:
    said = ""
    while text not in said:
        more = await line(process)
        assert more, said
        said += more
    return said


async def is_over(process: asyncio.subprocess.Process) -> tuple[int | None, str, str]:
    process.send_signal(signal.SIGINT)
    return await ended(process)


async def test_a_change_is_run_at_once(program: Program) -> None:
    file = program.file(bot("old"))
    process = await program.runs(file, "--reload")
    await logged_in(process)
    asks(program, "one")
    await until_answered(program, "old one")
    program.file(bot("new"))
    said = await logged_in(process)
    assert said.startswith("bot.py: starting again: bot.py changed\n")
    asks(program, "two")
    await until_answered(program, "new two")
    code, _, err = await is_over(process)
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("seconds", "answers"),
    [(1, ["old one", "new two"]), (60, ["new one", "new two"])],
    ids=["that ends soon", "that does not end"],
)
async def test_what_is_in_work_is_done_or_done_again(
    program: Program, seconds: float, answers: list[str]
) -> None:
    file = program.file(bot("old", seconds=seconds))
    process = await program.runs(file, "--reload")
    await logged_in(process)
    asks(program, "one")
    assert process.stdout is not None
    assert await process.stdout.readline() == b"heard one\n"
    program.file(bot("new"))
    await logged_in(process)
    await until_answered(program, answers[0])
    asks(program, "two")
    await until_answered(program, answers[1])
    texts = [each["text"] for each in program.server.messages(program.alice)]
    assert texts == ["one", answers[0], "two", answers[1]]
    assert (await is_over(process))[0] == 0


async def test_a_mistake_is_said_and_waited_out(program: Program) -> None:
    file = program.file(bot("old"))
    process = await program.runs(file, "--reload")
    await logged_in(process)
    program.file("import nonsense_of_mine\n")
    said = await until_said(process, "a change to it starts it again")
    assert "No module named 'nonsense_of_mine'" in said
    asks(program, "anybody there?")
    program.file(bot("new"))
    await until_answered(program, "new anybody there?")
    assert (await is_over(process))[0] == 0


async def test_a_neighbour_that_changes_counts(program: Program) -> None:
    neighbour = program.folder / "words.py"
    neighbour.write_text("WORD = 'old'\n")
    text = bot("{WORD}").replace(
        "import asyncio", "import asyncio\nfrom words import WORD"
    )
    process = await program.runs(program.file(text), "--reload")
    await logged_in(process)
    neighbour.write_text("WORD = 'new'\n")
    assert "words.py changed" in await logged_in(process)
    asks(program, "one")
    await until_answered(program, "new one")
    assert (await is_over(process))[0] == 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
async def test_however_it_ends_nothing_is_left(
    program: Program, how: signal.Signals
) -> None:
    text = bot("old").replace(
        "import asyncio", "import asyncio, os; print(os.getpid())"
    )
    process = await program.runs(program.file(text), "--reload")
    assert process.stdout is not None
    number = int(await process.stdout.readline())
    await logged_in(process)
    process.send_signal(how)
    assert (await ended(process))[::2] == (0, "")
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


async def test_a_killed_one_takes_the_bot_with_it(program: Program) -> None:
    process = await program.runs(program.file(bot("old")), "--reload")
    await logged_in(process)
    process.kill()
    await ended(process)  # which waits for all who write there
    again = await program.runs(program.file(bot("new")))
    await logged_in(again)
    assert await ends(again) == (0, "", "")


async def test_a_bot_that_stops_itself_is_not_started_again(tmp_path: Path) -> None:
    path = tmp_path / "brief.py"
    path.write_text(
        "from puppets import Bot\nbot = Bot()\n"
        "@bot.on_ready\nasync def enough(event): await bot.stop()\n"
    )
    process = await started(*PUPPETS, "run", str(path), "-p", "mock", "--reload")
    assert (await ended(process))[0] == 0


@pytest.mark.parametrize(
    ("file", "why"),
    [("bot.py", "telegram needs TELEGRAM_TOKEN"), ("none.py", "there is no file")],
    ids=["not configured", "not there"],
)
async def test_what_no_change_mends_ends_it(
    program: Program, file: str, why: str
) -> None:
    program.file(bot("old"))
    path = str(program.folder / file)
    process = await started(*PUPPETS, "run", path, "-p", "telegram", "--reload")
    code, _, err = await ended(process)
    assert code == 2
    assert why in err


# What is looked at.


async def test_only_what_is_ours_is_watched(tmp_path: Path) -> None:
    for name in (".hidden", "__pycache__", "venv", "package"):
        (tmp_path / name).mkdir()
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    watch = Watch(tmp_path)
    for name in (".hidden/a.py", "__pycache__/b.py", "venv/c.py", "notes.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "package" / "d.py").write_text("x")
    async with asyncio.timeout(10):
        assert await watch.change() == [str(Path("package") / "d.py")]
    (tmp_path / "package" / "d.py").unlink()
    async with asyncio.timeout(10):
        assert await watch.change() == [str(Path("package") / "d.py")]


def test_too_many_files_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reloading, "MOST_FILES", 3)
    for number in range(4):
        (tmp_path / f"{number}.py").touch()
    with pytest.raises(ConfigurationError, match="a folder of its own"):
        Watch(tmp_path)


async def test_a_bot_ends_as_ever_where_its_files_become_too_many(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = program.file(ENDS)
    command = (sys.executable, str(path))
    running = asyncio.create_task(_Supervisor(Path(path), command).until_ended())
    async with asyncio.timeout(30):
        while not (program.folder / "begun").exists():
            await asyncio.sleep(0.02)
    monkeypatch.setattr(reloading, "MOST_FILES", 1)
    (program.folder / "more.py").touch()
    with pytest.raises(ConfigurationError, match="a folder of its own"):
        await running
    assert (program.folder / "ended").exists()

"""`puppets chat --puppet NAME` in a pipe: a person's words, by a script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from puppets_standins.slack.server import APP_TOKEN, BOT_TOKEN, SlackServer
from puppets_standins.telegram.server import TOKEN
from tests.cli.commands import PUPPETS, ROOT, environment, logged_in, puppets
from tests.cli.program import DING_DONG, QUICK, Program, ends, said

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(60)]  # each starts programs


async def talks(
    typed: str, *more: str, **variables: str
) -> tuple[int | None, str, str]:
    """Exit code, stdout and stderr of a talk in which this is typed."""
    process = await asyncio.create_subprocess_exec(
        *(*PUPPETS, "chat", *more),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env=environment(**variables),
    )
    out, err = await process.communicate(typed.encode())
    return process.returncode, out.decode(), err.decode()


async def on_telegram(
    program: Program, typed: str, *more: str
) -> tuple[int | None, str, str]:
    url = program.server.url
    given = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": url}
    return await talks(typed, "--puppet", "telegram", *more, **given)


@pytest.fixture
async def slack(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SlackServer]:
    async with SlackServer() as server:
        monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
        monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
        monkeypatch.setenv("SLACK_API_URL", f"{server.url}/api/")
        yield server


async def test_lines_go_to_whom_they_are_for(program: Program) -> None:
    alice = program.alice
    program.server.say(alice, alice, "hello")
    typed = "the backup is done\n\n//slash\n/file LICENSE\n"
    assert await on_telegram(program, typed, "--to", "alice") == (0, "", "")
    sent = program.server.messages(alice)[1:]
    assert [each.get("text") for each in sent] == ["the backup is done", "/slash", None]
    assert sent[-1]["document"]["file_name"] == "LICENSE"


async def test_what_is_said_meanwhile_is_left_to_the_bot(program: Program) -> None:
    alice = program.alice
    program.server.say(alice, alice, "first")
    program.server.say(alice, alice, "second")
    assert (await on_telegram(program, "hey\n", "--to", "Alice"))[0] == 0
    bot = await program.runs(program.file(QUICK))
    assert [await said(bot), (await said(bot)).split()[0]] == ["first True", "second"]
    await ends(bot)


async def test_nobody_of_that_name_is_a_mistake_of_the_person(program: Program) -> None:
    code, out, err = await on_telegram(program, "hey\n", "--to", "Zoe")
    assert (code, out) == (2, "")
    assert err == "puppets: nobody and no room is known as 'Zoe'\n"


async def test_a_name_of_several_has_to_be_made_clear(program: Program) -> None:
    server = program.server
    for name in ("Ann Smith", "Ann Jones"):
        ann = server.sign_up(name)
        server.say(ann, ann, "hello")
    code, _, err = await on_telegram(program, "hey\n", "--to", "Ann")
    assert code == 2
    assert "'Ann' may be Ann Smith (" in err
    assert (await on_telegram(program, "hey\n", "--to", "ann j"))[0] == 0
    assert server.messages(ann)[-1]["text"] == "hey"


async def test_what_fails_is_said_and_the_rest_is_done(program: Program) -> None:
    server, alice = program.server, program.alice
    server.say(alice, alice, "hello")
    typed = "/bogus\n/react x 7\n/history many\n/reply\n/file none\nhey\n"
    code, out, err = await on_telegram(program, typed, "--to", "alice")
    assert (code, out) == (1, "")
    assert [line.split(" ")[0] for line in err.splitlines()] == ["puppets:"] * 5
    assert server.messages(alice)[-1]["text"] == "hey"


async def test_a_bot_that_runs_is_not_disturbed(program: Program) -> None:
    bot = await program.runs(DING_DONG)
    await logged_in(bot)
    code, _, err = await on_telegram(program, "hey\n", "--to", "alice")
    assert code == 1
    assert f"in use by process {bot.pid}" in err
    asked = len(program.server.calls)
    program.server.say(program.alice, program.alice, "ding")
    async with asyncio.timeout(10):
        while len(program.server.messages(program.alice)) < 2:
            await asyncio.sleep(0.01)
    assert "getme" not in [method for method, _ in program.server.calls[asked:]]
    assert await ends(bot) == (0, "", "")


async def test_a_place_is_chosen_and_looked_back_at(slack: SlackServer) -> None:
    alice = slack.sign_up("Alice")
    tea = slack.open_room("tea", [alice, slack.app.user.id])
    slack.say(alice, tea, "is there tea?\nor coffee?")
    typed = "/rooms\n/people\n/open tea\n/history 5\n/reply there is\n/react 👍\n"
    code, out, err = await talks(typed, "--puppet", "slack")
    assert (code, err) == (0, "")
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0] == ["room", tea, "tea"]
    assert ["person", alice, "Alice"] in lines
    moment, _, talker, text = lines[-1]
    assert (talker, text) == ("Alice", "is there tea?\\nor coffee?")
    assert datetime.fromisoformat(moment).tzinfo is not None
    [asked] = [m for m in slack.messages(alice, tea) if "tea?" in m.text]
    assert asked.reactions
    assert any(m.text == "there is" for m in slack.messages(alice, tea) if m.thread_ts)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("bot.py", "--puppet", "mock"), "it is FILE or --puppet"),
        (("--to", "Alice"), "--to and --memory go with --puppet"),
        (("--puppet", "pigeon"), "no provider 'pigeon' is installed"),
        (("--puppet", "telegram"), "telegram needs TELEGRAM_TOKEN"),
    ],
    ids=["a bot, and oneself", "nobody to be", "an unknown one", "not configured"],
)
def test_what_does_not_fit_is_one_clear_line(more: tuple[str, ...], told: str) -> None:
    done = puppets("chat", *more)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


async def test_without_a_memory_nothing_is_written(
    program: Program, state: Path
) -> None:
    typed = "/people\n"
    assert await on_telegram(program, typed, "--memory", "none") == (0, "", "")
    assert not state.exists()

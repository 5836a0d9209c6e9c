"""`puppets doctor telegram`: each finding, right and wrong."""

from __future__ import annotations

import asyncio

import pytest

from puppets_standins.telegram.server import TOKEN, TelegramServer
from tests.cli.commands import PUPPETS, ended, logged_in, started
from tests.cli.looking import Doctor
from tests.cli.program import DING_DONG, Program, ends

pytestmark = [pytest.mark.anyio, pytest.mark.timeout(60)]  # some start programs

SECRET = TOKEN.partition(":")[2]
HOOK = "https://hooks.example.org/bots/secret-path"


@pytest.fixture
def doctor(program: Program, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    doctor = Doctor("telegram", monkeypatch)
    doctor.given(TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=program.server.url)
    return doctor


@pytest.fixture
def server(program: Program) -> TelegramServer:
    return program.server


async def test_all_is_well(doctor: Doctor) -> None:
    found = await doctor.finds()
    assert list(found) == [
        *("versions", "token", "groups", "updates", "clock", "latency"),
        *("limits", "memory"),
    ]
    assert all(each.ok and not each.remedy for each in found.values()), found
    assert found["token"].what == "of @puppet_bot (Puppet, 4200000042)"
    assert found["updates"].what.startswith(
        "by long polling, no webhook is set; no update waits; "
    )
    assert "python-telegram-bot 2" in found["versions"].what
    assert "texts to 4,096 UTF-16 units" in found["limits"].what


async def test_a_token_that_is_wrong_is_said_once(
    doctor: Doctor, server: TelegramServer
) -> None:
    server.revoke()
    found = await doctor.finds()
    assert list(found) == ["versions", "token", "limits", "memory"]
    assert not found["token"].ok
    assert found["token"].remedy == "look at TELEGRAM_TOKEN"


async def test_privacy_mode_is_noted(doctor: Doctor, server: TelegramServer) -> None:
    server.set_privacy(True)
    groups = (await doctor.finds())["groups"]
    assert groups.ok
    assert "privacy mode is on" in groups.what
    assert "/setprivacy" in groups.remedy


async def test_a_webhook_that_is_set_elsewhere_is_wrong(
    doctor: Doctor, server: TelegramServer
) -> None:
    alice = server.sign_up("Alice")
    server.bot.webhook.flow(False)
    await server.bot.webhook.open(HOOK, "")
    server.say(alice, alice, "hello")
    updates = (await doctor.finds())["updates"]
    await server.bot.webhook.close()
    assert not updates.ok
    assert updates.what == (
        "a webhook is set at https://hooks.example.org: 1 update waits"
    )
    assert "deleteWebhook" in updates.remedy


async def test_a_webhook_of_its_own_is_right_until_posts_fail(
    doctor: Doctor, server: TelegramServer
) -> None:
    doctor.given(TELEGRAM_WEBHOOK_URL=HOOK, TELEGRAM_WEBHOOK_SECRET="let-me-in")
    assert "run the bot" in (await doctor.finds())["updates"].remedy
    server.bot.webhook.flow(False)
    await server.bot.webhook.open(HOOK, "let-me-in")
    right = (await doctor.finds())["updates"]
    server.bot.webhook.last_error = int(server.store.now()), "Connection refused"
    wrong = (await doctor.finds())["updates"]
    await server.bot.webhook.close()
    assert right.ok
    assert right.what.startswith("by a webhook at https://hooks.example.org")
    assert not wrong.ok
    assert "0 min ago: Connection refused" in wrong.what


async def test_updates_that_nobody_takes_are_noted(
    doctor: Doctor, server: TelegramServer
) -> None:
    alice = server.sign_up("Alice")
    for number in range(101):
        server.say(alice, alice, str(number))
    updates = (await doctor.finds())["updates"]
    assert updates.ok
    assert "101 updates wait" in updates.what
    assert "is the bot running?" in updates.remedy


async def test_a_clock_that_is_wrong_is_said(
    doctor: Doctor, server: TelegramServer
) -> None:
    server.pass_time(3600)
    clock = (await doctor.finds())["clock"]
    assert not clock.ok
    assert "s slow, by the platform's clock" in clock.what


async def test_slow_answers_are_noted(doctor: Doctor, server: TelegramServer) -> None:
    server.delay(1.2)
    found = await doctor.finds()
    assert found["latency"].ok
    assert "nearer" in found["latency"].remedy


async def test_a_platform_that_does_not_answer_ends_no_examination(
    doctor: Doctor, server: TelegramServer
) -> None:
    server.delay(60)
    found = await doctor.finds(deadline=0.5)
    assert list(found) == ["versions", "token", "limits", "memory"]
    assert found["token"].what == "no answer within 0.5 s"


async def test_a_platform_that_is_away_is_said(
    doctor: Doctor, server: TelegramServer
) -> None:
    await server.go_down()
    token = (await doctor.finds())["token"]
    assert not token.ok
    assert "the network" in token.remedy


async def test_a_bot_that_runs_is_not_disturbed(
    program: Program, doctor: Doctor
) -> None:
    bot = await program.runs(DING_DONG)
    await logged_in(bot)
    for _ in range(3):
        found = await doctor.finds()
        assert all(each.ok for each in found.values()), found
        assert f"used by process {bot.pid} (" in found["memory"].what
    program.server.say(program.alice, program.alice, "ding")
    while len(program.server.messages(program.alice)) < 2:
        await asyncio.sleep(0.01)
    asked = [method for method, _ in program.server.calls]
    assert asked.count("getme") > 6
    code, _, err = await ends(bot)
    assert (code, err) == (0, "")


# As a command.


async def test_no_secret_is_shown(program: Program) -> None:
    """Not even where the platform quotes it."""
    server = program.server
    quoting = f'{{"ok": false, "error_code": 400, "description": "no {TOKEN}"}}'
    server.answer_with("getme", quoting.encode(), 400)
    for more in ((), ("--json",)):
        process = await program.starts(*PUPPETS, "doctor", "telegram", *more)
        code, out, err = await ended(process)
        assert code == 1
        assert "..." in out
        assert SECRET not in out + err


async def test_a_proxy_s_password_is_not_shown(program: Program) -> None:
    process = await started(
        *(*PUPPETS, "doctor", "telegram"),
        TELEGRAM_TOKEN=TOKEN,
        TELEGRAM_API_URL=program.server.url,
        TELEGRAM_PROXY="http://me:pass-very-secret@127.0.0.1:9",
    )
    code, out, err = await ended(process)
    assert code == 1
    assert "\ttoken\twrong\t" in out
    assert "pass-very-secret" not in out + err


async def test_a_token_of_no_form_is_not_shown() -> None:
    process = await started(
        *PUPPETS, "doctor", "telegram", TELEGRAM_TOKEN="very-secret"
    )
    code, out, err = await ended(process)
    assert code == 1
    assert out.startswith("telegram\tsettings\twrong\t")
    assert "very-secret" not in out + err

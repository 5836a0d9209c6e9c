"""`puppets doctor whatsapp` tells what is made of a page, saved or live."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from aiohttp import web

from puppets import ConfigurationError, Unavailable
from puppets.whatsapp import WhatsAppOptions, WhatsAppPuppet
from puppets.whatsapp.doctor import examine_file, examine_profile
from puppets.whatsapp.failures import BrowserMissing
from puppets.whatsapp.profile import Profile
from puppets.whatsapp.states import PageState
from tests.cli.commands import PUPPETS, ended, started

from .chromium import FOUND
from .pages import GENERATIONS, Drawn, Generation, bubble, chat, note, page

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(FOUND is None, reason="no Chromium on the PATH"),
    pytest.mark.timeout(60),  # each starts a browser
]
ID = "3EB0AAAAAAAAAAAAAA01"


def saved(folder: Path, html: str) -> Path:
    path = folder / "saved page.html"
    path.write_text(html, "utf-8")
    return path


def drawn(generation: Generation = "2026-09-classless") -> str:
    told = Drawn(generation=generation)
    rows = note(told, "20/11/2026") + bubble(told, ID, "tea?", reaction="👍🏿")
    lines = chat(told, "Alice", at=0, unread="3") + chat(told, "Tea", at=1, group=True)
    return page(told, chats=lines, rows=rows)


async def doctor(*arguments: str) -> tuple[int | None, str, str]:
    return await ended(await started(*PUPPETS, "doctor", *arguments))


@pytest.mark.parametrize("generation", GENERATIONS)
async def test_a_saved_page_is_told(tmp_path: Path, generation: Generation) -> None:
    path = saved(tmp_path, drawn(generation))
    found = await examine_file(path, WhatsAppOptions())
    assert found.sound
    assert (found.seen.state, found.generation) == (PageState.READY, generation)
    ways = {each.element: each for each in found.choices}
    assert set(ways) > {"composer", "chat_row", "qr"}
    assert ways["composer"].found == 1
    assert ways["composer"].candidate >= 0
    assert ways["chat_row"].found == 2
    assert (ways["qr"].found, ways["qr"].candidate) == (0, -1)


async def test_nothing_on_a_saved_page_runs(tmp_path: Path) -> None:
    script = '<script>document.body.innerHTML = ""</script>'
    path = saved(tmp_path, drawn().replace("</body>", f"{script}</body>"))
    found = await examine_file(path, WhatsAppOptions())
    assert found.seen.state is PageState.READY


async def test_a_page_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no page"):
        await examine_file(tmp_path / "none.html", WhatsAppOptions())


async def test_the_live_page_is_told(tmp_path: Path) -> None:
    async def home(_: web.Request) -> web.Response:
        return web.Response(text=drawn(), content_type="text/html")

    app = web.Application()
    app.router.add_get("/", home)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    _, port, *_ = runner.addresses[0]
    url = f"http://127.0.0.1:{port}/?secret"
    found = await examine_profile(WhatsAppOptions(profile=tmp_path / "p", url=url))
    await runner.cleanup()
    assert found.sound
    assert found.place == f"http://127.0.0.1:{port}/"
    assert found.screen.open is not None


async def test_a_page_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    options = WhatsAppOptions(profile=tmp_path / "p", url="http://127.0.0.1:9/")
    with pytest.raises(Unavailable, match="cannot be reached"):
        await examine_profile(options)


# As a command.


async def test_a_person_reads_it(tmp_path: Path) -> None:
    code, out, _ = await doctor("whatsapp", "--page", str(saved(tmp_path, drawn())))
    assert code == 0
    assert "state: READY, by side" in out
    assert "built as: 2026-09-classless; language: en" in out
    assert "  composer: way 1 of " in out
    assert "  Alice (person, 3 unread): see you" in out
    assert "  2026-11-20 10:15 < Alice: 👍🏿 tea?" in out
    assert "problems: 0" in out


async def test_another_program_reads_it(tmp_path: Path) -> None:
    path = saved(tmp_path, drawn())
    code, out, _ = await doctor("whatsapp", "--page", str(path), "--json")
    told = json.loads(out)
    assert (code, told["state"], told["sound"]) == (0, "READY", True)
    assert [each["name"] for each in told["chats"]] == ["Alice", "Tea"]
    [_, row] = told["conversation"]["rows"]
    assert (row["id"], row["from"], row["text"]) == (ID, "in", "tea?")
    assert row["at"] == "2026-11-20T10:15:00+00:00"
    assert row["signs"]["label"] == "in"
    composer = next(each for each in told["elements"] if each["name"] == "composer")
    assert composer["candidate"] == 0
    assert told["problems"] == []


async def test_what_is_wrong_is_told_and_fails(tmp_path: Path) -> None:
    broken = drawn().replace(f'data-id="{ID}"', "").replace(f"conv-msg-{ID}", "x")
    broken = broken.replace('aria-label="New chat"', "").replace(
        "new-chat-outline", "x"
    )
    code, out, _ = await doctor("whatsapp", "--page", str(saved(tmp_path, broken)))
    assert code == 1
    assert "new_chat: required, and none of the ways to it leads anywhere" in out
    assert "$.open.rows[1]  unread: no id" in out


async def test_an_unknown_page_shows_how_it_is_built(tmp_path: Path) -> None:
    html = "<html lang='en'><body><main><h1>Zanzibar</h1></main></body></html>"
    code, out, _ = await doctor("whatsapp", "--page", str(saved(tmp_path, html)))
    assert code == 1
    assert "state: UNKNOWN, by nothing" in out
    assert "  main\n    h1 …" in out
    assert "Zanzibar" not in out


async def test_other_platforms_have_no_page(tmp_path: Path) -> None:
    path = saved(tmp_path, drawn())
    code, _, error = await doctor("slack", "--page", str(path))
    assert (code, error) == (2, "puppets: doctor looks at the page of whatsapp alone\n")


# Without a page: what it stands on.


async def test_the_browser_and_the_profile_are_looked_at(tmp_path: Path) -> None:
    options = WhatsAppOptions(profile=tmp_path / "profile", browser=str(FOUND))
    looks = WhatsAppPuppet(options)._checks()
    assert list(looks) == ["browser", "profile"]
    browser, profile = [await look() for look in looks.values()]
    assert browser.ok
    assert browser.what.startswith(f"{FOUND}, version ")
    assert profile.ok
    assert "run the bot" in profile.remedy
    taken = Profile(tmp_path / "profile")
    await taken.take()
    assert (await looks["profile"]()).what.endswith(", in use")
    taken.release()
    assert (await looks["profile"]()).what.endswith(", not in use")


async def test_a_browser_that_is_not_there_is_said(tmp_path: Path) -> None:
    options = WhatsAppOptions(profile=tmp_path, browser="no-such-browser")
    with pytest.raises(BrowserMissing, match="playwright install chromium"):
        await WhatsAppPuppet(options)._checks()["browser"]()

"""The shape of the house: folders, files, lengths, and words that have no place here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = ("puppets", "conformance", "fixtures", "tests")

TOP_LEVEL = {
    ".ci",
    ".git",
    ".gitignore",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "conformance",
    "constraints.txt",
    "examples",
    "fixtures",
    "puppets",
    "pyproject.toml",
    "tests",
}

PROVIDER_FILES = {
    "README.md",
    "__init__.py",
    "client.py",
    "options.py",
    "puppet.py",
    "stream.py",
    "translate.py",
    "wire.py",
}

# Beside the files that every provider has: `provider/file`, and why.
EXTRA_FILES = {
    "gitter/addresses.py": "a direct chat is a room of its own, and rooms have several names",
    "gitter/answers.py": "what requests answer: the other half of wire, which would pass 250 lines",
    "gitter/calling.py": "how anything is asked: client would pass 250 lines",
    "gitter/content.py": "what a message is made of: a noun of its own beside translate",
    "gitter/device.py": "nio's encryption, which trusts whatever it is told",
    "gitter/discovery.py": "a homeserver is known by its name, which tells where it is",
    "gitter/files.py": "files are streamed, and encrypted on the way",
    "gitter/ids.py": "ids and the other names of rooms are read both ways, by all the others",
    "gitter/keys.py": "what the keys of a device have to ask and to tell",
    "gitter/ledger.py": "what an event leaves out is asked for, or remembered",
    "gitter/lobby.py": "what happens to rooms: the other half of translate, which would pass 250 lines",
    "gitter/messages.py": "what the puppet says, apart from how it lives: puppet would pass 250 lines",
    "gitter/page.py": "what one answer comes to, which ledger writes",
    "gitter/people.py": "who and where: a noun of its own beside translate",
    "gitter/pictures.py": "a picture is announced with its width, its height and a smaller one",
    "gitter/reactions.py": "who takes a reaction away does not say which it was",
    "gitter/reading.py": "what a message holds, for the same reason as messages",
    "gitter/refusals.py": "what a homeserver's error codes come to",
    "gitter/rooms.py": "what the puppet does with rooms, for the same reason as messages",
    "gitter/seals.py": "which rooms are encrypted, and what waits there for its key",
    "gitter/session.py": "a password begins a session, which is kept",
    "gitter/text.py": "mentions, links and quoted answers, both ways",
    "gitter/uploads.py": "what is told of a file that is sent, for the same reason as messages",
    "gitter/visits.py": "rooms into which the puppet goes by itself: direct chats and successors",
    "service/content.py": "what a message holds besides text: a noun of its own beside translate",
    "service/failures.py": "errors as gRPC says them, in calls and in events",
    "service/fields.py": "two generations of fields, and time: all that translates stands on it",
    "service/files.py": "a file is JSON in a text field, or uploaded before",
    "service/happenings.py": "what an event is on the wire, which the server tells",
    "service/hearing.py": "what an event on the wire comes to, which the client hears",
    "service/people.py": "contacts and friendships: translate would pass 250 lines",
    "service/refusals.py": "what gRPC and Wechaty's own services say no with",
    "service/rpcs.py": "61 calls, typed, in place of stubs that ask for their generator's version",
    "service/statuses.py": "errors as the status of a call, for server and client",
    "service/tokens.py": "what a client shows, and a server compares",
    "service/troubles.py": "errors and gaps are one kind of event on the wire",
    "slack/addresses.py": "a direct conversation is a channel of its own, and rooms get other ids",
    "slack/answers.py": "what methods answer: the other half of wire, which would pass 250 lines",
    "slack/calling.py": "how any method is asked: client would pass 250 lines",
    "slack/connection.py": "files go in and out beside the SDK, which holds them in memory",
    "slack/content.py": "what a message is made of: a noun of its own beside translate",
    "slack/crossings.py": "who comes and goes is told twice, and heard once",
    "slack/emoji.py": "reactions have names, which people never see",
    "slack/emoji.txt": "Slack's names of emoji",
    "slack/events_api.py": "the second way in which Slack tells, beside the sockets of stream",
    "slack/history.py": "what was said while nobody listened is read again",
    "slack/ids.py": "ids are read both ways, by translate and puppet",
    "slack/ledger.py": "events name people and channels by ids: whose they are is remembered",
    "slack/marking.py": "text as Slack wants it written: the other way of text",
    "slack/messages.py": "what the puppet says, apart from how it lives: puppet would pass 250 lines",
    "slack/page.py": "what was told at once, which ledger and history write",
    "slack/people.py": "who and where: the other half of translate, which would pass 250 lines",
    "slack/reading.py": "what a message holds, for the same reason as messages",
    "slack/refusals.py": "the Web API has hundreds of words for no, which takes a table to read",
    "slack/rooms.py": "what the puppet does with rooms, for the same reason as messages",
    "slack/sharing.py": "a file takes three calls, and does not say which message it became",
    "slack/sockets.py": "two sockets are read at once while one takes over from the other",
    "slack/text.py": "mrkdwn and rich text, as people read them",
    "telegram/absence.py": "Telegram keeps what is said for a day: who is away longer must say so",
    "telegram/bounds.py": "what numbers may be, for all the shapes of wire, which would pass 250 lines",
    "telegram/content.py": "what a message is made of: a noun of its own beside translate",
    "telegram/crossings.py": "who comes and goes is told twice, and heard once",
    "telegram/faces.py": "whoever spoke a moment ago need not be remembered again with each word",
    "telegram/handles.py": "people mention each other by handles, and nobody can be asked whose",
    "telegram/ids.py": "ids are read both ways, by translate, stream and puppet",
    "telegram/ledger.py": "Telegram lists no people and no rooms: those seen are remembered",
    "telegram/messages.py": "what the puppet says, apart from how it lives: puppet would pass 250 lines",
    "telegram/moves.py": "a group that became a supergroup has a second id",
    "telegram/page.py": "what one answer comes to, which ledger and its parts write",
    "telegram/people.py": "who and where: the other half of translate, which would pass 250 lines",
    "telegram/pieces.py": "an answer that is no JSON holds updates that are",
    "telegram/reading.py": "what a message holds, for the same reason as messages",
    "telegram/refusals.py": "the Bot API says no in prose, which takes a table to read",
    "telegram/request.py": "python-telegram-bot brings its HTTP as a class to write",
    "telegram/roll.py": "who and where was ever seen, apart from how it is found out: ledger would pass 250 lines",
    "telegram/rooms.py": "what the puppet does with rooms, for the same reason as messages",
    "telegram/text.py": "entities are counted in UTF-16 units",
    "telegram/upload.py": "forms with files in them, which are streamed",
    "telegram/webhook.py": "the second way in which Telegram tells, beside the poll of stream",
}

# The reference puppet speaks to no wire; its folder has its own shape.
IN_MEMORY = {"mock"}

# `file`, and why it is longer than a file should be.
LONG_FILES: dict[str, str] = {
    "puppets/events.py": "one small class an event: they are read side by side",
}
MOST_LINES = 250

# `file:function`, and why it is longer than a function should be.
LONG_FUNCTIONS: dict[str, str] = {}
MOST_LINES_OF_A_FUNCTION = 40

# Of files that nobody reads: `make proto` writes them.
GENERATED = "_pb2"

# Written so that this file does not match itself.
OUT_OF_PLACE = re.compile(
    r"pytho[n]hosted|pyp[i]\.org|regist[r]y\.npm|debia[n]\.org|/wor[k]/|/roo[t]/|/tm[p]/bash|/hom[e]/"
)


def files() -> Iterator[Path]:
    """Every file of the project, without what .gitignore leaves out."""
    lines = (ROOT / ".gitignore").read_text().splitlines()
    ignored = [line.strip("/") for line in lines if line]
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if parts[0] == ".git" or not path.is_file():
            continue
        if not any(fnmatch(part, pattern) for part in parts for pattern in ignored):
            yield path


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules() -> list[Path]:
    return [
        path
        for path in FILES
        if path.suffix == ".py"
        and name(path).startswith(CODE)
        and not path.stem.endswith(GENERATED)
    ]


def providers() -> list[Path]:
    folders = {path.parent for path in FILES if path.parent.parent == ROOT / "puppets"}
    return sorted(folder for folder in folders if not folder.name.startswith("_"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(path)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


FILES = list(files())


def test_the_top_level_holds_only_what_is_known() -> None:
    assert {name(path).partition("/")[0] for path in FILES} <= TOP_LEVEL


@pytest.mark.parametrize("folder", providers(), ids=lambda folder: folder.name)
def test_every_provider_has_the_same_files(folder: Path) -> None:
    held = {path.name for path in FILES if path.parent == folder}
    extra = {
        Path(file).name for file in EXTRA_FILES if Path(file).parent.name == folder.name
    }
    if folder.name in IN_MEMORY:
        assert {"README.md", "__init__.py", "options.py", "puppet.py"} <= held
    else:
        assert held == PROVIDER_FILES | extra


def test_a_file_has_one_noun() -> None:
    lengths = {name(path): len(path.read_text().splitlines()) for path in modules()}
    long = {file: length for file, length in lengths.items() if length > MOST_LINES}
    assert set(long) == set(LONG_FILES), long


def test_a_function_is_read_at_a_glance() -> None:
    lengths = dict(found for path in modules() for found in functions(path))
    long = {
        each: lines
        for each, lines in lengths.items()
        if lines > MOST_LINES_OF_A_FUNCTION
    }
    assert set(long) == set(LONG_FUNCTIONS), long


def test_no_file_names_a_registry_or_a_machine() -> None:
    texts = {name(path): path.read_bytes().decode(errors="replace") for path in FILES}
    found = {file: OUT_OF_PLACE.findall(text) for file, text in texts.items()}
    assert not {file: words for file, words in found.items() if words}


@pytest.mark.parametrize(
    "page", [path for path in FILES if path.suffix == ".md"], ids=name
)
def test_the_code_on_a_page_compiles(page: Path) -> None:
    for block in re.findall(
        r"^```python\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL
    ):
        compile(block, name(page), "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)

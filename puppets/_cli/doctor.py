"""What a platform's page looks like to its puppet, for a person or another program."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ConfigurationError, MissingExtra
from .said import visible

if TYPE_CHECKING:
    from ..whatsapp import wire
    from ..whatsapp.doctor import Diagnosis

__all__ = ["examine"]

PLATFORM = "whatsapp"
"""The one platform that is worked through its page."""
INSTALL = "pip install 'wechaty-puppets[whatsapp]'"
ARROWS = {"in": "<", "out": ">", "": "?"}


def examine(platform: str, page: str | None, *, as_json: bool) -> bool:
    """Show what is found; tell whether all of it is known."""
    if platform != PLATFORM:
        raise ConfigurationError(f"doctor looks at the page of {PLATFORM} alone")
    found = _found(page)
    if as_json:
        print(json.dumps(_document(found), indent=2, ensure_ascii=False))
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(found))
    return found.sound


def _found(page: str | None) -> Diagnosis:
    try:
        from ..whatsapp import WhatsAppOptions
        from ..whatsapp.doctor import examine_file, examine_profile
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "playwright":
            raise
        raise MissingExtra(PLATFORM, INSTALL) from error
    options = WhatsAppOptions.from_environment()
    if page is None:
        return asyncio.run(examine_profile(options))
    return asyncio.run(examine_file(Path(page).expanduser(), options))


# For another program.


def _document(found: Diagnosis) -> dict[str, object]:
    seen, screen = found.seen, found.screen
    return {
        "page": found.place,
        "table": found.dated,
        "state": seen.state.value,
        "evidence": list(seen.evidence),
        "language": seen.language,
        "generation": found.generation or None,
        "sound": found.sound,
        "missing": list(found.missing),
        "elements": [
            {
                "name": each.element,
                "required": each.required or None,
                "found": each.found,
                "candidate": each.candidate if each.found else None,
                "way": each.way or None,
                "ways": each.ways,
            }
            for each in found.choices
        ],
        "chats": [_chat(row) for row in screen.list.rows] if screen.list else None,
        "conversation": _conversation(found),
        "problems": [
            {"kind": each.kind, "what": each.what, "place": each.place, "id": each.id}
            for each in found.problems
        ],
        "snapshot": found.snapshot or None,
    }


def _chat(row: wire.ChatRow) -> dict[str, object]:
    return {
        "name": row.name,
        "room": row.room,
        "unread": row.unread,
        "time": row.time,
        "preview": row.preview,
    }


def _conversation(found: Diagnosis) -> dict[str, object] | None:
    if found.screen.open is None:
        return None
    rows = zip(found.screen.open.rows, found.moments, strict=True)
    return {
        "name": found.screen.open.name,
        "room": found.screen.open.room,
        "members": found.screen.open.members or None,
        "rows": [
            {
                "kind": row.kind,
                "id": row.raw,
                "from": row.from_ or None,
                "signs": dict(row.signs),
                "who": row.who or row.label or row.author or None,
                "at": moment.isoformat() if moment else None,
                "text": row.text,
                "media": row.media.kind if row.media else None,
                "quoted": row.quoted.text if row.quoted else None,
                "reactions": list(row.reactions),
                "recalled": row.recalled,
                "edited": row.edited,
                "status": row.status or None,
            }
            for row, moment in rows
        ],
    }


# For a person.


def _lines(found: Diagnosis) -> Iterator[str]:
    seen = found.seen
    built = found.generation or "nothing that tells a generation"
    yield f"page: {found.place}"
    yield f"state: {seen.state.value}, by {', '.join(seen.evidence) or 'nothing'}"
    yield f"built as: {built}; language: {seen.language or 'none'}; table: {found.dated}"
    yield from _elements(found)
    yield from _chats(found)
    yield from _rows(found)
    yield f"problems: {len(found.problems) + len(found.missing)}"
    for name in found.missing:
        yield f"  {name}: required, and none of the ways to it leads anywhere"
    for each in found.problems:
        yield f"  {each.place} {each.id} {each.kind}: {visible(each.what)}"
    if found.snapshot:
        yield from ("how the page is built, for a bug report:", found.snapshot)


def _elements(found: Diagnosis) -> Iterator[str]:
    led = [each for each in found.choices if each.found]
    yield f"elements: {len(led)} of {len(found.choices)} found"
    for each in led:
        place = f"way {each.candidate + 1} of {each.ways}"
        count = f", {each.found} times" if each.found > 1 else ""
        yield f"  {each.element}: {place}{count}: {each.way}"


def _chats(found: Diagnosis) -> Iterator[str]:
    if found.screen.list is None:
        return
    yield f"chats: {len(found.screen.list.rows)} drawn of {found.screen.list.total}"
    for row in found.screen.list.rows:
        kind = {True: "group", False: "person", None: "unknown"}[row.room]
        unread = f", {row.unread} unread" if row.unread else ""
        yield f"  {visible(row.name)} ({kind}{unread}): {visible(row.preview)}"


def _rows(found: Diagnosis) -> Iterator[str]:
    opened = found.screen.open
    if opened is None:
        return
    kind = {True: "a group", False: "a person", None: "unknown"}[opened.room]
    yield f"conversation: {visible(opened.name)} ({kind}), {len(opened.rows)} rows"
    for row, moment in zip(opened.rows, found.moments, strict=True):
        when = f"{moment:%Y-%m-%d %H:%M}" if moment else "-" * 16
        yield f"  {when} {_row(row)}"


def _row(row: wire.Row) -> str:
    if row.kind != "message":
        return f"* {visible(row.text)}" if row.kind == "note" else "* (not drawn)"
    who = row.who or row.label or row.author
    marks = [
        f"[{row.media.kind} {row.media.name}".strip() + "]" if row.media else "",
        "[recalled]" if row.recalled else "",
        f"[quotes: {row.quoted.text}]" if row.quoted else "",
        " ".join(row.reactions),
    ]
    said = " ".join(each for each in (*marks, row.text) if each)
    return f"{ARROWS[row.from_]} {visible(who)}: {visible(said)}"

"""Pages as WhatsApp Web draws them, in three generations, written from public observations."""

from __future__ import annotations

import re
from html import escape

from .bubbles import bubble
from .drawing import GENERATIONS, Drawn, Generation, with_emoji

__all__ = ["GENERATIONS", "Drawn", "Generation", "bubble", "chat", "note", "page"]

STYLE = """
body { margin: 0; font: 14px sans-serif }
#app { display: flex; width: 1200px } #side { width: 400px } #main { width: 800px }
.bubble { width: 300px; position: relative } .mine { margin-left: auto }
img { width: 20px; height: 20px }
"""
_ICON = re.compile(r'(<span data-icon="([^"]+)"[^>]*>)</span>')


def chat(
    drawn: Drawn,
    name: str,
    *,
    at: int,
    unread: str = "",
    preview: str = "see you",
    group: bool = False,
    time: str = "10:15",
) -> str:
    """A line of the chat list."""
    icon = "default-group-refreshed" if group else "default-contact-refreshed"
    badge = (
        f'<span aria-label="{unread} {drawn.word("unread")}">{unread}</span>'
        if unread
        else ""
    )
    return (
        f'<div role="row" style="height:72px;transform:translateY({at * 72}px)">'
        f"<div{drawn.testid('cell-frame-container')}>"
        f'<div tabindex="-1" aria-selected="false"><span data-icon="{icon}"></span>'
        f'<div role="gridcell" aria-colindex="2"><div{drawn.testid("cell-frame-title")}>'
        f'<span dir="auto" title="{escape(name)}">{with_emoji(name)}</span></div>'
        f"<div{drawn.testid('cell-frame-primary-detail')}>{time}</div></div>"
        f'<div><span title="{escape(preview)}"{drawn.testid("last-msg-status")}>'
        f"<span>{with_emoji(preview)}</span></span></div>"
        f'<div role="gridcell" aria-colindex="1">{badge}</div></div></div></div>'
    )


def note(drawn: Drawn, text: str, id: str = "") -> str:
    """What the page says itself; a bar with a day has no id."""
    raw = drawn.raw(id, own=False) if id else ""
    holder = f'<div data-id="{raw}" tabindex="-1">' if id else "<div>"
    return f'<div role="row">{holder}<div><span dir="auto">{escape(text)}</span></div></div></div>'


def page(
    drawn: Drawn,
    *,
    chats: str = "",
    rows: str | None = None,
    name: str = "Alice",
    side: bool = True,
    total: int | None = None,
) -> str:
    """The whole page, with a conversation open where there are rows."""
    shown = _side(drawn, chats, total) if side else ""
    shown += _main(drawn, rows, name) if rows is not None else ""
    shown = _ICON.sub(r"\1<svg><title>\2</title></svg></span>", shown)
    return (
        f'<!doctype html><html lang="{drawn.language}"><head><meta charset="utf-8">'
        f"<style>{STYLE}</style></head><body>"
        f'<div id="app">{shown}</div></body></html>'
    )


def _side(drawn: Drawn, chats: str, total: int | None) -> str:
    search = (
        f'<input type="text" aria-label="{drawn.word("search")}">'
        if drawn.classless
        else f'<div contenteditable="true" role="textbox" data-tab="3" aria-label="{drawn.word("box")}"></div>'
    )
    count = chats.count('role="row"') if total is None else total
    return (
        f'<div id="side"><header><div role="button" aria-label="{drawn.word("new")}">'
        f'<span data-icon="new-chat-outline"></span></div></header>{search}'
        f'<div id="pane-side"><div role="grid" aria-label="{drawn.word("list")}" '
        f'aria-rowcount="{count}"{drawn.testid("chat-list")}>{chats}</div></div></div>'
    )


def _main(drawn: Drawn, rows: str, name: str) -> str:
    icon = "default-group-refreshed" if drawn.group else "default-contact-refreshed"
    members = drawn.word("members")
    under = (
        f'<span title="{members}">{members}</span>'
        if drawn.group
        else f"<span>{drawn.word('contact')}</span>"
    )
    panel = (
        '<div data-testid="conversation-panel-messages" tabindex="0">'
        if drawn.classless
        else '<div role="application" tabindex="0">'
    )
    header = "" if drawn.packed else ' data-testid="conversation-header"'
    return (
        f'<div id="main"><header{header}><div role="button" title="{drawn.word("details")}">'
        f'<span data-icon="{icon}"></span></div>'
        f'<div role="button"{drawn.testid("conversation-info-header")}>'
        f'<div><span dir="auto">{with_emoji(name)}</span></div><div>{under}</div></div></header>'
        f"{panel}{rows}</div><footer>{_composer(drawn)}</footer></div>"
    )


def _composer(drawn: Drawn) -> str:
    icon = {"2025-packed": "clip", "2026-04-bare": "plus"}.get(
        drawn.generation, "plus-rounded"
    )
    send = "wds-ic-send-filled" if drawn.classless else "send"
    testid = drawn.testid("conversation-compose-box-input")
    return (
        f'<button title="{drawn.word("attach")}" aria-label="{drawn.word("attach")}">'
        f'<span data-icon="{icon}"></span></button>'
        f'<div contenteditable="true" role="textbox" data-tab="10" data-lexical-editor="true" '
        f'aria-label="{drawn.word("type")}"{testid}></div>'
        f'<button aria-label="{drawn.word("send")}"><span data-icon="{send}"></span></button>'
    )

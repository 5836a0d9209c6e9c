"""Messages as the page draws them."""

from __future__ import annotations

from html import escape

from .drawing import Drawn, with_emoji

__all__ = ["bubble"]

TICKS = {
    "2025-packed": {"read": "msg-dblcheck", "delivered": "msg-dblcheck"},
    "2026-04-bare": {"read": "msg-dblcheck", "delivered": "msg-dblcheck"},
    "2026-09-classless": {"read": "wds-ic-read", "delivered": "wds-ic-delivered"},
}


def bubble(
    drawn: Drawn,
    id: str,
    text: str = "",
    *,
    own: bool = False,
    who: str = "Alice",
    stamp: str = "10:15, 20/11/2026",
    time: str = "10:15",
    first: bool = True,
    status: str = "read",
    quote: tuple[str, str] | None = None,
    reaction: str = "",
    recalled: bool = False,
    edited: bool = False,
    forwarded: bool = False,
    more: bool = False,
    media: str = "",
    bare: bool = False,
    jid: str = "4915100000001@c.us",
) -> str:
    """One message."""
    inner = _forwarded(drawn) if forwarded else ""
    inner += _author(drawn, who) if drawn.group and not own and first else ""
    inner += media
    inner += _recalled(drawn) if recalled else ""
    if text:
        said = (_quote(drawn, *quote) if quote else "") + _body(drawn, text, more, bare)
        inner += _stamped(f"[{stamp}] {who}: ", said)
    inner += _meta(drawn, time, own=own, status=status, edited=edited)
    tail = _signs(drawn, who, own=own, first=first)
    reactions = _reactions(drawn, reaction) if reaction else ""
    kind = "" if drawn.classless else "message-out " if own else "message-in "
    mine = "bubble mine" if own else "bubble"
    raw = drawn.raw(id, own=own, author=jid)
    return (
        f'<div role="row"><div data-id="{raw}" tabindex="-1"{drawn.testid(f"conv-msg-{id}")}>'
        f'<div class="{kind}_amjv">{tail}<div class="{mine}"{drawn.testid("msg-container")}>'
        f"<div>{inner}</div>{reactions}</div></div></div></div>"
    )


def _recalled(drawn: Drawn) -> str:
    said = drawn.word("gone")
    return f'<div><span data-icon="recalled"></span><span>{said}</span></div>'


def _stamped(stamp: str, said: str) -> str:
    return f'<div class="copyable-text" data-pre-plain-text="{stamp}">{said}</div>'


def _signs(drawn: Drawn, who: str, *, own: bool, first: bool) -> str:
    side = "tail-out" if own else "tail-in"
    tail = f'<span data-icon="{side}"{drawn.testid(side)}></span>' if first else ""
    label = drawn.word("you") if own else who
    if drawn.classless or first or drawn.group:
        tail += f'<span aria-label="{escape(label)}:"></span>'
    return tail


def _reactions(drawn: Drawn, emoji: str) -> str:
    told = drawn.word("reaction").format(emoji)
    return f'<button aria-label="{told}"><img alt="{emoji}" class="emoji"></button>'


def _author(drawn: Drawn, who: str) -> str:
    return f'<div role=""><span dir="auto"{drawn.testid("author")}>{escape(who)}</span></div>'


def _forwarded(drawn: Drawn) -> str:
    icon = "forwarded" if drawn.packed else "forward-refreshed"
    return f'<div><span data-icon="{icon}"></span><span>{drawn.word("forwarded")}</span></div>'


def _quote(drawn: Drawn, author: str, text: str) -> str:
    shown = with_emoji(text)
    said = (
        f'<span data-testid="selectable-text" dir="ltr">{shown}</span>'
        if drawn.classless
        else f'<span class="quoted-mention" dir="ltr">{shown}</span>'
    )
    return (
        f'<div aria-label="{drawn.word("quoted")}" role="button"'
        f"{drawn.testid('quoted-message')}>"
        f'<div role=""><span dir="auto"{drawn.testid("author")}>{escape(author)}</span></div>'
        f"<div>{said}</div></div>"
    )


def _body(drawn: Drawn, text: str, more: bool, bare: bool) -> str:
    shown = with_emoji(text)
    if more:
        testid = drawn.testid("read-more")
        shown += f'<span>… </span><div role="button" class="read-more-button"{testid}>{drawn.word("more")}</div>'
    if bare:
        return f'<div><span dir="ltr">{shown}</span></div>'
    if drawn.packed:
        return f'<div><span dir="ltr" class="selectable-text copyable-text"><span>{shown}</span></span></div>'
    return f'<div><span dir="ltr" data-testid="selectable-text">{shown}</span></div>'


def _meta(drawn: Drawn, time: str, *, own: bool, status: str, edited: bool) -> str:
    mark = f"<span>{drawn.word('edited')}</span>" if edited else ""
    tick = ""
    if own:
        icon = TICKS[drawn.generation][status]
        tick = f'<span data-icon="{icon}" aria-label=" {drawn.word(status)} "></span>'
    return (
        f"<div{drawn.testid('msg-meta')}>{mark}"
        f'<span dir="auto">{time}</span>{tick}</div>'
    )

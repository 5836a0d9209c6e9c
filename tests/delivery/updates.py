"""Updates as no Bot API should send them, each with what is to come of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from hypothesis import strategies as st

from puppets.telegram import wire

from .fuzzing import JSON, Broken, anything, broken, drawn, right, written

__all__ = ["Case", "cases"]

CHAT = b'{"id": 7, "type": "private", "first_name": "Bob"}'
DEEP = 10_000
LONG = 2_000_000


@dataclass(frozen=True)
class Case:
    """One update."""

    write: Callable[[int], bytes] = field(repr=False)
    """What is said, given the number that the update has."""
    name: str = ""
    path: str | None = None
    """Where it is wrong; None where nobody can say beforehand."""
    is_right: bool = False


@cache
def cases(count: int) -> tuple[Case, ...]:
    """So many, the same in each run: all that are written out here, and drawn ones."""
    mixed = st.one_of(
        right(wire.Update).map(_right),
        broken(wire.Update).map(_broken),
        broken(wire.Update).map(_broken),
        anything().map(_anything),
    )
    known = list(_written_out())
    return *known, *drawn(mixed, count - len(known))


def _right(value: JSON) -> Case:
    return Case(_numbered(value), name=repr(value), is_right=True)


def _broken(told: Broken) -> Case:
    is_numbered = isinstance(told.value, dict) and "update_id" in told.value
    if is_numbered and told.path != "$.update_id":
        return Case(_numbered(told.value), name=repr(told.value), path=told.path)
    return Case(lambda _: written(told.value), name=repr(told), path=told.path)


def _anything(value: JSON) -> Case:
    return Case(_numbered(value), name=repr(value))


def _numbered(value: JSON) -> Callable[[int], bytes]:
    """With the number that the platform gives it, where it can have one."""

    def write(number: int) -> bytes:
        if isinstance(value, dict):
            return written({**value, "update_id": number})
        return written(value)

    return write


# Written out.


def _written_out() -> Iterator[Case]:
    for text in _TEXTS_THAT_ARE_NONE:
        yield Case(_saying(text), name=f"text {text[:20]!r}", path="$")
    for text in (b'"' + b"x" * LONG + b'"', b'"a\\u0000b"', b'"\xe2\x80\xae"'):
        yield Case(_saying(text), name=f"text {text[:20]!r}", is_right=True)
    for more, path in _MORE_THAT_IS_WRONG.items():
        yield Case(_holding(more), name=f"with {more[:40]!r}", path=path)
    for more in _MORE_THAT_IS_RIGHT:
        yield Case(_holding(more), name=f"with {more[:40]!r}", is_right=True)
    for depth in (300, 300, 450, 450, 900):
        yield Case(_replies(depth), name=f"{depth} replies")
        yield Case(_pins(depth), name=f"{depth} pins")
    yield Case(_replies(DEEP), name=f"{DEEP} replies", path="$")
    for whole in (b"[]", b"null", b"5", b'"text"', b"{}", b"[[]]", b"NaN"):
        yield Case(partial(_whole, whole), name=repr(whole), path="$")


_TEXTS_THAT_ARE_NONE = (
    b'"\\ud800"',  # half a character
    b'"\\udc00 \\ud800"',
    b'"\xff\xfe"',
    b'"\xed\xa0\x80"',
    b'"\\x"',
    b"NaN",
    b"-Infinity",
    b"undefined",
)

_DEEP = b'"x": ' + b'{"a":' * DEEP + b"1" + b"}" * DEEP

_MORE_THAT_IS_WRONG = {
    _DEEP: "$",
    b'"message": ' + b"[" * DEEP + b"]" * DEEP: "$.message",
    b'"message": 5, "message": null': "$.message",
    b'"message": {"message_id": 1}': "$.message",
    b'"message": []': "$.message",
    b'"message": 1e999': "$.message",
    b'"message": "' + b"x" * LONG + b'"': "$.message",
    b'"channel_post": {"message_id": 1, "date": 1e12, "chat": %s}' % CHAT: (
        "$.channel_post.date"
    ),
    b'"channel_post": {"message_id": 1, "date": 999999999999999, "chat": %s}' % CHAT: (
        "$.channel_post.date"
    ),
    b'"channel_post": {"message_id": 1, "date": -1, "chat": %s}' % CHAT: (
        "$.channel_post.date"
    ),
    b'"channel_post": {"message_id": %s, "date": 1, "chat": %s}'
    % (b"9" * 5000, CHAT): ("$.channel_post.message_id"),
    b'"channel_post": {"message_id": 1, "date": 1, "chat": {"id": %s, "type": ""}}'
    % (b"9" * 30): "$.channel_post.chat.id",
}

_MORE_THAT_IS_RIGHT = (
    b'"message": null, "edited_message": null',
    b'"poll": {"id": "1", "options": [{"text": "a"}]}',
    b'"x": "\xff"',
    b'"\xff": 1',
    b'"x": 1e999',
    b'"message": null, "message": {"message_id": 1, "date": 1, "chat": %s}' % CHAT,
    b'"update_id": 1, "update_id": 1',
)


def _whole(whole: bytes, _number: int) -> bytes:
    return whole


def _saying(text: bytes) -> Callable[[int], bytes]:
    start = b'"message": {"message_id": 1, "date": 1, "chat": %s, "text": ' % CHAT
    return _holding(start + text + b"}")


def _holding(more: bytes) -> Callable[[int], bytes]:
    return lambda number: b'{"update_id": %d, %s}' % (number, more)


def _replies(count: int) -> Callable[[int], bytes]:
    one = b'{"message_id": 1, "date": 1, "chat": %s, "reply_to_message": ' % CHAT
    nested = b'"message": ' + one * count + b"null" + b"}" * count
    return _holding(nested)


def _pins(count: int) -> Callable[[int], bytes]:
    """In a chat that was told of before just so, which is looked at."""
    chat = b'{"id": 7, "type": "private", "pinned_message": '
    said = b'{"message_id": 1, "date": 1, "text": "a", "from": {"id": 7}, "chat": '
    nested = (
        b'"message": ' + said + (chat + said) * count + CHAT + b"}" * (2 * count + 1)
    )
    return _holding(nested)

"""What an error of somebody else's library remembers of the calls that led to it."""

from __future__ import annotations

from typing import TypeVar

__all__ = ["without_frames"]

E = TypeVar("E", bound=BaseException)


def without_frames(error: E) -> E:
    """
    The error, and all that led to it, without its frames.

    Their local variables may hold a credential (the headers of a request), and there are
    reporters of errors that show those. And what they hold is kept, a connection for
    one, as long as anybody keeps the error.
    """
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            one.__traceback__ = None
            waiting += [one.__cause__, one.__context__]
    return error

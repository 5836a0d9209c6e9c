"""Any payload and any event, with whatever they may hold."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import UTC, datetime
from typing import TypeVar, get_args, get_type_hints

from hypothesis import strategies as st

__all__ = ["whole"]

T = TypeVar("T")


def whole(kind: type[T]) -> st.SearchStrategy[T]:
    """Any of this kind, with the fields that have defaults varied too."""
    hints = get_type_hints(kind).items()
    given = {name: values(hint) for name, hint in hints if name != "journaled"}
    return st.builds(kind, **given)


def values(hint: object) -> st.SearchStrategy[object]:
    match hint, get_args(hint):
        case type(), () if hint is datetime:
            return st.datetimes(timezones=st.just(UTC))
        case type(), () if is_dataclass(hint):
            return whole(hint)
        case type(), ():
            return st.from_type(hint)
        case _, (each, end) if end is ...:
            return st.lists(values(each)).map(tuple)
        case _, parts:
            return st.one_of(*map(values, parts))

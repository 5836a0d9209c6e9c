"""Things that a platform may say: right, wrong in one place, and wrong altogether."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeAlias, TypeVar

import msgspec
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from msgspec import inspect

__all__ = ["JSON", "Broken", "anything", "broken", "drawn", "right", "written"]

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
T = TypeVar("T")

DEPTH = 3
"""How deep what is right holds what may be left out."""
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.sampled_from(
        ["", " ", "\0", "\u202e", "👩‍👩‍👧", "@a", "a\r\nb", "{}", "é" * 3000]
    ),
)
STRANGERS: list[JSON] = ["x", "", 1.5, -(10**30), 10**30, True, None, [], {}, [[]]]
"""Of these at least one is wrong wherever it stands."""


@dataclass(frozen=True)
class Broken:
    """A value that is wrong in one place, and where that is."""

    value: JSON
    path: str


@dataclass(frozen=True)
class Place:
    """A part of a value, where it is, and what it has to be."""

    path: tuple[str | int, ...]
    type: inspect.Type
    required: bool = False


def drawn(strategy: SearchStrategy[T], count: int) -> list[T]:
    """So many of these, the same in each run."""
    found: list[T] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(value: T) -> None:
        found.append(value)

    draw()
    assert len(found) == count
    return found


@st.composite
def right(draw: DrawFn, kind: type[msgspec.Struct]) -> JSON:
    """What msgspec reads as this type."""
    return _value(draw, _type(kind), DEPTH)


@st.composite
def broken(draw: DrawFn, kind: type[msgspec.Struct]) -> Broken:
    """Right but for one place: of a wrong type, out of bounds, or missing."""
    info = _type(kind)
    value = _value(draw, info, DEPTH)
    place = draw(st.sampled_from(list(_places(value, info))[1:]))
    *above, last = place.path
    if place.required and draw(st.booleans()):
        del _at(value, above)[last]
        return Broken(value, _spelled(above))
    wrong = draw(
        st.sampled_from([one for one in STRANGERS if not _fits(one, place.type)])
    )
    _at(value, above)[last] = wrong
    return Broken(value, _spelled(place.path))


def anything() -> SearchStrategy[JSON]:
    """Whatever JSON can say, and numbers that it cannot."""
    leaves = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.text(max_size=10), inner, max_size=4),
        ),
        max_leaves=12,
    )


def written(value: JSON) -> bytes:
    """As JSON, in which half a character is no UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


@cache
def _type(kind: type[msgspec.Struct]) -> inspect.Type:
    return inspect.type_info(kind)


def _value(draw: DrawFn, info: inspect.Type, depth: int) -> JSON:
    match info:
        case inspect.StructType(fields=fields):
            return _struct(draw, fields, depth)
        case inspect.UnionType(types=types):
            often = [types[0], types[0], *types]
            return _value(draw, often[draw(st.integers(0, len(often) - 1))], depth)
        case inspect.VarTupleType(item_type=item):
            count = draw(st.integers(0, 2))
            return [_value(draw, item, depth) for _ in range(count)]
        case inspect.IntType(ge=ge, le=le):
            return draw(st.integers(ge, le))
        case inspect.FloatType():
            return draw(st.floats(allow_nan=False, allow_infinity=False))
        case inspect.StrType():
            return draw(TEXTS)
        case inspect.BoolType():
            return draw(st.booleans())
        case inspect.NoneType():
            return None
    raise NotImplementedError(f"no values for {info}")


def _struct(
    draw: DrawFn, fields: tuple[inspect.Field, ...], depth: int
) -> dict[str, JSON]:
    extra = [field.name for field in fields if not field.required]
    least = min(max(depth - 1, 0), len(extra))
    few = st.sets(st.sampled_from(extra), min_size=least, max_size=max(depth, 0))
    chosen = draw(few) if extra else set()
    return {
        field.encode_name: _value(draw, field.type, depth - 1)
        for field in fields
        if field.required or field.name in chosen
    }


def _places(value: JSON, info: inspect.Type) -> Iterator[Place]:
    """Every place in the value, the value itself first."""
    yield Place((), info)
    match info, value:
        case inspect.UnionType(types=types), dict() | list():
            inner = next(one for one in types if not isinstance(one, inspect.NoneType))
            yield from list(_places(value, inner))[1:]
        case inspect.StructType(fields=fields), dict():
            for field in fields:
                if (name := field.encode_name) in value:
                    yield from _below(name, value[name], field.type, field.required)
        case inspect.VarTupleType(item_type=item), list():
            for number, each in enumerate(value):
                yield from _below(number, each, item)


def _below(
    step: str | int, value: JSON, info: inspect.Type, required: bool = False
) -> Iterator[Place]:
    _, *rest = _places(value, info)
    yield Place((step,), info, required)
    for place in rest:
        yield replace(place, path=(step, *place.path))


def _fits(value: JSON, info: inspect.Type) -> bool:
    """Whether it may stand there; or is wrong inside, which is another place."""
    match info:
        case inspect.UnionType(types=types):
            return any(_fits(value, each) for each in types)
        case inspect.StructType(fields=fields):
            return value == {} and not any(field.required for field in fields)
        case inspect.VarTupleType():
            return isinstance(value, list)
        case inspect.IntType(ge=ge, le=le) if type(value) is int:
            return (ge is None or value >= ge) and (le is None or value <= le)
        case inspect.FloatType():
            return type(value) in {int, float}
    plain = {str: inspect.StrType, bool: inspect.BoolType, type(None): inspect.NoneType}
    return isinstance(info, plain.get(type(value), ()))


def _at(value: JSON, path: Iterable[str | int]) -> Any:  # noqa: ANN401 - JSON
    """What is there, a list or an object."""
    here: Any = value
    for step in path:
        here = here[step]
    return here


def _spelled(path: Iterable[str | int]) -> str:
    steps = (f".{at}" if isinstance(at, str) else f"[{at}]" for at in path)
    return "$" + "".join(steps)

"""The ways to every element of the page, and the JavaScript that goes them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["Element", "Table", "Way", "maker", "reader", "table"]


class Way(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """CSS, and where that does not suffice, what the element must read as."""

    css: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.css} reading {self.text}" if self.text else self.css


class Element(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing on the page, and the ways to it in order; None is one taken away."""

    ways: tuple[Way | None, ...]
    within: str = ""
    required: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page, as of a date."""

    dated: str
    states: Mapping[str, tuple[str, ...]]
    generations: Mapping[str, tuple[str, ...]]
    elements: Mapping[str, Element]
    strings: Mapping[str, Mapping[str, tuple[str, ...]]]

    def tried(self, name: str) -> tuple[str, ...]:
        """The ways to an element, for an error."""
        return tuple(str(way) for way in self.elements[name].ways if way)

    def without(self, gone: Iterable[tuple[str, int]]) -> Table:
        """As if these ways, each an element and a place, led nowhere any more."""
        elements = dict(self.elements)
        for name, at in gone:
            ways = list(elements[name].ways)
            ways[at] = None
            elements[name] = msgspec.structs.replace(elements[name], ways=tuple(ways))
        return msgspec.structs.replace(self, elements=elements)


@cache
def table() -> Table:
    """The table that came with the package."""
    folder = files(__package__)
    told = tomllib.loads(folder.joinpath("selectors.toml").read_text("utf-8"))
    strings = tomllib.loads(folder.joinpath("strings.toml").read_text("utf-8"))
    return msgspec.convert(
        {
            **told,
            "dated": str(told["dated"]),
            "elements": {
                name: {**each, "ways": [_way(way) for way in each["ways"]]}
                for name, each in told["elements"].items()
            },
            "strings": strings,
        },
        Table,
    )


def _way(written: str | dict[str, str]) -> dict[str, str]:
    return {"css": written} if isinstance(written, str) else written


PARTS = (
    "1_ways.js",
    "2_texts.js",
    "3_signs.js",
    "4_row.js",
    "5_chats.js",
    "6_conversation.js",
    "7_page.js",
)


@cache
def _body() -> str:
    folder = files(__package__).joinpath("reader")
    return "\n".join(folder.joinpath(part).read_text("utf-8") for part in PARTS)


def maker() -> str:
    """JavaScript that makes, of a table, the reader: what `reader` tells."""
    return (
        f'(TABLE) => {{ "use strict";\n{_body()}\n'
        "return ([ask, scope]) => answer(ask, scope); }"
    )


def reader(known: Table) -> str:
    """
    JavaScript that makes the reader: one pure function, from what is asked and an
    element or null to plain JSON. It leaves nothing on the page, and changes nothing.
    """
    return f"() => ({maker()})({msgspec.json.encode(known).decode()})"

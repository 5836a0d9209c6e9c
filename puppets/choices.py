"""What a person may choose from."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Choice"]


@dataclass(frozen=True, slots=True)
class Choice:
    """
    One of those that a message offers: `Choice("Large", id="l")`.

    The label is what people see; the id, which they do not, is what a program asks for,
    and the label where it is not given.
    """

    label: str
    id: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", self.label)

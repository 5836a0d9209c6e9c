"""What the platform allows, as numbers."""

from __future__ import annotations

from ...file_box import FileBox
from ...limits import Limits
from .records import Content
from .refusals import Invalid, OverLong, Oversized

__all__ = ["RULES", "check"]

RULES = Limits(
    text_length=4096,
    choices=100,
    choice_length=64,
    choice_id_size=64,
    file_size=10 * 1024 * 1024,
    edit_window=15 * 60,
    recall_window=2 * 60,
)


def check(content: Content) -> None:
    """Raise a refusal of what the platform does not take."""
    if content == "":
        raise Invalid("there is nothing to say")
    if isinstance(content, str) and len(content) > (limit := RULES.text_length or 0):
        raise OverLong(f"the text is over {limit} code points", limit=limit)
    if isinstance(content, FileBox) and (content.size or 0) > (
        limit := RULES.size_of(content.kind) or 0
    ):
        raise Oversized(f"the file is over {limit} bytes", limit=limit)

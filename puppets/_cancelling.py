"""Telling who cancelled: whoever ends this task, or a library what it waits for itself."""

from __future__ import annotations

import asyncio

__all__ = ["is_cancelled"]


def is_cancelled() -> bool:
    """Whether somebody ends the task that asks."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0

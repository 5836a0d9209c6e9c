"""What a shell completes after Tab."""

from __future__ import annotations

__all__ = ["provider_names"]


def provider_names(incomplete: str) -> list[str]:
    """The platforms that are known here; none is loaded for it."""
    from ..registry import providers

    return [name for name in providers() if name.startswith(incomplete)]

"""How each command's help ends: with an example, and with what its exit codes mean."""

from __future__ import annotations

__all__ = ["epilog"]

CODES = "Exit code: 0 done, 1 something went wrong, 2 not understood."


def epilog(*examples: str, codes: str = CODES) -> str:
    """For typer, which takes an empty line for a paragraph's end."""
    shown = "\n\n".join(f"Example: [bold]{each}[/]" for each in examples)
    return f"{shown}\n\n{codes}"

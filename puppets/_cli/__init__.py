"""The command `puppets`."""

from __future__ import annotations

import sys

from .._bot.running import exit_code
from ..errors import PuppetError

__all__ = ["main"]


def main() -> None:
    """Run the command; what cannot be done is one line on stderr."""
    from .commands import app
    from .console_option import completed

    try:
        app(completed(sys.argv[1:]), prog_name="puppets")
    except PuppetError as error:
        print(f"puppets: {error}", file=sys.stderr)
        sys.exit(exit_code(error))

"""The command `puppets conformance`: what it takes, and how it ends."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from .epilogs import epilog

__all__ = ["EPILOG", "conformance"]

EPILOG = epilog(
    "puppets conformance telegram --report report",
    "puppets conformance mychat.world:MyWorld -k rooms",
    codes="Exit code: 0 conformant (of a part: nothing failed), 1 not, 2 not understood.",
)


def _world_names(incomplete: str) -> list[str]:
    from .proving import names  # loads the suite's part of it

    return [name for name in names() if name.startswith(incomplete)]


Target: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="TARGET",
        help="A platform of which a world is installed, or a world of your own as "
        "MODULE:CLASS, seen from here.",
        autocompletion=_world_names,
    ),
]
Report: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write it there as HTML, Markdown and JSON, too."),
]
Part: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "-k", metavar="WORDS", help="Only tests that these words select, as pytest."
    ),
]
Workers: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "-n", metavar="N", help="So many tests at once, with pytest-xdist; or auto."
    ),
]
Json: TypeAlias = Annotated[
    bool, typer.Option("--json", help="The whole report, for another program.")
]


def conformance(
    target: Target,
    report: Report = None,
    part: Part = None,
    workers: Workers = None,
    as_json: Json = False,
) -> None:
    """Prove on a world what every puppet promises; pytest's progress goes to stderr."""
    from .proving import Wanted, prove
    from .screen import is_terminal, output
    from .verdict import lines, show_verdict

    wanted = Wanted(target=target, report=report, part=part, workers=workers)
    proof, text = prove(wanted)
    if as_json:
        print(text, end="")
    elif is_terminal():
        show_verdict(output(), proof)
    else:
        print("\n".join(lines(proof)))
    raise typer.Exit(0 if proof.holds else 1)

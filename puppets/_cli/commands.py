"""What a person can ask the command for."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import __version__
from . import serving_options as options

__all__ = ["app"]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="rich",
    epilog="First steps: [bold]puppets demo[/], then [bold]puppets chat[/]",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"wechaty-puppets {__version__}")
        raise typer.Exit


@app.callback()
def puppets(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Say the version."
        ),
    ] = False,
) -> None:
    """One bot, many chat platforms."""


@app.command("list", epilog="Example: [bold]puppets list --json[/]")
def list_(
    as_json: Annotated[
        bool, typer.Option("--json", help="Everything, for another program.")
    ] = False,
) -> None:
    """Show every platform: is it installed, is it configured, what can it do."""
    from .listing import show_json, show_lines, show_table
    from .screen import is_terminal, output

    if as_json:
        show_json()
    elif is_terminal():
        show_table(output())
    else:
        show_lines()


@app.command(epilog="Example: [bold]puppets run ding_dong.py --puppet telegram[/]")
def run(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="The Python file with the bot; of several bots one as FILE:NAME.",
        ),
    ],
    puppet: Annotated[
        str | None,
        typer.Option(
            "--puppet",
            "-p",
            metavar="NAME",
            help="The platform; else what the bot says, or the variable PUPPET.",
        ),
    ] = None,
    memory: Annotated[
        str | None,
        typer.Option(
            "--memory",
            "-m",
            metavar="PATH|none",
            help="Where it remembers: a file, a folder, or none: no longer than it "
            "runs. Else a file for the account, among those that "
            "[bold]puppets journal[/] lists.",
        ),
    ] = None,
) -> None:
    """Run the bot in FILE on a platform, until Ctrl-C."""
    from .loading import bot_in
    from .remembering import settle

    bot = bot_in(file)
    settle(bot, puppet, memory)
    bot.run()


@app.command(epilog="Example: [bold]puppets serve --puppet telegram[/]")
def serve(
    puppet: options.Puppets,
    listen: options.Places = None,
    token: options.Tokens = None,
    tls_cert: options.Certificate = None,
    tls_key: options.Key = None,
    no_tls: options.NoTls = 0,
    memory: options.Memory = None,
) -> None:
    """Serve platforms to Wechaty bots in any language, until Ctrl-C."""
    from .serving import Wanted, serve_all

    serve_all(
        Wanted(
            puppets=puppet,
            places=listen or [],
            tokens=token or [],
            certificate=tls_cert,
            key=tls_key,
            no_tls=no_tls,
            memory=memory,
        )
    )


@app.command(epilog="Example: [bold]puppets journal bot.sqlite --export > all.jsonl[/]")
def journal(
    path: Annotated[
        str | None,
        typer.Argument(metavar="PATH", help="The memory; left out, all are listed."),
    ] = None,
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="With --export: a new file to write."),
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help="What people said, too, not how much.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="The same, for another program.")
    ] = False,
    export: Annotated[
        bool,
        typer.Option(
            "--export", help="Every entry whole, one a line, with all that people said."
        ),
    ] = False,
) -> None:
    """Show what waits in a bot's memory to be handled, while it runs or not."""
    from .journal import export_all, show

    if export:
        export_all(path, file)
    elif file is not None:
        raise typer.BadParameter("FILE is where --export writes; there is no --export")
    else:
        show(path, text=text, as_json=as_json)


@app.command(epilog="Example: [bold]echo ding | puppets chat ding_dong.py[/]")
def chat(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help="The Python file with the bot; else ding-dong."
        ),
    ] = None,
) -> None:
    """Talk with the bot in FILE, here in the terminal: you are the human."""
    from .chatting import chat_with
    from .loading import DING_DONG, bot_in

    chat_with(bot_in(file or DING_DONG), name=file or "ding-dong")


@app.command(epilog="Example: [bold]puppets demo[/]")
def demo() -> None:
    """Show one bot, unchanged, holding a conversation on each platform."""
    from .demo import show

    raise typer.Exit(show())


@app.command(epilog="Example: [bold]puppets doctor whatsapp --page saved.html[/]")
def doctor(
    platform: Annotated[
        str, typer.Argument(metavar="PLATFORM", help="The one with a page: whatsapp.")
    ],
    page: Annotated[
        str | None,
        typer.Option(
            "--page",
            metavar="FILE",
            help="A saved page; else the live one in the account's profile.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Everything, for another program.")
    ] = False,
) -> None:
    """Show what a puppet makes of its page: with all that people said on it."""
    from .doctor import examine

    raise typer.Exit(0 if examine(platform, page, as_json=as_json) else 1)

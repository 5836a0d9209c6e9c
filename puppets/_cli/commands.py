"""What a person can ask the command for."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import __version__
from . import chat_command, doctor_command, proving_command, run_options
from . import serving_options as options
from .console_option import Console
from .epilogs import CODES, epilog
from .new_commands import new
from .reload_option import Reload, again

__all__ = ["app"]

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode="rich",
    epilog=f"First steps: [bold]puppets demo[/], then [bold]puppets chat[/]\n\n{CODES}",
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


@app.command("list", epilog=epilog("puppets list --json"))
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


@app.command(
    epilog=epilog(
        "puppets run ding_dong.py --puppet telegram",
        "puppets run ding_dong.py -p slack --reload",
        "puppets run ding_dong.py -p whatsapp --console",
    )
)
def run(
    file: run_options.File,
    puppet: run_options.Puppets = None,
    memory: run_options.Memory = None,
    reload: Reload = False,
    console: Console = None,
) -> None:
    """Run the bot in FILE on a platform, until Ctrl-C."""
    if reload:
        raise typer.Exit(again(file))
    from .loading import bot_in
    from .remembering import settle

    bot = bot_in(file)
    settle(bot, puppet or [], memory)
    bot.run(console=False if console is None else console)


@app.command(epilog=epilog("puppets serve --puppet telegram"))
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


@app.command(epilog=epilog("puppets journal bot.sqlite --export > all.jsonl"))
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


app.command(epilog=chat_command.EPILOG)(chat_command.chat)


@app.command(epilog=epilog("puppets demo"))
def demo() -> None:
    """Show one bot, unchanged, holding a conversation on each platform."""
    from .demo import show

    raise typer.Exit(show())


app.command(epilog=doctor_command.EPILOG)(doctor_command.doctor)


app.command(epilog=proving_command.EPILOG)(proving_command.conformance)
app.add_typer(new, name="new")

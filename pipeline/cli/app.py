"""The commands, and what is common to all: errors in one line, exit statuses, interruptions."""

import functools
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any, NoReturn

import typer

from models.errors import ReadoutError
from pipeline.cli import (
    correct,
    diff,
    entities,
    evaluate,
    explain,
    export,
    extract,
    fetch,
    load,
    profile,
    render,
    retry,
    rules,
    schema,
    serve,
)
from pipeline.version import VERSION

USAGE = 2
INTERRUPTED = 130  # as a shell says it: 128 + SIGINT
BROKEN_PIPE = 141  # 128 + SIGPIPE

app = typer.Typer(
    name="readout",
    help="Turn the reports that governments publish of their meetings into validated records.",
    epilog="Exit status of every command: 0 all went well, 1 something was found wrong, 2 wrong usage.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: the same on every terminal, and half the start-up
)


def _guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command end in one line on standard error and a status, whatever stops it."""

    @functools.wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except ReadoutError as error:
            _exit(USAGE, str(error))
        except BrokenPipeError:
            # the reader has gone, as in `readout extract ... | head`; nothing more can be said to it
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            _exit(BROKEN_PIPE)
        except KeyboardInterrupt:
            _exit(INTERRUPTED, "interrupted; outputs are as they were before")
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            _exit(1, f"{place}{error.strerror or error}")

    return run


def _exit(status: int, message: str = "") -> NoReturn:
    if message:
        typer.echo(f"readout: {message}", err=True)
    sys.exit(status)


for each in (
    fetch.fetch,
    extract.extract,
    retry.retry,
    explain.explain,
    render.render,
    serve.serve,
    export.export,
    rules.rules,
    schema.schema,
    load.load,
    evaluate.evaluate,
    diff.diff,
    profile.profile,
):
    app.command()(_guarded(each))
app.command(cls=correct.InOrder)(_guarded(correct.correct))
several = typer.Typer(
    help="Who and what is one over all reports: see it, have it explained, and decide.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
several.command("list")(_guarded(entities.list_))
several.command()(_guarded(entities.explain))
several.command()(_guarded(entities.review))
several.command()(_guarded(entities.merge))
several.command()(_guarded(entities.split))
app.add_typer(several, name="entities")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"readout {VERSION}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Turn the reports that governments publish of their meetings into validated records."""


def main() -> None:
    """Run the command line."""
    app(prog_name="readout")

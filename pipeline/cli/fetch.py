"""``readout fetch``: pages from the web to a folder that ``extract`` reads."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Annotated

import typer

from models.errors import ReadoutError
from pipeline import files
from pipeline.cli.table import plain

if TYPE_CHECKING:
    from models import Rejection

NEEDED = ("httpx", "protego")
REJECTED = "fetch-rejected.jsonl"
INTERRUPTED = 130  # as a shell says it: 128 + SIGINT


def _pattern(value: str) -> re.Pattern[str]:
    try:
        return re.compile(value)
    except re.error as error:
        raise typer.BadParameter(f"{value!r} is no regular expression ({error}); mend it") from None


Lists = list[str] | None


def fetch(
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="URL...", help="Pages; - for a list of them on standard input.")
    ] = None,
    *,
    folder: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where to save the pages.")],
    feed: Annotated[Lists, typer.Option(metavar="URL", help="RSS or Atom whose pages to fetch; repeatable.")] = None,
    index: Annotated[
        Lists, typer.Option(metavar="URL", help="Page or sitemap whose links to fetch, on its own host; repeatable.")
    ] = None,
    match: Annotated[
        re.Pattern[str] | None,
        typer.Option(parser=_pattern, metavar="REGEX", help="Of feeds and indexes only addresses it is found in."),
    ] = None,
    other_hosts: Annotated[bool, typer.Option("--other-hosts", help="Take an index's links to other hosts.")] = False,
    delay: Annotated[float, typer.Option(min=0, help="Seconds between two requests to a host.")] = 1.0,
    hosts: Annotated[int, typer.Option(min=1, max=256, help="Hosts to ask at the same time.")] = 8,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a page may take as a whole.")] = 60.0,
    max_bytes: Annotated[int, typer.Option(min=1, help="Size that a page may have.")] = 20_000_000,
    retries: Annotated[int, typer.Option(min=0, help="Further tries where a server is busy or out of reach.")] = 3,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses, too.")
    ] = False,
    rejected: Annotated[str, typer.Option(metavar="FILE", help=f"What failed; by default {REJECTED} beside DIR.")] = "",
) -> None:
    """Fetch pages from the web, with what is known of each, for extract.

    Each page is saved as it came (HTML, PDF, DOCX, text, JSON), beside it NAME.meta.json with its address, and with
    title, day and publisher where a feed says them. robots.txt is obeyed; a host is asked once at a time, with a pause.
    Run again it asks only for what has changed, and for what failed. The paths of new and changed pages go to standard
    output.

    Exit status: 0 all pages are there, 1 some could not be fetched, 2 wrong usage.

    \b
    Examples:
      readout fetch https://example.org/minutes/2024-05-03.html -o pages
      readout fetch --feed https://example.org/news.rss -o pages
      readout fetch --index https://example.org/minutes/ --match '/minutes/20' -o pages | xargs readout extract
    """
    if not (urls or feed or index):
        raise typer.BadParameter("give an address, --feed or --index", param_hint="URL")
    web = _web()
    options = web.Options(
        delay=delay,
        hosts=hosts,
        timeout=timeout,
        max_bytes=max_bytes,
        retries=retries,
        allow_private=allow_private,
        match=match,
        other_hosts=other_hosts,
    )
    wanted = web.Wanted(tuple(_addresses(urls or ())), tuple(feed or ()), tuple(index or ()))
    try:
        summary = web.run(wanted, folder, options, saved=typer.echo, tell=_tell)
    except KeyboardInterrupt:
        typer.echo(f"readout: interrupted; what was fetched is in {folder}, run again for the rest", err=True)
        raise typer.Exit(INTERRUPTED) from None
    target = rejected or str((folder if folder.name else folder.absolute()).parent / REJECTED)
    with files.writing(target) as stream:
        stream.writelines(each.model_dump_json().encode() + b"\n" for each in summary.rejections)
    counts = f"{summary.new} new, {summary.changed} changed, {summary.unchanged} unchanged"
    typer.echo(f"readout: {counts} in {folder}", err=True)
    if summary.rejections:
        typer.echo(f"readout: {len(summary.rejections)} not fetched, listed in {target}", err=True)
        raise typer.Exit(1)


def _web() -> ModuleType:
    """Return the package that fetches, with what it needs; raises ReadoutError where that is not installed."""
    try:
        from pipeline import fetch as web
    except ModuleNotFoundError as error:
        if error.name not in NEEDED:
            raise
        remedy = "install them with: pip install 'readout[fetch]'"
        raise ReadoutError(f"fetching needs {' and '.join(NEEDED)}; {remedy}") from None
    return web


def _tell(rejection: "Rejection") -> None:
    typer.echo(f"readout: {plain(rejection.uri)}: {plain(rejection.reason)}", err=True)


def _addresses(urls: Sequence[str]) -> Iterator[str]:
    for url in urls:
        if url != files.STANDARD:
            yield url
            continue
        yield from (line.strip() for line in sys.stdin if line.strip())

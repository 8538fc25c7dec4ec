"""All that the user wants: lists first, then each page once; what fails is told and the others go on."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from models import Rejection
from models.errors import ReadoutError, ReportError
from pipeline.fetch import addresses, pages
from pipeline.fetch.client import Client, Response
from pipeline.fetch.errors import TransientError
from pipeline.fetch.ledger import Ledger, Page, now
from pipeline.fetch.listing import Entry
from pipeline.fetch.lists import Lists
from pipeline.fetch.options import Options
from pipeline.fetch.web import NOT_MODIFIED, Web

_ENOUGH = 5  # pages of a host that fail one after the other, before the rest of them is left for another run
_KEPT = ("title", "published", "publisher")  # facts that a list gave; a later run without the list does not take them


class Wanted(NamedTuple):
    """What to fetch: pages, and lists of pages."""

    urls: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()


class Summary(NamedTuple):
    """How many pages ended how, and what is wrong with those that failed, in the order of the addresses."""

    new: int
    changed: int
    unchanged: int
    rejections: list[Rejection]


def run(
    wanted: Wanted,
    folder: Path,
    options: Options,
    *,
    saved: Callable[[Path], None] = lambda _: None,
    tell: Callable[[Rejection], None] = lambda _: None,
) -> Summary:
    """Fetch into a folder; ``saved`` hears of each page that is new or changed, ``tell`` of each that failed.

    Raises ReadoutError where the folder cannot be written to.  May be stopped at any moment and run again.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadoutError(f"{folder}: cannot be written ({error.strerror}); name another folder") from None
    with Ledger(folder) as ledger:
        for left in folder.glob(".*.part"):  # of a run that was killed
            left.unlink(missing_ok=True)
        return asyncio.run(_run(_Job(folder, ledger, saved, tell), wanted, options))


async def _run(job: "_Job", wanted: Wanted, options: Options) -> Summary:
    async with Client(options) as client:
        web = Web(client, options)
        lists = Lists(web, job.ledger, options, job.reject)
        entries = await lists.read(wanted.feeds, wanted.indexes)
        named = [entry for url in wanted.urls if (entry := _named(url, job.reject))]
        chosen: dict[str, Entry] = {}
        for entry in [*entries, *named]:  # an entry that says more goes before the bare address
            chosen.setdefault(str(entry.url), entry)
        await job.fetch(web, list(chosen.values()))
    order = {url: number for number, url in enumerate(chosen)}
    job.rejections.sort(key=lambda rejection: order.get(rejection.uri, -1))
    counts = job.counts
    return Summary(counts["new"], counts["changed"], counts["unchanged"], job.rejections)


def _named(url: str, reject: Callable[[ReportError], None]) -> Entry | None:
    try:
        return Entry(addresses.parse(url))
    except ReportError as error:
        reject(error)
        return None


async def together(works: Iterable[Awaitable[None]]) -> None:
    """Do all at the same time; the first that raises stops the others."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Job:
    """What has become of the pages so far."""

    def __init__(
        self, folder: Path, ledger: Ledger, saved: Callable[[Path], None], tell: Callable[[Rejection], None]
    ) -> None:
        self.ledger = ledger
        self.counts = {"new": 0, "changed": 0, "unchanged": 0}
        self.rejections: list[Rejection] = []
        self._folder, self._saved, self._tell = folder, saved, tell

    def reject(self, error: ReportError) -> None:
        rejection = Rejection(uri=error.uri, code=error.code, reason=error.reason, stage="fetch")
        self.rejections.append(rejection)
        self._tell(rejection)

    async def fetch(self, web: Web, entries: Iterable[Entry]) -> None:
        """Fetch every page, host by host, many hosts at the same time."""
        hosts: dict[str, list[Entry]] = {}
        for entry in entries:
            hosts.setdefault(entry.url.host, []).append(entry)
        await together(self._host(web, each) for each in hosts.values())

    async def _host(self, web: Web, entries: Iterable[Entry]) -> None:
        running, last = 0, ReportError("", "", "")
        for entry in entries:
            url = str(entry.url)
            try:
                if running >= _ENOUGH:
                    raise ReportError(url, last.code, f"its host failed {_ENOUGH} times running; run again later")
                status = await self._page(web, entry)
                self.counts[status] += 1
                running = 0
            except ReportError as error:
                running = running + 1 if isinstance(error, TransientError) or running >= _ENOUGH else 0
                last = error
                # by the address that was asked for, wherever redirects led
                where = f" ({error.uri})" if error.uri != url else ""
                self._fail(url, ReportError(url, error.code, error.reason + where))
            except (OSError, ReadoutError):  # the disk, not the page
                raise
            except Exception as error:  # noqa: BLE001  one page must not stop the others, whatever is wrong with it
                reason = f"{type(error).__name__}: {' '.join(str(error).split())}; please report it with the address"
                self._fail(url, ReportError(url, "failed", reason))

    def _fail(self, url: str, error: ReportError) -> None:
        self.ledger.fail(url, error.code)
        self.reject(error)

    async def _page(self, web: Web, entry: Entry) -> str:
        """Fetch one page and save it if it is new or changed; returns which."""
        url = str(entry.url)
        known = self.ledger.page(url)
        if known and not (self._folder / known.file).is_file():
            known = None
        response = await web.get(entry.url, lambda hop: known.validators(hop) if known else {})
        if known and response.status == NOT_MODIFIED:
            self._describe(known.file, entry)
            self.ledger.save(url, known, "unchanged")
            return "unchanged"
        page = _page(entry, response)
        same = known is not None and (known.sha256, known.file) == (page.sha256, page.file)
        status = "unchanged" if same else "changed" if known else "new"
        if same:
            self._describe(page.file, entry)
        else:
            facts = self._facts(page.file, entry) | _came(response, page)
            pages.save(self._folder, page.file, response.body, facts)
        self.ledger.save(url, page, status)
        if not same:
            self._saved(self._folder / page.file)
        return status

    def _facts(self, file: str, entry: Entry) -> dict[str, str]:
        before = pages.described(self._folder / file)
        return {name: before[name] for name in _KEPT if name in before} | entry.facts

    def _describe(self, file: str, entry: Entry) -> None:
        """Write down what a list says anew of a page that is as it was."""
        path = self._folder / file
        before = pages.described(path)
        if before | entry.facts != before:
            pages.describe(path, before | entry.facts)


def _page(entry: Entry, response: Response) -> Page:
    media_type, _ = pages.content_type(response.headers)
    file = pages.stem(entry.url) + pages.suffix(response.url, media_type, response.body)
    digest = hashlib.sha256(response.body).hexdigest()
    return Page(str(response.url), file, digest, *response.validators)


def _came(response: Response, page: Page) -> dict[str, str]:
    """Return what the answer says of itself, for the file beside the page."""
    media_type, charset = pages.content_type(response.headers)
    facts = {
        "id": Path(page.file).stem,
        "url": page.final,
        "media_type": media_type,
        "encoding": charset,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "fetched": now(),
    }
    return {name: value for name, value in facts.items() if value}

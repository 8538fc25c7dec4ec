"""From texts to records, in one call."""

import contextlib
import datetime
import threading
from collections.abc import Iterable, Iterator

from models import Record, Report
from pipeline import nlp as pipelines
from pipeline import rules as rule_files
from pipeline.assemble import assemble
from pipeline.ingest import metadata

STRINGS_KEPT = 200_000  # words, names and titles that a process remembers; spaCy forgets none by itself


class Extractor:
    """The pipeline with its rules loaded once, for many reports; raises RuleError for a bad rule file."""

    def __init__(self, rules: str | None = None) -> None:
        self.nlp = pipelines.load(rules)
        self._read = pipelines.Reader(self.nlp)
        self._digest = rule_files.digest(rules)
        self._alone = threading.Lock()  # what one thread forgets another may be reading

    def __call__(self, report: Report) -> Record:
        """Return the record of one report."""
        with self._alone, self._memory():
            words = self._read(report.text, report.published)
            return assemble(words, report, rules=self._digest)

    def _memory(self) -> contextlib.AbstractContextManager[object]:
        """Return the block to read a report in; when enough is known, what was new in the report is forgotten."""
        known = len(self.nlp.vocab.strings)
        return contextlib.nullcontext() if known < STRINGS_KEPT else self.nlp.memory_zone()


_extractors: dict[str | None, Extractor] = {}


def extractor(rules: str | None = None) -> Extractor:
    """Return the process's Extractor for a folder of rules, loaded at first use."""
    if rules not in _extractors:
        _extractors[rules] = Extractor(rules)
    return _extractors[rules]


def extract(text: str, *, published: datetime.date | str | None = None, rules: str | None = None) -> Record:
    """Return the record of one text; ``published`` (a date or an ISO date) is the anchor of its relative dates.

    Raises ReportError for a text that cannot be read or a day that is none, RuleError for a bad rule file.

    >>> record = extract("Cabinet met on Tuesday. Premier Lan Chen presided.", published="2024-05-03")
    >>> [date.value for date in record.dates]
    ['2024-04-30']
    """
    day = published.isoformat() if isinstance(published, datetime.date) else published
    report = metadata.build("the text", text, {"published": day}, media_type="text/plain")
    return extractor(rules)(report.model_copy(update={"uri": None}))


def extract_many(reports: Iterable[Report], *, rules: str | None = None) -> Iterator[Record]:
    """Yield the record of each report, in order, one at a time; raises as ``extract`` does.

    >>> reports = [Report(text="Cabinet met.", id="a"), Report(text="Council met.", id="b")]
    >>> [record.id for record in extract_many(reports)]
    ['a', 'b']
    """
    extract_one = extractor(rules)
    for report in reports:
        metadata.check(report.uri or report.key, "text", report.text)
        yield extract_one(report)

"""Calendar expressions with their EDTF values (ISO 8601-2).

Rules find the smallest ones, the grammar sorts out what only looks like one, joins the rest to whole expressions and
settles by the day of publication (or the meeting's) what the words leave open.
"""

import datetime

from spacy.language import Language
from spacy.tokens import Doc

from models.date import Basis
from pipeline import rules as rule_files
from pipeline.grammar.dates.anchors import anchor_of
from pipeline.grammar.dates.finding import Finder
from pipeline.grammar.dates.meaning import Found
from pipeline.grammar.dates.order import settle_order
from pipeline.grammar.dates.pieces import Pieces
from pipeline.grammar.dates.values import values
from pipeline.matching import RuleMatcher
from pipeline.remade import Remade
from pipeline.sieve import Sieve
from pipeline.words import words_of, write
from pipeline.written import Mark


@Language.factory("readout_dates", assigns=["doc.spans"], default_config={"rules": None})
class Dates(Remade):
    """Find calendar expressions and give each its EDTF value and what settled it."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        words = rule_files.load("dates", rules)
        self._find = Finder(words, RuleMatcher(nlp, words, sieve=Sieve()))

    def __call__(self, doc: Doc) -> Doc:
        pieces = self._find.pieces(words_of(doc))
        dates = self._find(pieces)
        published = _published(doc)
        ambiguous = settle_order(pieces, dates, published)
        basis: list[Basis] = []
        marks: list[Mark] = []
        warnings: list[Mark] = []
        for date, value, why in values(dates, anchor_of(dates, published)):
            mark = _mark(pieces, date.found, "DATE", value)
            if marks and mark.start < marks[-1].end:  # two dates in one glued word
                continue
            marks.append(mark)
            basis.append(why)
            if why == "inferred":
                message = f"no year is printed: {value} follows from other dates of the report"
                warnings.append(_mark(pieces, date.found, "year-inferred", message))
            if date in ambiguous:
                message = f"day and month could be the other way round: read as {value}"
                warnings.append(_mark(pieces, date.found, "day-month-ambiguous", message))
        write(doc, "dates", marks, basis=basis)
        write(doc, "warnings.dates", warnings)
        return doc


def _mark(pieces: Pieces, found: Found, label: str, value: str) -> Mark:
    start, end = pieces.word[found.start], pieces.word[found.end - 1] + 1
    return pieces.report.mark(start, end, label=label, rule=found.rule, value=value)


def _published(doc: Doc) -> datetime.date | None:
    value = doc._.published if doc.has_extension("published") else None
    return datetime.date.fromisoformat(value) if value else None

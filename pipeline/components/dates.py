"""Calendar expressions with their EDTF values (ISO 8601-2).

Rules find the smallest ones, the grammar sorts out what only looks like one, joins the rest to whole expressions and
settles by the day of publication (or the meeting's) what the words leave open.
"""

import datetime

from spacy.language import Language

from models.date import Basis
from pipeline import rules as rule_files
from pipeline.component import Component
from pipeline.grammar.dates.anchors import anchor_of
from pipeline.grammar.dates.finding import Finder
from pipeline.grammar.dates.meaning import Found
from pipeline.grammar.dates.order import settle_order
from pipeline.grammar.dates.pieces import Pieces
from pipeline.grammar.dates.values import values
from pipeline.matching import RuleMatcher
from pipeline.sieve import Sieve
from pipeline.words import Words
from pipeline.written import Mark


class Dates(Component):
    """Find calendar expressions and give each its EDTF value and what settled it."""

    def __init__(self, nlp: Language, name: str, rules: str | None) -> None:
        super().__init__(nlp, name, rules)
        words = rule_files.load("dates", rules)
        self._find = Finder(words, RuleMatcher(nlp, words, sieve=Sieve()))

    def read(self, words: Words) -> None:
        pieces = self._find.pieces(words)
        dates = self._find(pieces)
        published = datetime.date.fromisoformat(words.published) if words.published else None
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
        words.write("dates", marks, basis=basis)
        words.write("warnings.dates", warnings)


@Language.factory("readout_dates", assigns=["doc.spans"], default_config={"rules": None})
def create(nlp: Language, name: str, rules: str | None) -> Dates:
    """Make the component, as spaCy asks for it."""
    return Dates(nlp, name, rules)


def _mark(pieces: Pieces, found: Found, label: str, value: str) -> Mark:
    start, end = pieces.word[found.start], pieces.word[found.end - 1] + 1
    return pieces.report.mark(start, end, label=label, rule=found.rule, value=value)

"""Where a list must end that a mark opens: with its bracket, dash or quote, its sentence, or the next announcement."""

from typing import Final

from pipeline.grammar.lists.separators import COLONS, COMMAS, SEMICOLONS, Bounds
from pipeline.matching import Match
from pipeline.rules import Rules
from pipeline.words import Words

_DASHES: Final = {"–", "—", "--", "-", "---", "――", "——"}
_CLOSING: Final = {"(": ")", "（": "）"}
_OPENING: Final = {"“", "(", "（", "《"}
_ENDING: Final = {"”", ")", "）", "》"}
_INSIDE: Final = _OPENING | _ENDING | {'"'}
_MARKS: Final = COMMAS | SEMICOLONS | {".", "?", "!"}


class Regions:
    """Finds the ends of lists; the closed classes of words are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self._numbers = rules.list("cardinals") | {str(number) for number in range(2, 100)}
        self._company_ends = {f"{suffix}." for suffix in rules.list("company_suffixes")}

    def stop(self, words: Words, mark: Match, start: int, sentence: Bounds) -> int:
        """Return where a list after ``mark`` must end: at the closing bracket, dash or quote, or with its sentence."""
        end = sentence[1]
        if mark.rule.label == "BRACKET":
            end = self._closing(words, mark.start, end, start)
        elif mark.rule.label != "DASH" and self._is_plain(words, start, end):  # most are
            return end
        depth, quoted = 0, words.text[sentence[0] : mark.start].count('"') % 2 == 1
        for i in range(start, end):
            text = words.text[i]
            if mark.rule.label == "DASH" and text in _DASHES and bool(words.gap(i)) == bool(words.gap(mark.start)):
                return i
            if text in _OPENING:
                depth += 1
            elif text in _ENDING:
                depth -= 1
                if depth < 0:
                    return i
            elif quoted and text == '"' and depth == 0:
                return i
            elif i > start and words.lower[i - 1] in self._company_ends and text[0].isupper():
                return i  # the stop of "Ltd." ended the sentence as well
        return end

    def _is_plain(self, words: Words, start: int, end: int) -> bool:
        """Tell whether no quotes, brackets or ends of companies' names stand between two words."""
        return _INSIDE.isdisjoint(words.text[start:end]) and self._company_ends.isdisjoint(words.lower[start:end])

    def _closing(self, words: Words, opening: int, end: int, default: int) -> int:
        """Return the bracket that closes the one at ``opening``, or ``default``."""
        depth = 0
        for i in range(opening, end):
            depth += (words.text[i] in _CLOSING) - (words.text[i] in {")", "）"})
            if depth == 0:
                return i
        return default

    def before_colon(self, words: Words, start: int, stop: int) -> int:
        """Return where a list ends that a colon follows.

        That of another announcement leaves it at its last comma ("namely A and B, and two dangers: …"); what glosses
        the items stands right behind them ("i.e. A, B and C: A is for …").
        """
        if COLONS.isdisjoint(words.text[start:stop]):
            return stop
        colon = next(i for i in range(start, stop) if words.text[i] in COLONS)
        last = next((i for i in range(colon, start, -1) if words.text[i] in _MARKS), stop)
        return colon if self._numbers.isdisjoint(words.lower[last if last < colon else start : colon]) else last

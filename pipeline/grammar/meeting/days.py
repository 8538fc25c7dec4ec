"""The day of the meeting: in a sentence that names it, else of the dateline, the opening or the minutes' own line."""

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.grammar.meeting.scene import OPENING, Scene
from pipeline.rules import Rules
from pipeline.written import Mark

_DAY: Final = re.compile(r"[0-9X]{4}-[0-9]{2}-[0-9]{2}(/[0-9X]{4}-[0-9]{2}-[0-9]{2})?")
_DAYS: Final = re.compile(r"[0-9X]{4}-[0-9]{2}-[0-9]{2}/[0-9X]{4}-[0-9]{2}-[0-9]{2}")
_ONE_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK: Final = re.compile(
    r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}"
)  # to the second: a page is released, not a meeting called to order
AFTER: Final = 14  # words between "after" and the day of what came before
BEGINNING: Final = 3  # words between "opened" and its day
EVENT: Final = 10  # words between "held" and its day
SHORT: Final = 31  # days; longer spans are not those of a meeting, or are so only in its own sentence
FEW: Final = 5
Placed = tuple[int, int, Mark]


class Days:
    """Settles when the body met; the closed classes of words are those of a rule file."""

    def __init__(self, rules: Rules) -> None:
        self._bounding = rules.list("bounding")
        self._release = rules.list("release")
        self._minutes = rules.list("minutes")
        self._undated = rules.list("undated")
        self._opening = rules.list("opening")
        self._cardinals = rules.table("cardinals")
        self._closing = rules.list("closing")
        self._nouns = rules.list("meeting_nouns")
        self._small = rules.list("after_days") | rules.list("holding")

    def settle(
        self, scene: Scene, mentions: list[tuple[int, int]], sittings: Iterable[int], body: Mark | None
    ) -> tuple[Mark, str] | None:
        """Return the words that say the day and its value, or None.

        ``mentions`` are (word, sentence) of the meeting of ``body``, the likeliest first; in ``sittings`` it acts.
        """
        headed = self._headed(scene, body)
        for word, sentence in mentions:
            if headed and scene.words.sentences[sentence][2] != "TITLE":
                break
            if days := self._days(scene, sentence):
                day = min(days, key=lambda day: (not self._is_held(scene, day), abs(day[0] - word)))
                return self._whole(scene, sentence, day)
        for sentence in [*headed, *self._others(scene, mentions, sittings)]:
            for day in self._days(scene, sentence):
                if not self._is_of_event(scene, sentence, day):
                    return self._several(scene, sentence, day[2])
        return None

    def _headed(self, scene: Scene, body: Mark | None) -> list[int]:
        """Return the lines of page data in front of the text that give the day of the meeting.

        Below the title of minutes that is a day alone; elsewhere a line that names the body: "Cabinet - 3 May 2020".
        """
        sentences, lower = scene.words.sentences, scene.words.lower
        name = body.value.lower().split() if body else []
        minutes, found = False, []
        for number, (start, end, label) in enumerate(sentences):
            if label not in {"TITLE", "META"}:
                break
            minutes = minutes or (label == "TITLE" and "minutes" in lower[start:end])
            named = bool(name) and lower[start : start + len(name)] == name
            alone = minutes and all(word in scene.dated or not lower[word][0].isalpha() for word in range(start, end))
            if label == "META" and (named or alone) and not self._releases(scene, number) and self._days(scene, number):
                found.append(number)
        return found

    def _is_of_event(self, scene: Scene, sentence: int, day: Placed) -> bool:
        """Tell whether something else was held on a day: "took note of the talks held in London on 3 May"."""
        first, lower = scene.words.sentences[sentence][0], scene.words.lower
        held = next((n for n in range(day[0] - 1, max(first, day[0] - EVENT), -1) if lower[n] == "held"), first)
        if held == first or held in scene.ending or not scene.words.text[held - 1].islower():
            return False
        return lower[held - 1] not in {"was", "were", "been", "is", "when", "and", "which"} | self._nouns

    def _several(self, scene: Scene, sentence: int, day: Mark) -> tuple[Mark, str]:
        """Return the span of days that a day begins or ends, else the day, and its value."""
        value = day.value
        for start, _, span in scene.dates:
            days = span.value
            if "/" in days and value in days.split("/") and _DAYS.fullmatch(days) and not _is_week(scene, span):
                other = scene.sentence(start)
                if _length(days) <= FEW or other == sentence or scene.words.sentences[other][2] == "TITLE":
                    return span, days
        return day, value

    def _others(self, scene: Scene, mentions: list[tuple[int, int]], sittings: Iterable[int]) -> list[int]:
        """Return the sentences that may say the day where those that name the meeting do not."""
        labels = [label for _, _, label in scene.words.sentences]
        chaired = [scene.sentence(start) for start, _, _ in scene.chairs]
        datelines = [number for number, label in enumerate(labels) if label in {"DATELINE", "TITLE"}]
        opening = [number for number, rank in scene.rank.items() if rank < OPENING]
        minutes = [n for n, label in enumerate(labels) if label in {"META", "HEADING"} and self._is_own_line(scene, n)]
        found = [*minutes, *chaired, *sittings, *datelines, *opening]
        lower = scene.words.lower
        named = [scene.words.sentences[sentence] for _, sentence in mentions]
        if any(not self._undated.isdisjoint(lower[start:end]) for start, end, _ in named):
            return found  # "held a meeting recently": the day of the page is not the meeting's
        return found + [n for n, label in enumerate(labels) if label == "META" and not self._releases(scene, n)]

    def _whole(self, scene: Scene, sentence: int, day: Placed) -> tuple[Mark, str]:
        """Return the span of days that a day belongs to; a session that only opens on it has that day."""
        span = day[2]
        start, end, _ = scene.words.sentences[sentence]
        near = scene.words.lower[start:end]
        opens, closes = not self._opening.isdisjoint(near), not self._closing.isdisjoint(near)
        if opens and closes and (begun := self._begun(scene, sentence)):
            return begun
        if (opens or closes) and (lasted := self._lasting(scene, sentence, day, ends=not opens)):
            return span, lasted
        if opens and not closes:
            return span, span.value
        return self._several(scene, sentence, span)

    def _lasting(self, scene: Scene, sentence: int, day: Placed, *, ends: bool) -> str:
        """Return the days of "a three-day session that opened on Monday", or ""."""
        start, end, _ = scene.words.sentences[sentence]
        lower = scene.words.lower
        if not _ONE_DAY.fullmatch(day[2].value):
            return ""
        for word in range(start + 2, end):
            if lower[word] == "day" and lower[word - 1] == "-" and lower[word - 2] in self._cardinals:
                known = datetime.date.fromisoformat(day[2].value)
                more = datetime.timedelta(days=int(self._cardinals[lower[word - 2]]) - 1)
                first, last = (known - more, known) if ends else (known, known + more)
                return f"{first}/{last}"
        return ""

    def _begun(self, scene: Scene, sentence: int) -> tuple[Mark, str] | None:
        """Return the days from "had opened on Monday" to the last one named up to this sentence."""
        lower = scene.words.lower
        here = self._days(scene, sentence)
        before = [day for n in range(max(sentence - OPENING, 0), sentence) for day in self._days(scene, n)]
        first = next((d for d in here if not self._opening.isdisjoint(lower[max(d[0] - BEGINNING, 0) : d[0]])), None)
        last = max((d[2].value for d in [*here, *before]), default="")
        if first is None or not first[2].value < last or "/" in first[2].value + last:
            return None
        return first[2], f"{first[2].value}/{last}"

    def _days(self, scene: Scene, sentence: int) -> list[Placed]:
        """Return the dates of a sentence that are a day, not after publication, and bound nothing."""
        lower = scene.words.lower
        return [
            (start, end, span)
            for start, end, span in scene.within(scene.dates, sentence)
            if _DAY.fullmatch(day := span.value)
            and not ("/" in day and (_is_week(scene, span) or _length(day) > SHORT))
            and not self._is_of_noun(scene, start, end)
            and (day[:10] <= scene.published or day.startswith("X"))
            and (start == 0 or lower[start - 1] not in self._bounding or self._is_whole(scene, span))
            and not self._is_before_it(lower, scene.words.sentences[sentence][0], start)
        ]

    def _is_of_noun(self, scene: Scene, start: int, end: int) -> bool:
        """Tell whether a day only says which thing is meant: "the May 3 election", unless that is a meeting."""
        lower = scene.words.lower
        if lower[start - 1 : start] != ["the"] or end >= len(lower) or not scene.words.text[end].islower():
            return False
        if lower[end] in self._small:
            return False
        return self._nouns.isdisjoint(lower[end : end + 3])

    def _is_held(self, scene: Scene, day: Placed) -> bool:
        """Tell whether "which was held" stands in front of a day."""
        lead = scene.words.lower[max(day[0] - BEGINNING, 0) : day[0]]
        return "held" in lead and not {"was", "were"}.isdisjoint(lead)

    def _is_whole(self, scene: Scene, span: Mark) -> bool:
        """Tell whether "from" is a part of the days: "held from 21 to 23 March"."""
        before = scene.words.lower[span.start - 1]
        return before == "from" and bool(_DAYS.fullmatch(span.value)) and not _is_week(scene, span)

    def _is_before_it(self, lower: Sequence[str], first: int, day: int) -> bool:
        """Tell whether a day is of what came before: "called four days after the mayor had spoken on May 2"."""
        before = lower[max(first, day - AFTER) : day]
        clause = before[before.index("after") :] if "after" in before else []
        return "had" in clause and "," not in clause

    def _is_own_line(self, scene: Scene, sentence: int) -> bool:
        """Tell whether "Date: 11 September 2017" is a line of minutes, beside those of who presided and was present."""
        start, _, _ = scene.words.sentences[sentence]
        if scene.words.lower[start] not in {"date", "dated", "time", "when"}:
            return False
        firsts = {scene.words.lower[first] for first, _, _ in scene.words.sentences if _begins_line(scene, first)}
        return not firsts.isdisjoint(self._minutes)

    def _releases(self, scene: Scene, sentence: int) -> bool:
        """Tell whether a line of page data says when the page was released, which is not when the body met."""
        start, end, _ = scene.words.sentences[sentence]
        line = scene.words.lower[start:end]
        return not self._release.isdisjoint(line) or any(map(_CLOCK.fullmatch, line))


def _length(days: str) -> int:
    """Return the days between the first and the last of a span; 0 where that is not known."""
    first, _, last = days.partition("/")
    if not (_ONE_DAY.fullmatch(first) and _ONE_DAY.fullmatch(last)):
        return 0
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _is_week(scene: Scene, span: Mark) -> bool:
    """Tell whether days are those of a week: "this week" is no meeting of seven days."""
    text = scene.words.string(span.start, span.end).lower()
    return "week" in text or "days" in text


def _begins_line(scene: Scene, word: int) -> bool:
    return word == 0 or "\n" in scene.words.gap(word)

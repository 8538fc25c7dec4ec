"""Scores of a record against gold, as ANNOTATION.md counts them under "How a match is counted".

Where the guidelines leave a case open:

* a decision counts where there is one: a plan that is only cited, in gold and record, is no decision that was right;
* a field of the meeting that gold and record both leave out is not counted; a wrong value is one spurious and one
  missed; ``chair`` is counted name by name;
* two lists of the same count and label are the same list for ``items``; two that are only numbered as well.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.evaluation.gold import Gold, GoldEnumeration, GoldMeeting, GoldOrganization
from pipeline.evaluation.pairing import Pairs, pair_equal, pair_heaviest, pair_most, shared
from pipeline.evaluation.strings import fold, normal, occurrences, stands_in

Key = tuple[str | int | None, ...]


@dataclass(frozen=True)
class Case:
    """One report: its text, its gold, and what was found in it, in the form of gold."""

    gold: Gold
    found: Gold
    text: str


@dataclass(frozen=True)
class Thing:
    """One thing that is counted: its normal form, how to show it, and words to find it by in the text."""

    key: Key
    shown: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """Things of gold that were found, things that were missed, and things found that gold does not have."""

    right: tuple[Thing, ...] = ()
    missed: tuple[Thing, ...] = ()
    spurious: tuple[Thing, ...] = ()

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.right + other.right, self.missed + other.missed, self.spurious + other.spurious)

    @property
    def score(self) -> "Score":
        """The outcome as counts."""
        return Score(len(self.right), len(self.right) + len(self.spurious), len(self.right) + len(self.missed))


@dataclass(frozen=True)
class Score:
    """Counts of one score over any number of reports, and the ratios made of them (None of nothing).

    >>> score = Score(right=3, found=4, gold=6)
    >>> score.precision, score.recall, score.f1
    (0.75, 0.5, 0.6)
    """

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float | None:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of gold that was found."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there is neither gold nor a find."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else None


def score(case: Case) -> dict[str, Outcome]:
    """Return the outcome of every score for one report."""
    return {name: outcome(case) for name, outcome in OUTCOMES.items()}


def _outcome(gold: Sequence[Thing], found: Sequence[Thing], pairs: Pairs, uncounted: Sequence[int] = ()) -> Outcome:
    used = {*pairs.values(), *uncounted}
    return Outcome(
        right=tuple(thing for number, thing in enumerate(gold) if number in pairs),
        missed=tuple(thing for number, thing in enumerate(gold) if number not in pairs),
        spurious=tuple(thing for number, thing in enumerate(found) if number not in used),
    )


def _equal(things: Callable[[Gold], Sequence[Thing]]) -> Callable[[Case], Outcome]:
    """The outcome for things that are right when their keys are equal."""

    def outcome(case: Case) -> Outcome:
        gold, found = things(case.gold), things(case.found)
        return _outcome(gold, found, pair_equal([thing.key for thing in gold], [thing.key for thing in found]))

    return outcome


def _people(gold: Gold) -> list[Thing]:
    return [Thing((normal(person.name),), person.name, (person.name,)) for person in gold.people]


def _posts(gold: Gold) -> list[Thing]:
    return [
        Thing(
            (normal(person.name), normal(post.title), normal(post.organization or "")),
            f"{person.name}: {post.title}, {post.organization or 'no organization'}",
            (person.name, post.title),
        )
        for person in gold.people
        for post in person.posts
    ]


def _roles(gold: Gold) -> list[Thing]:
    return [
        Thing((normal(person.name), role), f"{person.name}: {role}", (person.name,))
        for person in gold.people
        for role in person.roles
    ]


def _plans(gold: Gold) -> list[Thing]:
    return [Thing((normal(plan.title),), plan.title, (plan.title,)) for plan in gold.plans]


def _decisions(gold: Gold) -> list[Thing]:
    return [
        Thing((normal(plan.title), plan.decision), f"{plan.decision}: {plan.title}", (plan.title,))
        for plan in gold.plans
        if plan.decision
    ]


def _enumerations(gold: Gold) -> list[Thing]:
    return [
        Thing((enumeration.count, *map(normal, enumeration.items)), _list(enumeration), enumeration.items)
        for enumeration in gold.enumerations
    ]


def _list(enumeration: GoldEnumeration) -> str:
    count = "-" if enumeration.count is None else enumeration.count
    return f"{count} {enumeration.label or '-'}: " + " | ".join(enumeration.items)


def _items(case: Case) -> Outcome:
    """Items of lists that are the same list: equal in their first item, or in count and label."""
    gold, found = case.gold.enumerations, case.found.enumerations
    keys = [[normal(item) for item in enumeration.items] for enumeration in gold]
    found_keys = [[normal(item) for item in enumeration.items] for enumeration in found]
    weights = {
        (i, j): shared(keys[i], found_keys[j])
        for i, mine in enumerate(gold)
        for j, other in enumerate(found)
        if keys[i][0] == found_keys[j][0] or _heading(mine) == _heading(other)
    }
    lists = pair_heaviest(weights)
    outcome = Outcome()
    for i, enumeration in enumerate(gold):
        other = found[lists[i]] if i in lists else None
        outcome += _equal_items(_item_things(enumeration), _item_things(other))
    for j, enumeration in enumerate(found):
        if j not in lists.values():
            outcome += Outcome(spurious=tuple(_item_things(enumeration)))
    return outcome


def _heading(enumeration: GoldEnumeration) -> tuple[int | None, str]:
    return enumeration.count, normal(enumeration.label or "")


def _item_things(enumeration: GoldEnumeration | None) -> list[Thing]:
    return [Thing((normal(item),), item, (item,)) for item in (enumeration.items if enumeration else ())]


def _equal_items(gold: list[Thing], found: list[Thing]) -> Outcome:
    return _outcome(gold, found, pair_equal([thing.key for thing in gold], [thing.key for thing in found]))


def _organizations(case: Case) -> Outcome:
    """A body is right when its name, or one of its aliases, is the name in gold."""
    gold, found = case.gold.organizations, case.found.organizations
    names = [normal(body.name) for body in gold]
    forms = [[normal(form) for form in (body.name, *body.aliases)] for body in found]
    candidates = [
        sorted((j for j, known in enumerate(forms) if name in known), key=lambda j: forms[j][0] != name)
        for name in names
    ]
    rest = _outside_plans(case)
    titles = [normal(plan.title) for plan in case.gold.plans]
    uncounted = [
        j
        for j, known in enumerate(forms)
        if any(known[0] != name and stands_in(known[0], name) for name in names)
        or (any(stands_in(known[0], title) for title in titles) and not any(stands_in(form, rest) for form in known))
    ]
    return _outcome(_bodies(gold), _bodies(found), pair_most(candidates), uncounted)


def _bodies(organizations: Sequence[GoldOrganization]) -> list[Thing]:
    return [
        Thing((normal(body.name),), " = ".join((body.name, *body.aliases)), (body.name, *body.aliases))
        for body in organizations
    ]


def _outside_plans(case: Case) -> str:
    """The folded text without the titles of gold's plans."""
    text = fold(case.text)
    for title in sorted((normal(plan.title) for plan in case.gold.plans), key=len, reverse=True):
        for start, end in reversed(list(occurrences(title, text))):
            text = text[:start] + "|" + text[end:]
    return text


def _dates(case: Case) -> Outcome:
    """A date is right when its value is gold's and the two texts overlap."""
    text = fold(case.text)
    gold, found = _date_things(case.gold), _date_things(case.found)
    places = {words: list(occurrences(words, text)) for thing in (*gold, *found) for words in thing.words}

    def overlap(one: Thing, other: Thing) -> bool:
        (words,), (others,) = one.words, other.words
        met = any(start < b and a < end for start, end in places[words] for a, b in places[others])
        return met or stands_in(words, others) or stands_in(others, words)

    candidates = []
    for date in gold:
        same = [j for j, other in enumerate(found) if other.key[0] == date.key[0] and overlap(date, other)]
        # of several, the one with the same words
        candidates.append([j for _, j in sorted((found[j].key != date.key, j) for j in same)])
    return _outcome(gold, found, pair_most(candidates))


def _date_things(gold: Gold) -> list[Thing]:
    return [
        Thing((date.value, normal(date.text)), f"{date.text} = {date.value}", (normal(date.text),))
        for date in gold.dates
    ]


def _meeting(name: str) -> Callable[[Gold], list[Thing]]:
    def things(gold: Gold) -> list[Thing]:
        value = getattr(gold.meeting or GoldMeeting(), name)
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        return [Thing((normal(str(one)),), str(one), (str(one),)) for one in values]

    return things


OUTCOMES: dict[str, Callable[[Case], Outcome]] = {
    "people": _equal(_people),
    "posts": _equal(_posts),
    "roles": _equal(_roles),
    "organizations": _organizations,
    "plans": _equal(_plans),
    "decisions": _equal(_decisions),
    "enumerations": _equal(_enumerations),
    "items": _items,
    "dates": _dates,
    **{f"meeting.{name}": _equal(_meeting(name)) for name in ("body", "kind", "ordinal", "date", "chair")},
}
SCORES = tuple(OUTCOMES)
MEAN_OF = ("people", "posts", "organizations", "plans", "decisions", "enumerations", "items", "dates")

"""Which keys of people are one person.

``person.post``            one name, one post: the same title of the same body
``person.jurisdiction``    one name in one place, and nothing against it: a post that changed
``person.unposted``        a name without a post, and one person of it in that place
``person.within``          a name in a city and in its province, and nobody else of it there
``person.national``        a name without a post, and one person of it in the country, who is known all over it, or
                           whose post has no place in a report of the country's own
``person.only``            a report of nowhere, and one person of that name anywhere
``person.spelling``        one post, and a long name with one letter more or less
``person.form``            one post, and a name whose parts agree: ``J. Smith``, ``SMITH John``; nobody else fits
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from pipeline.entities import people, places, words
from pipeline.entities.entity import Candidate, Reason
from pipeline.entities.joining import Joined
from pipeline.entities.keys import OWN, parse
from pipeline.entities.post_holders import Node, node, opposed
from pipeline.entities.similar import ratio

_MANY = 60  # keys of one name in one place: beyond it only neighbours in time are compared; holders of one post: beyond
# it the post tells nothing
_COMMON = 3  # divisions in which a name must be known to be taken for a common one
_LONG = 6  # letters of a part of a name in which one may be a misprint
_KNOWN = 3  # reports that make a person known all over a country


def join(candidates: Iterable[Candidate], joined: Joined) -> None:
    """Join the keys of people, the surest first."""
    nodes = [node(candidate) for candidate in candidates]
    named: dict[str, list[Node]] = {}
    for each in nodes:
        named.setdefault(each.letters, []).append(each)
    for group in named.values():
        _posts(group, joined)
        if len(group) > 1:
            _jurisdictions(group, joined)
    _forms(nodes, joined)
    for group in named.values():
        if len(group) > 1:
            _unposted(group, joined)
            _nested(group, joined)
            _only(group, joined)


def homes(keys: Iterable[str], joined: Joined) -> dict[str, str]:
    """Return the countries of reports of nowhere that name a person of one country, with the post held there."""
    found: dict[str, set[str]] = {}
    for lost in map(parse, keys):
        if lost.scope.startswith(OWN) and lost.posts:
            others = {parse(each).scope for each in joined.members(str(lost))}
            found.setdefault(lost.scope, set()).update(
                places.country(each) for each in others if not each.startswith(OWN)
            )
    return {report: next(iter(countries)) for report, countries in found.items() if len(countries) == 1}


def _posts(group: Sequence[Node], joined: Joined) -> None:
    held: dict[str, Node] = {}
    shared = words.listed("rivals", "shared") if _is_common(group) else frozenset()
    for each in group:
        for post in sorted(each.posts):
            if people.scope(post) and post.partition(" @")[0] not in shared:
                first = held.setdefault(post, each)
                if first is not each:
                    joined.join(Reason("person.post", first.key, each.key))


def _jurisdictions(group: Sequence[Node], joined: Joined) -> None:
    by_scope: dict[str, list[Node]] = {}
    for each in group:
        for scope in sorted(each.scopes) if each.posts else ():
            by_scope.setdefault(scope, []).append(each)
    known = {each.key: each for each in group}
    for scope in sorted(by_scope):
        near = sorted(by_scope[scope], key=lambda each: (each.first, each.key))
        for at, each in enumerate(near):
            for other in near[at + 1 :] if len(near) <= _MANY else near[at + 1 : at + 2]:
                if joined.root(each.key) != joined.root(other.key):
                    one, two = ([known[key] for key in joined.members(at.key) if key in known] for at in (each, other))
                    if not opposed(one, two):
                        joined.join(Reason("person.jurisdiction", each.key, other.key))


def _clusters(group: Sequence[Node], joined: Joined) -> dict[str, list[Node]]:
    """Return the nodes of one name by the group that their keys are in."""
    found: dict[str, list[Node]] = {}
    for each in group:
        found.setdefault(joined.root(each.key), []).append(each)
    return found


def _unposted(group: Sequence[Node], joined: Joined) -> None:
    for each in group:
        if each.posts or not each.scopes:
            continue
        (scope,) = each.scopes
        others = [nodes for nodes in _clusters(group, joined).values() if each not in nodes]
        here = [nodes for nodes in others if any(scope in one.scopes and one.posts for one in nodes)]
        if not here:
            inside = places.division(scope)
            here = [nodes for nodes in others if any(_meet(inside, one) for one in nodes)]
            here = [] if _is_common(group) else here
        rule = "person.unposted"
        if not here:
            rule = "person.national"
            here = [nodes for nodes in others if _country(nodes) == {places.country(scope)}]
            here = [] if len(here) != 1 or not _is_national(here[0], scope) else here
        if len(here) == 1:
            joined.join(Reason(rule, here[0][0].key, each.key))


def _meet(division: str, one: Node) -> bool:
    """Tell whether a person holds office in a division, or in a place inside it."""
    return len(division) > len("CN") and any(places.within(scope, division) for scope in one.scopes)


def _country(nodes: Sequence[Node]) -> set[str]:
    return {each.country for each in nodes if each.country}


def _is_national(nodes: Sequence[Node], scope: str) -> bool:
    """Tell whether a person is known all over a country, or held office nowhere else than in its own reports."""
    held = {place for each in nodes if each.posts for place in each.scopes}
    if len(scope) == len("CN") and not held:
        return True
    return any(len(place) == len("CN") for place in held) and sum(each.reports for each in nodes) >= _KNOWN


def _is_common(group: Sequence[Node]) -> bool:
    """Tell whether a name is known in so many divisions that it says little."""
    return len({places.division(scope) for each in group for scope in each.scopes}) >= _COMMON


def _nested(group: Sequence[Node], joined: Joined) -> None:
    if _is_common(group):
        return
    divisions: dict[str, set[str]] = {}
    for root, nodes in _clusters(group, joined).items():
        for each in nodes:
            for scope in each.scopes:
                if len(scope) > len("CN"):
                    divisions.setdefault(places.division(scope), set()).add(root)
    for division in sorted(divisions):
        clusters = _clusters(group, joined)
        pair = sorted(divisions[division])
        if len(pair) != 2 or any(root not in clusters for root in pair):
            continue
        one, other = clusters[pair[0]], clusters[pair[1]]
        if not opposed(one, other):
            left, right = _closest(one, other, division)
            joined.join(Reason("person.within", left.key, right.key))


def _closest(one: Sequence[Node], other: Sequence[Node], division: str) -> tuple[Node, Node]:
    return next(each for each in one if _meet(division, each)), next(each for each in other if _meet(division, each))


def _only(group: Sequence[Node], joined: Joined) -> None:
    """Join what reports of nowhere say to the one person of that name, or to each other, if their titles agree."""
    lost = [each for each in group if each.lost and len(each.name) > 1]
    clusters = _clusters([each for each in group if not each.lost], joined)
    if not lost or len(clusters) > 1:
        return
    known = next(iter(clusters.values()), lost[:1])
    for each in lost:
        if each not in known and _titles_agree([each], known):
            joined.join(Reason("person.only", known[0].key, each.key))


def _titles_agree(one: Sequence[Node], other: Sequence[Node]) -> bool:
    """Tell whether two groups of keys have a post in common, wherever it is held; or one of them has none."""
    held, others = _held(one), _held(other)
    if not held or not others:
        return True
    alike = ((left, right) for left, body in held for right, body_ in others if body == body_)
    return any(left <= right or right <= left for left, right in alike)


def _held(nodes: Sequence[Node]) -> set[tuple[frozenset[str], str]]:
    """Return the words of each title, and the body it is held at without its scope."""
    posts = (post.partition(" @") for each in nodes for post in each.posts)
    return {(frozenset(title.split()), body.partition(" ")[2]) for title, _, body in posts}


def _forms(nodes: Sequence[Node], joined: Joined) -> None:
    held: dict[tuple[str, str], list[Node]] = {}
    for each in nodes:
        for post in each.posts:
            if people.scope(post):
                for part in {each.name[0], each.name[-1]}:
                    held.setdefault((post, part), []).append(each)
    for place in sorted(place for place, group in held.items() if len(group) > 1):
        group = sorted(held[place])
        if 1 < len({each.letters for each in group}) <= _MANY:
            for form in FORMS:
                _join_forms(group, form, joined)


def _join_forms(group: Sequence[Node], form: "Form", joined: Joined) -> None:
    """Join names that fit each other, where neither fits a second full name."""
    marks = [form.marks(each) for each in group]
    marked: dict[Hashable, list[int]] = {}
    for at, his in enumerate(marks):
        for mark in his:
            marked.setdefault(mark, []).append(at)
    if len(marked) == sum(map(len, marks)):
        return  # nobody has a mark that another one has
    fitting: list[list[Node]] = []
    for one, his in zip(group, marks, strict=True):
        others = (group[at] for at in sorted({at for mark in his for at in marked[mark]}))
        fitting.append([other for other in others if other.letters != one.letters and form.fit(one, other)])
    plain = [len({other.letters for other in found if _is_full(other)}) <= 1 for found in fitting]
    for each, found, is_plain in zip(group, fitting, plain, strict=True):
        for other in found:
            if is_plain and plain[group.index(other)]:
                left, right = sorted((each.key, other.key))
                joined.join(Reason(form.rule, left, right, ratio(parse(left).name, parse(right).name)))


def _ends(one: Node) -> set[Hashable]:
    return {one.name[-1], tuple(sorted(one.name))}


def _lacking(one: Node) -> set[Hashable]:
    """Return a name with each of its long parts as it is, and without each of its letters."""
    found: set[Hashable] = set()
    for at, part in enumerate(one.name):
        if len(part) >= _LONG:
            lacking = {part, *(part[:letter] + part[letter + 1 :] for letter in range(len(part)))}
            found.update((*one.name[:at], each, *one.name[at + 1 :]) for each in lacking)
    return found


def _is_misprint(one: Node, other: Node) -> bool:
    """Tell whether two long names differ in one letter that one of them lacks."""
    if len(one.name) != len(other.name):
        return False
    differing = [(left, right) for left, right in zip(one.name, other.name, strict=True) if left != right]
    if len(differing) != 1:
        return False
    short, long = sorted(differing[0], key=len)
    if len(short) < _LONG or len(long) != len(short) + 1 or _country([one, other]) & words.listed("people", "exact"):
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _is_full(one: Node) -> bool:
    return all(len(word) > 1 for word in one.name) and len(one.name) > 1


def agree(one: Node, other: Node) -> bool:
    """Tell whether two names may be forms of one: a part left out, initials, the surname first and in capitals."""
    short, long = sorted((one.name, other.name), key=len)
    if sorted(short) == sorted(long):
        return one.loud or other.loud
    if short[-1] != long[-1]:
        return False
    rest = list(long[:-1])
    if len(short) > 1 and not _fits(short[0], rest[0] if rest else ""):
        return False
    for part in short[:-1]:
        while rest and not _fits(part, rest[0]):
            rest.pop(0)
        if not rest:
            return False
        rest.pop(0)
    return True


def _fits(part: str, other: str) -> bool:
    """Tell whether one is the other or its initial."""
    short, long = sorted((part, other), key=len)
    return bool(short) and (part == other or (len(short) == 1 and long.startswith(short)))


class Form(NamedTuple):
    """How two names may be one: a rule, what of their marks such names share, and whether two names fit."""

    rule: str
    marks: Callable[[Node], set[Hashable]]
    fit: Callable[[Node, Node], bool]


FORMS = (Form("person.form", _ends, agree), Form("person.spelling", _lacking, _is_misprint))

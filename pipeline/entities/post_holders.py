"""Keys of people taken apart: who holds which post where, and what cannot well be one person."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.entities import people, places, words
from pipeline.entities.entity import Candidate
from pipeline.entities.keys import OWN, parse


class Node(NamedTuple):
    """A key of a person taken apart."""

    key: str
    lost: bool  # of a report of nowhere
    country: str
    name: tuple[str, ...]
    scopes: frozenset[str]
    posts: frozenset[str]
    first: str
    last: str
    reports: int
    loud: bool  # printed with a part in capitals
    letters: str  # the name without the spaces, which are printed here and not there: Ping Hung, Pinghung


def node(candidate: Candidate) -> Node:
    """Take a candidate apart."""
    key = parse(candidate.key)
    lost = key.scope.startswith(OWN)
    scopes = {people.place(post) for post in key.posts} if key.posts else {key.scope}
    return Node(
        candidate.key,
        lost,
        "" if lost else places.country(key.scope),
        key.words,
        frozenset() if lost else frozenset(scopes - {""}),
        frozenset(key.posts),
        candidate.first or "",
        candidate.last or candidate.first or "",
        candidate.reports,
        any(word.isupper() and len(word) > 1 for name, _ in candidate.names for word in name.split()),
        "".join(key.words),
    )


def opposed(one: Sequence[Node], other: Sequence[Node]) -> bool:
    """Tell whether what two groups of keys say cannot well be of one person."""
    spheres, others = _spheres(one), _spheres(other)
    if spheres and others and not spheres & others:
        return True
    return any(_are_rivals(left, right) for left in one for right in other)


def _spheres(nodes: Sequence[Node]) -> set[str]:
    return {_sphere(post) for each in nodes for post in each.posts}


def _sphere(post: str) -> str:
    said = set(post.replace("@", " ").split())
    found = (sphere for sphere, marks in words.table()["spheres"].items() if said.intersection(marks))
    return next(found, "office")


def _are_rivals(left: Node, right: Node) -> bool:
    """Tell whether two keys hold one title at two bodies at one time."""
    if left.posts & right.posts or left.first > right.last or right.first > left.last:
        return False
    titles = words.listed("rivals", "titles")
    held = {post.partition(" @")[0]: post for post in left.posts}
    for post in right.posts:
        title, _, body = post.partition(" @")
        other = held.get(title, "").partition(" @")[2]
        if title in titles and " " in body and " " in other and body != other:
            return True
    return False

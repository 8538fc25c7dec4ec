"""The key of an appearance: equal keys are always one entity.

``person|CN|lu wenyuan|governor @CN-SC government``, ``organization|CN-SC|finance department|``,
``plan|CN-SC|ferry measures piers|2021-2025``: type, scope, words, and what else tells entities apart.
A scope that begins with "?" is a report's own: its name alone says too little to be anyone else's.
"""

from typing import NamedTuple

from pipeline.entities import organizations, people, places, plans
from pipeline.entities.appearance import Appearance, Type

OWN = "?"
_SEPARATOR = "|"
_POSTS = "; "


class Key(NamedTuple):
    """A key taken apart; ``rest`` is posts or years."""

    type: Type
    scope: str
    name: str
    rest: str

    def __str__(self) -> str:
        return _SEPARATOR.join(self)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return tuple(self.name.split())

    @property
    def posts(self) -> tuple[str, ...]:
        """The posts of a person."""
        return tuple(self.rest.split(_POSTS)) if self.rest and self.type == "person" else ()


def parse(key: str) -> Key:
    """Take a key apart.

    >>> parse("organization|CN-SC|finance department|").words
    ('finance', 'department')
    """
    type_, scope, name, rest = key.split(_SEPARATOR)
    return Key(type_, scope, name, rest)  # type: ignore[arg-type]  # keys are made here alone


def key(appearance: Appearance) -> str:
    """Return the normal form of an appearance, the same whatever report it is from; pure."""
    made = _MAKERS[appearance.type](appearance)
    if not made.name:  # nothing but signs: it is nobody else's
        made = made._replace(scope=_own(appearance), name=appearance.local)
    return str(made)


def _person(appearance: Appearance) -> Key:
    posts = {people.post(*post, appearance.home) for post in appearance.posts}
    scope = places.country(appearance.home) if posts else appearance.home
    return Key("person", scope or _own(appearance), people.name(appearance.name), _POSTS.join(sorted(posts)))


def _organization(appearance: Appearance) -> Key:
    home = appearance.home or appearance.jurisdiction or ""
    body = organizations.body(appearance.name, home)
    return Key("organization", body.scope or _own(appearance), " ".join(body.words), "")


def _plan(appearance: Appearance) -> Key:
    title = plans.normal(appearance.name, appearance.period, appearance.home)
    years = title.years
    if plans.is_yearly(title):
        years = (appearance.date or "")[:4]
    scope = title.scope or _own(appearance)
    if not appearance.decided and not title.is_placed:
        years += "?"  # only cited: it may be a plan of the country's
    return Key("plan", scope, " ".join(title.words), years)


def _own(appearance: Appearance) -> str:
    return OWN + appearance.report.replace(_SEPARATOR, "/")


_MAKERS = {"person": _person, "organization": _organization, "plan": _plan}

"""Keys joined to one entity, each time with the reason; what the user has told apart stays apart."""

from collections.abc import Iterable

from pipeline.entities.entity import Reason


class Joined:
    """Keys in groups.  ``join`` is refused where the group would hold two keys that are to stay apart."""

    def __init__(self, keys: Iterable[str], apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent = {key: key for key in keys}
        self._members: dict[str, list[str]] = {key: [key] for key in self._parent}
        self._apart: dict[str, set[str]] = {}
        self.reasons: dict[str, list[Reason]] = {}
        for left, right in apart:
            self._apart.setdefault(left, set()).add(right)
            self._apart.setdefault(right, set()).add(left)

    def root(self, key: str) -> str:
        """Return the key that stands for the group of ``key``."""
        while self._parent[key] != key:
            self._parent[key] = key = self._parent[self._parent[key]]
        return key

    def members(self, key: str) -> list[str]:
        """Return all keys of the group of ``key``; do not change the list."""
        return self._members[self.root(key)]

    def join(self, reason: Reason) -> bool:
        """Make one group of the groups of two keys; False where they are to stay apart."""
        left, right = self.root(reason.left), self.root(reason.right)
        if left == right:
            return True
        if self._are_apart(left, right):
            return False
        first, second = sorted((left, right))
        if len(self._members[second]) > len(self._members[first]):
            first, second = second, first
        self._parent[second] = first
        self._members[first] += self._members.pop(second)
        self.reasons.setdefault(first, []).extend([*self.reasons.pop(second, ()), reason])
        return True

    def _are_apart(self, left: str, right: str) -> bool:
        if not self._apart:
            return False
        others = set(self._members[right])
        return any(others & self._apart.get(key, set()) for key in self._members[left])

    def groups(self) -> dict[str, list[str]]:
        """Return the keys of each group, by the key that stands for it."""
        return self._members

"""The signs of roles, as rules find them."""

from pipeline.matching import Match


class Cue:
    """Words [start, end) that tell of a role; ``rule`` is the id of the rule that found them.

    ``label`` says which role and on which side people stand, ``value`` what more is asked of the words around.
    """

    __slots__ = ("end", "label", "rule", "start", "value")

    def __init__(self, match: Match) -> None:
        self.start, self.end, rule = match
        self.rule, self.label, self.value = rule.id, rule.label, rule.value

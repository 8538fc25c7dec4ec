"""People told by the form of their names alone: "Li Lan", "Ali bin Omar"."""

from pipeline.grammar.name_parts import DESCENT
from pipeline.grammar.names import Name, NameShapes
from pipeline.grammar.people.mentions import Evidence, Taken, mention_of
from pipeline.words import Words


class Forms:
    """Finds the names that no other words could be; has no side effects."""

    def __init__(self, names: NameShapes) -> None:
        self._names = names

    def chinese(self, evidence: Evidence, taken: Taken) -> None:
        """Take names by the closed form of Chinese names."""
        words, text, numbers = evidence.words, evidence.words.text, evidence.words.numbers
        beginnings = self._names.chinese_beginnings(words)  # "he", "so" and "long" are among them
        capital = [
            word for word in beginnings if text[word][0].isupper() and word not in taken.at and numbers[word] >= 0
        ]
        if not capital:
            return
        held: set[int] = set()
        for mention in taken.mentions():
            for title in mention.titles:
                held.update(range(title.start, title.end))
        for word in capital:
            if word in taken.at or word in held:
                continue
            start, end, label = words.sentences[numbers[word]]
            name = self._names.chinese(words, word, end)
            floor = start if label in ("TITLE", "HEADING") else start - 1
            if name and (name.certain or label != "TITLE") and self._stands_alone(words, name, floor, end):
                taken.add(mention_of(words, name, "person.form", name.start))

    def of_lineage(self, evidence: Evidence, taken: Taken) -> None:
        """Take names with a father's in them: "Ali bin Omar chaired it"."""
        words = evidence.words
        for word in words.listed(DESCENT):
            start, limit = word - 1, words.limits[1][word]
            if word in taken.at or start < words.limits[0][word] or words.text[word] != words.lower[word]:
                continue
            if start in taken.at or not words.text[start].istitle() or self._names.is_address(words.lower[start]):
                continue
            name = self._names.forward(words, start, limit)
            if name and name.end > word + 1 and self._stands_alone(words, name, start - 1, limit):
                taken.add(mention_of(words, Name(name.start, name.end, certain=True), "person.lineage", start))

    @staticmethod
    def _stands_alone(words: Words, name: Name, floor: int, limit: int) -> bool:
        """Tell whether no other name or noun is built with these words: "the X Y Group", "New X Y"."""
        before = words.text[name.start - 1] if name.start > max(floor, 0) else ""
        following = words.text[name.end] if name.end < limit else ""
        if following in ("-", "–") and not words.gap(name.end):
            return False
        if name.certain:
            return True
        return name.start > floor and not before[:1].isupper() and not following[:1].isupper()

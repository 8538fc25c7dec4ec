"""People told by the form of their names alone: "Li Lan", "Ali bin Omar"."""

from collections.abc import Iterator

from pipeline.grammar.name_parts import DESCENT
from pipeline.grammar.names import Name, NameShapes
from pipeline.grammar.people.mentions import Evidence, Mention, mention_of
from pipeline.words import Words


class Forms:
    """Finds the names that no other words could be; has no side effects."""

    def __init__(self, names: NameShapes) -> None:
        self._names = names

    def chinese(self, evidence: Evidence, taken: dict[int, Mention]) -> Iterator[Mention]:
        """Names by the closed form of Chinese names."""
        words, text, numbers = evidence.words, evidence.words.text, evidence.words.numbers
        beginnings = self._names.chinese_beginnings(words)  # "he", "so" and "long" are among them
        capital = [word for word in beginnings if text[word][0].isupper() and word not in taken and numbers[word] >= 0]
        if not capital:
            return
        titles = [title for mention in dict.fromkeys(taken.values()) for title in mention.titles]
        held = {word for title in titles for word in range(title.start, title.end)}
        for word in capital:
            if word in taken or word in held:
                continue
            start, end, label = words.sentences[numbers[word]]
            name = self._names.chinese(words, word, end)
            floor = start if label in ("TITLE", "HEADING") else start - 1
            if name and (name.certain or label != "TITLE") and self._stands_alone(words, name, floor, end):
                yield mention_of(words, name, "person.form", name.start)

    def of_lineage(self, evidence: Evidence, taken: dict[int, Mention]) -> Iterator[Mention]:
        """Names with a father's in them: "Ali bin Omar chaired it"."""
        words = evidence.words
        for word in words.at(DESCENT):
            start, limit = word - 1, words.limits[1][word]
            if word in taken or start < words.limits[0][word] or words.text[word] != words.lower[word]:
                continue
            if start in taken or not words.text[start].istitle() or self._names.is_address(words.lower[start]):
                continue
            name = self._names.forward(words, start, limit)
            if name and name.end > word + 1 and self._stands_alone(words, name, start - 1, limit):
                yield mention_of(words, name._replace(certain=True), "person.lineage", start)

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

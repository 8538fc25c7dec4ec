"""What components write on a Doc, as Python objects: what a Span says takes long to write, and to read again."""


class Mark:
    """Words [start, end) with what a component found them to be: a Span of the Doc is made of it for who asks."""

    __slots__ = ("end", "end_char", "label", "rule", "start", "start_char", "value")

    def __init__(self, words: tuple[int, int], characters: tuple[int, int], label: str, rule: str, value: str) -> None:
        self.start, self.end = words
        self.start_char, self.end_char = characters
        self.label, self.rule, self.value = label, rule, value


class Written:
    """The marks of a key of a Doc, the lists parallel to them by name, and the words of the marks."""

    __slots__ = ("attrs", "covered", "marks", "placed")

    def __init__(self, marks: list[Mark], attrs: dict[str, list[object]]) -> None:
        self.marks, self.attrs = marks, attrs
        self.placed: list[tuple[int, int, Mark]] | None = None
        self.covered: frozenset[int] | None = None

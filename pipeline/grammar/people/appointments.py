"""Bodies that a list of appointments is printed under.

"In the Ministry of X" or "University of X" on a line of its own holds the posts of the lines below; "… appointed
to the Board of X: A (Chairman), B" holds the posts that a board has.  Only where the report speaks of appointments.
"""

from typing import Final, NamedTuple

from pipeline.grammar.people.bodies import Bodies, Body
from pipeline.grammar.people.mentions import Mention
from pipeline.grammar.people.posts import Title
from pipeline.rules import Rules
from pipeline.words import Words

_GAP: Final = 2  # sentences between the naming of a board and its list
_LINE: Final = 3  # words of numbering in front of a name on a line of its own: "(a) Mrs. …"
_OPENING: Final = {"in", "at", "within"}
_AROUND: Final = {
    "in", "at", "for", "the", ":", "(", ")", "-", "•", ",", "level", "of", "within", "following", "appointments",
    "were", "made", "have", "been", "appointed", "are", "as", "follows",
}  # fmt: skip


class _Board(NamedTuple):
    """A board and the word "members" in front of it, where those listed without a title are its members."""

    name: str
    members: int | None


class Appointments:
    """Gives posts in lists of appointments the body above; changes the titles of the mentions."""

    def __init__(self, rules: Rules) -> None:
        self._appointing = rules.list("appointments")
        self._board_words = rules.list("board_words")
        self._board_titles = rules.list("board_titles")
        self._place_heads = rules.list("place_heads")

    def settle(self, words: Words, bodies: Bodies, mentions: dict[int, list[Mention]]) -> None:
        """Go through the report once, with the header or the board in force; ``mentions`` are by sentence."""
        appointing = {words.numbers[word] for word in words.listed(self._appointing)}
        if not appointing:
            return
        header: Body | None = None
        board: _Board | None = None
        opened: Body | None = None
        since, told = 0, False
        for number, (start, end, _) in enumerate(words.sentences):
            told = told or number in appointing
            inside = mentions.get(number)
            if inside:
                opened = self._opened(words, bodies, start, opened) if told else None
                listed = told and inside[0].first <= start + _LINE
                self._give(words, inside, opened or (header if listed else None), board)
                since = 0
                continue
            header = self._header(words, bodies, start, end)
            named = self._board(words, bodies, (start, end), number in appointing) if told else None
            since = 0 if named else since + 1
            board = named or (board if since <= _GAP else None)

    @staticmethod
    def _opened(words: Words, bodies: Bodies, start: int, before: Body | None) -> Body | None:
        """Return the body of "In the Ministry of X (MX), A was appointed …", or that before "in the same Ministry"."""
        if words.lower[start] not in _OPENING or start + 2 >= len(words):
            return None
        first = start + 1 + (words.lower[start + 1] == "the")
        if words.lower[first] == "same":
            return before
        body = bodies.at(first)
        if body is None:
            return None
        after = body.end + 3 * (words.text[body.end : body.end + 1] == ["("])
        return body if words.text[after : after + 1] == [","] else None

    def _header(self, words: Words, bodies: Bodies, start: int, end: int) -> Body | None:
        """Return the body that a line consists of."""
        for word in range(start, min(start + 6, end)):
            body = bodies.at(word)
            if body:
                rest = [w for w in range(start, end) if not body.start <= w < body.end]
                alone = all(words.lower[w] in _AROUND or words.text[w].isupper() for w in rest)
                return body if alone else None
        return None

    def _board(self, words: Words, bodies: Bodies, bounds: tuple[int, int], appointing: bool) -> _Board | None:
        """Return the board that a sentence names which is about appointments, or about members of something."""
        start, end = bounds
        lower = words.lower[start:end]
        members = start + lower.index("members") if "members" in lower else None
        if not appointing and members is None:
            return None
        for word in range(start, end):
            body = bodies.at(word)
            if body and not self._board_words.isdisjoint(body.name.casefold().split()):
                near = members is not None and 0 < body.start - members <= 3
                return _Board(body.name, members if near else None)
        return None

    def _give(self, words: Words, mentions: list[Mention], header: Body | None, board: _Board | None) -> None:
        for mention in mentions:
            for number, title in enumerate(mention.titles):
                if title.organization or title.area or not title.text:
                    continue
                if board and title.text.casefold() in self._board_titles:
                    mention.titles[number] = title.held_in(board.name)
                elif header and words.lower[title.head] not in self._place_heads:
                    mention.titles[number] = title.held_in(header.name)
            if board and board.members is not None and not mention.titles:
                word = board.members
                member = Title(word, word + 1, head=word, text=words.text[word][:-1], plural=True)
                mention.titles.append(member.held_in(board.name))

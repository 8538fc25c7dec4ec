"""Bodies that a list of appointments is printed under.

"In the Ministry of X" or "University of X" on a line of its own holds the posts of the lines below; "… appointed to the Board of X: A
(Chairman), B" holds the posts that a board has.  Only where the report speaks of appointments.
"""

from pipeline.grammar.bodies import Bodies, Body
from pipeline.grammar.person_mentions import Mention
from pipeline.rules import Rules
from pipeline.words import Words

_GAP = 2  # sentences between the naming of a board and its list
_AROUND = {"in", "at", "for", "the", ":", "(", ")", "-", "•"}


class Appointments:
    """Gives posts in lists of appointments the body above; changes the titles of the mentions."""

    def __init__(self, rules: Rules) -> None:
        self._appointing = rules.list("appointments")
        self._board_words = rules.list("board_words")
        self._board_titles = rules.list("board_titles")
        self._place_heads = rules.list("place_heads")

    def settle(self, words: Words, bodies: Bodies, mentions: list[Mention]) -> None:
        """Go through the report once, with the header or the board in force."""
        if self._appointing.isdisjoint(words.lower):
            return
        header: Body | None = None
        board: Body | None = None
        since, told = 0, False
        for start, end, _ in words.sentences:
            told = told or not self._appointing.isdisjoint(words.lower[start:end])
            inside = [mention for mention in mentions if start <= mention.start < end]
            if inside:
                self._give(words, inside, header if told else None, board)
                continue
            header = self._header(words, bodies, start, end)
            named = self._board(words, bodies, start, end)
            since = 0 if named else since + 1
            board = named or (board if since <= _GAP else None)

    def _header(self, words: Words, bodies: Bodies, start: int, end: int) -> Body | None:
        """Return the body that a line consists of."""
        for word in range(start, min(start + 4, end)):
            body = bodies.at(word)
            if body:
                rest = [w for w in range(start, end) if not body.start <= w < body.end]
                alone = all(words.lower[w] in _AROUND or words.text[w].isupper() for w in rest)
                return body if alone else None
        return None

    def _board(self, words: Words, bodies: Bodies, start: int, end: int) -> Body | None:
        """Return the board that a sentence about appointments names."""
        if self._appointing.isdisjoint(words.lower[start:end]):
            return None
        found = [body for word in range(start, end) if (body := bodies.at(word))]
        return next((body for body in found if not self._board_words.isdisjoint(body.name.casefold().split())), None)

    def _give(self, words: Words, mentions: list[Mention], header: Body | None, board: Body | None) -> None:
        for mention in mentions:
            for number, title in enumerate(mention.titles):
                head = words.lower[title.head]
                if title.organization or title.area or not title.text:
                    continue
                if board and title.text.casefold() in self._board_titles:
                    mention.titles[number] = title._replace(organization=board.name)
                elif header and head not in self._place_heads:
                    mention.titles[number] = title._replace(organization=header.name)

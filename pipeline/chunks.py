"""Texts cut into words: spaCy's tokenizer, asked but once for what stands between two spaces.

The tokens of a chunk depend on nothing around it, and most chunks of a report were seen before ("the", "Council,").
What is put together here is what the tokenizer makes of the whole text, but for smileys with a space inside.
"""

import re
from collections.abc import Collection, Iterator
from itertools import chain, groupby
from typing import Final, NamedTuple

from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

CHUNKS_KEPT: Final = 20_000  # lately used, and as many of the time before
_SPACE: Final = re.compile(r" (?<=\S )")  # one that goes with the word in front of it
_RUNS: Final = re.compile(r"\S+|\s+")
_PLAIN: Final = re.compile(r"([A-Za-z]+)([,;:)]|(?<=[a-z])\.)?")  # most chunks: a word, and one mark behind it
_PROBES: Final = ("abcdefghijklmnopqrstuvwxyz", "ZYXWVUTSRQPONMLKJIHGFEDCBA", "aBcDE", "Fghij", "kLMNO", "pqR", "StU")
_LONGEST: Final = 250  # characters; longer than any address of a page
_MARK: Final = re.compile(r"[^\w\s]")
_PIECE: Final = 40  # characters
_SETTINGS: Final = (
    "rules",
    "prefix_search",
    "suffix_search",
    "infix_finditer",
    "token_match",
    "url_match",
    "faster_heuristics",
)


class Chunk(NamedTuple):
    """The tokens of a chunk, whether a space follows on each, and its words (no white space) in small letters."""

    tokens: tuple[str, ...]
    spaces: tuple[bool, ...]
    lower: tuple[str, ...]


class Cut(NamedTuple):
    """The tokens of a text, whether a space follows on each, and its words in small letters, straight apostrophes."""

    tokens: list[str]
    spaces: list[bool]
    lower: list[str]


_NOTHING: Final = Chunk((), (), ())


class Chunks:
    """Cuts texts as ``tokenizer`` does, and remembers the chunks it has seen."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer, self._vocab = _bare(tokenizer)
        self._known: dict[str, Chunk] = {"": _NOTHING}
        self._before: dict[str, Chunk] = {}  # what was known when it was full last
        self._exceptions = _exceptions(tokenizer)

    def __call__(self, text: str) -> Cut:
        """Return the tokens and words of a text."""
        chunks = _SPACE.split(text)
        try:
            found = list(map(self._known.__getitem__, chunks))
        except KeyError:
            self._learn(chunks)
            found = list(map(self._known.__getitem__, chunks))
        cut = Cut(*(list(chain.from_iterable(column)) for column in zip(*found, strict=True)))
        if chunks[-1]:
            cut.spaces[-1] = False
        return cut

    def _learn(self, chunks: list[str]) -> None:
        if len(self._known) >= CHUNKS_KEPT:  # a process may read texts without end
            self._before, self._known = self._known, {"": _NOTHING}  # a space at the end has nothing behind it
        known, before = self._known, self._before
        unknown = set(chunks).difference(known)
        missing = unknown.difference(before)  # asks for its own; intersection would walk through all that was known
        for chunk in unknown.difference(missing):
            known[chunk] = before[chunk]
        unbroken = {run for chunk in missing for run in chunk.split()}.difference(known)
        self._cut(unbroken if self._exceptions is None else self._not_plain(unbroken, self._exceptions))
        for chunk in missing.difference(unbroken):  # with line breaks or the like inside
            runs = [_blank(run) if run.isspace() else known[run] for run in _RUNS.findall(chunk)]
            known[chunk] = _joined(runs)

    def _not_plain(self, unbroken: set[str], exceptions: Collection[str]) -> set[str]:
        """Learn the plain words, which need no tokenizer; return the others."""
        known, others = self._known, set()
        for chunk in unbroken:
            plain = _PLAIN.fullmatch(chunk)
            if plain is None or chunk in exceptions or (word := plain[1]) in exceptions:
                others.add(chunk)
            elif mark := plain[2]:
                known[chunk] = Chunk((word, mark), (False, True), (word.lower(), mark))
            else:
                known[chunk] = Chunk((word,), (True,), (word.lower(),))
        return others

    def _cut(self, unbroken: set[str]) -> None:
        known = self._known
        long = {chunk for chunk in unbroken if len(chunk) >= _LONGEST}
        for chunk in long:
            known[chunk] = _chunk([token for piece in _pieces(chunk) for token in self._tokens(piece)])
        short = sorted(unbroken - long)
        tokens = self._tokens("\n".join(short))  # asking for all at once is faster
        groups = (list(group) for is_break, group in groupby(tokens, "\n".__eq__) if not is_break)
        known.update(zip(short, map(_chunk, groups), strict=True))

    def _tokens(self, text: str) -> list[str]:
        with self._vocab.memory_zone():  # what it has cut is remembered here, not there too
            return [token.text for token in self._tokenizer(text)]


def _bare(tokenizer: Tokenizer) -> tuple[Tokenizer, Vocab]:
    """Return a tokenizer that cuts alike, with a vocabulary that looks nothing up about a word, which takes long."""
    vocab = Vocab()
    bare = Tokenizer(vocab, **{name: getattr(tokenizer, name) for name in _SETTINGS})
    return bare, vocab


def _exceptions(tokenizer: Tokenizer) -> Collection[str] | None:
    """Return what a tokenizer cuts by a table; None for one that might cut a plain word by a rule, too."""
    if any(len(tokenizer(probe)) != 1 for probe in _PROBES):
        return None
    by_table: Collection[str] = tokenizer.rules.keys()
    return by_table


def _pieces(chunk: str) -> Iterator[str]:
    """Yield what goes on for long without a space in pieces, cut behind punctuation.

    The tokenizer splits marks off one by one, and looks at all of the rest each time.
    """
    start = 0
    for mark in _MARK.finditer(chunk, 1):
        if mark.end() - start > _PIECE:
            yield chunk[start : mark.end()]
            start = mark.end()
    yield chunk[start:]


def _chunk(words: list[str]) -> Chunk:
    lower = tuple(word.lower().replace("’", "'") for word in words)
    return Chunk(tuple(words), (False,) * (len(words) - 1) + (True,), lower)


def _blank(run: str) -> Chunk:
    return Chunk((run,), (False,), ())


def _joined(runs: list[Chunk]) -> Chunk:
    """Return chunks with white space between them as one; a space is known to follow on the last word alone."""
    tokens, _, lower = (tuple(chain.from_iterable(column)) for column in zip(*runs, strict=True))
    return Chunk(tokens, (False,) * (len(tokens) - 1) + (True,), lower)

"""How alike two texts are, from a few bytes of each: bottom-k sketches over word shingles.

A text is the set of its runs of three words, without regard to case, punctuation and layout.  Each run has a number
that looks drawn at random (blake2b of its words), and the 128 least numbers are the sketch: 512 bytes.  Among the least
numbers of two sketches together, the share that both hold estimates the share of runs that both texts hold (their
Jaccard similarity), within 0.09 nineteen times in twenty; for texts of fewer than 128 runs together it is exact.
"""

import functools
import hashlib
import re

import numpy as np
import numpy.typing as npt

SIZE = 128  # numbers in a sketch
RUN = 3  # words in a shingle
KEYS = 6  # two texts with a similarity of 0.6 share one of their first six numbers in all but 1 of 100 cases
_NUMBER = "<u4"  # little-endian on every machine
_WORD = re.compile(r"\w+")
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)  # one multiplier for each place in the run
_MIX = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # those of splitmix64


def sketch(text: str) -> bytes:
    r"""Return the sketch of a text; empty for one of fewer than three words.

    >>> sketch("Cabinet met on 3 May.") == sketch("CABINET met\non 3 May")
    True
    """
    words = np.fromiter(map(_word, _WORD.findall(text.casefold())), dtype=np.uint64)
    if len(words) < RUN:
        return b""
    runs = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for place, odd in enumerate(_ODD):
        runs += words[place : place + len(runs)] * np.uint64(odd)
    numbers = (_mixed(runs) >> np.uint64(32)).astype(_NUMBER)
    return np.unique(numbers)[:SIZE].tobytes()


def keys(sketched: bytes) -> list[int]:
    """Return the numbers by which alike sketches are looked for: the least."""
    return [int(number) for number in np.frombuffer(sketched, _NUMBER, count=min(KEYS, len(sketched) // 4))]


def similarity(one: bytes, other: bytes) -> float:
    """Return the share of runs that two texts have in common, estimated from their sketches.

    >>> similarity(sketch("the cabinet met today"), sketch("the cabinet met today in town"))
    0.5
    """
    both = np.concatenate([np.frombuffer(one, _NUMBER), np.frombuffer(other, _NUMBER)])
    both.sort()
    (shared,) = np.nonzero(both[1:] == both[:-1])
    ranks = shared - np.arange(len(shared))  # in the row of both together, where what they share stands once
    size = min(len(both) - len(shared), SIZE)
    return float(np.count_nonzero(ranks < SIZE) / size) if size else 0.0


@functools.lru_cache(maxsize=1 << 16)
def _word(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spread every bit over all others, as splitmix64 ends: a sum of products alone favours some numbers."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(_MIX[0])
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(_MIX[1])
    return numbers ^ (numbers >> np.uint64(31))

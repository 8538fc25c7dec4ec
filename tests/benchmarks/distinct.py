"""How often generated reports repeat themselves: python -m tests.benchmarks.distinct 100000.

Prints how many reports and sentences there are, which share of the sentences stands somewhere else too, how many words
those have, and the most frequent of them.  A sentence ends with a line, or with a stop before a capital that is not
that of an abbreviation or an initial; numbers in front of a line are no part of it.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.benchmarks.generate import reports

_END = re.compile(r"(?<=[.!?])(?<!\bHon\.)(?<!\bProf\.)(?<!\bH\.E\.)(?<!\b[A-Z]\.)\s+(?=[A-Z])|\n+")
_NUMBER = re.compile(r"^\d+\. ", re.MULTILINE)


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a generated report.

    >>> list(sentences("Minutes\\n\\n1. Hon. Jane B. Roe spoke. It rained."))
    ['Minutes', 'Hon. Jane B. Roe spoke.', 'It rained.']
    """
    return (each for each in _END.split(_NUMBER.sub("", text)) if each)


def table(texts: Iterable[str], show: int = 10) -> str:
    """Return what is said of the texts, in lines."""
    found: Counter[str] = Counter()
    digests: set[int] = set()
    count = size = 0
    for text in texts:
        count += 1
        size += len(text.encode())
        digests.add(hash(text))
        found.update(sentences(text))
    whole = sum(found.values())
    again = [(sentence, times) for sentence, times in found.most_common() if times > 1]
    lengths = sorted(len(sentence.split()) for sentence, times in again for _ in range(times - 1))
    lines = [
        f"{count} reports, {len(digests)} of them distinct, {size / count:.0f} bytes each",
        f"{whole} sentences, {whole - len(found)} of them stood before: {(whole - len(found)) / whole:.3%}",
        f"words of those: {lengths[len(lengths) // 2] if lengths else 0} in the middle, {max(lengths, default=0)} at most",
    ]
    return "\n".join([*lines, *(f"{times:7} {sentence}" for sentence, times in again[:show])]) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    print(table(each["text"] for each in reports(arguments.count, arguments.seed)), end="")  # noqa: T201

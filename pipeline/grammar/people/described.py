"""Posts told in a sentence of their own: "He is Secretary of X and Mayor" behind one that names the person."""

from typing import Final

from pipeline.grammar.people.mentions import Mention
from pipeline.grammar.people.posts import Title
from pipeline.words import Words

_COUNCILS: Final = {
    "councillors",
    "councilors",
    "councilmembers",
    "commissioners",
    "trustees",
    "aldermen",
    "supervisors",
}
_PRONOUNS: Final = {"he", "she"}
_IS: Final = {"is", "was", "serves", "has"}
_BEING: Final = {
    "is",
    "was",
    "serves",
    "has",
    "been",
    "as",
    "also",
    "both",
    "a",
    "an",
    "the",
    "concurrently",
    "and",
    ",",
    "currently",
}


def describe(words: Words, titles: dict[int, list[Title]], mentions: dict[int, list[Mention]]) -> None:
    """Give the titles of sentences that begin with "he is" to whom the sentence before speaks of; changes mentions."""
    for number, told in titles.items():
        start, _, _ = words.sentences[number]
        if number == 0 or words.lower[start] not in _PRONOUNS or words.lower[start + 1] not in _IS:
            continue
        holder = _referent(words, mentions.get(number - 1, []), words.sentences[number - 1][0])
        position = start + 1
        for title in told:
            between = words.lower[position : title.first]
            if holder is None or title.plural or not between or not _BEING.issuperset(between):
                break
            if any(title in mention.titles for mention in mentions.get(number, ())):
                break
            holder.titles.append(title)
            position = title.stop


def _referent(words: Words, mentions: list[Mention], start: int) -> Mention | None:
    """Return the only person of a sentence, or the one that its last clause begins with."""
    if len({mention.name for mention in mentions}) == 1:
        return mentions[0]
    last = mentions[-1] if mentions else None
    begins = last is not None and (last.first == start or words.text[last.first - 1] == ";")
    return last if begins else None


def entitle(words: Words, titles: dict[int, list[Title]], mentions: dict[int, list[Mention]], sheets: set[int]) -> None:
    """Give those listed below a line of one plural title the title, singular: "Councillors" above names."""
    for number, told in titles.items():
        above, (start, end, _) = told[0], words.sentences[number]
        if not _is_alone(told, mentions, number) or words.lower[above.head] not in _COUNCILS:
            continue
        if not above.plural or not above.text or end - above.stop + above.first - start > 1:
            continue
        below = number + 1
        while below in sheets and not _is_alone(titles.get(below, []), mentions, below):
            inside = mentions.get(below, [])
            if len(inside) != 1 or inside[0].titles:
                break
            inside[0].titles.append(above)
            below += 1


def _is_alone(titles: list[Title], mentions: dict[int, list[Mention]], number: int) -> bool:
    """Tell whether a sentence has one title and names nobody."""
    return len(titles) == 1 and number not in mentions

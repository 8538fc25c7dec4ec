"""Posts told in a sentence of their own: "He is Secretary of X and Mayor" behind one that names the person."""

from bisect import bisect_left

from pipeline.grammar.people.mentions import Mention
from pipeline.grammar.people.posts import Title
from pipeline.words import Words

_COUNCILS = {"councillors", "councilors", "councilmembers", "commissioners", "trustees", "aldermen", "supervisors"}
_PRONOUNS = {"he", "she"}
_BEING = {
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


def describe(words: Words, titles: list[list[Title]], mentions: list[Mention]) -> None:
    """Give the titles of sentences that begin with "he is" to whom the sentence before speaks of; changes mentions."""
    starts = [mention.start for mention in mentions]
    for number, (start, end, _) in enumerate(words.sentences):
        if number == 0 or not titles[number] or words.lower[start] not in _PRONOUNS:
            continue
        if words.lower[start + 1 : start + 2] not in (["is"], ["was"], ["serves"], ["has"]):
            continue
        before = words.sentences[number - 1][0]
        holder = _referent(words, mentions[bisect_left(starts, before) : bisect_left(starts, start)], before)
        position = start + 1
        for title in titles[number]:
            between = words.lower[position : title.first]
            if holder is None or title.plural or not between or not _BEING.issuperset(between):
                break
            if any(
                title in mention.titles for mention in mentions[bisect_left(starts, start) : bisect_left(starts, end)]
            ):
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


def entitle(words: Words, titles: list[list[Title]], mentions: list[Mention], sheets: set[int]) -> None:
    """Give those listed below a line of one plural title the title, singular: "Councillors" above names."""
    starts = [mention.start for mention in mentions]
    above: Title | None = None
    for number, (start, end, _) in enumerate(words.sentences):
        inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        lone = titles[number][0] if len(titles[number]) == 1 and not inside else None
        if lone is not None:
            above = lone if lone.plural and lone.text and end - lone.stop + lone.first - start <= 1 else None
        elif number not in sheets or len(inside) != 1 or inside[0].titles:
            above = None
        elif above is not None and words.lower[above.head] in _COUNCILS:
            inside[0].titles.append(above)

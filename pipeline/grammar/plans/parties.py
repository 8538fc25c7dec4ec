"""What a title goes on over: the land of a party behind a comma, "in the field of", whose decision it is."""

from typing import Final

from pipeline.grammar.plans.borders import PLACED
from pipeline.grammar.plans.instruments import Head, Lexicon
from pipeline.grammar.plans.page import AND, COMMAS, Page

_TYING: Final = frozenset({"on", "for", "between", "with", "in", "of"})
_FIELDS: Final = frozenset({"field", "fields", "area", "areas", "sphere", "spheres", "sector", "sectors"})
_ABOUT: Final = frozenset({"in", "on", "for", "regarding", "concerning", "to", "of"})
_NAMING: Final = frozenset({"of", "and", "for", ","})  # "the Minister of Ports and Lakes"
_OFFICERS: Final = frozenset(
    {"minister", "prime", "president", "governor", "mayor", "secretary", "director", "speaker"}
)
_TOPICAL: Final = frozenset({"on", "concerning", "regarding", "relating", "pertaining", "governing", "about"})
_BROUGHT: Final = (["presented", "by"], ["proposed", "by"], ["submitted", "by"], ["tabled", "by"])
BRINGER: Final = 22  # words of ", presented by the Minister of Higher Education, Science and Culture,"
_RELATED: Final = ["in", "relation"]


def abbreviates(page: Page, start: int, end: int, limit: int, head: Head) -> bool:
    """Tell whether brackets behind the noun only shorten it: "Memorandum of Understanding (MoU) on salt"."""
    short = end - start == 3 and page.text[start + 1][:1].isupper() and page.text[start + 1][-1].isupper()
    initials = "".join(word[0] for word in page.lower[head.start : head.end])
    own = page.lower[start + 1] in {"mou", "moa", "fta"} or page.lower[start + 1] == initials
    return short and own and end < limit and page.lower[end] in _TYING


def opens_field(page: Page, word: int) -> bool:
    """Tell whether "field" of "in the field of salt" stands at ``word``."""
    placed = page.lower[word - 2 : word] == ["in", "the"]
    return placed and not _FIELDS.isdisjoint(page.lower[word : word + 2])


def joins_party(page: Page, lexicon: Lexicon, word: int, head: Head) -> bool:
    """Tell whether "and" at ``word`` brings the second party, behind the short name of the first one."""
    if head.name not in lexicon.contracts or page.lower[word] not in AND:
        return False
    lead = page.lower[head.end : word]
    return "between" in lead and AND.isdisjoint(lead)


def over_party(page: Page, lexicon: Lexicon, comma: int, limit: int, head: Head) -> int | None:
    """Return the end of what a comma adds to the name of a party: the land of a board, else None."""
    if head.name not in lexicon.contracts or "between" not in page.lower[head.end : comma]:
        return None
    word = end = comma + 1
    while word < limit and page.text[word] not in COMMAS and page.lower[word] not in AND:
        if page.is_capital(word):
            end = word + 1
        elif page.lower[word] not in {"of", "the", "for"}:
            break
        word += 1
    if end == comma + 1 or word >= limit:
        return None
    first = page.lower.index("between", head.end)
    open_pair = AND.isdisjoint(page.lower[first:comma])
    if open_pair:
        return end if page.lower[word] in AND else None
    return end if page.lower[word] in _ABOUT and page.lower[word] not in {"to", "of"} else None


def over_author(page: Page, lexicon: Lexicon, word: int, limit: int) -> int | None:
    """Return the word after "by the Political Bureau" in "rules by the Political Bureau on ...", else None."""
    after = word + 1 + (page.lower[word + 1 : word + 2] == ["the"])
    officer = after < limit and page.is_capital(after) and page.lower[after] in _OFFICERS
    if not officer and after not in page.starting:
        return None
    if after in page.starting:
        after = page.starting[after].end
    while after < limit and (page.is_capital(after) or (page.lower[after] in _NAMING and page.is_capital(after + 1))):
        after += 1
    opening = _TOPICAL if officer else lexicon.opening
    about = after < limit and (page.lower[after] in opening or page.lower[after : after + 2] == _RELATED)
    return after if about else None


def over_bringer(page: Page, lexicon: Lexicon, head: Head, limit: int) -> int | None:
    """Return the word behind who presented a draft: "the draft Decree, presented by the minister, on salt"."""
    first = head.end
    if first >= limit or page.text[first] not in COMMAS or page.lower[first + 1 : first + 3] not in _BROUGHT:
        return None
    if head.name not in lexicon.legal or "draft" not in page.lower[max(0, head.start - 4) : head.start]:
        return None
    for comma in range(min(first + BRINGER, limit - 2), first + 3, -1):
        after = page.lower[comma + 1]
        regulates = after == "to" and page.is_capital(comma + 2)
        told = after in lexicon.gerunds | {"on", "for", "concerning", "regarding"} and comma + 2 not in page.dates
        if (
            page.text[comma] in COMMAS
            and (told or regulates)
            and page.lower[comma + 2] not in lexicon.handling - {"the"}
        ):
            return comma + 1
    return None


def goes_on(page: Page, lexicon: Lexicon, word: int, limit: int, head: Head) -> bool:
    """Tell whether a title goes on after something in brackets."""
    if word >= limit:
        return False
    if head.name in lexicon.contracts and _tells_field(page, lexicon, word, limit):
        return True
    if page.lower[word] in lexicon.topical and word + 1 < limit:
        after = word + 1 + (page.lower[word + 1] in {"the", "a", "an"})
        return after < limit and page.is_capital(after) and after not in page.dates and page.lower[word] not in PLACED
    return page.lower[word] == "signed" or (page.is_capital(word) and bool(page.words.gap(word)))


def _tells_field(page: Page, lexicon: Lexicon, word: int, limit: int) -> bool:
    """Tell whether the words behind the short name of a party tell what is agreed: "(LDF) for work on rust"."""
    if page.lower[word] not in {"for", "on", "regarding", "concerning", "relating"} or word + 1 >= limit:
        return False
    after = page.lower[word + 1]
    handled = after in lexicon.handling - {"the", "a", "its", "their"}
    return not (handled or after in lexicon.numbers or word + 1 in page.dates or after in lexicon.months)

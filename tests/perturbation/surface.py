"""The same report as another press office, web page or typist would print it."""

import functools
import random
import re

from pipeline.evaluation import Entry
from tests.perturbation.entries import Change, Rewrite, rewritten
from tests.perturbation.layout import rewrapped, unwrapped, wrapped
from tests.perturbation.names import is_chinese, listed

_DASH = re.compile(r"(?<=\s)(?:--|[-–—])(?=\s)|(?<=\d)[-–—](?=\s?\d{2,4}\b(?!-))(?<!\d{4}-\d\d-)")
_TITLES = set(listed("people", "titles"))
_PLACES = "|".join(place for level in ("provinces", "municipalities", "cities") for place in listed("places", level))


def straight_quotes(text: str) -> str:
    """Every quote and apostrophe straight."""
    return text.translate(str.maketrans("‘’“”", "''\"\""))


def curly_quotes(text: str) -> str:
    """Every quote and apostrophe curly, as a word processor sets them."""
    text = re.sub(r'(?<![\w.,;:!?)%”"])"(?=[\w(])|(?<=[\s(])"(?=\s\w)', "“", straight_quotes(text))
    text = re.sub(r"(?<!\w)'(?=\w)", "‘", text)
    return text.replace('"', "”").replace("'", "’")


def dashes(dash: str) -> Rewrite:
    """Every dash between words or years is ``dash``."""
    return lambda text: _DASH.sub(dash, text)


def compound_dashes(text: str) -> str:
    """An en dash between two names: Chengdu–Chongqing."""
    return re.sub(rf"\b({_PLACES})-(?=[A-Z])", r"\1–", text)


def doubled_blank_lines(text: str) -> str:
    """Two blank lines for one."""
    return text.replace("\n\n", "\n\n\n")


def every_line_a_paragraph(text: str) -> str:
    """A blank line behind each line but those broken by hand."""
    return re.sub(r"\n+", "\n\n", unwrapped(text))


def windows_line_ends(text: str) -> str:
    """CR LF."""
    return text.replace("\n", "\r\n")


def capital_headline(text: str) -> str:
    """The first line in capitals."""
    headline, line_break, body = text.partition("\n")
    return headline.upper() + line_break + body


def without_final_stops(text: str) -> str:
    """Paragraphs without their last full stop."""
    return re.sub(r"(?<!\b[A-Za-z])(?<!Inc|Ltd)\.(?=[”\"]?\s*(?:\n\n|\Z))", "", text)


def full_width(text: str) -> str:
    """Commas, colons, semicolons and brackets as a Chinese keyboard gives them."""
    text = re.sub(r",(?=\s)|;|:(?=\s)", lambda found: {",": "，", ";": "；", ":": "："}[found.group()], text)
    return text.replace("(", "（").replace(")", "）")


def full_width_tight(text: str) -> str:
    """The same without the space behind, as the same keyboard gives them."""
    return re.sub(r"([，：；]) ", r"\1", full_width(text))


def no_break_spaces(text: str) -> str:
    """Every second space does not break."""
    numbers = iter(range(len(text)))
    return re.sub(" ", lambda _: " \u00a0"[next(numbers) % 2], text)


def loose_commas(text: str) -> str:
    """A space in front of the commas behind words of an even length: "fund , tax, and"."""
    return re.sub(r"(?<!\w)((?:\w\w)+),(?= )", r"\1 ,", text)


def spelling(*, british: bool) -> Rewrite:
    """Words that British and Americans spell otherwise."""
    pairs = [pair.split("/") for pair in listed("spelling", "pairs")] + [["per cent", "percent"]]
    table = {pair[british]: pair[not british] for pair in pairs}
    words = re.compile(rf"\b(?:{'|'.join(table)})\b", re.IGNORECASE)
    return lambda text: words.sub(lambda found: _in_case(table[found.group().lower()], found.group()), text)


def _in_case(word: str, like: str) -> str:
    return word.upper() if like.isupper() else word.capitalize() if like[0].isupper() else word


def addressed(form: str) -> Change:
    """``form`` ("Mr.") in front of the names in the body that have no title there."""

    def change(entry: Entry, _: random.Random) -> Entry:
        names = [_spaced(person.name) for person in entry.gold.people]
        # a surname alone is a name where somebody says something
        names += [rf"{person.name.split()[0]}(?= said\b)" for person in entry.gold.people if is_chinese(person.name)]
        if not names:
            return entry
        bare = re.compile(rf"(?m:^|(?<=[.”\"] )|(?<=[a-z] ))(?:{'|'.join(names)})\b(?! Thought)")

        def put(found: re.Match[str]) -> str:
            before = found.string[: found.start()].split()
            return found.group() if before and _is_title(before[-1]) else f"{form} {found.group()}"

        def text(whole: str) -> str:
            headline, line_break, body = whole.partition("\n")
            return headline + line_break + rewrapped(body, lambda body: bare.sub(put, body))

        return rewritten(entry, text)

    return change


def _is_title(word: str) -> bool:
    """Whether a word in front of a name leaves no room for a "Mr.": "Mayor", "governor", "Dr."."""
    return word.lower() in _TITLES or (
        word[0].isupper() and (word[-1].isalpha() or (word[-1] == "." and len(word) < 6))
    )


def glued(entry: Entry, _: random.Random) -> Entry:
    """Chinese names in one word: XuBoyu. The gold name is what is printed."""
    names = [_spaced(person.name) for person in entry.gold.people if is_chinese(person.name)]
    if not names:
        return entry
    pattern = re.compile(rf"\b(?:{'|'.join(names)})\b")

    def rewrite(text: str) -> str:
        return pattern.sub(lambda found: "".join(found.group().split()), text)

    return rewritten(entry, lambda text: rewrapped(text, rewrite), rewrite)


def _spaced(name: str) -> str:
    """A pattern of the name with any white space in it."""
    return r"\s+".join(map(re.escape, name.split()))


def _text_only(rewrite: Rewrite) -> Change:
    return lambda entry, _: rewritten(entry, rewrite)


def _text_and_gold(rewrite: Rewrite) -> Change:
    return lambda entry, _: rewritten(entry, lambda text: rewrapped(text, rewrite), rewrite)


CHANGES: dict[str, Change] = {
    "straight quotes": _text_only(straight_quotes),
    "curly quotes": _text_only(curly_quotes),
    "hyphens for dashes": _text_and_gold(dashes("-")),
    "en dashes": _text_and_gold(dashes("–")),
    "em dashes": _text_and_gold(dashes("—")),
    "en dashes in compounds": _text_and_gold(compound_dashes),
    "wrapped at 80": _text_only(functools.partial(wrapped, width=80)),
    "wrapped at 60": _text_only(functools.partial(wrapped, width=60)),
    "one line a paragraph": _text_only(unwrapped),
    "doubled blank lines": _text_only(doubled_blank_lines),
    "every line a paragraph": _text_only(every_line_a_paragraph),
    "Windows line ends": _text_only(windows_line_ends),
    "headline in capitals": _text_only(capital_headline),
    "no final stops": _text_only(without_final_stops),
    "British spelling": _text_and_gold(spelling(british=True)),
    "American spelling": _text_and_gold(spelling(british=False)),
    "Mr.": addressed("Mr."),
    "Comrade": addressed("Comrade"),
    "glued names": glued,
    "full-width punctuation": _text_only(full_width),
    "full-width, no space": _text_and_gold(full_width_tight),
    "no-break spaces": _text_only(no_break_spaces),
    "loose commas": _text_and_gold(loose_commas),
}

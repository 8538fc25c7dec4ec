"""Divisions that a body owns: "the X Provincial Committee's Organization Department" is one name, the outermost."""

from pipeline.grammar.organizations.forms import NAMED, SHORT, Name
from pipeline.words import Words


def joined(words: Words, names: list[Name], divisions: frozenset[str]) -> tuple[list[Name], list[Name]]:
    """Return the names with bodies and their divisions made one, and the bodies that are now inside them.

    Refused: bodies with a place or a name of their own ("the World Bank's International Finance Corporation"), and
    owners in small letters.
    """
    if "'s" not in words.places:
        return names, []
    kept: list[Name] = []
    inside: list[Name] = []
    for name in names:
        owner = kept[-1] if kept else None
        if owner is None or not _owns(words, owner, name, divisions):
            kept.append(name)
            continue
        inside.append(owner)
        kept[-1] = name.cut(owner.start, name.end)
        kept[-1].form = NAMED
    return kept, inside


def _owns(words: Words, owner: Name, name: Name, divisions: frozenset[str]) -> bool:
    if name.start != owner.end + 1 or words.lower[owner.end] != "'s" or name.head not in divisions:
        return False
    return words.text[owner.start][0].isupper() and words.text[name.start][0].isupper() and owner.form is not SHORT

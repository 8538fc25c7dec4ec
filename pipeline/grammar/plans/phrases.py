"""What stands around a noun of ours in lower case, and whether it makes a plan of it."""

from typing import Final

from pipeline.grammar.plans.instruments import Head, Lexicon

_SINGULAR: Final = {"a", "an", "the", "this", "another", "one"}
_FOR_PLANS: Final = {"proposals", "recommendations", "suggestions"}
_MASS: Final = {"regulation"}  # also what regulates: "peak regulation"
_COPULAS: Final = {"is", "are", "was", "were", "as", "become", "becomes", "remains"}
_LEGAL_TOPIC: Final = {"on", "concerning", "regarding", "governing", "establishing", "to"}


class Phrase:
    """What stands around a head in lower case: its modifiers ``before`` it, and ``lead`` in front of these.

    ``dated`` is of a budget, ``counted`` "3 local regulations", ``making`` "for formulating".
    """

    __slots__ = (
        "after", "before", "content", "counted", "dated", "determiner", "drafted", "lead", "making", "topic",
    )  # fmt: skip

    def __init__(self, before: list[str], determiner: str, after: str, lead: list[str]) -> None:
        self.before, self.determiner, self.after, self.lead = before, determiner, after, lead
        self.topic = self.content = self.drafted = self.dated = self.counted = self.making = False


def is_any(lexicon: Lexicon, head: Head, phrase: Phrase) -> bool:
    """Tell whether a phrase describes no plan of its own, whatever was decided: "three bills", "a budget"."""
    if head.name == "budget":
        told = phrase.dated or phrase.topic
        return not phrase.content if phrase.determiner in {"a", "an"} else not (told or phrase.content)
    numbered = phrase.counted or phrase.determiner in lexicon.counting
    if not phrase.topic and (not phrase.content or head.name in lexicon.countable or numbered):
        return True
    if numbered and phrase.after == "under":
        return True  # "ten draft laws under the Plan"
    if not phrase.topic and not phrase.determiner and not phrase.drafted and head.name in _MASS:
        return True  # "two focuses: peak regulation and gas storage"
    if head.use == "named":
        drawn_up = head.name in _FOR_PLANS and phrase.after in {"for", "on"} and phrase.making
        return not ((phrase.drafted or drawn_up) and phrase.topic)
    if head.use == "amending":
        return not phrase.topic
    if head.use == "campaign":
        single = head.name == "campaign" and phrase.determiner in _SINGULAR and phrase.content
        return not (phrase.topic and ("year" in phrase.before or single))
    return False


def is_sure(lexicon: Lexicon, head: Head, phrase: Phrase) -> bool:
    """Tell whether a phrase describes a plan in any case, not only where the meeting decided about it."""
    lead = phrase.lead[:-1] if phrase.lead[-1:] == [phrase.determiner] else phrase.lead
    if lead and lead[-1] in _COPULAS and not phrase.drafted:
        return False  # "the rules are the basic code of conduct for government work" tells what they are
    if head.use == "named":
        return phrase.making and head.name in _FOR_PLANS
    if head.use == "campaign":
        return "year" in phrase.before
    if phrase.drafted or head.use == "amending":
        return phrase.drafted
    if head.name == "budget":
        return phrase.dated and "with" not in phrase.lead[-2:]  # "a programme with a budget for 2010-15"
    if head.use == "loose":
        ruled = head.name in lexicon.rulebooks and phrase.after in {"on", "governing"}
        return ruled and phrase.determiner != "the"
    if head.name in {"law", "act"}:
        return phrase.determiner in {"a", "an"} and phrase.after in _LEGAL_TOPIC
    if not phrase.topic or (
        head.name in lexicon.processes and not lexicon.making.isdisjoint(phrase.lead)
    ):  # "to draw up a plan for ..."
        return False
    worked = phrase.before[-1:] in (["action"], ["work"], ["implementation"])
    single = phrase.determiner in _SINGULAR
    about = (
        phrase.after == "on" or phrase.after in lexicon.gerunds or phrase.content or head.name not in lexicon.processes
    )
    return worked or phrase.determiner in {"a", "an"} or (single and about)

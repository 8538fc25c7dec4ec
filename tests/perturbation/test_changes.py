"""The changes themselves: consistent in text and gold, complete, and the same for the same seed."""

import functools
import re

import pytest

from models import Report
from pipeline.evaluation import Entry, Gold
from pipeline.evaluation.strings import fold, stands_in
from tests.perturbation import surface
from tests.perturbation.changes import CHANGES, RENAMINGS
from tests.perturbation.comparing import changed, rng
from tests.perturbation.entries import Rewrite, printed, torn
from tests.perturbation.layout import rewrapped, wrapped
from tests.perturbation.names import WORDS, is_chinese, listed, syllables
from tests.perturbation.renaming import Renaming

TEXT = """Zhu Wen Hears of River Harbours

On May 3, Zhu Wen, Mayor of Wuxi, chaired a meeting of the Wuxi Municipal Water Bureau (WMWB) and
the Jiangsu Provincial Department of Rural Energy. "We are late," Zhu said. O. Tan-Smith spoke on the Action Plan
for Widening
River Harbours in Jiangsu. Wang Min'er of Linhai New Area was there, and Zhu Tian from the Office for State-owned Farms.
"""


def entry(text: str = TEXT) -> Entry:
    gold = {
        "id": "one",
        "meeting": {"body": "Wuxi Municipal Water Bureau", "kind": "meeting", "chair": ["Zhu Wen"]},
        "people": [
            {"name": "Zhu Wen", "posts": [{"title": "Mayor", "area": "Wuxi"}]},
            {"name": "Zhu Tian", "posts": [{"title": "Clerk", "organization": "Office for State-owned Farms"}]},
            {"name": "O. Tan-Smith"},
            {"name": "Wang Min'er"},
        ],
        "organizations": [
            {"name": "Wuxi Municipal Water Bureau", "aliases": ["WMWB"]},
            {"name": "Jiangsu Provincial Department of Rural Energy"},
            {"name": "Office for State-owned Farms"},
            {"name": "Linhai New Area"},
        ],
        "plans": [{"title": "Action Plan for Widening River Harbours in Jiangsu", "kind": "action plan"}],
        "enumerations": [],
        "dates": [{"text": "May 3", "value": "2024-05-03"}],
    }
    return Entry(Report(text=text, id="one"), Gold.model_validate(gold))


def run(name: str, seed: int = 1) -> Entry:
    (result,) = changed([entry()], CHANGES[name], seed)
    return result


@pytest.mark.parametrize("name", CHANGES)
def test_text_and_gold_stay_together(name: str, dev: tuple[Entry, ...]) -> None:
    after = changed(dev, CHANGES[name])
    assert {old.gold.id: torn(old, new) for old, new in zip(dev, after, strict=True)} == {
        old.gold.id: [] for old in dev
    }


@pytest.mark.parametrize("name", CHANGES)
def test_same_seed_same_report(name: str) -> None:
    assert run(name) == run(name)


@pytest.mark.parametrize("name", RENAMINGS)
def test_another_seed_other_names(name: str) -> None:
    assert run(name, 1).report.text != run(name, 2).report.text


@pytest.mark.parametrize("name", RENAMINGS)
def test_nothing_of_the_old_names_is_left(name: str, dev: tuple[Entry, ...]) -> None:
    for old, new in zip(dev, changed(dev, CHANGES[name]), strict=True):
        text = fold(new.report.text)
        assert [person.name for person in old.gold.people if stands_in(fold(person.name), text)] == []
        renaming = Renaming(old, rng(old, 0))
        assert [place for place in renaming.places if re.search(rf"\b{place}\b", new.report.text)] == []
        kept = [
            plan.title
            for plan in old.gold.plans
            if stands_in(fold(plan.title), text) and renaming(plan.title) != plan.title
        ]
        assert kept == []


def test_enough_is_renamed(dev: tuple[Entry, ...]) -> None:
    """Of the plans and bodies almost all; "State Council" and a few others have nothing but heads."""
    names, kept = set(), set()
    for old, new in zip(dev, changed(dev, CHANGES["other names"], 1), strict=True):
        pairs = [
            *zip((plan.title for plan in old.gold.plans), (plan.title for plan in new.gold.plans), strict=True),
            *zip(
                (body.name for body in old.gold.organizations),
                (body.name for body in new.gold.organizations),
                strict=True,
            ),
        ]
        names |= {before for before, _ in pairs}
        kept |= {before for before, after in pairs if before == after}
    assert len(kept) < 0.25 * len(names), sorted(kept)


def test_heads_and_dates_stay() -> None:
    text = " ".join(run("other names").report.text.split())
    for phrase in (
        "On May 3,",
        "Mayor of",
        "Municipal",
        "Bureau (",
        "Provincial Department of",
        "the Action Plan for",
        "New Area",
    ):
        assert phrase in text


def test_surnames_follow() -> None:
    """Alone, in the headline, and of two people who share one."""
    result = run("other names")
    zhu, tian = (person.name for person in result.gold.people[:2])
    surname = zhu.split()[0]
    assert tian.split()[0] == surname != "Zhu"
    assert f'late," {surname} said' in result.report.text
    assert result.report.text.startswith(f"{zhu} Hears of ")


def test_shapes_stay() -> None:
    result = run("other names")
    zhu, _, smith, _ = (person.name for person in result.gold.people)
    assert is_chinese(zhu)
    assert smith.startswith("O. ") and smith.count("-") == 1
    plan = result.gold.plans[0].title
    assert plan.split()[3].endswith("ing") and plan.split()[5].endswith("s")
    linhai = result.gold.organizations[3].name.split()[0]
    assert syllables(linhai) == 2 and linhai.istitle()


def test_acronyms_stay_true() -> None:
    body = run("other names").gold.organizations[0]
    assert "".join(word[0] for word in body.name.split()[1:]) == "".join(body.aliases)[1:]


def test_lines_stay_as_they_are_or_as_even() -> None:
    before = [len(line.split()) for line in TEXT.split("\n")]
    assert [len(line.split()) for line in run("other names").report.text.split("\n")] == before
    even = "\n".join(["four " * 10 + "words", "four " * 10 + "words", "and a few", "", "* ten"])
    longer = rewrapped(even, lambda text: text.replace("words", "words and many", 1))
    assert [len(line) for line in longer.split("\n")] == [55, 53, 20, 0, 5]


def test_hyphened_and_apostrophed() -> None:
    assert all("-" in person.name for person in run("hyphened names").gold.people[2:])
    assert all("'" in person.name for person in run("apostrophed names").gold.people[2:])


def test_glued() -> None:
    result = run("glued names")
    assert [person.name for person in result.gold.people] == ["ZhuWen", "ZhuTian", "O. Tan-Smith", "WangMin'er"]
    assert "On May 3, ZhuWen, Mayor" in result.report.text


def test_addressed() -> None:
    result = run("Mr.")
    assert printed(result.gold) == printed(entry().gold)
    assert result.report.text.startswith("Zhu Wen Hears")
    assert "and Zhu Tian" in result.report.text and "Mr. Wang Min'er" in result.report.text


@pytest.mark.parametrize(
    ("rewrite", "before", "after"),
    [
        (surface.straight_quotes, "“a’s” ‘b’", "\"a's\" 'b'"),
        (surface.curly_quotes, "\"Go,\" he said: 'the \"Plan\"' (\"it's\").", "“Go,” he said: ‘the “Plan”’ (“it’s”)."),
        (surface.curly_quotes, 'the " Plan ", and', "the “ Plan ”, and"),
        (surface.dashes("—"), "WUXI – (2020- 2021), 2024-05-03 -- A-B 2018-19", "WUXI — (2020— 2021), 2024-05-03 — A-B 2018—19"),
        (surface.compound_dashes, "Wuxi-Suzhou High-Quality", "Wuxi–Suzhou High-Quality"),
        (functools.partial(wrapped, width=12), "one two three four\n\n* five", "one two\nthree four\n\n* five"),
        (surface.doubled_blank_lines, "a\n\nb", "a\n\n\nb"),
        (surface.every_line_a_paragraph, "a\nb\n\nc", "a\n\nb\n\nc"),
        (surface.windows_line_ends, "a\nb", "a\r\nb"),
        (surface.capital_headline, "Ab c\nAb", "AB C\nAb"),
        (surface.without_final_stops, "Go on. Stop.\n\nC of D Co., Ltd.\n", "Go on. Stop\n\nC of D Co., Ltd.\n"),
        (surface.full_width, "a, b: 1,000 at 8:07; (c)", "a， b： 1,000 at 8:07； （c）"),
        (surface.full_width_tight, "a, b", "a，b"),
        (surface.no_break_spaces, "a b c d", "a b\u00a0c d"),
        (surface.loose_commas, "fund, tax, 1,000", "fund , tax, 1,000"),
        (surface.spelling(british=True), "Program of the LABOR Center, 5 percent", "Programme of the LABOUR Centre, 5 per cent"),
        (surface.spelling(british=False), "organisation", "organization"),
    ],
)  # fmt: skip
def test_surface(rewrite: Rewrite, before: str, after: str) -> None:
    assert rewrite(before) == after


def test_words_stand_in_one_list() -> None:
    """So that a word has one shape, and a place one level."""
    for table in ("content", "places"):
        entries = [entry for name in WORDS[table] for entry in listed(table, name)]
        assert sorted({entry for entry in entries if entries.count(entry) > 1}) == []

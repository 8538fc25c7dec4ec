"""Dates: their bases and warnings, their forms against each other, and values that EDTF's own parser accepts."""

import datetime
import itertools
import tomllib
from pathlib import Path

import edtf
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from models.edtf import check
from models.errors import RuleError
from pipeline import nlp as pipelines

TABLE = Path(__file__).parent.parent / "constructions" / "dates.toml"
VALUES = sorted(
    {
        date["value"]
        for case in tomllib.loads(TABLE.read_text(encoding="utf-8"))["construction"]
        for date in case["expect"]["dates"]
    }
)
FORMS = [
    "{0:%B} {0.day}, {0.year}",
    "{0.day} {0:%B} {0.year}",
    "{0:%Y-%m-%d}",
    "{0:%Y/%m/%d}",
    "{0.day} of {0:%B} {0.year}",
]
FORMS += ["{0:%B} {0.day},{0.year}", "{0:%A}, {0.day} {0:%B}, {0.year}", "{0.day}-{0:%b}-{0.year}", "{0:%d.%m.%Y}"]
PUBLISHED = st.none() | st.dates(datetime.date(1990, 1, 1), datetime.date(2080, 1, 1))
WORDS = [
    "on", "in", "by", "from", "to", "the", "of", "end", "first", "last", "this", "next", "half", "quarter", "quarters", "year", "month", "week",
    "May", "March", "Sept.", "July", "2020", "2021-25", "2022", "/", "-", "–", ",", "(", ")", "31", "30th", "6th", "12", "29", "February", "and",
    "Monday", "Sunday", "yesterday", "weekend", "spring", "winter", "since", "until", "between", "months", "eight", "ten", "days", "FY", "24",
    "Five", "Plan", "period", "14th", "Q3", "H1", "'s", "financial", "mid", "late", "week", "No.", "was", "will", ".", "1990s", "15,2015", "05/06/2021",
]  # fmt: skip


@pytest.fixture(scope="module")
def nlp() -> Language:
    """The pipeline as far as dates."""
    nlp = spacy.blank("en")
    nlp.add_pipe("readout_sentences")
    nlp.add_pipe("readout_dates")
    return nlp


def found(nlp: Language, text: str, published: datetime.date | None = None) -> list[tuple[str, str, str]]:
    """Return (text, value, basis) of the dates of a text."""
    group = pipelines.read(nlp, text, published).spans["dates"]
    return [(span.text, span.kb_id_, basis) for span, basis in zip(group, group.attrs["basis"], strict=True)]


@pytest.mark.parametrize("value", VALUES)
def test_values_are_edtf(value: str) -> None:
    assert check(value) == value
    for end in value.split("/"):  # the parser knows quarters, but not as ends of an interval
        assert end == ".." or edtf.parse_edtf(end)


@settings(max_examples=150, deadline=None)
@given(date=st.dates(datetime.date(1950, 1, 1), datetime.date(2060, 12, 31)), form=st.sampled_from(FORMS))
def test_every_form_of_a_day_has_its_value(nlp: Language, date: datetime.date, form: str) -> None:
    text = f"The council met on {form.format(date)} in the hall."
    assert [value for _, value, _ in found(nlp, text)] == [date.isoformat()]


@settings(max_examples=300, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=14), published=PUBLISHED)
def test_any_words_give_valid_values(nlp: Language, words: list[str], published: datetime.date | None) -> None:
    doc = pipelines.read(nlp, " ".join(words), published)
    spans = list(doc.spans["dates"])
    for span in spans:
        assert check(span.kb_id_)
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("text", "published", "basis"),
    [
        ("The bill of July 27, 2020 was read.", None, "explicit"),
        ("The bill of July 27 was read.", datetime.date(2020, 7, 29), "published"),
        ("Cabinet met on 27 July 2020. The last meeting was on 13 July.", None, "meeting"),
        ("On July 27, the mayor spoke on the Outline for Parks (2020-2022).", None, "inferred"),
        ("The council met on July 27.", None, "explicit"),
        ("Updated: 2020-07-28\n\nThe council met on Monday in the hall of the town.", None, "published"),
    ],
)
def test_basis_says_what_settled_a_value(nlp: Language, text: str, published: datetime.date | None, basis: str) -> None:
    assert basis in {each for _, _, each in found(nlp, text, published)}


def test_an_inferred_year_has_a_warning(nlp: Language) -> None:
    doc = pipelines.read(nlp, "On July 27, the mayor spoke on the Outline for Parks (2020-2022).")
    warnings = list(doc.spans["warnings.dates"])
    assert [(span.text, span.label_) for span in warnings] == [("July 27", "year-inferred")]


def test_day_and_month_that_could_be_swapped_have_a_warning(nlp: Language) -> None:
    doc = pipelines.read(nlp, "The minutes of 03/05/2021 were read.")
    assert [span.label_ for span in doc.spans["warnings.dates"]] == ["day-month-ambiguous"]


def test_a_pattern_laid_over_ours_may_ask_spacy_for_more(tmp_path: Path) -> None:
    pattern = '[{ LOWER = { FUZZY1 = "december" } }, { IS_DIGIT = true }]'
    rule = f'[[rule]]\nid = "date.month-day"\nlabel = "DATE"\npattern = {pattern}\nfinds = {{ "on December 3" = "December 3" }}\n'
    (tmp_path / "dates.toml").write_text(rule, encoding="utf-8")
    nlp = spacy.blank("en")
    nlp.add_pipe("readout_dates", config={"rules": str(tmp_path)})
    text = "It met on December 3 and, as misprinted, on Decembr 5; the year is 2024."
    assert [text for text, _, _ in found(nlp, text)] == ["December 3", "2024"]


def test_works_in_a_pipeline_of_someone_else() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("readout_dates")
    doc = nlp("The council met on 27 July 2020.")
    assert [span.kb_id_ for span in doc.spans["dates"]] == ["2020-07-27"]


def test_a_user_adds_a_wording_with_its_value(tmp_path: Path) -> None:
    rule = 'id = "date.jubilee"\nlabel = "DATE"\nphrases = ["the jubilee summer"]\nvalue = "2024-22"\n'
    (tmp_path / "dates.toml").write_text(
        f'[[rule]]\n{rule}finds = {{"in the jubilee summer" = "the jubilee summer"}}\n'
    )
    nlp = spacy.blank("en")
    nlp.add_pipe("readout_sentences")
    nlp.add_pipe("readout_dates", config={"rules": str(tmp_path)})
    assert found(nlp, "The bridge was built in the jubilee summer.") == [("the jubilee summer", "2024-22", "explicit")]


def test_a_user_s_rule_without_a_date_is_refused(tmp_path: Path) -> None:
    rule = 'id = "date.jubilee"\nlabel = "DATE"\nphrases = ["jubilee"]\nfinds = {"the jubilee" = "jubilee"}\n'
    (tmp_path / "dates.toml").write_text(f"[[rule]]\n{rule}")
    with pytest.raises(RuleError, match=r"dates\.toml: rule 'date\.jubilee': give 'value'"):
        spacy.blank("en").add_pipe("readout_dates", config={"rules": str(tmp_path)})


def test_nothing_in_nothing(nlp: Language) -> None:
    assert found(nlp, "") == []

"""What was missed and spurious, with its context."""

from pathlib import Path

import pytest

from models.errors import ReadoutError
from pipeline.evaluation import Corpus, Evaluation, evaluate
from pipeline.evaluation.breakdown import Finding, findings, kinds

pytestmark = pytest.mark.usefixtures("finds_ada")


def evaluated(gold_dir: Path, split: str) -> Evaluation:
    return evaluate(Corpus(gold_dir).entries(split), split=split)


def test_missed_and_spurious(gold_dir: Path) -> None:
    """Each with the words around it, line breaks made spaces."""
    text = "Port news Ada Moss met Bo Li and Cy Roe on “the quay”."
    assert list(findings(evaluated(gold_dir, "dev"), "people")) == [
        Finding("one", "people", "missed", "Bo Li", None, text),
        Finding("one", "people", "spurious", "Cy Roe", None, text),
    ]


def test_what_stands_against_it(gold_dir: Path) -> None:
    """A missed name is shown beside the found one that is most alike; words are found in spite of quotes and case."""
    gold = gold_dir / "gold" / "one.json"
    gold.write_text(gold.read_text().replace("Bo Li", 'Cy Roe on \\"THE quay\\"'))
    missed, spurious = findings(evaluated(gold_dir, "dev"), "people")
    assert (missed.value, missed.near) == ('Cy Roe on "THE quay"', None)
    assert missed.context.endswith("on “the quay”.")
    gold.write_text(gold.read_text().replace(' on \\"THE quay\\"', "s"))
    missed, spurious = findings(evaluated(gold_dir, "dev"), "people")
    assert (missed.near, missed.context, spurious.near) == ("Cy Roe", "", "Cy Roes")


def test_check_stays_unseen(gold_dir: Path) -> None:
    """The errors of check are refused; its scores are not."""
    evaluation = evaluated(gold_dir, "check")
    assert evaluation["people"].f1 == 0.5
    with pytest.raises(ReadoutError, match="errors of split 'check' stay unseen"):
        findings(evaluation, "people")
    assert "Bo Li" not in repr(evaluation)


def test_kinds() -> None:
    """One score, the fields of the meeting, or all."""
    assert kinds("posts") == ("posts",)
    assert kinds("meeting.body") == ("meeting.body",)
    assert [name.partition(".")[2] for name in kinds("meeting")] == ["body", "kind", "ordinal", "date", "chair"]
    assert len(kinds("all")) == 14
    with pytest.raises(ReadoutError, match="there is no score 'names'; choose all, meeting or one of people"):
        kinds("names")

"""``readout correct`` as a user meets it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli.app import app
from pipeline.evaluation import Corpus, Gold
from pipeline.extraction import Extractor

NEWS = """Cabinet adopts Water Plan

Cabinet met on 3 May 2024. The Prime Minister, Ana Moss, presided. Bo Li attended the meeting.

Cabinet adopted the Water Plan (2021-2025). The Harbour Vision comes by harvest; the harvest is late.
"""
Correct = Callable[..., Result]


@pytest.fixture
def correct(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extract_report: Extractor) -> Correct:
    """Run ``readout correct ARGUMENT...`` in a folder with ``news.txt``."""
    monkeypatch.chdir(tmp_path)
    Path("news.txt").write_text(NEWS)
    return lambda *arguments, given="": CliRunner().invoke(app, ["correct", *arguments], input=given)


def saved(folder: str = "corrections", name: str = "news") -> Gold:
    (entry,) = Corpus(folder).entries("corrections")
    assert entry.gold.id == name and entry.report.text == NEWS
    return entry.gold


def test_a_correction_is_scored_as_it_is_saved(correct: Correct) -> None:
    done = correct(
        "news.txt", "--set", "meeting.date=2024-05-02", "--drop", "person=Bo Li",
        "--add", "plan=Harbour Vision", "--set", "plan[Harbour].decision=reviewed", "--add", "date=harvest=2024-23 @2",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    gold = saved()
    assert gold.meeting and gold.meeting.date == "2024-05-02"
    assert [person.name for person in gold.people] == ["Ana Moss"]
    assert [(plan.title, plan.decision) for plan in gold.plans] == [
        ("Water Plan", "adopted"),
        ("Harbour Vision", "reviewed"),
    ]
    assert "~ meeting       date\n      value: 2024-05-03 -> 2024-05-02" in done.stdout
    assert "+ plans         Harbour Vision  (decision reviewed)" in done.stdout
    assert (
        done.stderr
        == "readout: 5 changes saved in corrections/gold/news.json; to score: readout evaluate corrections\n"
    )
    score = CliRunner().invoke(app, ["evaluate", "corrections", "--json"])
    assert json.loads(score.stdout)["corrections"]["scores"]["meeting.date"]["right"] == 0


def test_changes_are_made_in_the_order_given(correct: Correct) -> None:
    arguments = ["--drop", "plan#1", "--add", "plan=Harbour Vision", "--set", "plan#1.kind=scheme", "--drop", "person=Li", "--add", "person=Bo Li"]  # fmt: skip
    assert correct("news.txt", *arguments).exit_code == 0
    assert [(plan.title, plan.kind) for plan in saved().plans] == [("Harbour Vision", "scheme")]
    assert [person.name for person in saved().people] == ["Ana Moss", "Bo Li"]


def test_a_later_correction_goes_on(correct: Correct) -> None:
    correct("news.txt", "--drop", "person=Bo Li")
    done = correct("news.txt", "--set", "meeting.kind=cabinet")
    assert "going on from news in corrections" in done.stderr
    assert [person.name for person in saved().people] == ["Ana Moss"]
    assert len(Path("corrections/changes/news.jsonl").read_text().splitlines()) == 2
    correct("news.txt", "--set", "meeting.kind=cabinet", "--anew")
    assert [person.name for person in saved().people] == ["Ana Moss", "Bo Li"]
    assert len(Path("corrections/changes/news.jsonl").read_text().splitlines()) == 1


def test_changes_made_are_a_file_of_changes(correct: Correct) -> None:
    correct("news.txt", "--drop", "person=Bo Li", "--add", "date=harvest=2024-23 @2")
    assert correct("news.txt", "--changes", "corrections/changes/news.jsonl", "-o", "again").exit_code == 0
    assert saved("again") == saved()


def test_changes_are_kept_by_name(correct: Correct) -> None:
    correct("news.txt", "--drop", "person#2", "--set", "plan#1.kind=scheme")
    made = [json.loads(line)["path"] for line in Path("corrections/changes/news.jsonl").read_text().splitlines()]
    assert made == [["person", "Bo Li"], ["plan", "Water Plan", "kind"]]


def test_from_standard_input(correct: Correct) -> None:
    assert correct("news.txt", "--changes", "-", given="# why\nset meeting.date=2024-05-02\n").exit_code == 0
    gold = saved()
    assert gold.meeting and gold.meeting.date == "2024-05-02"


def test_accepted_as_it_is(correct: Correct) -> None:
    done = correct("news.txt", "--accept", "--name", "cabinet-1", "--published", "2024-05-04")
    assert done.exit_code == 0, done.output
    assert saved(name="cabinet-1").published is not None
    assert not Path("corrections/changes").exists()


def test_dry_run(correct: Correct) -> None:
    done = correct("news.txt", "--drop", "person=Bo Li", "--dry-run")
    gold = Gold.model_validate_json(done.stdout)
    assert [person.name for person in gold.people] == ["Ana Moss"]
    assert not Path("corrections").exists()


REFUSED: list[tuple[list[str], str]] = [
    ([], "give --set, --add, --drop or --changes, or --accept"),
    (["--set", "meeting.date=soon"], "meeting.date: 'soon' is no date in EDTF"),
    (["--drop", "person=Bo Li", "--drop", "person=Bo Li"], "there is no 'Bo Li'; there are: 'Ana Moss'"),
    (["--add", "plan=Wind Plan"], "'Wind Plan' is not in the report"),
    (["--changes", "nothing.txt"], "nothing.txt: cannot be read"),
    (["--changes", "bad.txt"], "bad.txt, line 1: 'change it': begin with set"),
    (["--accept", "--name", "../x"], "is no name of a file"),
    (["--accept", "--split", "a b"], "is no name of a split"),
    (["--accept", "--id", "other"], "news.txt: holds 0 such reports; name one with --id"),
]


@pytest.mark.parametrize(("arguments", "reason"), REFUSED)
def test_refused(correct: Correct, arguments: list[str], reason: str) -> None:
    Path("bad.txt").write_text("change it\n")
    done = correct("news.txt", *arguments)
    assert done.exit_code == 2
    assert reason in " ".join(done.stderr.split())
    assert not Path("corrections").exists()


def test_another_report_of_the_same_name(correct: Correct) -> None:
    correct("news.txt", "--accept")
    Path("news.txt").write_text(NEWS + "More.\n")
    done = correct("news.txt", "--accept", "--name", "news")
    assert done.exit_code == 2 and "news in corrections: is gold of another text; give --name" in done.stderr
    assert correct("news.txt", "--accept").exit_code == 0
    texts = {entry.gold.id: entry.report.text for entry in Corpus("corrections").entries("corrections")}
    assert sorted(texts.values()) == [NEWS, NEWS + "More.\n"]
    assert texts.pop("news") == NEWS and next(iter(texts)).startswith("news-")


def test_one_report_of_several(correct: Correct) -> None:
    Path("all.jsonl").write_text("".join(json.dumps({"id": each, "text": NEWS}) + "\n" for each in ("a", "b")))
    assert "holds 2 such reports; name one with --id, of a, b" in correct("all.jsonl", "--accept").stderr
    assert correct("all.jsonl", "--accept", "--id", "b").exit_code == 0
    assert saved(name="b").people


def test_a_report_that_cannot_be_read(correct: Correct) -> None:
    assert correct("nothing.txt", "--accept").exit_code == 1


def test_places_of_words_are_told(correct: Correct) -> None:
    done = correct("news.txt", "--add", "date=harvest=2024-23")
    assert "readout: 'harvest' stands at 2 places; taken at the first, others are @2" in done.stderr


SESSIONS: list[tuple[str, Callable[[Gold], Any], Any]] = [
    # what is typed -> what to look at, what is there
    ("set meeting.date=2024-05-02\nsave\n", lambda gold: gold.meeting and gold.meeting.date, "2024-05-02"),
    ("4\n2024-05-02\nsave\n", lambda gold: gold.meeting and gold.meeting.date, "2024-05-02"),
    ("4\n-\nsave\n", lambda gold: gold.meeting and gold.meeting.date, None),
    ("4\n\nset notes=x\nsave\n", lambda gold: gold.meeting and gold.meeting.date, "2024-05-03"),
    ("6\nBo Li\nsave\n", lambda gold: gold.meeting and gold.meeting.chair, ("Bo Li",)),
    ("7\n\npresenter, chair\nsave\n", lambda gold: gold.people[0].roles, ("presenter", "chair")),
    ("drop 7 9\nsave\n", lambda gold: gold.people, ()),
    ("drop 7 9\nundo\nset notes=x\nsave\n", lambda gold: len(gold.people), 2),
    ("add plan\nHarbour Vision\nreviewed\nscheme\n2025-2030\nsave\n", lambda gold: [(plan.title, plan.decision, plan.kind, plan.period and plan.period.end) for plan in gold.plans][1], ("Harbour Vision", "reviewed", "scheme", "2030")),
    ("add date\nharvest\n2\n2024-23\nsave\n", lambda gold: [date.text for date in gold.dates][-1], "harvest"),
    ("add post of 9\nPrime Minister\n-\n\nsave\n", lambda gold: [post.title for post in gold.people[1].posts], ["Prime Minister"]),
    ("add list\nWater Plan; Harbour Vision\nplans\n2\n\nsave\n", lambda gold: gold.enumerations[-1].items, ("Water Plan", "Harbour Vision")),
    # what cannot be done is told, and asking goes on
    ("99\ndrop 99\nset x=1\nadd king\nadd post\nwhat\nset notes=x\nsave\n", lambda gold: gold.notes, "x"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "look", "there"), SESSIONS)
def test_interactive(correct: Correct, typed: str, look: Callable[[Gold], Any], there: Any) -> None:
    done = correct("news.txt", "-i", given=typed)
    assert done.exit_code == 0, done.output
    assert look(saved()) == there


def test_values_are_shown_with_numbers_and_sentences(correct: Correct) -> None:
    done = correct("news.txt", "-i", given="quit\n")
    assert (
        "   9  person            Bo Li (attendee)\n                        Bo Li attended the meeting.\n" in done.stdout
    )


@pytest.mark.parametrize("typed", ["set meeting.date=2024-05-02\nquit\n", "set meeting.date=2024-05-02\n"])
def test_nothing_is_saved_that_is_not_asked_for(correct: Correct, typed: str) -> None:
    assert "nothing is saved" in correct("news.txt", "-i", given=typed).stderr
    assert not Path("corrections").exists()

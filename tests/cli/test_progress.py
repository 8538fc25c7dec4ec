"""How far a run is: counted, timed and told."""

from pathlib import Path

import pytest

from models import Rejection
from models.errors import ReportError
from pipeline.batch.journal import Counts
from pipeline.cli import progress

REJECTION = Rejection(uri="a.txt", code="binary", reason="holds \x1b[2J; give text", stage="ingest")


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    """Two files of a hundred bytes, and one of two lines of JSON of as much."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name:100}")
    (tmp_path / "c.jsonl").write_text('{"text": "Cabinet met on Friday."}\n{"text": "Council met."}'.ljust(100))
    return [str(tmp_path / name) for name in ("a.txt", "missing.txt", "b.txt", "c.jsonl")]


def counted(run: progress.Progress) -> None:
    """Wait until the sources are counted."""
    assert run._counting
    run._counting.join()


def test_rate_and_time_left(names: list[str]) -> None:
    clock = Clock()
    run = progress.Progress(clock)
    read = list(run.follow(names))
    assert [isinstance(each, ReportError) for each in read] == [False, True, False, False, False]
    counted(run)
    assert (run.rate(), run.left(), run.share) == (0, None, 0)
    clock.time = 2.0
    run.advanced(Counts(inputs=1))
    assert (run.rate(), run.left()) == (0.5, 4.0)
    run.advanced(Counts(inputs=2, rejected=1))
    assert run.left() == 4.0
    clock.time = 6.0
    run.advanced(Counts(inputs=4, rejected=1, warned=2))
    assert run.line().startswith("4 done, 0.7/s, 1 rejected, 2 warned, 0:0")
    run.advanced(Counts(inputs=5, rejected=1))
    assert (run.left(), run.share) == (0.0, 1.0)


def test_what_an_earlier_run_has_done_does_not_count_for_the_rate(
    names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock()
    run = progress.Progress(clock)
    list(run.follow(names))
    counted(run)
    clock.time = 100.0
    run.begun(Counts(inputs=2))
    assert capsys.readouterr().err == "readout: going on after 2 inputs that an interrupted run has done\n"
    clock.time = 101.0
    run.advanced(Counts(inputs=3))
    assert (run.rate(), run.left()) == (1.0, 1.0)


def test_standard_input_has_no_time_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "in").write_text("Cabinet met.")
    with (tmp_path / "in").open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        run = progress.Progress(Clock())
        assert len(list(run.follow(["-"]))) == 1
    run.advanced(Counts(inputs=1))
    assert run.line() == "1 done, 0.0/s, 0 rejected, 0 warned"


def test_plain_lines_come_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    run = progress.Progress(clock)
    for second in range(25):
        clock.time = float(second)
        run.advanced(Counts(inputs=second))
    assert capsys.readouterr().err.splitlines() == [
        "readout: 10 done, 1.0/s, 0 rejected, 0 warned",
        "readout: 20 done, 1.0/s, 0 rejected, 0 warned",
    ]
    run.rejected(REJECTION)
    assert capsys.readouterr().err == "readout: a.txt: holds \ufffd[2J; give text\n"


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str], names: list[str]) -> None:
    with progress.chosen(quiet=True, terminal=True) as run:
        assert len(list(run.follow(names))) == 5
        run.begun(Counts(inputs=2))
        run.advanced(Counts(inputs=3))
        run.rejected(REJECTION)
        run.note("starting anew")
    assert capsys.readouterr() == ("", "")


def test_a_bar_on_a_terminal(
    names: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in {"FORCE_COLOR": "1", "TERM": "xterm", "COLUMNS": "100"}.items():
        monkeypatch.setenv(name, value)
    with progress.chosen(quiet=False, terminal=True) as run:
        list(run.follow(names))
        run.advanced(Counts(inputs=3, warned=1))
        run.rejected(REJECTION)
    out, err = capsys.readouterr()
    assert out == ""
    assert "━" in err and "3 done" in err and "1 warned" in err
    assert "readout: a.txt: holds \ufffd[2J; give text\n" in err


@pytest.mark.parametrize(("seconds", "shown"), [(0.4, "0:00"), (59.6, "1:00"), (3599, "59:59"), (7384, "2:03:04")])
def test_spans_of_time(seconds: float, shown: str) -> None:
    assert progress._span(seconds) == shown

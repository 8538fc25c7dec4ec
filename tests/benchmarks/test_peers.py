"""What the comparison makes of the peers' answers; the peers themselves are not installed here."""

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from models.report import Report
from pipeline.evaluation import Entry, Gold
from tests.benchmarks import environments, peers
from tests.benchmarks.environments import PeerError
from tests.benchmarks.peers_python import _of_timex, span_of_days
from tests.benchmarks.running import Running


def entry(text: str, dates: tuple[tuple[str, str], ...]) -> Entry:
    gold = {
        "id": "one",
        "meeting": None,
        **dict.fromkeys(("people", "organizations", "plans", "enumerations"), ()),
        "dates": [{"text": words, "value": value} for words, value in dates],
    }
    return Entry(Report(text=text, id="one"), Gold.model_validate(gold))


@pytest.mark.parametrize(
    ("first", "behind", "span"),
    [
        ("2023-01-01", "2024-01-01", "2023"),
        ("2021-01-01", "2026-01-01", "2021/2025"),
        ("2023-01-01", "2023-04-01", "2023-33"),
        ("2023-10-01", "2024-01-01", "2023-36"),
        ("2023-01-01", "2023-07-01", "2023-01/2023-06"),
        ("2023-02-01", "2023-03-01", "2023-02"),
        ("2023-02-05", "2023-02-12", "2023-02-05/2023-02-11"),
    ],
)
def test_spans(first: str, behind: str, span: str) -> None:
    assert span_of_days(datetime.date.fromisoformat(first), datetime.date.fromisoformat(behind)) == span


@pytest.mark.parametrize(
    ("timex", "edtf"),
    [
        ({"timex": "2020-07-27", "type": "date", "value": "2020-07-27"}, "2020-07-27"),
        ({"timex": "XXXX-03", "Mod": "before", "type": "daterange", "end": "2024-03-16"}, "../2024-03"),
        ({"timex": "2024-08", "Mod": "since", "type": "daterange", "start": "2024-08-01"}, "2024-08/.."),
        ({"timex": "(2023-01-01,2023-04-01,P3M)", "type": "daterange"}, "2023-33"),
        ({"timex": "2024-WI", "type": "daterange", "value": "not resolved"}, "2024-24"),
        ({"timex": "2024-W38", "type": "daterange"}, "2024-09-16/2024-09-22"),
        ({"timex": "XXXX-WXX-5", "type": "date", "value": "2024-09-13"}, "2024-09-13"),
        ({"timex": "2021-10-18T18:45", "type": "datetime", "value": "2021-10-18 18:45:00"}, "2021-10-18"),
        ({"timex": "T08:31", "type": "time", "value": "08:31:00"}, None),
        ({"timex": "P3Y", "type": "duration", "value": "94608000"}, None),
    ],
)
def test_readings_of_recognizers_text(timex: dict[str, str], edtf: str | None) -> None:
    assert _of_timex(timex) == edtf


def test_of_several_readings_the_golds_counts() -> None:
    report = entry("It will end by Friday.", (("Friday", "../2024-05-03"),))
    found = {"dates": [(15, 21, ["2024-04-26", "2024-05-03"])]}
    assert [(date.text, date.value) for date in peers.as_gold(found, report).dates] == [("Friday", "../2024-05-03")]


def test_no_gold_for_what_stands_elsewhere() -> None:
    report = entry("On Friday, not in May.", (("May", "2024-05"),))
    found = {"dates": [(3, 9, ["2024-04-26", "2024-05"])]}
    assert [date.value for date in peers.as_gold(found, report).dates] == ["2024-04-26"]


def test_a_peer_that_cannot_be_installed(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match=r"^timexy: .*no such host.* check the network"):
        environments._install([sys.executable, "-c", "raise SystemExit('no such host')"], (), tmp_path / "timexy-1")


def test_without_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(PeerError, match="needs npm and node"):
        environments.node("compromise", ("compromise@14",))


ECHO = (
    "import json, sys; [print(json.dumps({'seconds': 1, 'found': json.loads(line)}), flush=True) for line in sys.stdin]"
)


def test_asking_a_system() -> None:
    with Running("echo", [sys.executable, "-c", ECHO]) as run:
        assert run.ask([{"id": "a"}, {"id": "b"}]) == ([{"id": "a"}, {"id": "b"}], 1)
        assert run.peak > 1 or not Path("/proc/self").exists()


def test_a_system_that_ends() -> None:
    run = Running("broken", [sys.executable, "-c", "raise SystemExit('no module')"])
    with run, pytest.raises(PeerError, match=r"^broken: ended \(no module\); mend it"):
        run.ask([{"id": "a"}])


def test_a_peer_without_scores_has_a_row() -> None:
    table = peers._table(["timexy: left out"], [entry("Cabinet met.", ())])
    assert table.splitlines()[-1] == "| timexy: left out | | | | | |"


def test_help_says_what_is_fair() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.peers", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert "scored by the same scorer" in done.stdout

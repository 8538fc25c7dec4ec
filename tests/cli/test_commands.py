"""``readout rules``, ``schema`` and ``explain``."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pipeline import rules as rule_files
from pipeline.cli import explain, table
from pipeline.families import COMPONENTS

Readout = Callable[..., subprocess.CompletedProcess[str]]


def test_schema_holds_for_what_extract_writes(readout: Readout, report: Path) -> None:
    schema = json.loads(readout("schema").stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    record = json.loads(readout("extract", "report.txt").stdout)
    validator.validate(record)
    broken = [
        record | {"extra": 1},
        {key: value for key, value in record.items() if key != "people"},
        record | {"schema_version": "0.9"},
        record | {"report": record["report"] | {"published": 3}},
        record | {"dates": [{"text": "May", "value": "2024-13"}]},
    ]
    assert not any(map(validator.is_valid, broken))


def test_rules_are_listed(readout: Readout) -> None:
    rows = [line.split("\t") for line in readout("rules").stdout.splitlines()]
    assert rows[0] == ["rule", "label", "finds", "in"]
    ours = [rule.id for component in COMPONENTS for rule in rule_files.load(component).rules]
    assert [row[0] for row in rows[1:]] == ours
    one = readout("rules", "meeting").stdout.splitlines()
    assert [line.split("\t")[0] for line in one[1:]] == [rule.id for rule in rule_files.load("meeting").rules]


def test_rules_check_themselves(readout: Readout, tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.mkdir()
    bad.mkdir()
    rule = '[[rule]]\nid = "meeting.mine"\nlabel = "KIND"\nphrases = ["tea round"]\n'
    (good / "meeting.toml").write_text(rule + 'finds = {"a tea round at noon" = "tea round"}\n')
    done = readout("rules", "meeting", "--check", "--rules", "good")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(" 0 wrong\n")
    (bad / "meeting.toml").write_text(rule + 'finds = {"tea rounds" = "tea round"}\nskips = ["the tea round"]\n')
    done = readout("rules", "meeting", "--check", "--rules", "bad")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "readout: rule 'meeting.mine': 'tea rounds' should find 'tea round', finds []",
        "readout: rule 'meeting.mine': 'the tea round' should find nothing, finds ['tea round']",
    ]


def test_explain_gives_value_words_rule_and_place(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Council Holds 12th Meeting\n\nThe council held its 12th meeting on 3 May 2024.\n")
    done = readout("explain", "a.txt")
    assert done.returncode == 0
    header, *rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert tuple(header) == explain.HEADER
    assert rows[0] == [
        "title",
        *["Council Holds 12th Meeting", "", "Council Holds 12th Meeting"],
        "sentence.title",
        "0-26",
    ]
    ordinal = next(row for row in rows if row[1] == "ordinal: 12")
    assert ordinal[3] == "12th"
    assert ordinal[4].startswith("meeting.")
    start, end = map(int, ordinal[5].split()[0].split("-"))
    assert ["dates", "2024-05-03", "explicit", "3 May 2024"] in [row[:4] for row in rows]
    assert (tmp_path / "a.txt").read_text()[start:end] == "12th"


def test_explain_on_a_terminal_shows_the_text_in_colour(
    readout: Readout, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    report.write_text("Council Holds 12th Meeting\n\nThe council held its 12th meeting.\x1b]0;x\x07\n")
    done = readout("explain", "report.txt")
    assert done.returncode == 0
    assert "\x1b[1mCouncil Holds " in done.stdout
    assert "sentence.title" in done.stdout
    assert "\x1b]" not in done.stdout


def test_explain_names_what_it_cannot_read(readout: Readout) -> None:
    done = readout("explain", "missing.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "readout: missing.txt: no such file or folder; mend the name\n"


def test_every_family_has_a_colour() -> None:
    families = {"title" if key == "sentences" else key for key in explain.VALUES} | {"warnings"}
    assert families == set(explain.STYLES)


def test_plain_keeps_the_length() -> None:
    assert table.plain("a\x1b[1m\r\n\u202eb") == "a\ufffd[1m \n\ufffdb"

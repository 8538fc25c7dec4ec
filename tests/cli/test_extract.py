"""``readout extract``: inputs of all kinds in, records and rejections out."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Readout = Callable[..., subprocess.CompletedProcess[str]]
MEETING = "Cabinet met on 3 May 2024."


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_text_file_to_standard_output(readout: Readout, report: Path, tmp_path: Path) -> None:
    done = readout("extract", "report.txt")
    assert (done.returncode, done.stderr) == (0, "")
    (record,) = lines(done.stdout)
    assert record["report"]["uri"] == "report.txt"
    assert record["report"]["characters"] == len(report.read_text())
    assert not (tmp_path / "outputs").exists()


def test_to_a_file_with_an_empty_file_of_rejections(readout: Readout, report: Path, tmp_path: Path) -> None:
    done = readout("extract", "report.txt", "-o", "new/records.jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("readout: 1 record in new/records.jsonl")
    assert len(lines((tmp_path / "new/records.jsonl").read_text())) == 1
    assert (tmp_path / "new/rejected.jsonl").read_text() == ""


def test_standard_input(readout: Readout) -> None:
    (record,) = lines(readout("extract", "-", stdin=MEETING.encode()).stdout)
    assert record["report"]["uri"] == "-"
    two = "".join(json.dumps({"id": id_, "text": f"{MEETING} {id_}"}) + "\n" for id_ in "ab")
    assert [record["id"] for record in lines(readout("extract", "-", stdin=two.encode()).stdout)] == ["a", "b"]


def test_order_of_output_is_order_of_input(readout: Readout, tmp_path: Path) -> None:
    for name in ("b", "a/2", "a/1", "c"):
        path = tmp_path / "in" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} " * 9 + MEETING)
    (tmp_path / "in/.hidden").write_text("no")
    folder = lines(readout("extract", "in").stdout)
    assert [record["report"]["uri"] for record in folder] == ["in/a/1.txt", "in/a/2.txt", "in/b.txt", "in/c.txt"]
    inputs = ["in/c.txt", "in/**/*.txt", "in/a"]
    named = lines(readout("extract", *inputs).stdout)
    assert [record["report"]["uri"] for record in named] == ["in/c.txt", "in/a/1.txt", "in/a/2.txt", "in/b.txt"]
    by_uri = {record["report"]["uri"]: record for record in folder}
    assert all(record == by_uri[record["report"]["uri"]] for record in named)
    order = ["in/c.txt", "in/a/1.txt", "in/a/2.txt", "in/b.txt", "in/c.txt", "in/a/1.txt", "in/a/2.txt"]
    for output in ("-", "kept.jsonl"):
        done = readout("extract", *inputs, "--keep-duplicates", "-o", output)
        kept = lines(done.stdout or (tmp_path / "kept.jsonl").read_text())
        assert [record["report"]["uri"] for record in kept] == order
        assert all(record == by_uri[record["report"]["uri"]] for record in kept)


def test_twice_gives_the_same_bytes(readout: Readout, report: Path) -> None:
    assert readout("extract", "report.txt").stdout == readout("extract", "report.txt").stdout


def test_published_is_for_reports_that_do_not_say(readout: Readout, report: Path, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(f"---\npublished: 2023-01-02\n---\n{MEETING}")
    (tmp_path / "beside.txt").write_text(f"{MEETING} Water was talked of.")
    (tmp_path / "beside.meta.json").write_text('{"id": "m-1", "published": "2022-01-02T08:00:00Z", "title": "Water"}')
    done = readout("extract", "report.txt", "own.txt", "beside.txt", "--published", "2024-05-04")
    records = lines(done.stdout)
    assert [record["report"]["published"] for record in records] == ["2024-05-04", "2023-01-02", "2022-01-02"]
    assert (records[2]["id"], records[2]["report"]["title"]) == ("m-1", "Water")


def test_bad_reports_are_named_and_the_others_done(readout: Readout, report: Path, tmp_path: Path) -> None:
    (tmp_path / "nul.txt").write_bytes(b"Cabinet\0met")
    (tmp_path / "page.txt").write_bytes(b"{\\rtf1 Cabinet met}")
    (tmp_path / "lines.jsonl").write_text('{"text": "Cabinet met."}\n{"text": 3}\n{"text": \nnull\n')
    (tmp_path / "empty").mkdir()
    inputs = ["nul.txt", "missing.txt", "no*.txt", "empty", "lines.jsonl", "page.txt", "report.txt"]
    done = readout("extract", *inputs, "-o", "out.jsonl")
    assert done.returncode == 1
    records = lines((tmp_path / "out.jsonl").read_text())
    assert [record["report"]["uri"] for record in records] == ["lines.jsonl#1", "report.txt"]
    rejected = lines((tmp_path / "rejected.jsonl").read_text())
    assert [(each["uri"], each["code"]) for each in rejected] == [
        ("nul.txt", "binary"),
        ("missing.txt", "not-found"),
        ("no*.txt", "not-found"),
        ("empty", "not-found"),
        ("lines.jsonl#2", "bad-text"),
        ("lines.jsonl#3", "bad-json"),
        ("lines.jsonl#4", "bad-json"),
        ("page.txt", "unsupported"),
    ]
    assert {each["stage"] for each in rejected} == {"ingest"}
    told = done.stderr.splitlines()
    assert told[:-2] == [f"readout: {each['uri']}: {each['reason']}" for each in rejected]
    assert told[-1] == "readout: 8 reports rejected, listed in rejected.jsonl"


def test_the_summary_counts_what_is_not_usual(readout: Readout, report: Path, tmp_path: Path) -> None:
    body = report.read_text() + "Members agreed to mend the bridge over the river before the rains come again."
    (tmp_path / "a.txt").write_text(body)
    (tmp_path / "b.txt").write_text(body)
    (tmp_path / "c.txt").write_text(f"Bridge to be mended\n\n{body}")
    done = readout("extract", "a.txt", "b.txt", "c.txt", "-o", "out.jsonl")
    told = "2 records in out.jsonl, 1 nearly copies of another, 1 input with a text that another has"
    assert done.stderr == f"readout: {told}\n"
    done = readout("extract", "a.txt", "b.txt", "c.txt", "-o", "out.jsonl", "--incremental")
    assert "2 taken over from the last run" in done.stderr
    first, second = lines((tmp_path / "out.jsonl").read_text())
    assert first["report"]["also"] == ["a.txt", "b.txt"]
    assert second["report"]["near_duplicate_of"] == first["id"]


def test_quiet_tells_only_by_its_status(readout: Readout, report: Path, tmp_path: Path) -> None:
    done = readout("extract", "report.txt", "missing.txt", "-o", "out.jsonl", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert len(lines((tmp_path / "rejected.jsonl").read_text())) == 1
    assert readout("extract", "report.txt", "-o", "report.txt/x", "-q").stderr


def test_workers_make_the_same_bytes(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("".join(f'{{"text": "Cabinet met {day} May 2024."}}\n' for day in range(1, 20)))
    one = readout("extract", "in.jsonl", "missing.txt", "--workers", "0")
    other = readout("extract", "in.jsonl", "missing.txt", "--workers", "1")
    assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)
    assert len(lines(one.stdout)) == 19


def test_a_report_that_takes_too_long(readout: Readout, report: Path, tmp_path: Path) -> None:
    """A rule of the user that takes forever on one word."""
    (tmp_path / "mine").mkdir()
    rule = "[[rule]]\nid = 'meeting.slow'\nlabel = 'KIND'\npattern = [{TEXT = {REGEX = '^(x+x+)+y$'}}]\n"
    (tmp_path / "mine/meeting.toml").write_text(rule + 'finds = {"in xxy" = "xxy"}\n')
    (tmp_path / "slow.txt").write_text(f"Cabinet met in {'x' * 64} on Friday.")
    done = readout("extract", "slow.txt", "report.txt", "--rules", "mine", "--timeout", "1", "-o", "out.jsonl")
    assert done.returncode == 1
    (rejection,) = lines((tmp_path / "rejected.jsonl").read_text())
    assert (rejection["uri"], rejection["code"]) == ("slow.txt", "timeout")
    assert len(lines((tmp_path / "out.jsonl").read_text())) == 1


def test_retry(readout: Readout, report: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Cabinet\0met")
    assert readout("extract", "a.txt", "report.txt", "-o", "outputs/records.jsonl").returncode == 1
    done = readout("retry")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 3)
    (tmp_path / "a.txt").write_text("Cabinet met.")
    done = readout("retry")
    assert (done.returncode, done.stderr) == (0, "readout: 2 records in outputs/records.jsonl, 1 with warnings\n")
    records = lines((tmp_path / "outputs/records.jsonl").read_text())
    assert [record["report"]["uri"] for record in records] == ["report.txt", "a.txt"]
    assert (tmp_path / "outputs/rejected.jsonl").read_text() == ""
    assert readout("retry", "-o", "none.jsonl").returncode == 2


def test_rejections_of_standard_output_go_to_outputs(readout: Readout, tmp_path: Path) -> None:
    assert readout("extract", "missing.txt").returncode == 1
    (rejection,) = lines((tmp_path / "outputs/rejected.jsonl").read_text())
    assert rejection["code"] == "not-found"
    (tmp_path / "outputs/rejected.jsonl").unlink()
    assert readout("extract", "missing.txt", "-o", "/dev/null").returncode == 1
    assert (tmp_path / "outputs/rejected.jsonl").exists()
    assert readout("extract", "missing.txt", "--rejected", "other.jsonl").returncode == 1
    assert len(lines((tmp_path / "other.jsonl").read_text())) == 1


@pytest.mark.parametrize("text", ["", " \n\n", "\r\n", "A long day in the garden, and no one sat down to talk.\n"])
def test_a_report_with_no_meeting_has_a_record_with_a_warning(readout: Readout, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, newline="")
    done = readout("extract", "a.txt")
    (record,) = lines(done.stdout)
    assert (done.returncode, record["meeting"]) == (0, None)
    assert [warning["code"] for warning in record["warnings"]] == ["no-meeting" if text.strip() else "empty-text"]


def test_rules_of_the_user(readout: Readout, report: Path, tmp_path: Path) -> None:
    plain, changed = readout("extract", "report.txt"), tmp_path / "mine"
    changed.mkdir()
    (changed / "meeting.toml").write_text('[words]\nmine = ["x"]\n')
    done = readout("extract", "report.txt", "--rules", "mine")
    assert done.returncode == 0
    digests = [lines(each.stdout)[0]["provenance"]["rules"] for each in (plain, done)]
    assert digests[0] != digests[1]


def test_names_of_json_are_mapped(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "dump.jsonl").write_text(json.dumps({"body": MEETING, "meta": {"day": "2024-05-04"}, "text": 3}))
    done = readout("extract", "dump.jsonl", "--map", "text=body", "--map", "published=meta.day")
    (record,) = lines(done.stdout)
    assert (record["report"]["characters"], record["report"]["published"]) == (len(MEETING), "2024-05-04")


@pytest.mark.parametrize("mapping", ["text", "text=", "=body", "author=by"])
def test_names_that_cannot_be_mapped(readout: Readout, report: Path, mapping: str) -> None:
    done = readout("extract", "report.txt", "--map", mapping)
    assert done.returncode == 2
    assert "OURS=THEIRS" in done.stderr


def test_texts_are_written_beside_the_records(readout: Readout, report: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<html><body><h1>Cabinet meets</h1><p>Cabinet met on 3 May 2024 in Nairobi.</p></body></html>"
    )
    done = readout("extract", "report.txt", "page.html", "missing.txt", "--texts", "out/texts.jsonl")
    records, texts = lines(done.stdout), lines((tmp_path / "out/texts.jsonl").read_text())
    assert [text["id"] for text in texts] == [record["id"] for record in records]
    assert [text["uri"] for text in texts] == ["report.txt", "page.html"]
    for record, text in zip(records, texts, strict=True):
        (date,) = record["dates"]
        assert [text["text"][each["start"] : each["end"]] for each in date["mentions"]] == ["3 May 2024"]
    done = readout("extract", "report.txt", "-o", "a.jsonl", "--texts", "a.jsonl")
    assert done.returncode == 2


def test_what_reading_was_unsure_of_is_a_warning(readout: Readout, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(
        b"<html><meta charset=utf-8><body><p>Cabinet met on 3 May 2024.\xff</p></body></html>"
    )
    (record,) = lines(readout("extract", "page.html").stdout)
    assert "encoding-broken" in [warning["code"] for warning in record["warnings"]]


def test_a_bad_rule_file_stops_before_anything_is_written(readout: Readout, report: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/meeting.toml").write_text('[[rule]]\nid = "meeting.mine"\nlabel = "KIND"\nfinds = {"a" = "a"}\n')
    done = readout("extract", "report.txt", "--rules", "mine", "-o", "out.jsonl")
    assert done.returncode == 2
    message = "readout: meeting.toml: rule 'meeting.mine': give one of 'pattern', 'patterns' and 'phrases'\n"
    assert done.stderr == message
    assert not (tmp_path / "out.jsonl").exists()

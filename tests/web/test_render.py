"""A page of a report: all of its text, its places marked, nothing that runs or loads."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import Record, Report
from models.errors import ReadoutError
from pipeline.extraction import Extractor
from pipeline.ingest import read
from pipeline.web.render import render
from pipeline.web.spans import spans

ROOT = Path(__file__).parents[2]
Parse = Callable[[str], Any]
Shown = list[tuple[str, str, list[str]]]  # page, text, words of each span


@pytest.fixture(scope="module")
def shown(extract_report: Extractor) -> Shown:
    """Pages of reports in several forms."""
    made = []
    for name in ("sichuan-2021-10-18", "ke-2015-05-21", "us-2018-11-13", "in-2019-02-28"):
        (report,) = read([str(ROOT / f"corpus/reports/{name}.txt")])
        assert isinstance(report, Report)
        for text in (report.text, report.text.replace("\n", "\r\n"), report.text.replace("\n", "\n\n\n")):
            record = extract_report(report.model_copy(update={"text": text}))
            made.append((render(record, text), text, [span.text_of(text) for span in spans(record)]))
    return made


def test_text_and_words_are_those_of_the_record(parse: Parse, shown: Shown) -> None:
    for html, text, words in shown:
        page = parse(html)
        assert page.article == text
        assert page.words == dict(enumerate(words))
        assert words


def test_links_lead_somewhere(parse: Parse, shown: Shown) -> None:
    for html, _, words in shown:
        page = parse(html)
        ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
        assert len(set(ids)) == len(ids)
        targets = {attributes["href"] or "" for tag, attributes in page.elements if tag == "a"}
        assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
        assert all(f"#s{number}" in targets for number in range(len(words)))  # from the record to every place
        owners = {f"v-{attributes['data-owner']}" for tag, attributes in page.elements if tag == "mark"}
        assert owners <= set(ids)  # and back


def test_nothing_is_loaded_and_only_our_script_may_run(parse: Parse, shown: Shown) -> None:
    html = shown[0][0]
    page = parse(html)
    assert not [tag for tag, attributes in page.elements if {"src", "style", "srcset"} & attributes.keys()]
    assert [attributes["href"] for tag, attributes in page.elements if tag == "link"] == ["data:,"]
    assert "url(" not in html and "@import" not in html
    (policy,) = (attributes["content"] or "" for _, attributes in page.elements if attributes.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    for kind in ("style", "script"):
        (inner,) = re.findall(rf"<{kind}>(.*?)</{kind}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_a_hostile_report_is_text(parse: Parse, hostile: tuple[Record, str]) -> None:
    record, text = hostile
    html = render(record, text)
    page = parse(html)
    assert page.article == text
    assert len([tag for tag, _ in page.elements if tag == "script"]) == 1
    assert not [
        tag
        for tag, attributes in page.elements
        if tag in {"img", "svg", "iframe"} or any(name.startswith("on") for name in attributes)
    ]
    assert all((attributes["href"] or "").startswith("#") for tag, attributes in page.elements if tag == "a")
    assert str(7 * 191) not in html
    assert len(html) < len(text) * 5  # a long word is not repeated in everything that names it


def test_another_text_is_refused(hostile: tuple[Record, str]) -> None:
    record, text = hostile
    with pytest.raises(ReadoutError, match="extract it again"):
        render(record, text + " ")

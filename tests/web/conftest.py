"""Reports that are shown: ordinary ones, and one that tries everything."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable, Coroutine
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from models import Record, Report
from pipeline.cli.app import app
from pipeline.extraction import Extractor
from pipeline.ingest import read
from pipeline.web.site import site

ROOT = Path(__file__).parents[2]
REPORTS = (
    "sichuan-2021-10-18",
    "ke-2015-05-21",
    "us-2018-11-13",
    "in-2019-02-28",
    "cn-2015-04-15",
    "cn-2019-03-20",
    "cn-2024-01-31",
)
VOID = {"meta", "link", "input", "br"}

ATTACKS = {
    "script": "<script>document.title='owned'</script>",
    "image": "<img src=x onerror=document.title='owned'>",
    "attribute": "\"><svg/onload=document.title='owned'> ' onmouseover=alert(1) x='",
    "textarea": "</textarea></title></style></script><script>document.title='owned'</script>",
    "template": "{{ 7*191 }} {% raise %} {# gone #} ${7*191} <%= 7*191 %>",
    "link": "javascript:document.title='owned'",
    "formula": '=HYPERLINK("javascript:alert(1)","x")',
    "backwards": "\u202egnp.exe\u202c \u2067\u200f\u05d0\u2069",
    "entity": "&lt;b&gt; &#x3c;script&#x3e; &amp;amp;",
    "lines": "two\r\nlines\tand a tab",
}  # fmt: skip
LONG = "w" * 1_000_000


class Page(HTMLParser):
    """What a browser makes of a page: the text of its article, the words of each span, every element."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.under_way: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: defaultdict[int, str] = defaultdict(str)
        self.article = ""
        self.feed(html)
        self.close()
        assert not self.under_way, "elements that are not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.under_way.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.under_way.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for tag, attributes in self.under_way:
            if tag == "mark":
                self.words[int(attributes["data-span"] or "")] += data
            elif tag in {"h1", "div"} and attributes.get("class") in {"headline", "body"}:
                self.article += data

    @property
    def scripts(self) -> list[str]:
        """Everything that would run, but files of the site's own."""
        found = [
            str(each)
            for each in self.elements
            if each[0] == "script" and not (each[1].get("src") or "").startswith("/static/")
        ]
        found += [
            str(each) for each in self.elements if any(name.startswith("on") or name == "style" for name in each[1])
        ]
        found += [
            str(each) for each in self.elements if each[0] in {"style", "iframe", "object", "embed", "base", "img"}
        ]
        for name in ("href", "action", "src", "xlink:href"):
            addresses = [(each[1].get(name) or "").strip().lower() for each in self.elements]
            found += [each for each in addresses if each.startswith(("javascript:", "//"))]
        return found


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Page]:
    """Read a page as a browser does."""
    return Page


def mention(text: str, words: str, rule: str = "person.form") -> dict[str, Any]:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, "rule": rule}


@pytest.fixture(scope="session")
def hostile() -> tuple[Record, str]:
    """A report each of whose values is an attack: as words, as a name, as a title, as an address."""
    title = ATTACKS["script"]
    text = "\n".join([title, *(f"Then {attack} spoke." for attack in ATTACKS.values()), LONG, "The end."])
    report = Report(text=text, id="a/b?c=<script>&#'\"", title=title, uri=ATTACKS["link"], publisher=ATTACKS["image"])
    people = [
        {"id": f"person-{number}", "name": attack, "posts": [{"title": attack, "organization": None, "area": attack}],
         "roles": ["chair"], "mentions": [mention(text, attack)]}
        for number, attack in enumerate(ATTACKS.values(), 1)
    ]  # fmt: skip
    organizations = [
        {"id": f"organization-{number}", "name": attack, "kind": attack[:500], "aliases": [attack[:500]], "jurisdiction": None,
         "parent": None, "mentions": [mention(text, attack, "organization.name")]}
        for number, attack in enumerate([*ATTACKS.values(), LONG], 1)
    ]  # fmt: skip
    plans = [
        {"id": f"plan-{number}", "title": attack, "kind": attack, "period": None, "decision": "adopted",
         "decided_on": "2024-05-03", "mentions": [mention(text, attack, "plan.named")]}
        for number, attack in enumerate(ATTACKS.values(), 1)
    ]  # fmt: skip
    items = [mention(text, attack) for attack in ATTACKS.values()]
    record = {
        "id": report.key,
        "report": report.info.model_dump(),
        "meeting": {"body": ATTACKS["template"], "kind": ATTACKS["image"], "ordinal": 1, "date": "2024-05-03",
                    "location": ATTACKS["script"], "chair": list(ATTACKS.values()),
                    "mentions": [mention(text, ATTACKS["template"], "meeting.body")]},
        "people": people,
        "organizations": organizations,
        "plans": plans,
        "enumerations": [{"id": "enumeration-1", "label": ATTACKS["script"], "count": len(items), "complete": True, "plan": "plan-1",
                          "items": [{key: item[key] for key in ("text", "start", "end")} for item in items],
                          "mentions": [mention(text, "Then", ATTACKS["script"])]}],
        "dates": [{"text": ATTACKS["script"], "value": "2024-05-03", "start_date": "2024-05-03", "end_date": "2024-05-03",
                   "basis": "explicit", "mentions": [mention(text, ATTACKS["script"], ATTACKS["attribute"])]}],
        "directives": [{"id": "directive-1", "agent": ATTACKS["textarea"], "modality": "must", "actions": [ATTACKS["image"]],
                        "plan": None, "mentions": [mention(text, "spoke", "directive.must")]}],
        "warnings": [{"code": "year-inferred", "message": ATTACKS["script"], "start": 3, "end": 5}],
        "provenance": {"pipeline": ATTACKS["script"], "rules": "0" * 64, "spacy": "3"},
    }  # fmt: skip
    return Record.model_validate(record, context={"text": text}), text


Pairs = list[tuple[Record, str]]


@pytest.fixture(scope="session")
def pairs(extract_report: Extractor, hostile: tuple[Record, str]) -> Pairs:
    """Reports of several bodies, and the hostile one."""
    found = [each for name in REPORTS for each in read([str(ROOT / f"corpus/reports/{name}.txt")])]
    return [*((extract_report(each), each.text) for each in found if isinstance(each, Report)), hostile]


@pytest.fixture(scope="session")
def database(pairs: Pairs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of these, as ``readout load`` makes it."""
    return loaded(tmp_path_factory.mktemp("web"), pairs)


def loaded(folder: Path, pairs: Pairs) -> Path:
    """Return a database of records and their texts."""
    (folder / "records.jsonl").write_text("".join(record.model_dump_json() + "\n" for record, _ in pairs))
    texts = ({"id": record.id, "text": text} for record, text in pairs)
    (folder / "texts.jsonl").write_text("".join(json.dumps(each) + "\n" for each in texts))
    made = folder / "readout.db"
    arguments = ["load", str(folder / "records.jsonl"), "--to", str(made), "--texts", str(folder / "texts.jsonl")]
    done = CliRunner().invoke(app, [*arguments, "--quiet"])
    assert done.exit_code == 0, done.output
    return made


def run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


Get = Callable[..., Any]


@pytest.fixture(scope="session")
def get(database: Path) -> Get:
    """Ask the site that only reads, in process: ``get("/reports", q="water")`` is the answer."""
    made = site(database)

    def asked(path: str, *, method: str = "GET", headers: dict[str, str] | None = None, **given: str) -> Any:
        async def ask() -> Any:
            await made.invoke_startup()
            return await made.client.request(method, path, params=given or None, headers=headers)

        return run(ask())

    return asked

"""What is written are entities of FollowTheMoney, and they say what the records say.

The library needs ICU to be built, so the tests do without it where it is not installed: USED is what they then hold the
entities against, and is held against the library where it is.
"""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from models import Record
from pipeline.export import ftm, relations
from pipeline.export.source import Source

Given = tuple[Record, str]
Saved = Callable[[Iterable[Given]], tuple[str, str]]
Entities = list[dict[str, Any]]

ORGANIZATION = {
    "name": "name", "alias": "name", "classification": "string", "jurisdiction": "country", "parent": "LegalEntity"
}  # fmt: skip
USED = {  # the schemata and properties that are written, with the type of each, or the schema that it refers to
    "Person": {"name": "name", "alias": "name", "position": "string"},
    "PublicBody": ORGANIZATION,
    "Organization": ORGANIZATION,
    "Company": ORGANIZATION,
    "Position": {
        "name": "name", "subnationalArea": "string", "country": "country", "organization": "Organization"
    },
    "Occupancy": {"holder": "Person", "post": "Position", "date": "date", "proof": "Document"},
    "Document": {
        "fileName": "string", "title": "string", "publisher": "string", "publishedAt": "date", "sourceUrl": "url",
        "mimeType": "mimetype", "language": "language", "keywords": "string", "alias": "name", "country": "country",
        "summary": "text",
    },
    "Event": {
        "name": "name", "summary": "text", "keywords": "string", "date": "date", "startDate": "date", "endDate": "date",
        "location": "address", "country": "country", "organizer": "LegalEntity", "involved": "LegalEntity",
        "recordId": "string", "proof": "Document",
    },
    "Documentation": {
        "document": "Document", "entity": "Thing", "role": "string", "date": "date", "proof": "Document"
    },
}  # fmt: skip
REQUIRED = {
    "Document": {"fileName"}, "Documentation": {"document", "entity"}, "Occupancy": {"holder", "post"}
}  # fmt: skip
IS_A = {
    "LegalEntity": {"Person", "PublicBody", "Organization", "Company"},
    "Organization": {"PublicBody", "Organization", "Company"},
    "Thing": {"Person", "PublicBody", "Organization", "Company", "Document", "Event", "Position"},
}
FORMS = {
    "date": r"[0-9]{4}(-[0-9]{2}){0,2}",
    "country": "[a-z]{2}",
    "language": "[a-z]{3}",
    "url": r"https?://\S+",
    "mimetype": r"[a-z]+/[a-z0-9.+-]+",
}


@pytest.fixture
def write(tmp_path: Path, saved: Saved) -> Callable[..., Entities]:
    """Write records as entities, check them, and return them."""

    def write(*given: Given) -> Entities:
        records, _ = saved(given)
        counts = ftm.write(Source(records), str(tmp_path / "entities.jsonl"))
        found = [
            json.loads(line) for line in (tmp_path / "entities.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
        ]
        assert sum(counts.values()) == len(found)
        schemata = {entity["id"]: entity["schema"] for entity in found}
        assert len(schemata) == len(found)
        for entity in found:
            check(entity, schemata)
        return found

    return write


def check(entity: dict[str, Any], schemata: dict[str, str]) -> None:
    assert entity.keys() == {"id", "schema", "properties"}
    assert re.fullmatch("[a-z]+-[0-9a-f]+", entity["id"])
    assert REQUIRED.get(entity["schema"], {"name"}) <= entity["properties"].keys()
    for name, values in entity["properties"].items():
        kind = USED[entity["schema"]][name]
        for value in values:
            assert value and value == " ".join(value.split()) and value.isprintable()
            if kind[0].isupper():
                assert schemata[value] in IS_A.get(kind, {kind})
            elif kind in FORMS:
                assert re.fullmatch(FORMS[kind], value), (name, value)


def test_the_library_has_what_is_written() -> None:
    model = pytest.importorskip("followthemoney").model
    for schema, properties in USED.items():
        for name, kind in properties.items():
            found = model[schema].properties[name]
            assert (found.range.name if found.range else found.type.name) == kind, (schema, name)
        assert set(model[schema].required) == REQUIRED.get(schema, {"name"})
    for schema, names in IS_A.items():
        assert all(model[name].is_a(schema) for name in names)


def test_the_library_takes_every_entity_as_it_is(
    write: Callable[..., Entities], first: Given, second: Given, hostile: Given
) -> None:
    model = pytest.importorskip("followthemoney").model
    for entity in write(first, second, hostile):
        model[entity["schema"]].validate(entity)
        read = model.get_proxy(entity, cleaned=False).to_dict()  # what it would change, it does not take
        properties = {name: sorted(values) for name, values in entity["properties"].items()}
        assert {name: sorted(values) for name, values in read["properties"].items()} == properties


ADDRESSES = {  # of a report, and what is written of it
    "https://gov.example/a?b=1&c=<script>": "https://gov.example/a?b=1&c=%3Cscript%3E",
    "HTTP://Gov.Example": "http://gov.example/",
    "http://gov.example:8080/a b#ü": "http://gov.example:8080/a%20b#%C3%BC",
    "https://user:secret@gov.example/": "https://gov.example/",
    "http://例え.example/": "http://xn--r8jz45g.example/",
    "http://": None,
    "http://[::1": None,
    "http://a b/": None,
    "http://gov.example:port/": None,
    "javascript://gov.example/%0aalert(1)": None,
    "ftp://gov.example/": None,
    "reports/a.txt": None,
    "": None,
}


@pytest.mark.parametrize(("uri", "address"), ADDRESSES.items(), ids=ADDRESSES)
def test_addresses(uri: str, address: str | None) -> None:
    assert relations.web_address(uri) == address
    if address:
        types = pytest.importorskip("followthemoney.types")
        assert types.registry.url.clean(address) == address


def named(found: Entities, schema: str, *properties: str) -> list[tuple[Any, ...]]:
    names = {entity["id"]: next(iter(shown(entity)), "") for entity in found}
    return sorted(
        tuple("; ".join(names.get(value, value) for value in entity["properties"].get(name, ())) for name in properties)
        for entity in found
        if entity["schema"] == schema
    )


def shown(entity: dict[str, Any]) -> list[str]:
    properties: dict[str, list[str]] = entity["properties"]
    return properties.get("title") or properties.get("name") or []


def test_two_meetings_of_a_body(write: Callable[..., Entities], first: Given, second: Given) -> None:
    found = write(first, second)
    committee, council = "Finance Committee of the Council of Westmark", "Council of Westmark"
    assert named(found, "Person", "name", "position") == [
        ("Ada Roe", f"Chairwoman, {committee}"), ("Ben Poe", "Governor, Westmark"), ("Cy Doe", ""),
    ]  # fmt: skip
    assert named(found, "PublicBody", "name", "classification", "jurisdiction") == [(council, "legislature", "cn")]
    assert named(found, "Organization", "name", "alias", "parent") == [(committee, "Committee", council)]
    assert named(found, "Position", "name", "organization", "country", "subnationalArea") == [
        (f"Chairwoman, {committee}", committee, "cn", ""), ("Governor, Westmark", "", "", "Westmark"),
    ]  # fmt: skip
    assert named(found, "Occupancy", "holder", "post", "date") == [
        ("Ada Roe", f"Chairwoman, {committee}", "2024-05-03"), ("Ben Poe", "Governor, Westmark", "2024-05-03"),
    ]  # fmt: skip
    assert named(found, "Event", "name", "date", "location", "organizer", "involved", "recordId") == [
        (f"12th budget meeting, {committee}", "2024-05-03", "Northtown", committee, "Ada Roe; Ben Poe", "first"),
        (f"meeting, {committee}", "2025", "", committee, "Ada Roe", "second"),
    ]  # fmt: skip
    report = "Council of Westmark meets"
    assert (report, "first.html", "https://westmark.example/first.html", "2024-05-04") in named(
        found, "Document", "title", "fileName", "sourceUrl", "publishedAt"
    )
    links = named(found, "Documentation", "document", "entity", "role", "date")
    assert {
        (report, "Ada Roe", "chair", "2024-05-03"), (report, "Cy Doe", "mentioned", "2024-05-03"),
        (report, council, "mentioned", "2024-05-03"), (report, "Water Act", "mentioned", "2024-05-03"),
        (report, "Roads Plan", "adopted", "2024-05-03"), ("Roads Plan", committee, "adopted", "2024-05-03"),
    } <= set(links)  # fmt: skip


def test_ids_and_entities_do_not_depend_on_the_order(
    write: Callable[..., Entities], first: Given, second: Given
) -> None:
    one, other = (
        sorted(write(*given), key=lambda entity: entity["id"]) for given in ((first, second), (second, first))
    )
    assert one == other


def test_long_names_are_cut(write: Callable[..., Entities], first: Given) -> None:
    record = first[0].model_dump()
    record["people"][2]["name"] = "Cy " + "Doe " * 300
    (name,) = (each for (each,) in named(write((Record.model_validate(record), "")), "Person", "name") if "Cy" in each)
    assert len(name) <= 384 and name.endswith("…")


@pytest.mark.parametrize(
    ("number", "ordinal"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th"), (123, "123rd")]
)
def test_ordinals(number: int, ordinal: str) -> None:
    assert ftm._ordinal(number) == ordinal

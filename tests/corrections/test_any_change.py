"""Whatever a change says, gold stays gold or the change is refused in one line."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections import Change, CorrectionError, correct, grammar
from pipeline.evaluation import Gold

TEXT = "Port Council met on 3 May 2024. Mayor Ana Moss presided. The Water Plan names North Quay and Old Quay."
GOLD = Gold.model_validate(
    {
        "id": "port",
        "meeting": {"body": "Port Council", "chair": ["Ana Moss"]},
        "people": [{"name": "Ana Moss", "roles": ["chair"], "posts": [{"title": "Mayor"}]}],
        "organizations": [{"name": "Port Council", "aliases": ["Council"]}],
        "plans": [{"title": "Water Plan", "period": {"start": "2021", "end": "2025"}}],
        "enumerations": [{"plan": "Water Plan", "items": ["North Quay", "Old Quay"]}],
        "dates": [{"text": "3 May 2024", "value": "2024-05-03"}],
    }
)
FIELDS = [
    "meeting", "people", "person", "organizations", "plans", "plan", "enumerations", "list", "dates", "posts", "roles",
    "items", "aliases", "chair", "name", "title", "text", "value", "period", "start", "label", "count", "date", "id", "published",
]  # fmt: skip
CALLED = ["Ana Moss", "Mayor", "Port Council", "Water Plan", "North Quay", "3 May 2024", "chair", ""]
steps = st.one_of(st.sampled_from(FIELDS), st.sampled_from(CALLED), st.integers(-2, 2))
simple = st.one_of(st.none(), st.booleans(), st.integers(-2, 3000), st.sampled_from(CALLED), st.text(max_size=8))
values = st.recursive(
    simple,
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=3)),
    max_leaves=5,
)


@given(
    st.sampled_from(["set", "add", "drop"]),
    st.lists(steps, min_size=1, max_size=5),
    values,
    st.one_of(st.none(), st.sampled_from(CALLED[:-1])),
    st.booleans(),
)
def test_correct(action: str, path: list[int | str], value: object, words: str | None, with_text: bool) -> None:
    change = Change.model_validate({"action": action, "path": path, "value": value, "words": words})
    try:
        after = correct(GOLD, change, text=TEXT if with_text else None)
    except CorrectionError as refusal:
        told = str(refusal)
    else:
        told = "done"
        assert Gold.model_validate_json(after.model_dump_json()) == after
    assert told and "\n" not in told


written = st.lists(
    st.sampled_from([*FIELDS, *CALLED, ".", "[", "]", "#", "1", "=", '"', "{", "}", "@", " @2", "\n"]), max_size=8
)


@given(st.sampled_from(["set", "add", "drop"]), st.one_of(st.text(max_size=20), written.map("".join)))
def test_written(action: str, line: str) -> None:
    try:
        path = grammar.parse(action, line, text=TEXT).path
    except CorrectionError:
        path = ("refused",)
    assert path

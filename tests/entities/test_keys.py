"""Normal forms: equal keys are one entity, whatever report they are from."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities import Appearance, Post, candidates, key, resolve
from pipeline.entities.appearance import Type
from pipeline.entities.decisions import Decisions
from pipeline.entities.keys import parse


def organization(name: str, home: str, report: str = "r1") -> Appearance:
    return Appearance("organization", report, "o1", name, home=home)


SAME_BODIES = [
    ("CN-SC", "Sichuan Provincial People's Government", "CN-GS", "People’s Government of Sichuan Province"),
    ("CN-SC", "the provincial government", "CN", "Government of Sichuan"),
    ("CN-SC/yaan", "Ya'an Municipal Bureau of Commerce", "CN-SC/yaan", "Municipal Commerce Bureau"),
    ("CN-GX", "CPC Guangxi Zhuang Autonomous Regional Committee", "CN", "CPC Guangxi Regional Committee"),
    ("CN-HB", "Communist Party of China (CPC) Hubei Provincial Committee", "CN-HB", "Provincial Party Committee"),
    ("CN", "NPC Standing Committee", "CN-SC", "Standing Committee of the National People's Congress"),
    ("KE", "Ministry of Labour", "KE-30", "Ministry of Labor"),
]


@pytest.mark.parametrize(("home", "name", "other_home", "other"), SAME_BODIES)
def test_forms_of_one_body_have_one_key(home: str, name: str, other_home: str, other: str) -> None:
    assert key(organization(name, home)) == key(organization(other, other_home))


OTHER_BODIES = [
    ("KE", "Ministry of Finance", "RW", "Ministry of Finance"),
    ("CN-SC", "Department of Finance", "CN-GS", "Department of Finance"),
    ("CN-SC", "Department of Finance", "CN-SC/yaan", "Department of Finance"),
    ("CN-JL", "Jilin Provincial Government", "CN-JL", "Jilin Municipal Government"),
    ("US", "Washington University", "US", "University of Washington"),
    ("CN-SC", "Standing Committee of the Provincial People's Congress", "CN-SC", "Provincial People's Congress"),
]


@pytest.mark.parametrize(("home", "name", "other_home", "other"), OTHER_BODIES)
def test_two_bodies_have_two_keys(home: str, name: str, other_home: str, other: str) -> None:
    assert key(organization(name, home)) != key(organization(other, other_home))


def test_a_body_of_nowhere_is_its_reports_own() -> None:
    assert key(organization("Cabinet", "", "r1")) != key(organization("Cabinet", "", "r2"))


def test_appearances_of_one_key_are_one_entity() -> None:
    found = [organization("Department of Finance", "CN-SC", "r1"), organization("Finance Department", "CN-SC", "r2")]
    (candidate,) = candidates(found)
    entity = resolve([candidate], Decisions())[candidate.key]
    assert candidate.reports == 2
    assert (entity.name, entity.aliases) == ("Department of Finance", ("Finance Department",))


NAMES = st.text(min_size=1, max_size=30) | st.sampled_from(
    ["| ; @", "the", "Hon.", "2021-2025", "Xi'an", "(ABC)", "Co., Ltd.", "’s"]
)
HOMES = st.sampled_from(["", "KE", "CN-SC", "CN-SC/yaan", "IN-AS"])


@given(name=NAMES, title=NAMES, home=HOMES, type_=st.sampled_from(get_args(Type)))
def test_whatever_is_printed_has_a_key_that_can_be_resolved(name: str, title: str, home: str, type_: Type) -> None:
    each = Appearance(type_, "r|1", "x1", name, aliases=(title,), home=home, posts=(Post(title, name), Post(title)))
    made = key(each)
    assert str(parse(made)) == made
    assert list(resolve(candidates([each, each._replace(report="r2")]), Decisions()))

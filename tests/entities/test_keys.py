"""Normal forms: equal keys are one entity, whatever report they are from."""

import pytest

from pipeline.entities import Appearance, candidates, key, resolve
from pipeline.entities.decisions import Decisions


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

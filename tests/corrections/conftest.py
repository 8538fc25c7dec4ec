"""A report of a council, and its gold before anything is corrected."""

import pytest

from pipeline.evaluation import Gold

TEXT = """Council adopts Water Plan

The Port Council met on 3 May 2024. Mayor Ana Moss presided. Bo Li, Minister of Works, presented the Harbour Scheme.
The Council of Elders heard of it. Three quays will be built: North Quay, East Quay and Old  Quay. The Water Plan
(2021-2025) was adopted in May. Deputy Mayors Cy Roe and Di Poe were there.
"""


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def gold() -> Gold:
    return Gold.model_validate(
        {
            "id": "port-2024-05-03",
            "published": "2024-05-04",
            "meeting": {"body": "Port Council", "date": "2024-05-03", "chair": ["Ana Moss"]},
            "people": [
                {"name": "Ana Moss", "roles": ["chair"], "posts": [{"title": "Mayor"}]},
                {"name": "Cy Roe", "roles": ["mentioned"]},
            ],
            "organizations": [{"name": "Port Council", "aliases": ["Council"]}, {"name": "Council of Elders"}],
            "plans": [{"title": "Water Plan", "kind": "plan", "decision": "reviewed"}],
            "enumerations": [{"label": "quays", "count": 3, "plan": "Water Plan", "items": ["North Quay", "Old Quay"]}],
            "dates": [{"text": "3 May 2024", "value": "2024-05-03"}],
        }
    )

"""Intervals of averages end where the scale does, in pictures and in tables."""

import pandas as pd
import pytest
from django.urls import reverse
from page_words import words

from mlcore.datasets import schemas, storing
from mlcore.pipeline.schema import Schema

pytestmark = pytest.mark.django_db
HOUSE = {"slug": "house", "label": "House", "kind": "category", "choices": ["red", "blue"]}
HOURS = {"slug": "hours", "label": "Hours", "kind": "number", "minimum": 0, "maximum": 9}
SCORE = {"slug": "result", "label": "Result", "kind": "number", "minimum": 0, "maximum": 100}
TASK = {"slug": "guess", "label": "Guess", "target": "result", "inputs": ["house", "hours"]}


@pytest.mark.parametrize("field", ["house", "hours"])
def test_no_average_is_said_to_reach_beyond_the_scale(client, people, field):
    content = {"name": "top", "version": 1, "label": "Top", "field": [HOUSE, HOURS, SCORE], "task": [TASK]}
    # Nine of ten have all points, and one in each group has few: the interval of the mean passes 100.
    rows = {"house": ["red", "blue"] * 20, "hours": [float(place // 10) for place in range(40)]}
    frame = pd.DataFrame(rows | {"result": [20.0 if place % 10 == 3 else 100.0 for place in range(40)]})
    version = schemas.register(Schema.from_dict(content))
    dataset, _ = storing.store_dataset(schema_version=version, frame=frame, name="top")
    client.force_login(people.admin)
    text = words(client.get(reverse("explore-dataset", args=[dataset.pk]), {"field": field}))
    assert "to 100.0" in text
    assert not any(f"to 10{beyond}." in text for beyond in range(1, 10))
    assert "to 110." not in text

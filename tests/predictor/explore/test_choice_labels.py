"""Choices that are codes are shown by what the schema calls them, wherever the data are explored."""

import html

import pytest
from django.urls import reverse

from mlcore.datasets import schemas, storing
from mlcore.pipeline.schema import Schema

pytestmark = pytest.mark.django_db
MEAL = {"slug": "meal", "label": "Meal", "kind": "category", "choices": ["1", "0"]}
SCORE = {"slug": "result", "label": "Result", "kind": "number", "minimum": 0, "maximum": 100}
TASK = {"slug": "guess", "label": "Guess", "target": "result", "inputs": ["meal"]}
LABELS = {"choice_labels": {"1": "Free meal", "0": "Pays"}}


@pytest.fixture
def text(client, people):
    import pandas as pd

    content = {"name": "codes", "version": 1, "label": "Codes", "field": [MEAL | LABELS, SCORE], "task": [TASK]}
    frame = pd.DataFrame(
        {"meal": ["1", "0"] * 30, "result": [float(place % 7 + 40 * (place % 2)) for place in range(60)]}
    )
    version = schemas.register(Schema.from_dict(content))
    dataset, _ = storing.store_dataset(schema_version=version, frame=frame, name="codes")
    client.force_login(people.admin)
    return html.unescape(client.get(reverse("explore-dataset", args=[dataset.pk]), {"field": "meal"}).text)


@pytest.mark.parametrize(
    "shown",
    ["Meal: Free meal</option>", "is “Pays”", "where it is “Free meal”", "“Pays” (30 students)"],
)
def test_explore_shows_labels_in_the_form_in_sentences_in_pictures_and_in_tables(text, shown):
    assert shown in text


def test_explore_shows_no_code(text):
    assert "“0”" not in text
    assert "“1”" not in text

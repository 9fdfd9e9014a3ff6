"""From where questions about one score begin, worded from what they ask."""

import pytest
from wide_rows import wide_schema

from mlcore.datasets import schemas
from mlcore.models import ModelVersion, Task
from predictor.subjects.words import starting_points

pytestmark = pytest.mark.django_db

FIELDS = [
    {"slug": slug, "label": label, "kind": "number", "minimum": 0, "maximum": 20}
    for slug, label in (("mock", "Mock exam"), ("quiz", "Quiz score"), ("final", "Final grade"))
]


def tasks_with(*inputs):
    tasks = [
        {"slug": f"q{at}", "label": f"Question {at}", "target": "final", "inputs": list(asked)}
        for at, asked in enumerate(inputs)
    ]
    content = {"name": "own", "version": 1, "label": "Own", "field": FIELDS, "task": tasks}
    from mlcore.pipeline.schema import Schema

    schemas.register(Schema.from_dict(content))
    return list(Task.objects.filter(schema_version__name="own").order_by("slug"))


def test_of_the_sample_one_has_scores_and_one_has_none_yet(math):
    tasks = [task for task in math.schema_version.tasks.all() if task.question.target == math.question.target]
    assert starting_points(tasks) == [
        "With reading and writing scores",
        "Before reading and writing scores are known",
    ]


def test_one_field_more_is_named_alone():
    said = ["With the mock exam", "Before the mock exam is known"]
    assert starting_points(tasks_with(["mock", "quiz"], ["quiz"])) == said


def test_questions_that_ask_for_different_things_each_say_theirs():
    assert starting_points(tasks_with(["mock"], ["quiz"])) == ["With the mock exam", "With the quiz score"]


def test_questions_that_ask_the_same_keep_their_labels():
    assert starting_points(tasks_with(["mock"], ["mock"])) == ["Question 0", "Question 1"]


def test_of_very_many_entries_only_their_number_is_told():
    schema = wide_schema(20, 40)
    content = schema.to_dict()
    (first, *others) = content["task"]
    few = first | {"slug": "few", "inputs": first["inputs"][:1]}
    from mlcore.pipeline.schema import Schema

    schemas.register(Schema.from_dict(content | {"name": "wider", "task": [first, few, *others]}))
    tasks = list(Task.objects.filter(schema_version__name="wider", slug__in=[first["slug"], "few"]).order_by("id"))
    more = len(first["inputs"]) - 1
    assert starting_points(tasks) == [f"With {more} entries more", f"Before {more} entries are known"]


def test_what_a_live_version_does_without_is_not_named(math):
    tasks = [task for task in math.schema_version.tasks.all() if task.question.target == math.question.target]
    version = ModelVersion.objects.live_for(math)
    version.left_out = ["writing_score"]
    assert starting_points(tasks, {math.pk: version}) == ["With the reading score", "Before the reading score is known"]

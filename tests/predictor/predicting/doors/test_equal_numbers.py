"""Equal inputs give equal numbers, bit for bit, through whichever door they come."""

import csv

import hypothesis.strategies as st
import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from noisy_rows import noisy_frame

from mlcore import pipeline as sp
from mlcore.datasets import schemas, storing
from mlcore.models import Task
from mlcore.pipeline.predicted_files.answering import DECIMALS
from mlcore.pipeline.predicted_files.writing import predict_file
from mlcore.pipeline.schema import Schema
from mlcore.versions import live, retraining
from predictor.models import Classroom, Prediction, Student

pytestmark = [pytest.mark.django_db, pytest.mark.training]
EXAMS = Schema.load(schemas.SHIPPED / "exams.toml")
INPUTS = EXAMS.inputs(EXAMS.task("math"))


def values(field):
    known = st.floats(field.minimum, field.maximum) if field.is_number else st.sampled_from(field.choices)
    return st.none() | known


some_rows = st.lists(st.fixed_dictionaries({field.slug: values(field) for field in INPUTS}), min_size=1, max_size=3)


# One that sums, one that looks for neighbours, one of trees: each adds up many rows in its own way.
@pytest.fixture(params=["linear", "knn", "xgboost"])
def model(request, db):
    row = schemas.schema_version("exams")
    dataset, _ = storing.store_dataset(schema_version=row, frame=noisy_frame(row.schema), name="noisy")
    task = Task.objects.select_related("schema_version").get(slug="math")
    list(retraining.retrain(task, dataset, candidates=[request.param], asked=retraining.Asked(who="a trainer")))
    return live.live(task)


@pytest.fixture
def pupil(model, people):
    room = Classroom.objects.create(name="8a", schema_version=model.version.schema_version)
    room.teachers.add(people.owner)
    return Student.objects.create(classroom=room, name="Ida")


def told(answer):
    return (answer.value, *answer.ranges[80], *answer.ranges[90])


def sent(prediction):
    ranges = prediction["ranges"]
    return (prediction["value"], *(ranges[level][end] for level in ("80", "90") for end in ("low", "high")))


def by_page(client, pupil, answers):
    typed = {f"answer-{slug}": "" if value is None else str(value) for slug, value in answers.items()}
    page = client.post(reverse("predict", args=[pupil.pk, "math"]), typed)
    assert page.status_code == 302, page.context["form"].errors
    row = Prediction.objects.get(pk=int(page["Location"].strip("/").split("/")[-1]))
    return (row.value, row.low80, row.high80, row.low90, row.high90)


def by_api(client, answers):
    return sent(client.post("/api/v1/predictions/", {"task": "math", "answers": answers}).json())


def by_batch(client, rows):
    body = {"task": "math", "rows": [{"answers": answers} for answers in rows]}
    return [sent(one["prediction"]) for one in client.post("/api/v1/predictions/batch/", body).json()["results"]]


class Kept:
    """What a file's rows were answered, before it is written for people."""

    def __init__(self):
        self.answers = []

    def begin(self, header):
        pass

    def take(self, chunk):
        self.answers += [told(one.answer) for one in chunk.answered]


def by_file(folder, bundle, rows):
    """As kept, and as written."""
    with (folder / "in.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ["Number", *rows[0]])
        writer.writeheader()
        writer.writerows({"Number": number} | answers for number, answers in enumerate(rows))
    predict_file(folder / "in.csv", folder / "out.csv", bundle, keeper=(kept := Kept()))
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = [[float(line[name]) for name in NAMES] for line in csv.DictReader(file)]
    return kept.answers, lines


NAMES = ("value", "low_80", "high_80", "low_90", "high_90")


@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],  # whoever looks at a failure has few rows anyway
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=some_rows)
def test_every_door_gives_the_same_numbers(model, pupil, owner, api_owner, tmp_path, rows):
    expected = [told(answer) for answer in sp.Model(model.bundle).predict(rows)]
    kept, lines = by_file(tmp_path, model.bundle, rows)
    assert by_batch(api_owner, rows) == expected
    assert kept == expected
    assert lines == [[round(number, DECIMALS) for number in numbers] for numbers in expected]
    for answers, numbers in zip(rows, expected, strict=True):
        assert (by_page(owner, pupil, answers), by_api(api_owner, answers)) == (numbers, numbers)

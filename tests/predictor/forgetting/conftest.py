"""A school whose recorded results models learn from, and one student whom nobody could mistake for another."""

import datetime as dt

import joblib
import numpy as np
import pytest
from django.conf import settings
from django.utils import timezone

from mlcore.models import ModelVersion, Promotion
from mlcore.versions import promotions
from mlcore.versions.retraining import Asked, retrain
from predictor.forgetting import work
from predictor.models import Outcome, Student, Submission
from predictor.training import recorded

NAME, NUMBER = "Zoltana Quillfeather", "QX-77123"
FIRST_DAY = dt.date(2026, 3, 2)


@pytest.fixture
def result_of(math, people):
    """What was entered for a student one noon, and what they reached the day after."""

    def make(student, answers, value, days=0):
        day = FIRST_DAY + dt.timedelta(days=days)
        noon = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
        schema = math.schema_version
        about = {"student": student, "made_by": people.owner, "door": "page"}
        Submission.objects.create(task=math, schema_version=schema, answers=answers, made_at=noon, **about)
        kind = {"schema_name": schema.name, "field": math.target.slug}
        Outcome.objects.create(day=day + dt.timedelta(days=1), value=value, **kind, **about)

    return make


@pytest.fixture
def entries(math):
    """Every input, drawn."""
    random = np.random.default_rng(5)

    def draw(**scores):
        fields = math.schema_version.schema.inputs(math.question)
        drawn = {
            field.slug: float(random.integers(20, 95)) if field.is_number else str(random.choice(field.choices))
            for field in fields
        }
        return drawn | scores

    return draw


@pytest.fixture
def school(classroom, entries, result_of):
    """Sixty students with a result each."""
    for number in range(60):
        student = Student.objects.create(classroom=classroom, name=f"Student {number}", reference=f"S{number}")
        answers = entries()
        result_of(student, answers, round(0.5 * answers["reading_score"] + 20 + number % 7), days=number % 20)
    return classroom


@pytest.fixture
def marked(classroom, entries, result_of):
    """With two results among those of the others, and values that nobody else has."""
    student = Student.objects.create(
        classroom=classroom, name=NAME, reference=NUMBER, known={"reading_score": 47.40625, "gender": "female"}
    )
    result_of(student, entries(reading_score=47.40625), 61.28125, days=3)
    result_of(student, entries(reading_score=48.40625), 62.28125, days=9)
    return student


@pytest.fixture
def train(math):
    """Train on recorded results and other datasets; the version serves."""

    def make(*others, candidates=("linear", "knn")):
        asked = Asked(who="a test")
        *_, stored = retrain(math, *others, recorded.store(math), candidates=candidates, asked=asked)
        if not stored.verdict.passes:
            promotions.promote(stored.version, who="a test", why="so", action=Promotion.Action.PROMOTED)
        return ModelVersion.objects.get(pk=stored.version.pk)

    return make


@pytest.fixture
def forget(people):
    def make(student, why="The family wrote on Monday.", **asked):
        return work.forget(student, who="admin", why=why, **asked)

    return make


@pytest.fixture
def fitted():
    """All that a model file holds but when it was made, to the last bit."""

    def read(version):
        outer = joblib.load(settings.BUNDLE_DIR / version.file)
        return outer["parts"], {name: said for name, said in outer["passport"].items() if name != "created"}

    return read

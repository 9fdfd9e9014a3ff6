"""A training with flagged rows: what is stored of them, and the gate beside a version that learned from others."""

import numpy as np
import pytest
from django.core.management import call_command
from noisy_rows import noisy_frame

from mlcore.datasets import schemas, storing
from mlcore.models import ModelVersion, TrainingRun
from mlcore.versions.stored import StoredRun
from mlcore.words.training import method

pytestmark = [pytest.mark.django_db, pytest.mark.training]


def stored(name, frame, supported=()):
    row = schemas.schema_version("exams")
    return storing.store_dataset(schema_version=row, frame=frame, name=name, supported=supported)[0]


@pytest.fixture
def frame(db):
    return noisy_frame(schemas.schema_version("exams").schema)


def train(*names):
    call_command("train", "math", candidates=["linear"], dataset=list(names))


def test_the_run_knows_how_many_rows_are_flagged_and_learns_otherwise(frame):
    stored("plain", frame)
    marked = np.flatnonzero(np.random.default_rng(2).random(len(frame)) < 0.4).tolist()
    flagged = stored("flagged", frame, supported=marked)
    train("plain")
    train("flagged")
    second, first = TrainingRun.objects.order_by("-id")
    assert second.dataset == flagged
    assert [StoredRun.of(run).parts.supported for run in (first, second)] == [0, len(marked)]
    assert len(set(ModelVersion.objects.values_list("sha256", flat=True))) == 2


def test_a_version_of_flagged_rows_is_compared_with_one_of_others(frame):
    half = len(frame) // 2
    stored("first", frame.head(half), supported=np.arange(0, half, 7).tolist())
    stored("second", frame, supported=np.arange(0, half, 7).tolist())
    train("first")
    train("second")
    verdict = TrainingRun.objects.latest("pk").details["verdict"]
    assert verdict["comparison"]["on"]["kind"] == "both"


def test_a_flag_that_nothing_tells_apart_is_left_out_and_said_so(frame):
    # Whoever has it is known by an input, and the other way round.
    marked = np.flatnonzero(frame["lunch"] == "standard").tolist()
    stored("flagged", frame, supported=marked)
    train("flagged")
    parts = StoredRun.of(TrainingRun.objects.get()).parts
    assert (parts.supported, parts.supported_left_out, parts.rows) == (0, len(marked), len(frame) - len(marked))
    assert "They were left out" in method.with_support(parts)


def test_beside_a_version_of_flagged_rows_those_are_left_out_where_no_offset_is_known(frame):
    half = len(frame) // 2
    stored("first", frame.head(half), supported=np.arange(0, half, 7).tolist())
    stored("second", frame.tail(len(frame) - half))
    train("first")
    train("second")
    on = TrainingRun.objects.latest("pk").details["verdict"]["comparison"]["on"]
    assert on["rows"] == len(frame) - len(range(0, half, 7))

"""Where a training is done follows the setting; what a cluster refuses is the answer of the command, and is stored."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from noisy_rows import QUICK, noisy_frame

from mlcore.datasets import schemas, storing
from mlcore.models import ModelVersion, TrainingRun
from mlcore.pipeline.places import cluster
from mlcore.pipeline.places.cluster import Cluster
from mlcore.pipeline.places.here import Here
from mlcore.versions.places import place

ROOT = Path(__file__).resolve().parents[3]
NOBODY = "tcp://127.0.0.1:1"


def test_the_setting_decides(settings):
    settings.DASK_SCHEDULER = ""
    assert place() == Here(2)
    settings.DASK_SCHEDULER = NOBODY
    assert place() == Cluster(NOBODY)


@pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is not installed; `make test` does it")
@pytest.mark.django_db
def test_a_cluster_that_does_not_answer_ends_the_training_with_the_remedy(settings, monkeypatch):
    row = schemas.schema_version("exams")
    storing.store_dataset(schema_version=row, frame=noisy_frame(row.schema), name="noisy")
    settings.DASK_SCHEDULER = NOBODY
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with pytest.raises(CommandError, match="does not answer: start it"):
        call_command("train", "math", candidates=QUICK)
    assert "leave that setting empty" in TrainingRun.objects.get().error
    assert not ModelVersion.objects.exists()


def test_nobody_pays_for_dask_without_the_setting():
    used = "mlcore.pipeline.training.training, mlcore.pipeline.places.cluster, xgboost, catboost"
    ends = f"import {used}, sys; sys.exit(len({{'dask', 'distributed'}} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", ends], cwd=ROOT, check=False).returncode == 0

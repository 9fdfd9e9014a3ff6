"""Two versions of one task, really trained on few rows: of a linear model and a tree, then of the linear one alone."""

from noisy_rows import QUICK, noisy_frame

from mlcore.datasets import schemas, storing
from mlcore.models import Task
from mlcore.versions import retraining


def train_twice() -> Task:
    row = schemas.schema_version("exams")
    dataset, _ = storing.store_dataset(schema_version=row, frame=noisy_frame(row.schema), name="noisy")
    task = Task.objects.select_related("schema_version").get(slug="math")
    for candidates in (QUICK, ["linear"]):
        for _ in retraining.retrain(task, dataset, candidates=candidates, asked=retraining.Asked(who="a trainer")):
            pass
    return task

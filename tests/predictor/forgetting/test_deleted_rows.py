"""Models outlive the rows that they learned from: also where these were deleted, nobody who is forgotten is in one."""

import pytest
from django.utils import timezone

from mlcore.datasets import keeping
from mlcore.datasets.together import together
from mlcore.models import Dataset, ModelVersion
from mlcore.versions.retraining import Asked
from predictor.forgetting.plan import going
from predictor.forgetting.rest.finishing import finish
from predictor.models import RecordedRow, Student
from predictor.training import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def learned_from(math):
    """The version that serves, as if it had learned from that dataset."""

    def of(dataset):
        version = math.versions.get()
        version.run.dataset, version.run.started_at = dataset, timezone.now()
        version.run.save(update_fields=["dataset", "started_at"])
        return version

    return of


def finished():
    return list(finish(Asked(who="a test")))


def test_what_learned_from_them_goes_where_its_rows_were_deleted(math, marked, forget, learned_from):
    version = learned_from(recorded.store(math))
    keeping.delete(Dataset.objects.get(pk=version.run.dataset_id), who="a test")
    assert version in going(marked).versions
    forget(marked)
    (told,) = [step.why_not for step in finished() if step.why_not]
    assert "deleted" in str(told)
    assert ModelVersion.objects.get(pk=version.pk).pruned_at
    assert ModelVersion.objects.live_for(math) is None


def test_of_deleted_rows_of_others_it_is_known_that_nothing_was_learned_from_them(
    math, marked, forget, learned_from, classroom, entries, result_of
):
    dataset = recorded.store(math)
    late = Student.objects.create(classroom=classroom, name="Late Comer")
    result_of(late, entries(), 55)
    version = learned_from(dataset)
    keeping.delete(Dataset.objects.get(pk=dataset.pk), who="a test")
    forget(late, why="They left.")
    assert type(version.run).objects.get(pk=version.run_id).forgot_at is None


def test_also_where_only_what_they_were_put_together_with_was(math, marked, forget, learned_from):
    other = Dataset.objects.get()
    version = learned_from(together([other, recorded.store(math)], math.schema_version))
    keeping.delete(other, who="a test")
    forget(marked)
    assert type(version.run).objects.get(pk=version.run_id).forgot_at


def test_what_was_trained_before_their_first_result_stays(math, marked, forget, learned_from):
    version = learned_from(recorded.store(math))
    RecordedRow.objects.all().delete()  # as an older release left them
    type(version.run).objects.update(started_at=marked.created_at.replace(year=2020))
    keeping.delete(Dataset.objects.get(pk=version.run.dataset_id), who="a test")
    forget(marked)
    finished()
    assert ModelVersion.objects.live_for(math) == version

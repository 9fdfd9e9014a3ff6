"""What a training found is stored once: in columns, in figures, or in the details of one candidate."""

import pytest
from django.db import IntegrityError
from noisy_rows import QUICK, noisy_frame
from trainings import shared_outcome

from mlcore.datasets import schemas, storing
from mlcore.models import CandidateResult, Task, TrainingRun
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.versions import recording, retraining
from mlcore.versions.stored import StoredRun

VERDICT = Verdict(live=3, no_gain=True)
pytestmark = [pytest.mark.django_db, pytest.mark.training]


@pytest.fixture
def run(math):
    """As a training of the made-up school leaves it."""
    outcome = shared_outcome()
    details = recording.details_of(outcome, VERDICT)
    run = TrainingRun.objects.create(task=math, dataset=math.versions.get().run.dataset, details=details)
    recording.record(run, outcome)
    return run


def test_every_candidate_and_the_baseline_have_a_row_in_their_order(run):
    outcome = shared_outcome()
    rows = list(run.results.order_by("position"))
    assert [row.candidate for row in rows] == [*(r.candidate for r in outcome.results), outcome.baseline.candidate]
    assert [row.candidate for row in rows if row.is_winner] == [outcome.bundle.passport["candidate"]]
    assert rows[0].rmse == outcome.results[0].rmse.mean


def test_no_figure_is_stored_twice(run):
    for row in CandidateResult.objects.filter(run=run).select_related("detail"):
        assert set(row.detail.figures) == set(recording.DETAILS)
        assert not {*recording.DETAILS, *recording.COLUMNS}.intersection(row.figures)


def test_what_was_stored_is_read_as_it_was_found(run):
    outcome = shared_outcome()
    stored = StoredRun.of(TrainingRun.objects.get(pk=run.pk))
    assert (stored.parts, stored.diagnosis) == (outcome.parts, outcome.diagnosis)
    assert stored.rehearsal == outcome.rehearsal
    assert (stored.cautions, stored.verdict) == (outcome.cautions, VERDICT)
    assert stored.winner.in_full().measured == next(result for result in outcome.results if result.winner)


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (IntegrityError("Key (name)=(Ada Example) already exists."), "IntegrityError"),
        (ValueError("could not convert string to float: 'Ada Example'"), "ValueError"),
        (OSError(28, "No space left on device", "/data/ada-example"), "OSError: No space left on device"),
        (TrainingError("too few rows"), "too few rows"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_a_failed_run_keeps_no_word_that_may_quote_a_row(error, kept):
    row = schemas.schema_version("exams")
    dataset, _ = storing.store_dataset(schema_version=row, frame=noisy_frame(row.schema), name="noisy")
    events = retraining.retrain(
        Task.objects.get(slug="math"), dataset, candidates=QUICK, asked=retraining.Asked(who="a test")
    )
    next(events)
    with pytest.raises(type(error)):
        events.throw(error)
    assert TrainingRun.objects.get().error == kept

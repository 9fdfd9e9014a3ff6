"""What older releases stored is read by this one: names that came later, and sentences where facts are now."""

import pytest
from django.core.management import call_command

from mlcore.models import CandidateResult, Promotion, TrainingRun
from mlcore.versions.ledger import why_of
from mlcore.versions.stored import StoredResult, StoredRun, reason_of

pytestmark = pytest.mark.django_db
CONTRAST = {
    "higher": "completed",
    "lower": "none",
    "raw": 5.6,
    "own": {"mean": 2.5, "low": 1.0, "high": 4.0},
    "opposite": False,
}
CLAIM = "Linear regression is clearly more accurate than the other 2 candidates: R² 0.87 and RMSE 5.4."


def with_details(run, **details):
    TrainingRun.objects.filter(pk=run.pk).update(details=details)
    return StoredRun.of(TrainingRun.objects.get(pk=run.pk))


def test_a_run_without_details_has_no_figures_and_claims_nothing(math):
    run = with_details(math.versions.get().run)
    assert (run.parts, run.selection, run.diagnosis, run.made_with) == (None, None, None, {})
    assert run.beats_baseline


def test_a_contrast_of_the_first_release_that_had_one_has_neither_counts_nor_an_interval(measured):
    diagnosis = measured.run.details["diagnosis"]
    diagnosis["dependence"][0]["contrast"] = CONTRAST
    run = with_details(measured.run, diagnosis=diagnosis)
    contrast = run.diagnosis.dependence[0].contrast
    assert (contrast.n_higher, contrast.groups, contrast.in_tens, contrast.raw_interval) == (0, 2, False, None)
    assert run.diagnosis.together is None


@pytest.mark.parametrize(
    "details",
    [
        {"diagnosis": {"importance": []}},
        {"parts": None, "diagnosis": {"dependence": [{"field": "x"}]}},
        {"format": None, "parts": 5},
        {"format": 99, "parts": {"folds": 5, "later": True}, "diagnosis": []},
        {"selection": {"kind": "by lot"}, "made_with": [1]},
    ],
    ids=str,
)
def test_what_nobody_can_read_counts_as_not_measured(math, details):
    run = with_details(math.versions.get().run, **details)
    assert (run.parts, run.selection, run.diagnosis, run.made_with) == (None, None, None, {})


def test_a_candidate_whose_figures_nobody_can_read_keeps_its_columns():
    row = CandidateResult(candidate="linear", label="Linear", rmse=5.4, figures={"r2": {"mean": 0.8}})
    assert StoredResult.of(row).mean("rmse") == 5.4


def test_parts_without_folds_are_not_known(math):
    assert with_details(math.versions.get().run, parts={"held_out_actual": [50.0]}).parts is None


def test_parts_that_do_not_count_groups_are_of_rows_without(math):
    parts = {"folds": 5, "repeats": 3, "training_rows": 80, "held_out_rows": 20, "seed": 42}
    assert with_details(math.versions.get().run, parts=parts).parts.groups == 0


def test_a_result_without_figures_has_the_means_of_its_columns():
    result = StoredResult.of(CandidateResult(candidate="linear", label="Linear", rmse=5.4, figures={}))
    assert (result.mean("rmse"), result.estimate("rmse"), result.mean("mae")) == (5.4, None, None)


def test_names_that_nobody_knows_any_more_are_passed_over():
    figures = {"held_out_predictions": [1.0], "spread": None, "gap": 0.02}
    result = StoredResult.of(CandidateResult(candidate="linear", label="Linear", figures=figures))
    assert (result.measured.spread, result.measured.gap) == (None, 0.02)


def test_the_sentence_of_an_older_release_is_shown_as_it_was_stored(math):
    run = math.versions.get().run
    assert StoredRun.of(run).reason == reason_of(run) == "It was the only one."


def test_a_claim_of_an_older_release_is_repaired_where_all_results_are_read(measured):
    measured.run.reason = CLAIM
    assert StoredRun.of(measured.run).reason.startswith("2 of 3 are too close to separate. ")
    assert StoredRun.of(measured.run).reason.endswith("of them: R² 0.87 and RMSE 5.4.")
    assert reason_of(measured.run) == CLAIM


def test_a_promotion_says_what_a_person_said(math):
    assert why_of(Promotion.objects.get()) == "to have one"


def test_lists_read_a_result_without_its_details(measured):
    result = StoredRun.of(measured.run).winner
    assert result.measured.tried == ()
    assert len(result.in_full().measured.tried) == 2


@pytest.mark.django_db(transaction=True)
def test_a_migration_sums_up_what_was_held_out_and_keeps_every_row(math):
    run = math.versions.get().run
    actual, predicted = [50.0 + place for place in range(700)], [52.0 + place for place in range(700)]
    call_command("migrate", "mlcore", "0006", verbosity=0)
    TrainingRun.objects.filter(pk=run.pk).update(details={"parts": {"held_out_actual": actual, "seed": 42}})
    old = {"held_out_predictions": predicted, "tried": [{"params": {}, "rmse": 5.4}], "gap": 0.02}
    CandidateResult.objects.filter(run=run).update(figures=old)
    call_command("migrate", verbosity=0)
    row = CandidateResult.objects.get(run=run)
    rows = StoredResult.of(row).in_full().measured.held_out_rows
    assert (rows.rows, rows.mae, len(rows.pairs), len(rows.bands)) == (700, 2.0, 600, 5)
    assert row.figures == {"gap": 0.02}
    assert row.detail.every_row == {"actual": actual, "predicted": predicted}
    assert TrainingRun.objects.get(pk=run.pk).details == {"parts": {"seed": 42}}


@pytest.mark.django_db(transaction=True)
def test_the_migration_can_be_taken_back_for_an_older_release(math):
    run = math.versions.get().run
    figures = {"held_out_predictions": [52.0, 61.0], "gap": 0.02}
    call_command("migrate", "mlcore", "0006", verbosity=0)
    TrainingRun.objects.filter(pk=run.pk).update(details={"parts": {"held_out_actual": [50.0, 60.0]}})
    CandidateResult.objects.filter(run=run).update(figures=figures)
    another = CandidateResult.objects.create(run=run, candidate="tree", label="Tree", position=2, figures=figures)
    call_command("migrate", "mlcore", "0007", verbosity=0)
    assert "actual" not in another.detail.every_row
    call_command("migrate", "mlcore", "0006", verbosity=0)
    assert [row.figures for row in run.results.all()] == [figures, figures]
    # No other column: those of later releases are not there now.
    details = TrainingRun.objects.values_list("details", flat=True).get(pk=run.pk)
    assert details == {"parts": {"held_out_actual": [50.0, 60.0]}}
    call_command("migrate", verbosity=0)

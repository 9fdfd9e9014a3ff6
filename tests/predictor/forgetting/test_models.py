"""What learned from a student who is forgotten is, to the last bit, what never saw them."""

import pytest
from django.db import transaction

from mlcore.datasets import explorations, storing
from mlcore.models import Dataset, ModelVersion, ResultDetail, TrainingRun
from mlcore.versions import promotions, retraining
from mlcore.versions.retraining import Asked
from predictor.forgetting.rest.finishing import finish
from predictor.models import Forgetting, RecordedRow
from predictor.training import recorded

pytestmark = [pytest.mark.django_db, pytest.mark.training]


def finished():
    return list(finish(Asked(who="a test")))


@pytest.fixture
def never_had_them(school, train, fitted):
    """The model of the school as it was before, which nothing in the database tells of."""

    def trained(*others):
        with transaction.atomic():
            found = fitted(train(*others))
            transaction.set_rollback(True)
        return found

    return trained


def test_the_model_is_that_of_data_that_never_had_them(math, never_had_them, request, train, fitted, forget):
    expected = never_had_them()
    marked = request.getfixturevalue("marked")
    before = train()
    assert fitted(before) != expected
    forget(marked)
    finished()
    after = ModelVersion.objects.live_for(math)
    assert after.number == before.number + 1
    assert fitted(after) == expected


def test_also_where_it_learned_from_other_rows_too(math, never_had_them, request, train, fitted, forget):
    others = Dataset.objects.get()
    expected = never_had_them(others)
    before = train(others) if request.getfixturevalue("marked") else None
    forget(request.getfixturevalue("marked"))
    finished()
    assert fitted(ModelVersion.objects.live_for(math)) == expected
    assert before.run.dataset.parts.count() == 2


def test_also_where_the_rows_that_are_left_are_a_dataset_already(math, school, request, train, fitted, forget):
    first = train()
    expected = fitted(first)
    marked = request.getfixturevalue("marked")
    second = train()
    forget(marked)
    replaced = Dataset.objects.get(pk=second.run.dataset_id)
    assert (replaced.replaced_by_id, replaced.sha256) == (first.run.dataset_id, first.run.dataset.sha256)
    finished()
    assert fitted(ModelVersion.objects.live_for(math)) == expected


def test_files_of_all_that_learned_from_them_are_gone(settings, school, marked, train, forget):
    former, live = train(), train(candidates=("linear",))
    forget(marked)
    assert ModelVersion.objects.get(pk=former.pk).pruned_at
    assert (settings.BUNDLE_DIR / live.file).exists()
    finished()
    assert not [version for version in (former, live) if (settings.BUNDLE_DIR / version.file).exists()]
    assert Forgetting.objects.get().ended_at


def test_what_learned_from_them_never_serves_again(school, marked, train, forget):
    former, live = train(), train(candidates=("linear",))
    forget(marked)
    with pytest.raises(Exception, match="a student who was forgotten"):
        promotions.promote(former, who="a", why="b")
    finished()
    with pytest.raises(Exception, match="a student who was forgotten"):
        promotions.promote(ModelVersion.objects.get(pk=live.pk), who="a", why="b")


def test_what_was_kept_of_single_rows_is_gone_with_them(school, marked, train, forget):
    version = train()
    assert ResultDetail.objects.filter(result__run=version.run).exists()
    forget(marked)
    assert not ResultDetail.objects.filter(result__run=version.run).exists()


def test_a_training_that_goes_on_meanwhile_stores_nothing(math, school, marked, forget):
    events = retraining.retrain(math, recorded.store(math), candidates=["linear"], asked=Asked(who="a test"))
    next(events), next(events)
    forget(marked)
    with pytest.raises(Exception, match="Meanwhile a student was forgotten"):
        list(events)
    assert TrainingRun.objects.latest("id").status == TrainingRun.Status.FAILED
    assert ModelVersion.objects.count() == 1


def test_nothing_serves_where_too_little_is_left(math, marked, entries, result_of, classroom, forget):
    rows = storing.frame_of(recorded.store(math))
    version = math.versions.get()
    TrainingRun.objects.filter(pk=version.run_id).update(dataset=recorded.store(math))
    assert len(rows) == 2
    forget(marked)
    (told,) = [step.why_not for step in finished() if step.why_not]
    assert "deleted" in str(told)
    assert ModelVersion.objects.live_for(math) is None
    assert ModelVersion.objects.get(pk=version.pk).pruned_at


def test_done_twice_nothing_is_trained_again(school, marked, train, forget):
    train(candidates=("linear",))
    forget(marked)
    finished()
    count = TrainingRun.objects.count()
    assert finished() == []
    assert TrainingRun.objects.count() == count


def test_cut_off_between_two_steps_the_rest_is_done_later(math, school, marked, train, forget):
    before = train(candidates=("linear",))
    forget(marked)
    steps = finish(Asked(who="a test"))
    next(steps), next(steps)
    steps.close()
    assert (ModelVersion.objects.live_for(math), Forgetting.objects.get().ended_at) == (before, None)
    finished()
    assert ModelVersion.objects.live_for(math).number == before.number + 1


def test_places_of_rows_of_others_move_up(math, school, marked, forget):
    dataset = recorded.store(math)
    forget(marked)
    rows = RecordedRow.objects.filter(dataset=dataset).order_by("position")
    assert [row.position for row in rows] == list(range(60))
    frame = storing.frame_of(Dataset.objects.get(pk=dataset.pk))
    last = rows.last()
    assert frame["math_score"][59] == last.student.outcomes.get().value


def test_who_looks_at_their_rows_meanwhile_keeps_no_picture(math, school, marked, forget, settings):
    seen = recorded.store(math)
    forget(marked)
    explorations.exploration_of(seen, "math_score")
    assert not list((settings.DATA_DIR / "cache" / "explorations").glob("*"))

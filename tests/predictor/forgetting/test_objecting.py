"""No training takes a row of a student who objects, wherever it comes from, nor one that is begun to forget another."""

import pytest
from django.core.management import call_command
from django.db import transaction

from mlcore.datasets import storing
from mlcore.models import Dataset, ModelVersion, TrainingRun
from mlcore.versions import learned
from mlcore.versions.learned import RowsLost
from mlcore.versions.retraining import Asked, retrain
from predictor.forgetting.rest.finishing import finish
from predictor.models import Outcome, RecordedRow, Student
from predictor.objections import work
from predictor.objections.learned import may_have_learned
from predictor.training import recorded

pytestmark = [pytest.mark.django_db, pytest.mark.training]
THEIRS = [61.28125, 62.28125]


@pytest.fixture
def objects(people):
    return lambda student, now=True: work.turn(student, now, by=people.owner, why="They wrote.")


@pytest.fixture
def brought(math):
    """A file that somebody imported, with a row for each result that is known of anybody; without some of them."""

    def make(*without, name="A file"):
        rows = storing.frame_of(recorded.store(math))[::-1]
        rows = rows[~rows["math_score"].isin(without)].reset_index(drop=True)
        return storing.store_dataset(schema_version=math.schema_version, frame=rows, name=name)[0]

    return make


@pytest.fixture
def learn(math):
    """The version that comes of rows, by two quick models."""

    def make(*datasets, candidates=("linear", "knn")):
        *_, stored = retrain(math, *datasets, candidates=candidates, asked=Asked(who="a test"))
        return ModelVersion.objects.get(pk=stored.version.pk)

    return make


@pytest.fixture
def never_had_them(brought, learn, fitted):
    """The model of a file that lacks those rows, which nothing in the database tells of."""
    with transaction.atomic():
        found = fitted(learn(brought(*THEIRS)))
        transaction.set_rollback(True)
    return found


def results_of(version):
    return set(storing.frame_of(version.run.dataset)["math_score"])


def test_the_model_of_a_file_is_that_of_a_file_without_who_objects(
    school, marked, never_had_them, brought, learn, objects, fitted
):
    file = brought()
    assert fitted(learn(file)) != never_had_them
    objects(marked)
    assert fitted(learn(file)) == never_had_them
    assert set(storing.frame_of(Dataset.objects.get(pk=file.pk))["math_score"]) >= set(THEIRS)


def test_taken_back_their_rows_count_again(school, marked, brought, learn, objects, fitted):
    file = brought()
    before = fitted(learn(file))
    objects(marked)
    learn(file)
    objects(Student.objects.get(pk=marked.pk), now=False)
    assert fitted(learn(file)) == before


def test_an_older_dataset_of_recorded_results_brought_back_is_learned_from_without_them(
    math, school, marked, learn, objects
):
    older = recorded.store(math)
    objects(marked)
    version = learn(older, candidates=("linear",))
    assert not results_of(version) & set(THEIRS)
    assert version.run.dataset.rows == older.rows - 2


def test_so_is_one_that_was_put_together_of_several(math, school, marked, brought, learn, objects):
    whole = learn(brought(), recorded.store(math), candidates=("linear",)).run.dataset
    assert results_of(whole.runs.get().model_version) >= set(THEIRS)
    objects(marked)
    assert not results_of(learn(whole, candidates=("linear",))) & set(THEIRS)


def test_the_command_says_how_many_rows_and_names_nobody(school, marked, brought, objects, capsys):
    brought()
    objects(marked)
    call_command("train", "math", dataset=["A file"], candidates=["linear"])
    told = capsys.readouterr().out
    assert "2 rows of students who object are left out" in told
    assert not [word for word in marked.name.split() if word in told]


def test_a_scheduled_training_begins_where_somebody_objects(school, marked, brought, objects, capsys):
    brought()
    quick = {"dataset": ["A file"], "candidates": ["linear"], "scheduled": True}
    call_command("train", "math", **quick)
    objects(marked)
    call_command("train", "math", **quick)
    assert "nothing new" not in capsys.readouterr().out
    call_command("train", "math", **quick)
    assert "nothing new" in capsys.readouterr().out


def test_what_is_compared_and_measured_leaves_them_out_too(school, marked, brought, learn, objects):
    version = learn(brought(), candidates=("linear",))
    objects(marked)
    rows = learned.still_of(version.run.dataset)
    assert not set(rows.frame["math_score"]) & set(THEIRS)
    whole = learned.still_of(learn(brought(name="B file"), candidates=("linear",)).run.dataset)
    assert len(whole.frame) == len(rows.frame)


def test_whoever_objects_while_rows_are_learned_from_is_in_no_version(math, school, marked, brought, objects):
    events = retrain(math, brought(), candidates=["linear"], asked=Asked(who="a test"))
    next(events)
    objects(marked)
    with pytest.raises(RowsLost, match="a student objected"):
        list(events)
    assert TrainingRun.objects.latest("id").status == TrainingRun.Status.FAILED


def test_nobody_is_trained_on_where_all_object(math, marked, brought, objects):
    file = brought()
    objects(marked)
    with pytest.raises(Exception, match="All rows are of students who object"):
        list(retrain(math, file, candidates=["linear"], asked=Asked(who="a test")))


def test_who_objects_is_in_no_model_that_is_trained_to_forget_another(
    math, school, marked, train, objects, forget, fitted
):
    train()
    other = Student.objects.get(reference="S7")
    objects(other)
    forget(marked)
    list(finish(Asked(who="a test")))
    after = ModelVersion.objects.live_for(math)
    value = Student.objects.get(pk=other.pk).outcomes.get().value
    rows = storing.frame_of(after.run.dataset)
    assert len(rows) == 59
    assert (rows["math_score"] == value).sum() == sum(
        one.outcomes.get().value == value for one in Student.objects.exclude(pk=other.pk)
    )


def test_who_was_left_out_is_forgotten_without_another_training(school, marked, brought, learn, objects, forget):
    file = brought()
    objects(marked)
    version = learn(file, candidates=("linear",))
    forget(marked)
    assert TrainingRun.objects.get(pk=version.run_id).forgot_at is None
    whole = Dataset.objects.get(pk=version.run.dataset_id)
    assert (whole.deleted_at, whole.parts.get().withheld) == (None, [])


def test_the_dataset_without_them_stays_so_where_another_is_forgotten(school, marked, brought, learn, objects, forget):
    file = brought()
    objects(marked)
    version = learn(file, candidates=("linear",))
    forget(Student.objects.get(reference="S7"))
    whole = Dataset.objects.get(pk=version.run.dataset_id)
    assert (whole.rows, len(whole.parts.get().withheld)) == (59, 2)
    assert not results_of(ModelVersion.objects.get(pk=version.pk)) & set(THEIRS)


def test_the_page_names_versions_that_learned_from_a_file(school, marked, brought, learn, objects):
    file = brought()
    version = learn(file, candidates=("linear",))
    objects(marked)
    learn(file, candidates=("linear",))
    assert may_have_learned(marked) == [version]


def test_the_same_values_entered_for_somebody_else_are_noted_of_both(math, classroom, entries, result_of):
    answers = entries()
    first = Student.objects.create(classroom=classroom, name="First Owner")
    result_of(first, answers, 55.5)
    dataset = recorded.store(math)
    Outcome.objects.filter(student=first).delete()
    second = Student.objects.create(classroom=classroom, name="Second Owner")
    result_of(second, answers, 55.5)
    assert recorded.store(math) == dataset
    assert set(RecordedRow.objects.values_list("student", "position")) == {(first.pk, 0), (second.pk, 0)}

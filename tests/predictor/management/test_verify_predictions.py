"""Stored predictions are held against their model files: 0 equal, 1 some differ, 2 some cannot be checked."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone
from factories import new_version

from mlcore.models import ModelVersion
from mlcore.versions import promotions
from predictor.models import Explanation, Submission
from predictor.predicting.verifying import chosen
from predictor.predicting.work import explanation_of, make_prediction

pytestmark = pytest.mark.django_db


@pytest.fixture
def predict(math, people, answers):
    def predict(**changes):
        return make_prediction(task=math, answers=answers | changes, made_by=people.owner, door=Submission.Door.PAGE)

    return predict


@pytest.fixture
def falsified(predict):
    """A prediction that no model gave; the history lets nobody change one that was stored."""

    def falsified(**columns):
        real = predict()
        submission = Submission.objects.get(pk=real.submission_id)
        submission.pk = None
        submission.save(force_insert=True)
        real.pk, real.submission = None, submission
        for name, value in columns.items():
            setattr(real, name, value)
        real.save(force_insert=True)
        return real

    return falsified


def taken_away(math):
    """The file of the live version; another one, which answers likewise, takes its place."""
    promotions.promote(new_version(math), who="a test", why="to look")
    ModelVersion.objects.filter(is_live=False).update(pruned_at=timezone.now(), pruned_by="a test")


def exit_code(**options):
    with pytest.raises(CommandError) as raised:
        call_command("verify_predictions", **options)
    return raised.value.returncode, str(raised.value)


def test_what_every_version_said_is_equal(predict, math, capsys):
    predict()
    promotions.promote(new_version(math, shift=3.0), who="a test", why="to look")
    predict(reading_score="")
    call_command("verify_predictions")
    told = capsys.readouterr().out
    assert "All 2 predictions are equal within 1e-06." in told
    assert "math:1" in told
    assert "math:2" in told


@pytest.mark.parametrize("column", ["value", "low80", "high80", "low90", "high90"])
def test_each_column_that_differs_is_named_with_both_numbers(falsified, predict, capsys, column):
    right = getattr(predict(), column)
    wrong = falsified(**{column: right + 0.00001})
    assert exit_code() == (1, "1 of 3 predictions differ")
    assert f"prediction {wrong.pk} of math version 1: {column} {right + 0.00001:.9g}, now" in capsys.readouterr().out


def test_less_than_the_tolerance_is_no_difference(falsified, predict):
    falsified(value=predict().value + 0.0000001)
    call_command("verify_predictions")


def test_other_warnings_are_a_difference(falsified, capsys):
    falsified(warnings=[{"kind": "unseen", "field": "lunch"}])
    assert exit_code()[0] == 1
    assert "warnings unseen lunch, now none" in capsys.readouterr().out


def test_sentences_of_an_older_release_are_none(falsified):
    falsified(warnings=[])
    call_command("verify_predictions")


def test_a_file_that_was_taken_away_is_named_and_its_predictions_are_not_called_equal(predict, math, capsys):
    predict()
    taken_away(math)
    predict()
    assert exit_code() == (2, "1 of 2 predictions cannot be checked; the other 1 are equal")
    assert "1 of math version 1 cannot be checked: the file of math version 1 was taken away" in capsys.readouterr().out


def test_a_file_that_is_not_there_leaves_nothing_to_be_told(predict, forget_bundles):
    predict()
    forget_bundles()
    (settings.BUNDLE_DIR / ModelVersion.objects.get().file).unlink()
    assert exit_code() == (2, "1 of 1 predictions cannot be checked")


def test_a_difference_counts_more_than_what_cannot_be_checked(predict, falsified, math):
    predict()
    taken_away(math)
    falsified(value=50.5)
    assert exit_code() == (1, "1 of 2 predictions differ")


def test_without_a_prediction_nothing_can_be_told(math):
    assert exit_code() == (2, "nothing can be told: there is no such prediction")


def test_kept_reasons_are_checked_where_that_is_asked(predict):
    explanation_of(predict())
    call_command("verify_predictions", reasons=True)


def test_other_reasons_are_named_where_that_is_asked(predict, capsys):
    Explanation.objects.create(prediction=predict(), reference=50.0, contributions={"lunch": 100.0})
    call_command("verify_predictions")
    assert exit_code(reasons=True)[0] == 1
    assert "reason lunch 100, now" in capsys.readouterr().out


def test_only_a_question_a_version_or_a_time_is_looked_at(falsified, math, hsb_task):
    falsified(value=50.5)
    for options in ({"task": "hsb-math"}, {"only": "hsb-math:1"}, {"since": timezone.now()}):
        assert exit_code(**options)[0] == 2
    for options in ({"task": "math"}, {"only": "math:1"}, {"task": "math", "only": "math:1"}):
        assert exit_code(**options)[0] == 1


@pytest.mark.parametrize(("option", "value"), [("--since", "tomorrow"), ("--sample", "0"), ("--model", "maths:1")])
def test_what_cannot_be_is_refused(math, option, value):
    with pytest.raises(CommandError):
        call_command("verify_predictions", option, value)


def test_a_sample_is_spread_over_all(predict):
    ids = [predict().pk for _ in range(12)]
    found = list(chosen.chosen(sample=4).order_by("id").values_list("id", flat=True))
    assert len(found) == 4
    assert {later - earlier for earlier, later in zip(found, found[1:], strict=False)} == {3}
    assert set(found) < set(ids)


def test_all_of_several_batches_are_counted(predict, monkeypatch, capsys):
    monkeypatch.setattr(chosen, "BATCH", 2)
    for _ in range(5):
        predict()
    call_command("verify_predictions")
    assert "All 5 predictions" in capsys.readouterr().out

"""Drift for schedulers: 0 where nothing changed, 1 where inputs or results did, 2 where nothing can be told."""

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from factories import frame_for
from held_predictions import held

from mlcore.datasets import storing
from mlcore.models import TrainingRun
from predictor.models import Submission
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.django_db
RANDOM = np.random.default_rng(6)


@pytest.fixture
def learned(math):
    """The rows that its version learned from, 400 and in no order."""
    frame = frame_for(math.schema_version.schema, 400).sample(frac=1, random_state=1)
    dataset, _ = storing.store_dataset(schema_version=math.schema_version, frame=frame, name="more rows")
    TrainingRun.objects.update(dataset=dataset)
    return frame


def ask(math, people, rows):
    for row in rows[list(math.question.inputs)].to_dict("records"):
        make_prediction(task=math, answers=row, made_by=people.owner, door=Submission.Door.PAGE)


def exit_code(*names):
    with pytest.raises(CommandError) as raised:
        call_command("check_drift", *names)
    return raised.value.returncode, str(raised.value)


def test_inputs_as_they_were_end_well(math, people, learned, capsys):
    ask(math, people, learned.head(40))
    call_command("check_drift", "math")
    assert "Nothing unusual in the inputs of the newest 40 students." in capsys.readouterr().out


def test_inputs_that_moved_end_with_1_and_both_means(math, people, learned, capsys):
    number = next(field for field in math.schema_version.schema.inputs(math.question) if field.is_number)
    ask(math, people, learned.head(40).assign(**{number.slug: 85.0}))
    code, said = exit_code("math")
    assert (code, "its inputs changed clearly" in said) == (1, True)
    assert "(average 85.0 instead of" in capsys.readouterr().out


def test_results_that_moved_end_with_1(math, people, classroom, answers, capsys):
    held(classroom, people.owner, answers, math, 25, off=15)
    assert exit_code("math")[0] == 1
    assert "results lie higher than ranges say" in capsys.readouterr().out


def test_results_as_ranges_say_end_well_whatever_is_asked_again(math, people, classroom, answers, capsys):
    held(classroom, people.owner, answers, math, 25)
    call_command("check_drift")
    assert "Nothing unusual in 25 results." in capsys.readouterr().out


def test_without_predictions_nothing_can_be_told(math):
    code, said = exit_code()
    assert (code, "nothing can be told of" in said) == (2, True)


def test_a_task_without_a_model_cannot_be_told(math):
    assert exit_code("reading")[0] == 2

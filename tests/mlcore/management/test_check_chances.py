"""Chances are held against results: 0 in band, 1 out of band, 2 with the remedy where nothing can be told."""

import numpy as np
import pandas as pd
import pytest
from django.core.management import CommandError, call_command
from factories import frame_for, live_task, tiny_bundle
from model_runs import measured_version
from told_ranges import KNOWN, tells, tells_widths_only

from mlcore.datasets import keeping, storing
from mlcore.models import Dataset, ModelVersion
from mlcore.versions import promotions

pytestmark = pytest.mark.django_db


@pytest.fixture
def math(db):
    """Answered by a version that tells chances: residuals spread evenly over 8.75 points to each side."""
    task = live_task("math")
    tells(ModelVersion.objects.get())
    return task


def results(task, rows=300, off=0.0):
    """New rows whose results come as the model says, or are `off`."""
    schema = task.schema_version.schema
    frame = frame_for(schema, rows)
    random, half = np.random.default_rng(2), KNOWN * 50 / 40
    told = tiny_bundle(schema, task.slug).predict_values(frame)
    return frame.assign(math_score=np.round(told + random.uniform(-half, half, rows) + off))


def stored(task, name="newer", **how):
    frame = how.pop("frame", None)
    frame = results(task, **how) if frame is None else frame
    storing.store_dataset(schema_version=task.schema_version, frame=frame, name=name)
    return name


def check(*names):
    call_command("check_chances", "math", dataset=list(names))


def exit_code(*names):
    with pytest.raises(CommandError) as raised:
        check(*names)
    return raised.value.returncode, str(raised.value)


def test_chances_that_come_true_are_in_band(math, capsys):
    check(stored(math))
    told = capsys.readouterr().out
    assert "math version 1, on 300 students of newer (300 rows) that it did not learn from." in told
    assert "D or better in maths (50 or more)" in told
    assert "In band at" in told


def test_chances_that_do_not_come_true_end_with_1_and_the_score(math, capsys):
    code, why = exit_code(stored(math, off=12))
    assert code == 1
    assert why.startswith("out of band for D or better in maths (50 or more)")
    assert "OUT OF BAND, which ends at" in capsys.readouterr().out


def test_rows_that_it_learned_from_are_left_out_and_counted(math, capsys):
    own = storing.frame_of(Dataset.objects.get())
    check(stored(math, frame=pd.concat([results(math), own], ignore_index=True)))
    assert "that it did not learn from. 40 students that it did learn from are left out." in capsys.readouterr().out


def test_rows_of_several_datasets_count_once(math, capsys):
    frame = results(math)
    check(stored(math, "first", frame=frame[:200]), stored(math, "second", frame=frame[100:]))
    assert "on 300 students of first (200 rows) and second (200 rows)" in capsys.readouterr().out


@pytest.mark.training
def test_where_too_few_rows_are_new_the_way_it_was_made_is_checked(math, capsys):
    frame = results(math, rows=120)
    run = ModelVersion.objects.get().run
    run.dataset = Dataset.objects.get(name=stored(math, frame=frame))
    run.save()
    check("newer")
    told = capsys.readouterr().out
    assert "Too few rows of newer (120 rows) are surely new to math version 1." in told
    assert "fitted again to parts of all 120 students" in told


@pytest.mark.training
def test_where_its_rows_are_gone_the_way_it_was_made_is_checked(math, capsys):
    keeping.delete(Dataset.objects.get(), who="a test")
    check(stored(math))
    assert "fitted again to parts of all 300 students" in capsys.readouterr().out


def test_without_a_dataset_it_is_told_what_was_measured_when_it_was_trained(math, capsys):
    promotions.promote(measured_version(math), who="a test", why="to look")
    check()
    told = capsys.readouterr().out
    assert "math version 2, as measured when it was trained: 58 students that no model asked had seen." in told
    assert "C or better in maths (60 or more, a pass): 71 % of 58 students reached it." in told
    assert "expected calibration error 0.015 (in band, which ends at 0.1" in told


def test_a_stored_table_may_be_out_of_band_too(math):
    version = measured_version(math)
    version.run.details["diagnosis"]["reliability"][0]["calibration_error"] = 0.3
    version.run.save()
    promotions.promote(version, who="a test", why="to look")
    assert exit_code()[0] == 1


def test_a_release_that_checked_no_chances_is_named_with_the_remedy(math):
    code, why = exit_code()
    assert code == 2
    assert "comes from a release that checked no chances. Train the task again: manage.py train math" in why


def test_a_model_that_tells_no_chances_is_named_with_the_remedy(math):
    tells_widths_only(ModelVersion.objects.get())
    code, why = exit_code(stored(math))
    assert code == 2
    assert "whose models tell no chances. Train the task again: manage.py train math" in why


def test_too_few_rows_are_refused_with_the_remedy(math):
    assert exit_code(stored(math, rows=49)) == (
        2,
        "the chances of math cannot be checked: the result is known of 49 rows; a check needs at least 50: name more "
        "datasets (--dataset NAME), or import more rows",
    )


@pytest.mark.parametrize(
    ("task", "dataset", "said"), [("maths", [], "no task 'maths'"), ("math", ["x"], "dataset 'x'")]
)
def test_what_is_not_there_is_named(math, task, dataset, said):
    with pytest.raises(CommandError, match=said) as raised:
        call_command("check_chances", task, dataset=dataset)
    assert raised.value.returncode == 2


def test_without_a_live_model_the_remedy_is_said(math):
    ModelVersion.objects.update(is_live=False)
    assert exit_code() == (
        2,
        "No model is live for 'Maths score' yet. An admin can train one: manage.py train math",
    )

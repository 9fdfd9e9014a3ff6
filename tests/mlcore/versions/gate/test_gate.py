"""What never goes live by itself, and on which rows a new model is compared with the live one."""

import numpy as np
import pytest
from django.core.management import call_command
from noisy_rows import noisy_frame

from mlcore.datasets import keeping, schemas, storing
from mlcore.models import Dataset, ModelVersion, TrainingRun
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.versions import live as versions_live
from mlcore.versions.stored import StoredRun

pytestmark = [pytest.mark.django_db, pytest.mark.training]


@pytest.fixture
def train(db):
    """Stores rows under a name and trains on them; gives the verdict."""
    schema_version = schemas.schema_version("exams")

    def train(name, frame):
        storing.store_dataset(schema_version=schema_version, frame=frame, name=name)
        call_command("train", "math", candidates=["ridge"], dataset=name)
        return StoredRun.of(TrainingRun.objects.first()).verdict

    return train


def good(rows=160, seed=1):
    frame = noisy_frame(schemas.schema_version("exams").schema, rows)
    noise = np.random.default_rng(seed).normal(0, 8, (rows, 3))
    scores = [name for name in frame.columns if frame[name].dtype == float]
    frame[scores] = (frame[scores] + noise).clip(0, 100).round()
    return frame


def chance(frame):
    return frame.assign(math_score=np.random.default_rng(4).permutation(frame["math_score"]))


def serving():
    live = ModelVersion.objects.live_for("math")
    return live.number if live else None


def test_a_useless_model_of_a_few_mended_rows_does_not_replace_a_good_one(train, capsys):
    train("term", good())
    verdict = train("mended", chance(good(40, seed=2)))
    assert (serving(), verdict.no_gain, verdict.live) == (1, True, 1)
    assert (
        "math version 2 is kept but not live. It is not clearly better than predicting the mean"
        in capsys.readouterr().out
    )


def test_a_first_model_that_does_not_beat_the_mean_waits_for_a_person(train, capsys):
    verdict = train("chance", chance(good()))
    assert (serving(), verdict.no_gain) == (None, True)
    assert "To let it serve all the same: manage.py promote math:1 --why REASON" in capsys.readouterr().out
    call_command("promote", "math:1", why="we try it")
    assert serving() == 1


def test_a_model_that_has_the_target_among_its_inputs_waits_for_a_person(train, capsys):
    frame = good()
    verdict = train("leak", frame.assign(reading_score=frame["math_score"]))
    assert serving() is None
    assert [(leak.kind, leak.field) for leak in verdict.leaks] == [("equals", "reading_score")]
    assert "Caution: “Reading score” alone gives “Maths score” (R² 1.000" in capsys.readouterr().out


def test_a_model_that_is_too_good_waits_though_no_single_input_tells_why(train, capsys):
    frame = good()
    verdict = train("sum", frame.assign(math_score=(frame["reading_score"] + frame["writing_score"]) / 2))
    assert [leak.kind for leak in verdict.leaks] == ["too good"]
    assert serving() is None
    assert "closer than two sittings of one test agree" in capsys.readouterr().out


def test_a_good_model_of_few_rows_is_compared_on_rows_of_both(train):
    train("term", good())
    verdict = train("mended", good(40, seed=2))
    on = verdict.comparison.on
    assert (on.kind, on.rows, on.live_rows, on.new_rows) == ("both", 200, 160, 40)
    assert serving() == (2 if verdict.passes else 1)


def test_the_same_rows_again_are_the_rows_of_both(train):
    train("term", good())
    call_command("train", "math", candidates=["ridge"], dataset="term")
    assert serving() == 2
    assert StoredRun.of(TrainingRun.objects.first()).verdict.comparison.on.kind == "same"


def test_a_live_model_whose_rows_were_deleted_answers_as_it_serves(train):
    train("term", good())
    keeping.delete(Dataset.objects.get(name="term"), who="a test")
    verdict = train("next", good(seed=2))
    assert verdict.comparison.on.kind == "served"


def test_a_live_model_without_rows_and_file_is_compared_as_a_recipe(train, settings):
    train("term", good())
    keeping.delete(Dataset.objects.get(name="term"), who="a test")
    (settings.BUNDLE_DIR / ModelVersion.objects.get(number=1).file).unlink()
    versions_live.BUNDLES.clear()
    assert train("next", good(seed=2)).comparison.on.kind == "new"


def test_a_live_model_that_cannot_be_fitted_again_does_not_lose_the_training(train, monkeypatch, capsys):
    train("term", good())
    fit, fitted = Recipe.fit, []

    def broken(self, rows):
        if self.params.get("alpha") == "broken":
            raise ValueError("no number")
        fitted.append(rows)
        return fit(self, rows)

    monkeypatch.setattr(Recipe, "fit", broken)
    winner = TrainingRun.objects.get().results.get(is_winner=True)
    winner.figures["params"]["alpha"] = "broken"
    winner.save()
    verdict = train("next", good(seed=2))
    assert (serving(), verdict.not_fitted) == (1, "ValueError: no number")
    assert ModelVersion.objects.filter(number=2, run__status="finished").exists()
    assert "could not be fitted again (ValueError: no number)" in capsys.readouterr().out

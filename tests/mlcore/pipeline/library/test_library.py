"""The pipeline in a notebook: the document runs as it is written, and wrong rows are refused by name."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from served_bundles import A_ROW, SCHEMA, bundle_of
from training_rows import school_rows

from mlcore import pipeline as sp
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.schema.answers import UnknownField

ROOT = Path(__file__).parents[4]
MODEL = sp.Model(bundle_of())
TYPED = {"track": "NORTH", "effort": " High ", "logic": "70", "music": np.int64(64)}


@cache
def trained() -> sp.Trained:
    return sp.train(school_rows(60), SCHEMA, "physics", candidates=["linear"])


def test_the_document_runs_as_it_is_written():
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "library.md").read_text(), re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"8 of 10 students like this one score between \d+ and \d+", done.stdout)
    assert "points off on the held-out part" in done.stdout


def test_importing_the_pipeline_imports_no_library():
    code = "import sys; from mlcore import pipeline; sys.exit('pandas' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_every_name_that_is_promised_is_there():
    assert {name: type(getattr(sp, name)) for name in sp.__all__}
    assert set(sp.__all__) <= set(dir(sp))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = sp.nothing


def test_a_dict_is_understood_as_files_are_and_answered_as_the_bundle_does():
    assert MODEL.predict(TYPED) == bundle_of().predict([A_ROW])[0]
    assert MODEL.explain(TYPED) == bundle_of().explain(A_ROW)


def test_a_list_gives_a_list():
    assert MODEL.predict([TYPED, {}]) == bundle_of().predict([A_ROW, {}])
    assert MODEL.explain([TYPED]) == [bundle_of().explain(A_ROW)]
    assert MODEL.predict([]) == []


def test_a_frame_gives_a_frame_under_its_index():
    frame = school_rows(5).set_index(pd.Index(list("abcde")))
    found, answers = MODEL.predict(frame), bundle_of().predict(frame)
    assert found.index.tolist() == list("abcde")
    assert found["value"].tolist() == [answer.value for answer in answers]
    assert found["low80"].tolist() == [answer.ranges[80][0] for answer in answers]
    explained = MODEL.explain(frame[:2])
    gap = explained["value"] - explained["reference"]
    assert explained[["track", "effort", "logic", "music"]].sum(axis=1).tolist() == pytest.approx(gap.tolist())


def test_a_frame_without_rows_gives_one_with_the_same_columns():
    frame = school_rows(5)
    for ask in (MODEL.predict, MODEL.explain):
        assert ask(frame[:0]).columns.tolist() == ask(frame[:1]).columns.tolist()
        assert ask(frame[:0]).empty


def test_checked_rows_keep_their_index():
    frame = school_rows(5).set_index(pd.Index(list("abcde")))
    assert sp.check(frame, SCHEMA).index.tolist() == list("abcde")
    assert sp.check(frame[:0], SCHEMA).index.tolist() == []
    assert sp.check(TYPED, SCHEMA).index.tolist() == [0]


def test_names_of_rows_change_nothing_that_is_learned():
    named = school_rows(60).set_index(pd.Index([f"pupil {number % 7}" for number in range(60)]))
    found = sp.train(named, SCHEMA, "physics", candidates=["linear"])
    assert found.leaderboard["rmse"].tolist() == trained().leaderboard["rmse"].tolist()


def test_a_row_of_a_frame_gives_one_answer():
    row = school_rows(5, missing=False).iloc[0]
    assert MODEL.predict(row) == bundle_of().predict([dict(row)])[0]


def test_rows_of_a_frame_may_stand_in_a_list():
    frame = school_rows(3, missing=False)
    assert MODEL.predict([row for _, row in frame.iterrows()]) == bundle_of().predict(frame)


@pytest.mark.parametrize("rows", ["north", [["north", "high"]], [TYPED, None]])
def test_what_is_no_row_is_refused(rows):
    with pytest.raises(DataError, match="give rows as dicts"):
        MODEL.predict(rows)


@pytest.mark.parametrize("rows", [None, 5, iter([TYPED])])
def test_what_are_no_rows_is_refused_with_what_is_expected(rows):
    expected = f"a dict, a list of dicts or a DataFrame is expected, not a {type(rows).__name__}"
    with pytest.raises(DataError, match=expected):
        MODEL.predict(rows)
    with pytest.raises(DataError, match=expected):
        sp.check(rows, SCHEMA)


@pytest.mark.parametrize("missing", [None, "", "n/a", float("nan"), pd.NA])
def test_blank_values_are_not_known(missing):
    assert MODEL.predict(TYPED | {"logic": missing}) == bundle_of().predict([A_ROW | {"logic": None}])[0]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"track": "east"}, "Track: 'east' is not allowed; expected one of: north, south, west"),
        ({"logic": 101}, "Logic: '101' is not allowed; expected a number from 0 to 100"),
        ({"logic": True}, "Logic: 'True' is not allowed"),
    ],
)
def test_a_wrong_value_is_refused_with_its_field(wrong, said):
    with pytest.raises(DataError, match=said):
        MODEL.predict(TYPED | wrong)
    with pytest.raises(DataError, match=f"row 1: {said}"):
        MODEL.explain([TYPED, TYPED | wrong])


def test_many_wrong_values_are_counted():
    with pytest.raises(DataError, match=r"row 9: Logic: .*; and 5 more$"):
        MODEL.predict(pd.DataFrame({"logic": ["much"] * 15}))


def test_an_unknown_name_is_refused_with_the_one_that_was_meant():
    with pytest.raises(UnknownField, match="'efort' is not an input of this task; did you mean 'effort'"):
        MODEL.predict({"efort": "high"})


@pytest.mark.parametrize("twins", [{"logic": 1, "LOGIC": 2}, pd.DataFrame([[1, 2]], columns=["logic", "logic"])])
def test_two_values_for_one_field_are_refused(twins):
    with pytest.raises(DataError, match="keep one of them"):
        MODEL.predict(twins)


@pytest.mark.training
def test_a_training_gives_a_leaderboard_a_bundle_and_a_model():
    board = trained().leaderboard
    assert board.index.tolist() == ["linear", "mean"]
    assert board.loc["linear", "rmse_low"] < board.loc["linear", "rmse"] < board.loc["mean", "rmse"]
    assert board["winner"].tolist() == [True, False]
    assert trained().model.bundle is trained().bundle


@pytest.mark.training
def test_rows_that_are_typed_train_the_model_of_the_checked_ones():
    typed = school_rows(60).to_dict("records")
    again = sp.train(
        [row | {"effort": str(row["effort"] or "").upper()} for row in typed], SCHEMA, "physics", candidates=["linear"]
    )
    assert again.bundle.passport["data_sha256"] == trained().bundle.passport["data_sha256"]


@pytest.mark.training
def test_a_saved_model_is_loaded_by_its_path(tmp_path):
    path = trained().model.save(tmp_path)
    assert sp.Model.load(str(path)).predict(TYPED) == trained().model.predict(TYPED)
    renamed = path.rename(tmp_path / "model.joblib")
    with pytest.raises(sp.PipelineError, match="does not end in a hash"):
        sp.Model.load(renamed)


def test_a_file_is_read_as_a_frame_and_its_bad_cells_are_named(tmp_path):
    file = tmp_path / "rows.csv"
    school_rows(5, missing=False).assign(logic=[1, 2, 3, 4, "many"]).to_csv(file, index=False)
    with pytest.raises(DataError, match=r'row 6, column logic: "many" is not allowed.*skip_bad_rows=True'):
        sp.read(file, SCHEMA)
    assert sp.read(file, SCHEMA, skip_bad_rows=True)["logic"].tolist() == [1, 2, 3, 4]


@pytest.mark.training
def test_any_number_of_workers_finds_the_same():
    one, two = (
        sp.train(school_rows(60), SCHEMA, "physics", candidates=["linear", "knn"], workers=workers)
        for workers in (1, 2)
    )
    figures = ["rmse", "rmse_low", "r2", "gap", "winner"]
    pd.testing.assert_frame_equal(one.leaderboard[figures], two.leaderboard[figures])

"""Choices that are codes are shown by what the schema calls them, wherever a model is judged."""

from types import SimpleNamespace

from mlcore.pipeline.results.diagnosis import Contrast, DependencePoint, FieldDependence, FieldErrors, GroupError
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Schema
from predictor.runs import importance
from predictor.runs.groups import group_tables

CODES = {"kind": "category", "choices": ["1", "0"], "choice_labels": {"1": "Free meal", "0": "Pays"}}
MEAL = {"slug": "meal", "label": "Meal"} | CODES
SCORE = {"slug": "result", "label": "Result", "kind": "number", "minimum": 0, "maximum": 100}
TASK = {"slug": "guess", "label": "Guess", "target": "result", "inputs": ["meal"]}
SCHEMA = Schema.from_dict({"name": "codes", "version": 1, "label": "Codes", "field": [MEAL, SCORE], "task": [TASK]})
SOME = Estimate(1.0, 0.5, 1.5)
OF_ONE = GroupError(group="1", n=30, actual=60.0, bias=SOME, mae=SOME, rmse=SOME, middle=(0.0, 1.0, 2.0))
GAP = Contrast(
    higher="0",
    lower="1",
    n_higher=30,
    n_lower=20,
    groups=2,
    in_tens=False,
    raw=3.0,
    raw_low=1.0,
    raw_high=5.0,
    own=SOME,
    opposite=False,
)


def dependence():
    points = (DependencePoint("1", SOME), DependencePoint("0", SOME))
    diagnosis = SimpleNamespace(dependence=(FieldDependence("meal", points, GAP),))
    run = SimpleNamespace(diagnosis=diagnosis, schema=SCHEMA, target=SCHEMA.field("result"))
    (shown,) = importance.dependences(run, ["meal"])
    return shown


def test_errors_by_group_and_the_note_on_hidden_ones_show_labels():
    (table,) = group_tables(
        [FieldErrors("meal", (OF_ONE,), ("0", None))], SCHEMA, ["meal"], SCHEMA.field("result")
    ).tables
    assert [row.group for row in table.rows] == ["Free meal"]
    assert table.hidden.endswith("students: Pays, not known")


def test_what_predictions_follow_is_shown_by_labels():
    shown = dependence()
    assert [point.label for point in shown.points] == ["Free meal", "Pays"]
    assert shown.sides.between == "“Pays” minus “Free meal” (30 and 20 students)"
    assert "at Free meal" in shown.described

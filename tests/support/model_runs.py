"""A run with every figure that a training stores, made up without one, for tests of the pages about models."""

from dataclasses import asdict

import numpy as np
from factories import new_version

from mlcore.models import CandidateResult, ModelVersion, ResultDetail, Task
from mlcore.pipeline.results.held_out import held_out

HELD_OUT = 40


def estimate(mean: float, half: float = 0.5) -> dict[str, float]:
    return {"mean": mean, "low": mean - half, "high": mean + half}


def measured_version(task: Task, *, rmse: float = 5.4, opposite: str | None = None) -> ModelVersion:
    """Not live; the winner is tied with one of two others, and the first field's last choice is a small group."""
    version = new_version(task)
    run = version.run
    run.reason = "Linear regression is the simplest of 2 of 3 candidates that are too close to separate."
    run.details = {
        "beats_baseline": True,
        "diagnosis": _diagnosis(task, opposite),
    }
    run.save()
    winner = run.results.get()
    _measure(winner, rmse, spread=0.02)
    for position, (slug, label, extra) in enumerate([("ridge", "Ridge", 0.01), ("tree", "Decision tree", 1.2)], 2):
        other = CandidateResult(run=run, candidate=slug, label=label, position=position, is_tied=slug == "ridge")
        _measure(other, rmse + extra, spread=0.03)
    _measure(CandidateResult(run=run, candidate="mean", label="Predict the mean", position=4), 15.0, spread=0.01)
    return version


def _measure(result: CandidateResult, rmse: float, spread: float) -> None:
    result.rmse, result.mae, result.r2 = rmse, rmse * 0.8, 1 - (rmse / 15) ** 2
    schema_field = _first_choice_field(result.run.task)
    result.figures = {
        "params": {"alpha": 3.0, "engineered": False},
        "rmse": estimate(rmse, 0.4),
        "mae": estimate(rmse * 0.8, 0.3),
        "r2": estimate(result.r2, 0.02),
        "spread": spread,
        "gap": 0.01,
        "fit_seconds": 0.012,
        "predict_seconds": 0.001,
    }
    result.save()
    ResultDetail.objects.create(result=result, figures=_details(schema_field, rmse))


def _details(schema_field, rmse: float) -> dict:
    predicted = [value + (-1) ** place * rmse for place, value in enumerate(_actual())]
    return {
        "searched": {"alpha": [0.1, 3.0], "engineered": [False, True]},
        "tried": [{"params": {"alpha": one, "engineered": False}, "rmse": rmse + one / 100} for one in (3.0, 0.1)],
        "held_out_rows": asdict(held_out(_actual(), predicted)),
        "held_out_groups": [_groups(schema_field.slug, schema_field.choices)],
        "learning_curve": [
            {"rows": rows, "learned": rmse - 0.2, "unseen": rmse + gap, "low": rmse - 1, "high": rmse + gap + 1}
            for rows, gap in ((80, 1.5), (160, 0.8), (320, 0.1))
        ],
    }


def _actual() -> list[float]:
    return np.linspace(20, 90, HELD_OUT).round().tolist()


def _first_choice_field(task: Task):
    schema = task.schema_version.schema
    return next(field for field in schema.inputs(task.question) if field.choices)


def _groups(slug: str, choices: tuple[str, ...], covered: bool = False) -> dict:
    shown, hidden = (choices, []) if len(choices) == 2 else (choices[:-1], list(choices[-1:]))
    held = {"mean": 0.7, "low": 0.62, "high": 0.77} if covered else None
    figures = {"n": 23, "actual": 60.0, "bias": estimate(2.0), "mae": estimate(4.0), "rmse": estimate(5.0)}
    middle = {"middle": [-3.0, 2.0, 5.0], "covered": held}
    return {"field": slug, "groups": [{"group": one, **figures, **middle} for one in shown], "hidden": hidden}


def _diagnosis(task: Task, opposite: str | None) -> dict:
    schema = task.schema_version.schema
    inputs = schema.inputs(task.question)
    audited = [field for field in schema.fields if field.choices and field.sensitive]
    return {
        "out_of_fold": {"r2": 0.87, "mae": 4.3, "mse": 29.0, "rmse": 5.4},
        "importance": [
            {"field": field.slug, "points": estimate(8.0 - place, 0.4 if place < len(inputs) - 1 else 9.0)}
            for place, field in enumerate(inputs)
        ],
        "dependence": [_dependence(field, opposite == field.slug) for field in inputs],
        "coverage": [
            {"level": 80, "rows": 40, "share": {"mean": 0.81, "low": 0.66, "high": 0.9}},
            {"level": 90, "rows": 40, "share": {"mean": 0.92, "low": 0.8, "high": 0.97}},
        ],
        "groups": [_groups(field.slug, field.choices, covered=True) for field in audited],
        "yardsticks": {"yardstick": {"nearest": 0.1}, "tried": [_tried(0.0, 20.0), _tried(0.1, 15.0)]},
        "coverage_by_part": [{"low": 20.0, "high": 58.0, "levels": [_level(80, 0.7), _level(90, 0.88)]}],
        "reliability": [_reliability()],
    }


def _tried(nearest: float, score: float) -> dict:
    return {"yardstick": {"nearest": nearest}, "score": score}


def _level(level: int, held: float) -> dict:
    return {"level": level, "rows": 40, "share": {"mean": held, "low": held - 0.1, "high": held + 0.09}}


def _reliability() -> dict:
    shares = {"low": 0.6, "high": 0.8, "rows": 58, "predicted": 0.71}
    bins = [shares | {"observed": {"mean": 41 / 58, "low": 0.58, "high": 0.81}}]
    figures = {"score": 60.0, "rows": 58, "reached": 0.71, "brier": 0.1234, "brier_of_share": 0.2}
    return figures | {"calibration_error": 0.0153, "bins": bins}


def _dependence(field, is_opposite: bool) -> dict:
    at = [20.0, 50.0, 80.0] if field.is_number else list(field.choices)
    points = [{"at": one, "value": estimate(60.0 + place)} for place, one in enumerate(at)]
    higher, lower = ("80 or more", "20 or less") if field.is_number else (at[-1], at[0])
    own = estimate(-3.5 if is_opposite else 2.5)
    contrast = {"higher": higher, "lower": lower, "raw": 5.6, "raw_low": 3.9, "raw_high": 7.3, "own": own}
    groups = 2 if field.is_number else len(at)
    contrast |= {"n_higher": 23, "n_lower": 41, "groups": groups, "in_tens": False, "opposite": is_opposite}
    return {"field": field.slug, "points": points, "contrast": contrast}

"""Trainings of few rows and few candidates, each done once per process."""

from dataclasses import replace
from functools import cache

from broken_candidates import BROKEN
from training_rows import school_rows, school_schema

from mlcore.pipeline.fitting.candidates import Candidate, choose_candidates
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.training.results import TrainingOutcome
from mlcore.pipeline.training.training import train

FEW = choose_candidates(["linear", "ridge", "tree"])
ALONE = Here(1)
TIMES = ("fit_seconds", "predict_seconds", "tuning_seconds")


def quick(candidate: Candidate) -> Candidate:
    """The first setting only, and five trees where there are hundreds."""
    space = {name: values[:1] for name, values in candidate.space.items()}
    many = {"n_estimators", "iterations"} & set(candidate.make(0).get_params())
    return replace(candidate, space=space | {name: [5] for name in many})


def study_of(frame=None, group=None, seed=42) -> Study:
    schema = school_schema(group)
    return Study.of(school_rows() if frame is None else frame, schema, schema.task("physics"), seed=seed)


def events(*, candidates=FEW, place=ALONE, **study) -> list:
    return list(train(study_of(**study), candidates, place=place))


def outcome_of(**options) -> TrainingOutcome:
    return events(**options)[-1].outcome


@cache
def shared_events() -> list:
    return events()


def shared_outcome() -> TrainingOutcome:
    return shared_events()[-1].outcome


@cache
def grouped_outcome() -> TrainingOutcome:
    return outcome_of(group="house")


def leaderboard(outcome: TrainingOutcome) -> list[dict]:
    lines = [result.to_dict() for result in (*outcome.results, outcome.baseline)]
    return [{name: value for name, value in line.items() if name not in TIMES} for line in lines]


@cache
def leaderboard_of_two_workers() -> list[dict]:
    return leaderboard(outcome_of(candidates=[BROKEN, *FEW], place=Here(2)))


def rows_of(frame=None, group=None):
    return study_of(frame, group).rows

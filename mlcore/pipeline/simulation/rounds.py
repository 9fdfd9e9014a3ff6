"""What becomes of predictions when low ones are answered with support and its results are learned from, in rounds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mlcore.pipeline.fitting.candidates import CANDIDATES, Candidate
from mlcore.pipeline.fitting.recipe import Fitted, Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.fitting.supported.offset import Mask
from mlcore.pipeline.fitting.threads import one_thread
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.simulation.school import Year, reached, schema, year
from mlcore.pipeline.stats.intervals import mean_interval

STUDENTS, ASKED = 600, 4_000
ROUNDS = 2
# Whoever is predicted among the lowest quarter gets support, as far as there are places.
LOW, PLACES = 0.25, 0.7


@dataclass(frozen=True)
class Bias:
    """How far predictions of low students lie above what these reach without support, in points: the mean over several
    schools, with its 95 % interval."""

    label: str
    flagged: Estimate
    unflagged: Estimate


def simulate(candidates: Sequence[Candidate] = CANDIDATES, seeds: Sequence[int] = range(6)) -> Iterator[Bias]:
    """Of each candidate with the middle of its settings, as it is learned from results with the flag and without."""
    for candidate in candidates:
        with one_thread(candidate):
            found = {flag: np.array([bias(candidate, seed, flag=flag) for seed in seeds]) for flag in (True, False)}
        yield Bias(candidate.label, _estimate(found[True]), _estimate(found[False]))


def bias(candidate: Candidate, seed: int, *, flag: bool) -> float:
    """After two rounds: a year is predicted, its low students get support, their results are learned from as well."""
    random = np.random.default_rng(seed)
    first = year(STUDENTS, random)
    nobody = np.zeros(STUDENTS, dtype=np.bool_)
    frame, supported = reached(first, nobody, random), nobody
    for _ in range(ROUNDS):
        now = year(STUDENTS, random)
        chosen = _chosen(_predicted(_learned(candidate, frame, supported, flag=flag), now), random)
        frame = pd.concat([frame, reached(now, chosen, random)], ignore_index=True)
        supported = np.concatenate([supported, chosen])
    asked = year(ASKED, random)
    off = _predicted(_learned(candidate, frame, supported, flag=flag), asked) - asked.expected
    return float(off[asked.expected < np.quantile(asked.expected, LOW)].mean())


def _learned(candidate: Candidate, frame: pd.DataFrame, supported: Mask, *, flag: bool) -> Fitted:
    made_up = schema()
    study = Study.of(frame, made_up, made_up.tasks[0], supported=supported if flag else None)
    return Recipe(candidate, _middle(candidate)).fit(study.rows)


def _middle(candidate: Candidate) -> dict[str, object]:
    return {name: values[len(values) // 2] for name, values in candidate.space.items()}


def _predicted(fitted: Fitted, of: Year) -> Floats:
    said: Floats = fitted.estimator.predict(fitted.encoder.transform(of.entered))
    return said


def _chosen(predicted: Floats, random: np.random.Generator) -> Mask:
    low: Mask = predicted < np.quantile(predicted, LOW)
    return low & (random.random(len(predicted)) < PLACES)


def _estimate(found: Floats) -> Estimate:
    return Estimate(float(found.mean()), *mean_interval(found))

"""Train and compare candidates for one study, yielding progress, up to a bundle that can serve.

rows -> folds -> candidates -> selection -> bundle -> diagnosis: each stage takes what the ones before it gave.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Literal, TypeVar

from mlcore.pipeline.calibration.calibrating import calibrate_stepwise
from mlcore.pipeline.calibration.yardsticks import choose_yardstick
from mlcore.pipeline.diagnosis.diagnosis import audited_fields, checked_on, diagnose
from mlcore.pipeline.diagnosis.group_errors import Judged, group_errors
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.candidates import BASELINE, CANDIDATES, Candidate
from mlcore.pipeline.fitting.cross_fitting import CrossFit, cross_fit_stepwise
from mlcore.pipeline.fitting.folds import comparison_folds, repeats, residual_folds
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.fitting.threads import one_thread
from mlcore.pipeline.messages import N_, Message, message
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.places.place import Crew, Each, Place
from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.pipeline.results.choice import Rehearsal, SecondOpinion, Selection
from mlcore.pipeline.results.diagnosis import Diagnosis
from mlcore.pipeline.results.parts import Parts
from mlcore.pipeline.results.yardsticks import Chosen
from mlcore.pipeline.rows.repeats import count_repeats
from mlcore.pipeline.schema import Field
from mlcore.pipeline.stepwise import Steps, told
from mlcore.pipeline.training.contest import Contest
from mlcore.pipeline.training.making_bundle import bundle_of
from mlcore.pipeline.training.measuring import Measured, contender, measure, ranked, with_curve
from mlcore.pipeline.training.results import CandidateDone, Event, Finished, Looking, Started, TrainingOutcome
from mlcore.pipeline.training.second_opinion import second_opinion
from mlcore.pipeline.training.selection import select
from mlcore.pipeline.traps.finding import with_model

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle

T = TypeVar("T")
TWO = Here(2)
TOO_MANY = N_("there are more rows and inputs than it can look among")


def train(study: Study, candidates: Sequence[Candidate] = CANDIDATES, *, place: Place = TWO) -> Iterator[Event]:
    """Started, then CandidateDone as each finishes (in any order), then Looking at the winner, then Finished.

    Candidates are tuned on the training part of the study and compared by repeated cross-validation on all rows; what
    is said of the held-out part comes from models and a choice that know nothing of it. The same study gives the same
    leaderboard in every `place`. Closing the iterator stops the work there.
    Raises TrainingError in place of Finished where every candidate failed, and WorkersError where nobody works.
    """
    if not candidates:
        raise TrainingError(N_("name at least one candidate to train"))
    return _train(study, tuple(candidates), place)


def _train(study: Study, candidates: tuple[Candidate, ...], place: Place) -> Iterator[Event]:
    with place.opened() as crew:
        yield Started({candidate.slug: candidate.label for candidate in candidates}, _parts(study), study.cautions)
        found: dict[str, Measured] = {}
        audited = audited_fields(study)
        for measured in _measured(candidates, study, crew):
            found[measured.result.candidate] = replace(measured, result=_with_groups(measured, study, audited))
            yield CandidateDone(measured.result)
        outcome = yield from _outcome(study, candidates, found, audited, crew.each)
    yield Finished(outcome)


def _measured(candidates: Sequence[Candidate], study: Study, crew: Crew) -> Iterator[Measured]:
    """Results as they come. The slowest go first, so that nobody idles at the end."""
    ordered = sorted(candidates, key=lambda candidate: -candidate.simplicity)
    return crew.conduct(measure, Contest.among(candidates, study.split, study.seed), ordered)


def _outcome(
    study: Study, candidates: Sequence[Candidate], found: Mapping[str, Measured], audited: Sequence[Field], each: Each
) -> Generator[Event, None, TrainingOutcome]:
    # The mean is the same whatever it is told, and very many inputs take long to encode.
    baseline = measure(Contest(study.split.of_few_inputs(1), study.seed), BASELINE)
    compared = _compared(candidates, found)
    selection = _select(compared, found, baseline)
    winner = next(candidate for candidate in candidates if candidate.slug == selection.winner)
    recipes = {one.slug: Recipe(one, found[one.slug].result.params, study.seed) for one in compared}
    with one_thread(winner):
        if not found[winner.slug].result.learning_curve:
            found = {**found, winner.slug: with_curve(found[winner.slug], recipes[winner.slug], study.split)}
        tied = [recipes[slug] for slug in selection.tied if slug != winner.slug]
        served = yield from _served(study, recipes[winner.slug], tied, each)
        diagnosis = yield from _diagnosed(study, served, audited)
        return TrainingOutcome(
            results=ranked((measured.result for measured in found.values()), selection),
            baseline=baseline.result,
            selection=selection,
            rehearsal=_rehearse(compared, found, baseline),
            parts=_parts(study),
            bundle=served.bundle,
            diagnosis=diagnosis,
            cautions=with_model(study.cautions, selection, study.task.target),
        )


@dataclass(frozen=True)
class _Served:
    """The bundle of the winner, and what it was made by."""

    cross_fitted: CrossFit
    chosen: Chosen
    bundle: "Bundle"
    second_opinion: SecondOpinion | None


def _served(study: Study, recipe: Recipe, tied: Sequence[Recipe], each: Each) -> Generator[Event, None, _Served]:
    label = recipe.candidate.label
    yield Looking(label, "folds")
    folds = residual_folds(study.rows, recipe.seed, study.effort)
    cross_fitted = yield from _told(label, "folds", cross_fit_stepwise(recipe, study.rows, folds, each))
    yield Looking(label, "all rows")
    fitted = recipe.fit(study.rows)
    yield Looking(label, "ranges")
    chosen = choose_yardstick(checked_on(study, cross_fitted))
    ranges = yield from _told(label, "ranges", calibrate_stepwise(study.rows, cross_fitted, chosen.yardstick))
    if tied:
        yield Looking(label, "others")
    second, others = yield from _told(label, "others", second_opinion(study.rows, cross_fitted, tied, study.effort))
    return _Served(cross_fitted, chosen, bundle_of(study, recipe, fitted, ranges, others), second)


def _told(winner: str, at: Literal["folds", "ranges", "others"], steps: Steps[T]) -> Generator[Event, None, T]:
    return (yield from told(steps, lambda step: Looking(winner, at, *step)))


def _diagnosed(study: Study, served: _Served, audited: Sequence[Field]) -> Generator[Event, None, Diagnosis]:
    label = str(served.bundle.passport["label"])
    yield Looking(label, "importance")
    looking = diagnose(study, served.cross_fitted, served.bundle, served.chosen, audited)
    found = yield from told(looking, lambda looked: Looking(label, *looked))
    return replace(found, second_opinion=served.second_opinion)


def _compared(candidates: Sequence[Candidate], found: Mapping[str, Measured]) -> list[Candidate]:
    compared = [candidate for candidate in candidates if found[candidate.slug].result.was_compared]
    if not compared:
        raise TrainingError(N_("every candidate failed: %(errors)s"), errors=reduce(_and, map(_failed, found.values())))
    return compared


def _failed(measured: Measured) -> Message:
    error = measured.result.error or message(TOO_MANY)
    return message(N_("%(label)s: %(error)s"), label=measured.result.label, error=error)


def _and(one: Message, other: Message) -> Message:
    return message(N_("%(one)s; %(other)s"), one=one, other=other)


def _select(compared: Sequence[Candidate], found: Mapping[str, Measured], baseline: Measured) -> Selection:
    measured = [(candidate, found[candidate.slug].result) for candidate in compared]
    contenders = [contender(candidate, result.fold_scores, result.gap) for candidate, result in measured]
    return select(contenders, baseline.result.fold_scores)


def _rehearse(compared: Sequence[Candidate], found: Mapping[str, Measured], baseline: Measured) -> Rehearsal | None:
    """By the folds that settings were found on, which know nothing of the held-out part: a comparison for this alone
    would cost as much as the one that decides. None where too few are held out for a figure."""
    contenders = [contender(candidate, found[candidate.slug].without_held_out, None) for candidate in compared]
    chosen = found[select(contenders, baseline.without_held_out).winner]
    if chosen.result.held_out is None:
        return None
    return Rehearsal(
        candidate=chosen.result.candidate,
        label=chosen.result.label,
        rows=len(chosen.predicted),
        scores=chosen.result.held_out,
    )


def _with_groups(measured: Measured, study: Study, audited: Sequence[Field]) -> CandidateResult:
    """Errors by group in the held-out part, which need columns that no candidate gets to see."""
    if not measured.result.was_compared:
        return measured.result
    held_out = study.those_compared(study.known_rows).iloc[study.split.held_out_positions]
    judged = Judged(held_out, study.split.held_out.target, measured.predicted)
    return replace(measured.result, held_out_groups=group_errors(judged, audited, study.seed))


def _parts(study: Study) -> Parts:
    rows, split = study.rows, study.split
    kept, times = rows.groups is not None, repeats(split.rows, study.effort)
    return Parts(
        rows=len(rows),
        training_rows=len(split.train_positions),
        held_out_rows=len(split.held_out_positions),
        folds=len(comparison_folds(split.rows, study.seed, study.effort)) // times,
        repeats=times,
        groups=rows.named_groups if kept else 0,
        seed=study.seed,
        too_few_groups=0 if kept else rows.named_groups,
        without_group=rows.without_group if kept else 0,
        repeated=count_repeats(rows.repeats),
        compared_on_all=True,
        compared=len(split.rows),
        effort=study.effort.in_force(len(rows)),
        supported=0 if rows.supported is None else int(rows.supported.sum()),
        supported_left_out=study.left_out,
    )

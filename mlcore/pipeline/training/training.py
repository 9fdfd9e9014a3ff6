"""Train and compare candidates for one study, yielding progress, up to a bundle that can serve.

rows -> folds -> candidates -> selection -> bundle -> diagnosis: each stage takes what the ones before it gave.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mlcore.pipeline.diagnosis.diagnosis import audited_fields, diagnose
from mlcore.pipeline.diagnosis.group_errors import Judged, group_errors
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.candidates import BASELINE, CANDIDATES, Candidate
from mlcore.pipeline.fitting.cross_fitting import cross_fit
from mlcore.pipeline.fitting.folds import Rows, comparison_folds, repeats
from mlcore.pipeline.fitting.recipe import Recipe
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.fitting.validation import cross_validate
from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.pipeline.results.choice import Selection
from mlcore.pipeline.results.parts import Parts
from mlcore.pipeline.results.scores import FoldScores
from mlcore.pipeline.rows.repeats import count_repeats
from mlcore.pipeline.training.making_bundle import make_bundle
from mlcore.pipeline.training.measuring import Measured, contender, estimates, measure, one_thread, ranked
from mlcore.pipeline.training.results import CandidateDone, Event, Finished, Started, TrainingOutcome
from mlcore.pipeline.training.selection import select
from mlcore.pipeline.training.workers import measure_all


def train(study: Study, candidates: Sequence[Candidate] = CANDIDATES, *, workers: int = 2) -> Iterator[Event]:
    """Started, then CandidateDone as each finishes (in any order), then Finished.

    Candidates are tuned and compared by repeated cross-validation on the training part of the study; its held-out
    part is only reported. The same study gives the same leaderboard whatever the number of workers.
    Closing the iterator stops the workers. Raises TrainingError in place of Finished where every candidate failed.
    """
    if not candidates:
        raise TrainingError("name at least one candidate to train")
    return _train(study, tuple(candidates), workers)


def compare(study: Study, recipe: Recipe) -> FoldScores:
    """Scores of a known recipe on the very folds that `train` compares on, e.g. to set a live model beside a
    new one."""
    with one_thread(recipe.candidate):
        return _scores(recipe, study.split.train)


def _train(study: Study, candidates: tuple[Candidate, ...], workers: int) -> Iterator[Event]:
    yield Started({candidate.slug: candidate.label for candidate in candidates}, _parts(study))
    results: dict[str, CandidateResult] = {}
    for measured in measure_all(candidates, study, workers):
        results[measured.result.candidate] = _with_groups(measured, study)
        yield CandidateDone(measured.result)
    yield Finished(_outcome(study, candidates, results))


def _outcome(study: Study, candidates: Sequence[Candidate], results: Mapping[str, CandidateResult]) -> TrainingOutcome:
    baseline = measure(BASELINE, study.split, study.seed).result
    selection = _select(candidates, results, baseline)
    winner = next(candidate for candidate in candidates if candidate.slug == selection.winner)
    recipe = Recipe(winner, results[winner.slug].params, study.seed)
    with one_thread(winner):
        cross_fitted = cross_fit(recipe, study.rows)
        bundle = make_bundle(study, recipe, cross_fitted)
        return TrainingOutcome(
            results=ranked(results.values(), selection),
            baseline=baseline,
            selection=selection,
            all_rows=estimates(_scores(recipe, study.rows)),
            parts=_parts(study),
            bundle=bundle,
            diagnosis=diagnose(study, cross_fitted, bundle),
        )


def _select(
    candidates: Sequence[Candidate], results: Mapping[str, CandidateResult], baseline: CandidateResult
) -> Selection:
    measured = [candidate for candidate in candidates if results[candidate.slug].error is None]
    if not measured:
        errors = (f"{result.label}: {result.error}" for result in results.values())
        raise TrainingError("every candidate failed: " + "; ".join(errors))
    return select([contender(candidate, results[candidate.slug]) for candidate in measured], baseline.fold_scores)


def _with_groups(measured: Measured, study: Study) -> CandidateResult:
    """Errors by group in the held-out part, which need columns that no candidate gets to see."""
    if measured.result.error:
        return measured.result
    held_out = study.known_rows.iloc[study.split.held_out_positions]
    judged = Judged(held_out, study.split.held_out.target, measured.predicted)
    fields = audited_fields(study.schema, study.task)
    return replace(measured.result, held_out_groups=group_errors(judged, fields, study.seed))


def _scores(recipe: Recipe, rows: Rows) -> FoldScores:
    return cross_validate(recipe, rows, comparison_folds(rows, recipe.seed)).scores


def _parts(study: Study) -> Parts:
    rows, split = study.rows, study.split
    comparison, kept = comparison_folds(split.train, study.seed), rows.groups is not None
    return Parts(
        rows=len(rows),
        training_rows=len(split.train),
        held_out_rows=len(split.held_out),
        folds=len(comparison) // repeats(split.train),
        repeats=repeats(split.train),
        groups=rows.named_groups if kept else 0,
        seed=study.seed,
        too_few_groups=0 if kept else rows.named_groups,
        without_group=rows.without_group if kept else 0,
        repeated=count_repeats(rows.repeats),
    )

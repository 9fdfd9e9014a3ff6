"""What leaving fields out of a question costs: measured with what a version learned from, and kept with its run."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from mlcore.models import ModelVersion, TrainingRun
from mlcore.pipeline.exceptions import DataError, TrainingError
from mlcore.pipeline.messages import N_
from mlcore.pipeline.results.policies.ledger import PolicyLedger
from mlcore.versions.gate.deciding import recipe_of
from mlcore.versions.learned import still_of, supported_of
from mlcore.versions.places import place
from mlcore.versions.policies import picking
from mlcore.versions.stored import read

if TYPE_CHECKING:
    from mlcore.pipeline.fitting.study import Study

# The name under which a run keeps it.
KEPT = "policies"
Step = tuple[int, int]


def _nothing(version: ModelVersion) -> None:
    """Nobody waits for it."""


@dataclass(frozen=True)
class Asked:
    """`combinations` of inputs to leave out beside those that are always measured; `confirm` is called in the
    transaction that stores what was found."""

    combinations: Sequence[Sequence[str]] = ()
    confirm: Callable[[ModelVersion], None] = _nothing


def measure(version: ModelVersion, asked: Asked) -> Generator[Step, None, PolicyLedger]:
    """A step per fit. Raises DataError where its rows are gone, PolicyRefused and TrainingError.

    The version, and what answers, stay as they are.
    """
    from mlcore.pipeline.diagnosis.policies.combining import policies_of
    from mlcore.pipeline.diagnosis.policies.measuring import measure_stepwise
    from mlcore.pipeline.training.measuring import library_errors

    combinations = [picking.checked(version.task, one) for one in asked.combinations]
    study = _study_of(version)
    recipe = recipe_of(version, study.seed)
    if recipe is None:
        raise TrainingError(N_("how %(version)s was made cannot be read: train the task again"), version=str(version))
    policies = policies_of(study, [*combinations, picking.left_out_of(version.task)])
    marked = supported_of(version.run.dataset)
    try:
        with place().opened() as crew:
            steps = measure_stepwise(study, recipe, policies, crew.each, in_tens=marked is not None)
            found = yield from steps
    except library_errors() as error:
        told, said = N_("%(model)s could not learn: %(error)s"), f"{type(error).__name__}: {error}"
        raise TrainingError(told, model=recipe.candidate.label, error=said) from error
    _keep(version, found, asked)
    return found


def ledger_of(run: TrainingRun) -> PolicyLedger | None:
    """None where nothing was measured, as in releases before this one, or where another one stored another shape."""
    kept = run.details.get(KEPT) if isinstance(run.details, dict) else None
    return read(PolicyLedger, kept)


def _study_of(version: ModelVersion) -> "Study":
    """With all inputs of the question, without results of students who had support: what a model says is of others.
    Nor of students who object by now."""
    from mlcore.pipeline.fitting.candidates import DEFAULT_SEED
    from mlcore.pipeline.fitting.study import Study

    run, schema = version.run, version.schema_version.schema
    rows = None if run.dataset.deleted_at else still_of(run.dataset, under=version.schema_version)
    if rows is None:
        told = N_("the rows that %(version)s learned from are gone: train the task again, then measure its policies")
        raise DataError(told, version=str(version))
    frame, people, marked = rows.frame, rows.people, rows.supported
    if marked is not None:
        frame, people = frame[~marked].reset_index(drop=True), None if people is None else people[~marked]
    seed = run.options.get("seed", DEFAULT_SEED)
    return Study.of(frame, schema, schema.task(version.task.slug), seed=seed, people=people)


@transaction.atomic
def _keep(version: ModelVersion, found: PolicyLedger, asked: Asked) -> None:
    run = TrainingRun.objects.select_for_update().get(pk=version.run_id)
    run.details = {**run.details, KEPT: asdict(found)}
    run.save(update_fields=["details"])
    asked.confirm(version)

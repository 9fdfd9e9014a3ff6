"""One retraining: run the pipeline, store what it found, and let the winner go live if it passes the gate."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from mlcore.bundles import files
from mlcore.datasets import choosing, words
from mlcore.datasets.together import together
from mlcore.models import Dataset, ModelVersion, Promotion, Task, TrainingRun
from mlcore.pipeline.exceptions import PipelineError, TrainingError
from mlcore.pipeline.fitting.candidates import DEFAULT_SEED, choose_candidates
from mlcore.pipeline.messages import N_, Message, message
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.versions import learned, promotions, recording
from mlcore.versions.gate import deciding
from mlcore.versions.places import place
from mlcore.versions.policies import picking
from studentperf.basics import exceptions_told

if TYPE_CHECKING:
    from mlcore.pipeline.training.training import Event, TrainingOutcome

# Any number that no other use of Postgres' advisory locks in this project takes.
LOCK_OF_TRAININGS = 7_001
HELD = """
SELECT objid FROM pg_locks
WHERE locktype = 'advisory' AND classid = %s AND granted
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
# The server stopped, or ended this connection, and with it the lock.
DATABASE_LOST = (OperationalError, InterfaceError)


class AlreadyTraining(Exception):
    """Another process is training this task at this moment."""


@dataclass(frozen=True)
class Gathered:
    """The first event of a retraining: the rows that are learned from, of one dataset or of several together.
    `withheld` of what was asked for are left out, as students object."""

    dataset: Dataset
    withheld: int = 0


@dataclass(frozen=True)
class Stored:
    """The last event of a retraining: the new version, and whether and why it is live."""

    version: ModelVersion
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class Asked:
    """For whom a training is done. `job` is the number of the job that it runs as; `confirm` is called last in the
    transaction that stores, and undoes it by what it raises."""

    who: str
    job: int | None = None
    confirm: Callable[[Stored], None] = lambda stored: None


def retrain(
    task: Task,
    *datasets: Dataset,
    candidates: Sequence[str] = (),
    seed: int = DEFAULT_SEED,
    leave_out: bool | None = None,
    asked: Asked,
) -> Generator["Gathered | Event | Stored", None, None]:
    """Train, store and perhaps promote, yielding progress; `leave_out` says what becomes of rows that repeat.

    Rows of students who object are left out. Raises AlreadyTraining, DataError, TrainingError, BundleError, OSError
    and, soon after the database went away, an error of DATABASE_LOST; whatever is raised, the live model stays.
    """
    _check_schemas(task, datasets)
    options = {"seed": seed, "candidates": list(candidates), "leave_out": leave_out}
    with _only_one(task):
        # Before they are put together: who objects in between is found at the end.
        began = learned.Withheld.of(datasets)
        rows = together(datasets, task.schema_version, leave_out=leave_out)
        run = TrainingRun.objects.create(task=task, dataset=rows, options=options, who=asked.who, job=asked.job)
        try:
            yield Gathered(rows, began.rows)
            yield from _train_and_store(run, began, candidates, seed, asked)
        except BaseException as error:  # also Ctrl-C and a generator that nobody reads on
            with suppress(*DATABASE_LOST):  # then the next training closes it
                _end(run, TrainingRun.Status.FAILED, **_said(error))
            raise


def _said(error: BaseException) -> dict[str, Any]:
    """What is kept of it: our own refusals, and of all else the kind and what cannot quote a row."""
    if isinstance(error, PipelineError):
        return _refused(error.message)
    if not isinstance(error, Exception):
        return _refused(message(N_("stopped before it was finished")))
    return {"error": ": ".join(filter(None, (type(error).__name__, exceptions_told.message(error))))}


def _refused(told: Message) -> dict[str, Any]:
    """In English for whoever looks at the rows, and as what any language is made of."""
    return {"error": str(told), "refusal": told.to_dict()}


def _check_schemas(task: Task, datasets: Sequence[Dataset]) -> None:
    # The rows of another version may mean something else by the same name.
    for dataset in datasets:
        found = choosing.obstacle(dataset, task)
        if found:
            raise TrainingError(
                N_(
                    "task %(task)s asks about %(schema)s and cannot learn from dataset '%(dataset)s', %(reason)s. "
                    "Import its file again: manage.py import_dataset FILE --schema %(name)s --name NEW"
                ),
                task=task.slug,
                schema=str(task.schema_version),
                dataset=dataset.name,
                reason=words.reason(found),
                name=task.schema_version.name,
            )


@contextmanager
def _only_one(task: Task) -> Iterator[None]:
    """Hold a lock that Postgres releases by itself when this process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_OF_TRAININGS, task.pk])
        if not cursor.fetchone()[0]:
            told = (
                f"Task {task.slug} is being trained already{_by_whom(task)}; wait for it or stop it"  # not for readers
            )
            raise AlreadyTraining(told)
    try:
        _close_orphans(task)
        yield
    finally:
        with suppress(*DATABASE_LOST), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_OF_TRAININGS, task.pk])


def _by_whom(task: Task) -> str:
    """Empty in the first moment of a training."""
    run = TrainingRun.objects.filter(task=task, status=TrainingRun.Status.RUNNING).first()
    return f" by {run.who} since {timezone.localtime(run.started_at):%Y-%m-%d %H:%M}" if run else ""  # not for readers


def is_going_on(task: Task) -> bool:
    """Whether a process is training it at this moment: one that died holds no lock, whatever its run says."""
    return task.pk in going_on()


def going_on() -> set[int]:
    """Keys of the tasks that are being trained."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [LOCK_OF_TRAININGS])
        return {key for (key,) in cursor.fetchall()}


def _close_orphans(task: Task) -> None:
    # Whoever holds the lock knows that no run can still be going on.
    _close(TrainingRun.objects.filter(task=task))


def close_of_job(job: int) -> None:
    """What a job was training when its process ended."""
    _close(TrainingRun.objects.filter(job=job))


def _close(runs: QuerySet[TrainingRun]) -> None:
    runs.filter(status=TrainingRun.Status.RUNNING).update(
        status=TrainingRun.Status.FAILED,
        ended_at=timezone.now(),
        **_refused(message(N_("the process ended before the training"))),
    )


def _train_and_store(
    run: TrainingRun, began: learned.Withheld, candidates: Sequence[str], seed: int, asked: Asked
) -> Iterator["Event | Stored"]:
    from mlcore.pipeline.training import training

    chosen, under = choose_candidates(candidates), picking.learned_by(run.task)
    study = learned.study_of(run.dataset, under.schema, under.question, seed)
    outcome = None
    for event in training.train(study, chosen, place=place()):
        if isinstance(event, training.Finished):
            outcome = event.outcome
        _check_connection()
        yield event
    assert outcome is not None, "a training that raised nothing has an outcome"  # not for readers
    verdict = deciding.compare(run, outcome, study)
    with transaction.atomic():
        learned.check(run, began)
        stored = _store(run, outcome, verdict, under)
        asked.confirm(stored)
    yield stored


def _check_connection() -> None:
    # Else minutes would go by until there is something to store, while another process could train the same.
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _store(run: TrainingRun, outcome: "TrainingOutcome", verdict: Verdict, under: picking.InForce) -> Stored:
    # The file comes first and under its own hash: if the transaction fails, nothing names it and it does no harm.
    sha256, path = outcome.bundle.save(settings.BUNDLE_DIR)
    files.publish(path)
    recording.record(run, outcome)
    # One number after the other, though two tasks may finish at once.
    Task.objects.select_for_update().get(pk=run.task_id)
    highest = ModelVersion.objects.filter(task=run.task).aggregate(highest=Max("number"))["highest"] or 0
    version = ModelVersion.objects.create(
        task=run.task,
        number=highest + 1,
        run=run,
        schema_version=run.task.schema_version,
        policy=under.policy,
        left_out=under.left_out,
        candidate=outcome.winner.candidate,
        label=outcome.winner.label,
        file=path.name,
        sha256=sha256,
    )
    verdict = deciding.confirm(verdict, version)
    _end(run, TrainingRun.Status.FINISHED, details=recording.details_of(outcome, verdict))
    if verdict.passes:
        promotions.promote(version, who=run.who, why=verdict, action=Promotion.Action.TRAINED)
    return Stored(version, verdict)


def _end(run: TrainingRun, status: TrainingRun.Status, **changes: Any) -> None:
    changes |= {"status": status, "ended_at": timezone.now()}
    TrainingRun.objects.filter(pk=run.pk).update(**changes)

"""Train the nine candidates, compare them, and let the winner serve if it is not worse than the live model."""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from mlcore.datasets import choosing, words
from mlcore.datasets.storing import supported_of
from mlcore.management.lookup import find_datasets, find_task
from mlcore.management.one_at_a_time import ChoreCommand
from mlcore.management.policies import WITHOUT, report
from mlcore.management.terminal import table, who_is_typing
from mlcore.models import Dataset, ModelVersion, Task, TrainingRun
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.fitting.candidates import DEFAULT_SEED
from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.pipeline.results.scores import Estimate
from mlcore.versions import retraining
from mlcore.versions.learned import has_learned_from
from mlcore.versions.ledger import said_of
from mlcore.versions.policies import picking
from mlcore.versions.retraining import Gathered, Stored
from mlcore.versions.stored import StoredResult, StoredRun
from mlcore.words.numbers import number, rows, span
from mlcore.words.training import effort
from mlcore.words.training.looking import looking
from mlcore.words.verdicts import cautions, ranges
from predictor.training import recorded
from studentperf.basics.exceptions_told import message

if TYPE_CHECKING:
    from mlcore.pipeline.training.results import Event, Looking, Started

HEADINGS = ["model", "R²", "95 %", "RMSE", "95 %", "MAE", "spread", "gap", "held-out R²", "fit s", ""]
DATASET = "name of a dataset, several times for several together; without it the newest and what belongs with it"
# What becomes of rows that stand in several of the datasets.
REPEATS = {"auto": None, "leave-out": True, "keep": False}
REPEATS_HELP = (
    "rows that stand in several datasets: left out, kept, or (auto) left out where chance cannot explain them"
)

LONGEST_NAME = 150
# Seconds that a long part may take until it says how far it is.
SILENCE = 3.0


class Command(ChoreCommand):
    help = __doc__
    chore = "train"
    _part, _last_said, _done, _total = "", 0.0, 0, 0

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("task", nargs="*", help="e.g. math; without it every task that has a dataset")
        parser.add_argument("--dataset", action="append", metavar="NAME", help=DATASET)
        parser.add_argument("--recorded", action="store_true", help="with the results that were recorded here as well")
        parser.add_argument("--repeats", choices=REPEATS, default="auto", help=REPEATS_HELP)
        parser.add_argument("--candidates", nargs="+", default=(), metavar="SLUG", help="e.g. ridge catboost")
        parser.add_argument("--policies", action="store_true", help="then measure what leaving fields out costs")
        parser.add_argument("--without", action="append", default=(), metavar="SLUG,SLUG", help=WITHOUT)
        parser.add_argument("--who", type=_name, help="for whom it is done, for the record; without it who is typing")
        parser.add_argument("--seed", type=int, default=DEFAULT_SEED)

    def work(self, **options: Any) -> None:
        tasks = [find_task(slug) for slug in dict.fromkeys(options["task"])] or _tasks_with_data()
        failures = [failure for task in tasks if (failure := self._failure(task, options))]
        if failures:
            raise CommandError("\n".join(failures))

    def _failure(self, task: Task, options: dict[str, Any]) -> str:
        """Train one task; what kept it from being trained is said at the end, after the others had their turn."""
        try:
            self._train(task, options)
        except KeyboardInterrupt:
            raise CommandError(f"stopped; {_still_live(task)}") from None
        except retraining.AlreadyTraining as error:
            if options["scheduled"]:
                self.stdout.write(f"{error}; nothing was done")
                return ""
            return f"{error}; {_still_live(task)}"
        except (CommandError, PipelineError) as error:
            return f"{error}; {_still_live(task)}"
        except retraining.DATABASE_LOST as error:
            raise CommandError(f"{_lost(error)}; {_still_live(task)}") from None
        except OSError as error:
            return f"{error}: make room or check the folder, then run it again; {_still_live(task)}"
        return ""

    def _train(self, task: Task, options: dict[str, Any]) -> None:
        choice = find_datasets(task, _names(options["dataset"]))
        results = recorded.store(task) if options["recorded"] else None
        datasets = [*choice.taken, *([results] if results else [])]
        if options["scheduled"] and (run := _learned_already(task, datasets)):
            self.stdout.write(f"{task.slug}: nothing new since {run}, which ended well; no training")
            return
        self.stdout.write(
            "\n".join([f"Training {task.slug} ({task.label}) {words.taken(choice)}", *words.left(choice)])
        )
        if options["recorded"]:
            self.stdout.write(f"With {rows(results.rows if results else 0)} of results that were recorded here")
            if results and (supported := len(supported_of(results))):
                self.stdout.write(_("%(rows)s of them are of students who had support") % {"rows": supported})
        stored = self._follow(task, _begun(task, datasets, options))
        if stored and (options["policies"] or options["without"]):
            report(self.stdout, stored.version, options["without"])

    def _follow(self, task: Task, events: "Iterator[Gathered | Event | Stored]") -> Stored | None:
        self._part, self._done, self._total = "", 0, 0
        event = None
        for event in events:
            self._draw(event, task)
        return event if isinstance(event, Stored) else None

    def _draw(self, event: "Gathered | Event | Stored", task: Task) -> None:
        from mlcore.pipeline.training.training import CandidateDone, Looking, Started

        if isinstance(event, Started):
            self._started(event, task)
        elif isinstance(event, Gathered):
            self._gathered(event)
        elif isinstance(event, CandidateDone):
            self._progress(event.result)
        elif isinstance(event, Looking):
            self._looking(event)
        elif isinstance(event, Stored):
            self._report(event)

    def _started(self, event: "Started", task: Task) -> None:
        self._total = len(event.candidates)
        self.stdout.write(f"It learns from {rows(event.parts.rows)}: those whose result is known.")
        for sentence in cautions.sentences(event.cautions, task.schema_version.schema):
            self.stdout.write(f"  Caution: {sentence}")

    def _gathered(self, event: Gathered) -> None:
        parts = event.dataset.parts.select_related("part")
        if event.withheld:
            self.stdout.write(words.withheld(event.withheld))
        if parts:
            self.stdout.write("\n".join([*words.repeated(parts), f"Together: {rows(event.dataset.rows)}"]))

    def _progress(self, result: CandidateResult) -> None:
        self._done += 1
        ended = f"failed: {result.error}" if result.error else effort.aside(result) or "done"
        self.stdout.write(f"  {self._done} of {self._total}: {result.label} {ended}")
        self.stdout.flush()

    def _looking(self, event: "Looking") -> None:
        """A line where a part begins, and where it takes long another now and then, so that nobody waits in silence."""
        begins, now = event.at != self._part, monotonic()
        if begins:
            self.stdout.write(f"  {looking(event.at, event.winner)}")
        elif event.done < event.total and now - self._last_said >= SILENCE:
            self.stdout.write(f"    {event.done} of {event.total}")
        else:
            return
        self._part, self._last_said = event.at, now
        self.stdout.flush()

    def _report(self, stored: Stored) -> None:
        run = StoredRun.of(TrainingRun.objects.get(pk=stored.version.run_id))
        self.stdout.write(table(HEADINGS, [_line(result) for result in run.results]))
        self.stdout.write("\n".join([run.reason, *effort.sentences(run.parts)]))
        if run.diagnosis:
            self.stdout.write(ranges.width(run.diagnosis.yardsticks, run.row.learned_from, run.target))
        state = "is live now" if stored.verdict.passes else "is kept but not live"
        self.stdout.write(f"{stored.version} {state}. {said_of(stored.verdict, stored.version)}")


def _line(result: StoredResult) -> list[str]:
    measured = result.measured
    if not measured.was_compared:
        return [result.label, *[""] * 9, result.error if measured.aside else f"failed: {result.error}"]
    return [
        result.label,
        number(result.mean("r2"), 3),
        _interval(measured.r2, 3),
        number(result.mean("rmse"), 2),
        _interval(measured.rmse, 2),
        number(result.mean("mae"), 2),
        number(measured.spread, 3),
        number(measured.gap, 3),
        number(measured.held_out.r2 if measured.held_out else None, 3),
        number(measured.fit_seconds, 3),
        ", ".join(filter(None, [_place(measured), result.effort])),
    ]


def _place(measured: CandidateResult) -> str:
    return "chosen" if measured.winner else "tied with the best" if measured.tied else ""


def _interval(estimate: Estimate | None, places: int) -> str:
    return span(estimate.low, estimate.high, places) if estimate else ""


def _begun(task: Task, datasets: Sequence[Dataset], options: dict[str, Any]) -> "Iterator[Gathered | Event | Stored]":
    return retraining.retrain(
        task,
        *dict.fromkeys(datasets),
        candidates=options["candidates"],
        seed=options["seed"],
        leave_out=REPEATS[options["repeats"]],
        asked=retraining.Asked(who=options["who"] or who_is_typing()),
    )


def _tasks_with_data() -> list[Task]:
    tasks = [task for task in Task.objects.select_related("schema_version") if choosing.has_rows(task)]
    if not tasks:
        raise CommandError("there is nothing to train on; load data: manage.py import_dataset FILE --schema exams")
    return tasks


def _learned_already(task: Task, datasets: Sequence[Dataset]) -> TrainingRun | None:
    """The last training that ended well, where another one of the same rows would bring nothing new."""
    run = task.runs.filter(status=TrainingRun.Status.FINISHED).select_related("task", "dataset").first()
    is_same = run and has_learned_from(run, datasets) and picking.is_trained_under(run.model_version)
    return run if is_same else None


def _names(asked: Sequence[str] | str | None) -> Sequence[str]:
    """`call_command` may bring one name as it is."""
    return [asked] if isinstance(asked, str) else asked or ()


def _name(text: str) -> str:
    return text[:LONGEST_NAME]


def _lost(error: Exception) -> str:
    reason = message(error).partition("\n")[0] or "the connection was closed"
    return f"the database went away: {reason}. See that it runs, then train again; what was left is closed then"


def _still_live(task: Task) -> str:
    try:
        version = ModelVersion.objects.live_for(task)
    except retraining.DATABASE_LOST:
        return f"what served {task.slug} before still does"
    return f"{version} still serves" if version else f"no model serves {task.slug} yet"

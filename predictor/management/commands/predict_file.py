"""Predict a file: the same rows with value, ranges and what was not known beside them, as CSV."""

import time
from argparse import ArgumentParser
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mlcore import stopping
from mlcore.management.lookup import find_task
from mlcore.models import Task
from mlcore.pipeline.atomic_file import remove_abandoned
from mlcore.pipeline.exceptions import PipelineError
from mlcore.versions import live
from mlcore.versions.places import place_of_files
from mlcore.words import numbers
from mlcore.words.files import refused
from predictor.access.questions import is_asked_of
from predictor.access.rights import Act
from predictor.access_log.other_lines import Typed, command_recorded
from predictor.access_log.students import Of
from predictor.file_predictions.storing import Stored, Storing
from predictor.models import AccessLine, Classroom
from predictor.problems import ClassArchived

if TYPE_CHECKING:
    from mlcore.pipeline.predicted_files.writing import Predicted

MOST_KINDS, MOST_ALIKE = 50, 3
FORMAT = "which system the file is an export of, where two fit; or plain"
SUMMARY = "predict rows called 'average', 'total' and the like, which are left out otherwise"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX, XLS or ODS; columns that are not there are not known")
        parser.add_argument("output", type=Path, help="where to write the CSV; a file that is there is replaced")
        parser.add_argument("--task", help="which question, e.g. math; needed where more than one is answered")
        parser.add_argument("--format", help=FORMAT)
        parser.add_argument("--sheet", help="name of the sheet of a workbook, where several have the columns")
        parser.add_argument("--keep-summary-rows", action="store_true", help=SUMMARY)
        parser.add_argument(
            "--store", metavar="CLASS", type=int, help="number of a class: store what is predicted, too"
        )
        parser.add_argument("--number", default="number", help="header of the column with the numbers of its students")
        parser.add_argument("--as", dest="who", metavar="USERNAME", help="who predicts, where it is stored")

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        model = _model(options["task"])
        # Of attempts that were killed.
        remove_abandoned(options["output"].resolve().parent)
        with _recorded(options):
            predicted, stored = self._predict(model, options)
        for line in refused.lines(predicted.report.kinds, MOST_ALIKE)[:MOST_KINDS]:
            self.stdout.write(line)
        bad = predicted.rows - predicted.predicted
        self.stdout.write(
            f"{model.version} predicted {numbers.rows(predicted.predicted)} in {time.monotonic() - begun:.1f} s: "
            f"{options['output']}"
        )
        if stored:
            self.stdout.write(
                f"{numbers.count(stored.stored)} stored; {numbers.rows(stored.unknown)} of no student there; "
                f"{numbers.rows(stored.objecting)} of students who object"
            )
        if bad:
            self.stdout.write(f"{numbers.rows(bad)} could not be read; the last column says why")

    # Stored is what stands in the file that was written, or nothing; the file is renamed before that is sure.
    @transaction.atomic
    def _predict(self, model: live.LiveModel, options: dict[str, Any]) -> "tuple[Predicted, Stored | None]":
        from mlcore.pipeline.files.reading import Reading
        from mlcore.pipeline.predicted_files.writing import predict_file

        how = Reading(sheet=options["sheet"], format=options["format"], keep_summary_rows=options["keep_summary_rows"])
        storing = _storing(model, options) if options["store"] is not None else None
        try:
            predicted = predict_file(
                options["file"],
                options["output"],
                model.bundle,
                how,
                also=lambda chunk: stopping.check(),
                keeper=storing,
                place=place_of_files(),
            )
        except (PipelineError, stopping.PredictingStopped) as error:
            raise CommandError(f"nothing was written. {error}") from error
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}") from error
        return predicted, storing.finish() if storing else None


def _recorded(options: dict[str, Any]) -> AbstractContextManager[None]:
    """What is not stored is about no student of a class."""
    if options["store"] is None:
        return nullcontext()
    who = User.objects.filter(username=options["who"] or "").first()
    return command_recorded("predict_file", AccessLine.Act.PREDICTED, Typed(who), of=Of.CLASSROOM, key=options["store"])


def _storing(model: live.LiveModel, options: dict[str, Any]) -> Storing:
    who = User.objects.filter(username=options["who"] or "").first()
    if who is None:
        raise CommandError("say who predicts: --as USERNAME")
    classroom = Classroom.objects.open_to(who, Act.PREDICT).filter(pk=options["store"]).first()
    if classroom is None or not is_asked_of(model.version.task, classroom):
        raise CommandError(f"{who.get_username()} has no class {options['store']} of which this is asked")
    if classroom.archived_at:
        raise CommandError(str(ClassArchived(classroom)))
    return Storing(model, classroom, who, options["number"])


def _model(slug: str | None) -> live.LiveModel:
    try:
        return live.live(find_task(slug) if slug else _only_task())
    except (live.NoLiveModel, stopping.PredictingStopped, PipelineError) as error:
        raise CommandError(str(error)) from error


def _only_task() -> Task:
    """The one that a model answers."""
    tasks = list(Task.objects.filter(versions__is_live=True).distinct())
    if len(tasks) != 1:
        there = ", ".join(task.slug for task in tasks) or "none"
        raise CommandError(f"say which question is asked: --task SLUG; answered are: {there}")
    return tasks[0]

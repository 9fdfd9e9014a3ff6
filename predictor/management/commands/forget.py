"""Forget a student for good, also in what models learned; without --yes it only says what would go."""

from argparse import ArgumentParser
from contextlib import closing
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.management.terminal import reason, who_is_typing
from mlcore.pipeline.exceptions import PipelineError
from mlcore.versions import retraining
from mlcore.words.numbers import count
from predictor.access_log.other_lines import Typed, command_recorded
from predictor.access_log.students import Of
from predictor.forgetting import again, work
from predictor.forgetting.plan import Going, going
from predictor.forgetting.rest.finishing import Training, finish
from predictor.forgetting.tombstones import Unreadable
from predictor.models import AccessLine, Forgetting, Student
from predictor.problems import DeletedMeanwhile, ForgettingRefused

GO_ON = "; what is left to do: manage.py forget --go-on"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("student", nargs="?", type=int, help="their number, as in the address of their page")
        parser.add_argument("--why", type=reason, help="who asked, and when; without their name, as it is kept")
        parser.add_argument("--yes", action="store_true", help="do it; it cannot be undone")
        parser.add_argument("--go-on", action="store_true", help="only do what is left to do after one was cut off")
        parser.add_argument(
            "--again",
            action="store_true",
            help="forget again whoever was forgotten, after the database was brought back by other means than restore",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        one_of = [options["student"] is not None, options["go_on"], options["again"]]
        if sum(one_of) != 1:
            raise CommandError("name one student by their number, or give --go-on or --again")
        if options["again"]:
            self._again()
        elif options["student"] is not None and not self._forget(options):
            return
        self._finish()

    def _forget(self, options: dict[str, Any]) -> bool:
        student = Student.objects.filter(pk=options["student"]).first()
        if student is None:
            raise CommandError(f"there is no student {options['student']}; the address of their page has their number")
        if not options["yes"]:
            self._tell(going(student))
            self.stdout.write(f'To do it: forget {student.pk} --why "..." --yes')
            return False
        if not options["why"]:
            raise CommandError('say why: --why "their mother wrote on 3 May"')
        row = _forgotten(student, options["why"])
        self.stdout.write(f"Student {row.student} is forgotten here; {count(row.gone['rows'])} rows were learned from.")
        return True

    def _tell(self, found: Going) -> None:
        self.stdout.write(
            f"Would go: everything that stands about them. Predictions: {count(found.predictions)}, results: "
            f"{count(found.results)}, files that were brought: {count(found.files)}, rows of datasets: "
            f"{count(found.rows)} (in {count(len(found.datasets))}), files of models not serving: "
            f"{count(len(found.former))}."
        )
        for version in found.live:
            self.stdout.write(f"  {version} would be trained again without them")
        for other in found.also:
            self.stdout.write(f"  Perhaps the same person, who would stay: student {other.pk}")
        for about, number in found.reasons.items():
            self.stdout.write(f"  Written about something else, naming them, would stay: {about}: {count(number)}")

    def _again(self) -> None:
        try:
            found = again.forget_again(again.known())
        except (OSError, Unreadable) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Forgotten again: {count(found)}.")

    def _finish(self) -> None:
        asked = retraining.Asked(who=who_is_typing())
        try:
            with closing(finish(asked)) as steps:
                for step in steps:
                    self._follow(step)
        except (retraining.AlreadyTraining, PipelineError, OSError) as error:
            raise CommandError(f"{error}{GO_ON}") from error
        except retraining.DATABASE_LOST as error:
            raise CommandError(f"the database went away{GO_ON}") from error
        left = Forgetting.objects.unfinished().count()
        done = "Nothing is left that learned from them."
        self.stdout.write(f"Forgotten meanwhile, and still to be done: {count(left)}" if left else done)

    def _follow(self, step: Training) -> None:
        if step.why_not:
            self.stdout.write(f"  Nothing predicts {step.version.task.slug} any more: {step.why_not}")
        elif step.event is None:
            self.stdout.write(f"  {step.number} of {step.of}: {step.version.task.slug} is trained again")
        elif isinstance(step.event, retraining.Stored):
            self.stdout.write(f"  {step.event.version} serves")


def _forgotten(student: Student, why: str) -> Forgetting:
    who = who_is_typing()
    try:
        with command_recorded("forget", AccessLine.Act.DELETED, Typed(name=who), of=Of.STUDENT, key=student.pk):
            return work.forget(student, who=who, why=why)
    except (DeletedMeanwhile, ForgettingRefused) as error:
        raise CommandError(str(error)) from error

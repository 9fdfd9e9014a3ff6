"""Make a school that is made up, for a first look: classes of the demo teachers over two terms; or take it away."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from mlcore.management.terminal import who_is_typing
from mlcore.models import Dataset
from mlcore.pipeline.exceptions import BundleError
from mlcore.stopping import PredictingStopped
from predictor.access_log.other_lines import Typed, command_recorded
from predictor.demo.work import NothingMadeError, make_school, remove_school
from predictor.management.commands.demo_accounts import TEACHERS
from predictor.models import AccessLine

REMOVE = "manage.py demo_school --remove"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="delete its classes with all that belongs to them")

    def handle(self, *args: Any, **options: Any) -> None:
        act = AccessLine.Act.DELETED if options["remove"] else AccessLine.Act.ADDED
        with command_recorded("demo_school", act, Typed(name=who_is_typing())):
            if options["remove"]:
                self._remove()
            else:
                self._make()

    def _make(self) -> None:
        teachers = sorted(User.objects.filter(username__in=TEACHERS, is_active=True), key=lambda one: one.username)
        dataset = Dataset.objects.offered().imported().filter(is_demo=True).last()
        if len(teachers) < len(TEACHERS):
            self._nothing("the demo teachers are not there; manage.py demo_accounts makes them")
        elif dataset is None:
            self._nothing("there are no sample data; manage.py setup loads them")
        else:
            self._make_of(teachers, dataset)

    def _make_of(self, teachers: list[User], dataset: Dataset) -> None:
        try:
            made = make_school(teachers, dataset)
        except NothingMadeError as reason:
            self._nothing(str(reason))
        except (BundleError, PredictingStopped) as error:
            raise CommandError(f"the demo school cannot be predicted: {error}") from error
        else:
            self.stdout.write(
                f"Made up a school to look around in: {made.classes} classes, {made.students} students, "
                f"{made.predictions:,} predictions, {made.results} results. To delete it: {REMOVE}"
            )

    def _nothing(self, why: str) -> None:
        self.stdout.write(f"No school was made up: {why}.")

    def _remove(self) -> None:
        deleted, stay = remove_school()
        for name in deleted:
            self.stdout.write(f"Deleted {name} with its students and all that was predicted for them.")
        for name in stay:
            self.stdout.write(f"{name} stays: students are in it who are not made up. Move them first.")
        if not deleted and not stay:
            self.stdout.write("There is no class of the made-up school.")

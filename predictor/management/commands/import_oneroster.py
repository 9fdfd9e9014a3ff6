"""Take classes and students in from a OneRoster zip; without --confirm it only says what would be stored."""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from mlcore.datasets import schemas
from mlcore.models import SchemaVersion
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.files.oneroster.archive import MOST_BYTES
from predictor.access.rights import Act, may
from predictor.access_log.other_lines import Typed, command_recorded
from predictor.models import AccessLine
from predictor.oneroster import offers, teachers, words, work
from predictor.oneroster.core.choices import OUT, Choices
from predictor.oneroster.core.plan import RosterPlan
from predictor.oneroster.drafts import Draft, head_of
from predictor.oneroster.suspicions import suspicions
from predictor.problems import ImportOdd, ImportRefused

MOST_TOLD = 20


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a zip in OneRoster 1.1 or 1.2, bulk or delta")
        parser.add_argument("--schema", required=True, help="under which new classes are made, e.g. exams; for good")
        parser.add_argument("--confirm", action="store_true", help="store what is said")
        parser.add_argument("--dry-run", action="store_true", help="store nothing, which is so without --confirm, too")
        parser.add_argument("--class", action="append", dest="only", metavar="ID", help="only this class; repeatable")
        parser.add_argument(
            "--accept-teachers",
            action="store_true",
            help="who has the e-mail, else the user name, of one account teaches",
        )
        parser.add_argument(
            "--stop-teachers",
            action="store_true",
            help="who no longer teaches a class in the file leaves it, where somebody else teaches it",
        )
        parser.add_argument("--despite-odd", action="store_true", help="store it although a class looks odd as a whole")
        parser.add_argument(
            "--by", metavar="USER", help="the admin in whose name it is stored; else the first there is"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["confirm"] and options["dry_run"]:
            raise CommandError("--confirm and --dry-run contradict each other; give one of them")
        try:
            draft = _draft(options)
            plan = draft.plan()
            for line in (*_said(plan), *_odd(plan)):
                self.stdout.write(line)
            if options["confirm"] and plan.stores_anything:
                with command_recorded("import_oneroster", AccessLine.Act.CHANGED, Typed(draft.row.made_by)):
                    row = work.confirm(draft, draft.row.made_by, plan.hash, despite_odd=options["despite_odd"])
                self.stdout.write(f"Stored as file {row.pk}; it can be undone on /rosters/{row.pk}/.")
            else:
                self.stdout.write("Nothing was stored." + " Use --confirm to store it." * plan.stores_anything)
        except ImportOdd as error:
            raise CommandError(f"nothing was stored. {error} (--despite-odd)") from error
        except ImportRefused as error:
            raise CommandError(f"nothing was stored. {error}") from error


def _draft(options: dict[str, Any]) -> Draft:
    """With the choices that the options make. Raises ImportRefused."""
    version, admin, path = _schema_version(options["schema"]), _admin(options["by"]), options["file"]
    content = _read(path)
    draft = Draft(head_of(admin, path.name, content), content)
    classes = _only(offers.default_choices(offers.offered_classes(draft), version), options["only"])
    draft.take(Choices(classes=classes))
    tests = {one.title: one.guess for one in offers.offered_tests(draft, admin)}
    proposed = teachers.proposals(draft.records, draft.here, draft.today)
    accepted = teachers.certain(proposed) if options["accept_teachers"] else {}
    draft.take(Choices(classes=classes, tests=tests, teachers=accepted))
    if options["stop_teachers"]:
        over = tuple((one.id, account) for one in draft.plan().classes for account in one.teaching.over)
        draft.take(replace(draft.choices, stop=over))
    return draft


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CommandError(
                f"{path} is larger than {MOST_BYTES / 1e6:g} MB; export fewer schools or terms at a time"
            )
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from error


def _only(classes: dict[str, str], only: Sequence[str] | None) -> dict[str, str]:
    if unknown := sorted(set(only or ()) - set(classes)):
        raise CommandError(f"the file has no class with the id {', '.join(unknown)}; ids stand in classes.csv")
    return {key: choice if not only or key in only else OUT for key, choice in classes.items()}


def _said(plan: RosterPlan) -> Iterator[str]:
    yield str(words.summary(plan))
    yield from map(str, words.notes(plan))
    for one in plan.classes:
        yield f"{one.here.name}{' (new)' if one.here.key is None else ''}: {words.of_class(one)}."
        for rejected in one.plan.rejected[:MOST_TOLD]:
            yield f"  {words.refused(one, rejected)}"
        if len(one.plan.rejected) > MOST_TOLD:
            yield f"  and {len(one.plan.rejected) - MOST_TOLD} more"


def _odd(plan: RosterPlan) -> Iterator[str]:
    odd, perhaps = suspicions(plan)
    for one in odd:
        yield from (f"Look twice at {one.name}: {sentence}" for sentence in one.sentences)
    for one in perhaps:
        yield from (f"Perhaps chance, {one.name}: {sentence}" for sentence in one.sentences)


def _schema_version(name: str) -> SchemaVersion:
    try:
        return schemas.schema_version(name)
    except PipelineError as error:
        raise CommandError(str(error)) from error


def _admin(name: str | None) -> User:
    users = User.objects.filter(is_active=True).order_by("pk")
    named = users.filter(username=name) if name else users
    user = next((user for user in named if may(user, Act.IMPORT_ROSTERS)), None)
    if user is None:
        raise CommandError(
            f"'{name}' is no admin; name one" if name else "make an admin first: manage.py createsuperuser"
        )
    return user

"""Recompute stored predictions from their model files and name those that differ; ends with 1 where some do, with 2
where some, or all, cannot be checked."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mlcore.management.lookup import find_task, find_version
from mlcore.management.terminal import table
from mlcore.versions import ledger
from mlcore.words.numbers import count
from predictor.predicting.verifying.chosen import chosen
from predictor.predicting.verifying.compared import TOLERANCE, Changed
from predictor.predicting.verifying.work import Counted, Different, Verification

HEADINGS = ["version", "equal", "differ", "cannot be checked", "largest difference"]
REASONS = "also the reasons that were kept, each of which takes up to half a second"
SAMPLE = "about so many of them, spread evenly, others each time"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--task", metavar="TASK", help="only of this question, e.g. math")
        parser.add_argument("--model", dest="only", metavar="TASK:NUMBER", help="only of this version, e.g. math:3")
        parser.add_argument("--since", type=_moment, metavar="TIME", help="only from then on, e.g. 2026-11-20T14:30")
        parser.add_argument("--sample", type=_at_least_one, metavar="N", help=SAMPLE)
        parser.add_argument("--reasons", action="store_true", help=REASONS)

    def handle(self, *args: Any, **options: Any) -> None:
        only, task = options["only"], options["task"]
        predictions = chosen(
            task=find_task(task) if task else None,
            version=find_version(only) if only else None,
            since=options["since"],
            sample=options["sample"],
        )
        verification = Verification(predictions, reasons=options["reasons"])
        for different in verification.run():
            self.stdout.write(_named(different))
        self._tell(list(verification.counted.values()))

    def _tell(self, counted: list[Counted]) -> None:
        if counted:
            self.stdout.write(table(HEADINGS, [_line(one) for one in counted]))
        for one in counted:
            if one.problem:
                self.stdout.write(f"{count(one.unchecked)} of {one.version} cannot be checked: {one.problem}")
        equal, different, unchecked = (
            sum(getattr(one, what) for one in counted) for what in ("equal", "different", "unchecked")
        )
        if different:
            raise CommandError(f"{count(different)} of {count(equal + different)} predictions differ", returncode=1)
        if unchecked or not equal:
            raise CommandError(_not_all(equal, unchecked), returncode=2)
        self.stdout.write(f"All {count(equal)} predictions are equal within {TOLERANCE:g}.")


def _not_all(equal: int, unchecked: int) -> str:
    if not unchecked:
        return "nothing can be told: there is no such prediction"
    checked = f"; the other {count(equal)} are equal" if equal else ""
    return f"{count(unchecked)} of {count(equal + unchecked)} predictions cannot be checked{checked}"


def _named(different: Different) -> str:
    said = "; ".join(_said(one) for one in different.changes)
    return f"prediction {different.prediction} of {different.version}: {said}"


def _said(one: Changed) -> str:
    return f"{one.what} {_exact(one.stored)}, now {_exact(one.now)}"


def _exact(what: float | str) -> str:
    return what if isinstance(what, str) else f"{what:.9g}"


def _line(one: Counted) -> list[str]:
    name = f"{one.version.task.slug}:{one.version.number}"
    return [name, *map(count, (one.equal, one.different, one.unchecked)), f"{one.largest:.3g}"]


def _moment(text: str) -> datetime:
    try:
        return ledger.moment(text)
    except ledger.NotATime as error:
        raise ArgumentTypeError(str(error)) from error


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("a whole number from 1")
    return int(text)

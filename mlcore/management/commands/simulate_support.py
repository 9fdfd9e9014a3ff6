"""Simulate rounds of predictions that are answered with support: what retraining makes of low students without it."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.fitting.candidates import choose_candidates

if TYPE_CHECKING:
    from mlcore.pipeline.results.scores import Estimate

FEWEST_SCHOOLS = 2


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--candidates", nargs="+", default=[], metavar="NAME", help="such as: linear forest; without it all nine"
        )
        parser.add_argument("--schools", type=int, default=6, help="how many made-up schools to try (default: 6)")

    def handle(self, *args: Any, **options: Any) -> None:
        from mlcore.pipeline.simulation.rounds import simulate

        if options["schools"] < FEWEST_SCHOOLS:
            raise CommandError(_("--schools: at least %(fewest)s, for an interval") % {"fewest": FEWEST_SCHOOLS})
        try:
            chosen = choose_candidates(options["candidates"])
        except PipelineError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_heading(options["schools"]))
        # Each as it is done: all of them take a minute or more.
        self.stdout.write(_row(_("model"), _("with the flag"), _("without the flag")))
        for one in simulate(chosen, range(options["schools"])):
            self.stdout.write(_row(one.label, _said(one.flagged), _said(one.unflagged)))
            self.stdout.flush()


def _heading(schools: int) -> str:
    from mlcore.pipeline.simulation.rounds import ROUNDS
    from mlcore.pipeline.simulation.school import POINTS

    told = _(
        "%(schools)s made-up schools; in each the lowest predicted get support, made up to add %(points)s points.\n"
        "How far predictions of low students lie above what they reach without support, after %(rounds)s rounds\n"
        "(mean and 95 %% interval, in points):"
    )
    return told % {"schools": schools, "points": round(POINTS), "rounds": ROUNDS}


def _row(label: str, flagged: str, unflagged: str) -> str:
    return f"  {label:22}  {flagged:>20}  {unflagged:>20}"


def _said(found: "Estimate") -> str:
    return f"{found.mean:.1f} ({found.low:.1f} to {found.high:.1f})"

"""Simulate rounds of predictions that are answered with support: what retraining makes of low students without it."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from mlcore.management.terminal import table
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
        from mlcore.pipeline.simulation.rounds import ROUNDS, simulate
        from mlcore.pipeline.simulation.school import POINTS

        if options["schools"] < FEWEST_SCHOOLS:
            raise CommandError(_("--schools: at least %(fewest)s, for an interval") % {"fewest": FEWEST_SCHOOLS})
        try:
            chosen = choose_candidates(options["candidates"])
        except PipelineError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _(
                "%(schools)s made-up schools, in each of which the lowest predicted get support that adds %(points)s "
                "points. How far predictions of low students lie above what they reach without support, after "
                "%(rounds)s rounds (mean and 95 %% interval, in points):"
            )
            % {"schools": options["schools"], "points": round(POINTS), "rounds": ROUNDS}
        )
        found = simulate(chosen, range(options["schools"]))
        lines = [[one.label, _said(one.flagged), _said(one.unflagged)] for one in found]
        self.stdout.write(table([_("model"), _("with the flag"), _("without the flag")], lines))


def _said(found: "Estimate") -> str:
    return f"{found.mean:.1f} ({found.low:.1f} to {found.high:.1f})"

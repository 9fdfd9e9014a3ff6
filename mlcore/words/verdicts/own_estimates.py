"""How a teacher's own estimates did beside the model's, in sentences for nobody but them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.results.served.own import FEWEST_ESTIMATED, Fared, SideBySide
from mlcore.pipeline.schema import Field
from mlcore.words.numbers import interval, number, points, size


def so_far(count: int) -> str:
    """'7 of 20 results so far.'"""
    said = {"count": number(count), "fewest": number(FEWEST_ESTIMATED)}
    return ngettext("%(count)s result of %(fewest)s so far.", "%(count)s results of %(fewest)s so far.", count) % said


def summary(found: SideBySide, target: Field) -> str:
    """How far off each was, in one sentence."""
    return _("You were %(own)s off on average, the model %(model)s, the average of both %(both)s.") % {
        "own": points(found.own.error.mean, target),
        "model": size(found.model.error.mean, target, extra=0),
        "both": size(found.both.error.mean, target, extra=0),
    }


def leaning(fared: Fared, target: Field) -> str:
    """Whether your estimates lie above or below results, as far as that can be told."""
    above = fared.above
    if above.low <= 0 <= above.high:
        return _("Your estimates lie neither clearly above nor clearly below the results.")
    said = {"points": points(abs(above.mean), target)}
    if above.mean > 0:
        return _("On average your estimates lie %(points)s above the results.") % said
    return _("On average your estimates lie %(points)s below the results.") % said


def differences(found: SideBySide, target: Field) -> list[str]:
    """Who was closer, on the same students."""
    return [
        _closer(found.own_less_model, target, _("you"), _("the model")),
        _closer(found.own_less_both, target, _("you"), _("the average of both")),
        _closer(found.model_less_both, target, _("the model"), _("the average of both")),
    ]


def _closer(difference: Estimate, target: Field, first: str, second: str) -> str:
    """Of errors: first minus second."""
    if difference.low <= 0 <= difference.high:
        said = {"first": first, "second": second, "interval": interval(difference, target)}
        return _("Who was closer, %(first)s or %(second)s, cannot be told (difference %(interval)s).") % said
    closer, other = (second, first) if difference.mean > 0 else (first, second)
    turned = difference if difference.mean > 0 else Estimate(-difference.mean, -difference.high, -difference.low)
    return _("Closer: %(closer)s, by %(points)s compared with %(other)s (%(interval)s).") % {
        "closer": closer,
        "other": other,
        "points": points(turned.mean, target),
        "interval": interval(turned, target),
    }

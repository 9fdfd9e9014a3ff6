"""How long the product is in use here, and when it was last asked."""

from django.utils.translation import gettext as _

from predictor.documents.facts.words import day
from predictor.models import Prediction


def since() -> str:
    """From the rows that are kept; older ones may have gone."""
    rows = Prediction.objects.order_by("made_at")
    first, newest = rows.first(), rows.last()
    if first is None or newest is None:
        return _("No prediction is kept.")
    told = _("The oldest prediction that is kept is of %(first)s, the newest of %(newest)s.")
    return told % {"first": day(first.made_at), "newest": day(newest.made_at)}

"""For how long what is kept, by the settings in force."""

from django.conf import settings
from django.utils.translation import gettext as _

from predictor.access.clearing import Ended
from predictor.documents.facts.words import days
from predictor.documents.parts import Table
from predictor.retention.kinds import KINDS
from predictor.retention.others import others


def table() -> Table:
    rows = [(str(kind.about), days(settings.KEPT_DAYS[kind.name]), kind.setting) for kind in KINDS]
    rows += [(str(one.about), _until(one), one.setting or _("fixed")) for one in others()]
    told = _("Nothing of the first kinds goes before it was said for %(days)s that it will.")
    note = told % {"days": days(settings.RETENTION_NOTICE_DAYS)}
    return Table(_("Kept for how long"), (_("What"), _("Kept for"), _("Setting")), rows, note)


def _until(one: Ended) -> str:
    return _("until it ended") if one.days is None else days(one.days)

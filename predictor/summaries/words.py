"""The mail: plain text, counts and links. No student is named, in the subject or below it: mail is read on phones, is
forwarded, and stays on servers that no right of this product reaches."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mlcore.datasets.words import day
from mlcore.words.numbers import number
from predictor.access.links import link
from predictor.models import SummaryOfWeek
from predictor.summaries.news import ClassNews, News


def subject() -> str:
    return _("Your week in studentperf")


def body(news: News) -> str:
    parts = [_of_class(one) for one in news.classes]
    end = _("You get this mail once a week at most. Switch it off here: %(link)s") % {"link": link("weekly-summary")}
    return "\n\n".join([*parts, end]) + "\n"


def last(sent: SummaryOfWeek) -> str:
    """On the page of the switch: when, and what stood there then, however it is now."""
    told = _("The last mail went out on %(day)s.") % {"day": day(sent.until)}
    if not sent.older:
        return told
    old = ngettext(
        "%(count)s prediction was older than its data then.",
        "%(count)s predictions were older than their data then.",
        sent.older,
    )
    return f"{told} {old % {'count': number(sent.older)}}"


def _of_class(one: ClassNews) -> str:
    lines = [one.classroom.name, *filter(None, (_results(one.results), _changed(one.changed), _older(one.older)))]
    return "\n".join([*lines, link("classroom", one.classroom.pk)])


def _results(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)s result was recorded.", "%(count)s results were recorded.", count) % {
        "count": number(count)
    }


def _changed(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "The prediction of %(count)s student changed by more than a re-sit would bring.",
        "The predictions of %(count)s students changed by more than a re-sit would bring.",
        count,
    ) % {"count": number(count)}


def _older(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(count)s prediction is older than its data.", "%(count)s predictions are older than their data.", count
    ) % {"count": number(count)}

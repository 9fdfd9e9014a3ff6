"""The record of processing activities, in the order of Article 30 (1) of the GDPR."""

from django.utils.translation import gettext as _

from predictor.documents.facts import fields, keeping, models, people, protection
from predictor.documents.parts import Section
from predictor.documents.written import inventory


def write() -> list[Section]:
    return [_who(), _purposes(), _what(), _recipients(), _transfers(), _limits(), _measures()]


def _who() -> Section:
    return Section(
        name="controller",
        heading=_("Who is responsible"),
        law=_("Article 30 (1) (a)"),
        gaps=("controller", "data-protection-officer"),
    )


def _purposes() -> Section:
    cards = models.live()
    return Section(
        name="purposes",
        heading=_("What for"),
        law=_("Article 30 (1) (b)"),
        says=[
            _("The product predicts results of students, each with a range and reasons, and keeps what really came.")
        ],
        tables=[models.answered(cards)],
        gaps=("purposes", "legal-basis"),
    )


def _what() -> Section:
    return Section(
        name="data",
        heading=_("About whom, and what"),
        law=_("Article 30 (1) (c)"),
        tables=[people.affected(), inventory.in_short(), *fields.tables()],
    )


def _recipients() -> Section:
    return Section(
        name="recipients",
        heading=_("Who receives it"),
        law=_("Article 30 (1) (d)"),
        tables=[people.roles()],
        gaps=("recipients",),
    )


def _transfers() -> Section:
    told = _("In which country these machines stand is not known here: %(where)s.")
    named = "; ".join(f"{what}: {where}" for what, where in protection.places())
    return Section(
        name="transfers",
        heading=_("Other countries"),
        law=_("Article 30 (1) (e)"),
        says=[told % {"where": named}],
        gaps=("transfers",),
    )


def _limits() -> Section:
    return Section(name="limits", heading=_("For how long"), law=_("Article 30 (1) (f)"), tables=[keeping.table()])


def _measures() -> Section:
    return Section(
        name="measures",
        heading=_("How it is protected"),
        law=_("Article 30 (1) (g)"),
        says=[*protection.log(), *protection.backups()],
        tables=[protection.set_up()],
        gaps=("organisation",),
    )

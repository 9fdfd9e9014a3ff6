"""The impact assessment: Article 35 (7) of the GDPR, with what Article 27 (1) of the EU AI Act asks of a deployer."""

from django.conf import settings
from django.utils.translation import gettext as _

from predictor.documents.facts import fields, figures, models, people, protection, use
from predictor.documents.facts.words import days
from predictor.documents.parts import Section
from predictor.versions.card import Card


def write() -> list[Section]:
    cards = models.live()
    return [
        _process(cards),
        _period(),
        _affected(),
        _necessity(cards),
        _risks(cards),
        _measures(),
        _oversight(),
        _complaints(),
        _views(),
    ]


def _process(cards: list[Card]) -> Section:
    told = _("The product shows predictions and keeps them. It changes no grade and sends no prediction to a student.")
    return Section(
        name="process",
        heading=_("What is done, and what for"),
        law=_("GDPR Article 35 (7) (a); AI Act Article 27 (1) (a)"),
        says=[told, *(said for card in cards for said in models.inputs(card))],
        tables=[models.answered(cards)],
        gaps=("controller", "purposes", "legal-basis", "use"),
    )


def _period() -> Section:
    return Section(
        name="period",
        heading=_("How long and how often"),
        law=_("AI Act Article 27 (1) (b)"),
        says=[use.since()],
        gaps=("period",),
    )


def _affected() -> Section:
    return Section(
        name="affected",
        heading=_("Who is affected"),
        law=_("AI Act Article 27 (1) (c)"),
        says=[people.objecting()],
        tables=[people.affected()],
    )


def _necessity(cards: list[Card]) -> Section:
    costs = [table for card in cards if (table := figures.costs(card))]
    unmeasured = (
        [] if costs or not cards else [_("What leaving fields out costs was not measured for what answers now.")]
    )
    return Section(
        name="necessity",
        heading=_("Whether it is needed, and in proportion"),
        law=_("GDPR Article 35 (7) (b)"),
        says=[*fields.sensitive_inputs(), *models.policies(cards), *unmeasured],
        tables=[*costs, *fields.tables()],
        gaps=("necessity",),
    )


def _risks(cards: list[Card]) -> Section:
    return Section(
        name="risks",
        heading=_("Risks for those affected"),
        law=_("GDPR Article 35 (7) (c); AI Act Article 27 (1) (d)"),
        says=[f"{models.called(card)}: {card.lean}" for card in cards if card.lean],
        tables=[models.limits(cards), *(table for card in cards for table in figures.groups(card))],
        gaps=("risks",),
    )


def _measures() -> Section:
    due = _("A request to correct an entry is due within %(days)s.") % {"days": days(settings.CORRECTION_DAYS)}
    return Section(
        name="measures",
        heading=_("What is done about them"),
        law=_("GDPR Article 35 (7) (d)"),
        says=[models.gate(), due, people.correcting(), people.objecting(), *protection.log()],
        tables=[protection.set_up()],
        gaps=("organisation",),
    )


def _oversight() -> Section:
    told = _("Admins end all predicting by one switch, with a sentence that everybody reads.")
    return Section(
        name="oversight",
        heading=_("Who watches over it"),
        law=_("AI Act Article 27 (1) (e)"),
        says=[told, *models.switch()],
        gaps=("oversight",),
    )


def _complaints() -> Section:
    return Section(
        name="complaints",
        heading=_("What is done when a risk comes about"),
        law=_("AI Act Article 27 (1) (f)"),
        gaps=("complaints",),
    )


def _views() -> Section:
    return Section(
        name="views",
        heading=_("Who was asked, and when it is looked at again"),
        law=_("GDPR Article 35 (2), (9) and (11)"),
        gaps=("advice", "consulted", "review"),
    )

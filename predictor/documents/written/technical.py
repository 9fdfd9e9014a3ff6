"""The technical file, in the order of Annex IV of the EU AI Act."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from predictor.documents.facts import figures, models, protection
from predictor.documents.parts import Section, Table
from predictor.versions.card import Card


def write() -> list[Section]:
    cards = models.live()
    return [
        _general(cards),
        _development(cards),
        _functioning(cards),
        _metrics(),
        _risks(cards),
        _changes(),
        _standards(),
        _conformity(),
        _monitoring(cards),
    ]


def _general(cards: list[Card]) -> Section:
    forms = _(
        "It is used as pages in a browser and over an API; its instructions are in the folder docs of its source."
    )
    return Section(
        name="general",
        heading=_("What the system is"),
        law=_("Annex IV, 1"),
        says=[forms],
        tables=[models.answered(cards), protection.set_up()],
        gaps=("provider", "intended-purpose", "surroundings"),
    )


def _development(cards: list[Card]) -> Section:
    return Section(
        name="development",
        heading=_("How it was made"),
        law=_("Annex IV, 2"),
        says=[told for card in cards for told in _made(card)],
        tables=[figures.learned_from(card) for card in cards],
    )


def _made(card: Card) -> Iterator[str]:
    chosen, whose = card.chosen, models.called(card)
    yield from models.inputs(card)
    for told in (chosen.reason, chosen.method, chosen.let_through, card.note):
        if told:
            yield f"{whose}: {told}"


def _functioning(cards: list[Card]) -> Section:
    return Section(
        name="functioning",
        heading=_("What it can do, for whom it errs, and who watches over it"),
        law=_("Annex IV, 3"),
        says=[*(f"{models.called(card)}: {card.gain}" for card in cards if card.gain), *models.switch()],
        tables=[table for card in cards for table in _measured(card)],
        gaps=("oversight",),
    )


def _measured(card: Card) -> list[Table]:
    return [figures.accuracy(card), figures.ranges(card), *figures.groups(card)]


def _metrics() -> Section:
    told = _(
        "Errors are told in points of the score, as the mean absolute error and as RMSE; R² says how much of the "
        "differences between students a model tells. Each has an interval of 95 % and stands beside saying the "
        "average for "
        "everybody. Ranges are judged by how often they hold."
    )
    return Section(name="metrics", heading=_("Why these figures"), law=_("Annex IV, 4"), says=[told])


def _risks(cards: list[Card]) -> Section:
    costs = [table for card in cards if (table := figures.costs(card))]
    return Section(
        name="risks",
        heading=_("How risks are managed"),
        law=_("Annex IV, 5"),
        says=list(models.policies(cards)),
        tables=[models.limits(cards), *costs],
        gaps=("risk-management",),
    )


def _changes() -> Section:
    return Section(
        name="changes",
        heading=_("What was changed"),
        law=_("Annex IV, 6"),
        says=[models.gate()],
        tables=[models.changes()],
    )


def _standards() -> Section:
    return Section(name="standards", heading=_("Standards"), law=_("Annex IV, 7"), gaps=("standards",))


def _conformity() -> Section:
    heading = _("Declaration of conformity")
    return Section(name="conformity", heading=heading, law=_("Annex IV, 8"), gaps=("conformity",))


def _monitoring(cards: list[Card]) -> Section:
    return Section(
        name="monitoring",
        heading=_("How it fares in use"),
        law=_("Annex IV, 9"),
        says=[models.fared(card) for card in cards],
        gaps=("monitoring",),
    )

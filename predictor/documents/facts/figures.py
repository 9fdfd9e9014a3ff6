"""The figures of one live version as tables: how accurate, for whom it errs, what leaving fields out costs."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mlcore.models import Dataset
from mlcore.words.numbers import count
from mlcore.words.policies.ledger import Line
from predictor.documents.facts.models import called
from predictor.documents.facts.words import moment
from predictor.documents.parts import Table
from predictor.runs.groups import GroupRow, GroupTable
from predictor.versions.card import Card, LearnedFrom


def accuracy(card: Card) -> Table:
    rows = [(line.label, line.chosen, line.interval, line.without) for line in card.accuracy]
    columns = (_("Figure"), _("This model"), _("Its interval"), _("Saying the average for everybody"))
    heading = _("How accurate: %(version)s") % {"version": called(card)}
    return Table(heading, columns, rows, _("Measured on students that the model had not seen. Intervals are 95 %."))


def ranges(card: Card) -> Table:
    rows = [(f"{one.level} %", one.held, one.interval, count(one.rows)) for one in card.held.levels]
    columns = (_("Asked for"), _("Held for"), _("Its interval"), _("Students"))
    note = card.held.width if rows else _("Not measured: this version is from an older release.")
    return Table(_("Whether its ranges hold: %(version)s") % {"version": called(card)}, columns, rows, note)


def groups(card: Card) -> Iterator[Table]:
    """One per sensitive field, also of those that the model never sees."""
    for table in card.groups.tables:
        yield _groups(card, table)


def _groups(card: Card, table: GroupTable) -> Table:
    heading = _("Errors by %(field)s: %(version)s") % {"field": table.field.label, "version": called(card)}
    columns = (
        _("Group"),
        _("Students"),
        _("Too high or too low"),
        _("Its interval"),
        _("Typical error"),
        _("Range held"),
    )
    notes = [table.hidden, _("The model never sees this field.") if table.kept_out else ""]
    return Table(heading, columns, [_group(row) for row in table.rows], " ".join(filter(None, notes)))


def _group(row: GroupRow) -> tuple[str, ...]:
    return row.group, row.n, row.bias, row.interval, row.error, row.covered


def costs(card: Card) -> Table | None:
    """What leaving fields out costs in all; by group the page of its policies says it. None: it was not measured."""
    if card.costs is None:
        return None
    found = card.costs.table
    heading = _("What leaving fields out costs: %(version)s") % {"version": called(card)}
    rows = [(policy.line.label, *_figures(policy.line)) for policy in found.policies]
    return Table(heading, (_("Policy"), *found.headings), rows, f"{found.rates} {found.caution}")


def _figures(line: Line) -> Iterator[str]:
    for cell in line.cells:
        yield f"{cell.shown} ({cell.beside})" if cell.beside else cell.shown


def learned_from(card: Card) -> Table:
    dataset, told = card.version.run.dataset, card.learned_from
    rows = [
        (_("Dataset"), dataset.title),
        (_("Made-up data"), _("yes") if dataset.is_demo else _("no")),
        (_("Rows"), count(card.version.run.learned_from)),
        *_origin(dataset),
        *((name, text) for name, text in _told(told) if text),
        (_("Trained"), moment(card.version.run.started_at)),
        (_("SHA-256 of the rows"), dataset.sha256),
        (_("SHA-256 of the model file"), card.version.sha256),
    ]
    return Table(
        _("What it learned from: %(version)s") % {"version": called(card)}, (_("What"), _("As it stands")), rows
    )


def _origin(dataset: Dataset) -> list[tuple[str, str]]:
    return [
        (_("Source"), dataset.source or _("not stated")),
        (_("Licence"), dataset.licence or _("not stated")),
    ]


def _told(told: LearnedFrom) -> list[tuple[str, str]]:
    return [
        (_("Made of"), told.made_of),
        (_("Left out at the import"), told.refused),
        (_("Left out as repeats"), told.repeats),
        (_("Rows of students who object, left out"), told.withheld),
        (_("Deleted"), told.deleted),
    ]

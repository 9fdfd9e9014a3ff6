"""What leaving fields out costs, as tables: for the page, the card and the command line."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.results.policies.ledger import Figures, OfField, PolicyFigures, PolicyLedger, Rate
from mlcore.pipeline.results.scores import Estimate
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.groups import called
from mlcore.words.limits import not_shown
from mlcore.words.names import listed
from mlcore.words.numbers import NONE, count, ends, number, percent, percents, score

PLACES = 2


@dataclass(frozen=True)
class Cell:
    """A figure and, beside it, its interval or how many it is of."""

    heading: str
    shown: str
    beside: str = ""


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Groups:
    """The groups of one field under one policy."""

    field: str
    lines: tuple[Line, ...]
    hidden: str
    is_left_out: bool


@dataclass(frozen=True)
class OnePolicy:
    line: Line
    groups: tuple[Groups, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """`about` says how it was measured; `rates` what both rates count, or that there is no pass mark."""

    headings: tuple[str, ...]
    policies: tuple[OnePolicy, ...]
    about: str
    rates: str
    caution: str

    @property
    def width(self) -> int:
        """Of a row, in columns."""
        return 1 + len(self.headings)


def table(ledger: PolicyLedger, schema: Schema, target: Field) -> Table:
    """Everything there is, the policy of all fields first."""
    return Table(
        headings=headings(ledger),
        policies=tuple(_one(policy, ledger, schema) for policy in ledger.policies),
        about=about(ledger),
        rates=rates(ledger, target),
        caution=_("A difference whose interval holds 0 could be chance. No figure says why groups differ."),
    )


def headings(ledger: PolicyLedger) -> tuple[str, ...]:
    """Of the columns of figures."""
    inside = _("Inside the %(share)s %% range") % {"share": NARROW}
    found = (_("Students"), _("RMSE"), _("More than with all fields"), _("Too high or too low"), inside)
    return found if ledger.pass_at is None else (*found, _("False alarms"), _("Missed"))


def about(ledger: PolicyLedger) -> str:
    """By what, on which rows and how long it took."""
    told = _(
        "Each policy is %(label)s with the setting of this version, fitted %(folds)s times on %(rows)s students and "
        "asked about those it had not seen, on the same parts for all policies; no other candidate was tried and no "
        "setting was searched again. It took %(seconds)s s."
    )
    shown = {"label": ledger.label, "folds": ledger.folds, "rows": count(ledger.rows, in_tens=ledger.in_tens)}
    return told % {**shown, "seconds": number(ledger.seconds, 0 if ledger.seconds >= 10 else 1)}


def rates(ledger: PolicyLedger, target: Field) -> str:
    """What both rates count."""
    if ledger.pass_at is None:
        return _("The schema has no pass mark, so nothing is said of false alarms and of missed ones.")
    told = _(
        "Pass mark %(score)s. False alarms: of those who reached it, who was predicted below. Missed: of those who did "
        "not, who was predicted to reach it."
    )
    return told % {"score": score(ledger.pass_at, target)}


def label(left_out: Sequence[str], schema: Schema) -> str:
    """'All fields', 'Without Gender and Lunch'."""
    known = {field.slug: field.label for field in schema.fields}
    if not left_out:
        return _("All fields")
    return _("Without %(fields)s") % {"fields": listed([known.get(slug, slug) for slug in left_out])}


def _one(policy: PolicyFigures, ledger: PolicyLedger, schema: Schema) -> OnePolicy:
    cells = _cells(policy.everybody, ledger, in_tens=ledger.in_tens)
    line = Line(label(policy.left_out, schema), cells, policy.left_out)
    fields = {field.slug: field for field in schema.fields}
    groups = (_groups(one, fields[one.field], policy, ledger) for one in policy.fields if one.field in fields)
    return OnePolicy(line, tuple(groups))


def _groups(found: OfField, field: Field, policy: PolicyFigures, ledger: PolicyLedger) -> Groups:
    in_tens = ledger.in_tens or bool(found.hidden) or not _all_rated(found, ledger)
    lines = (Line(called(one.group, field), _cells(one.figures, ledger, in_tens=in_tens)) for one in found.groups)
    return Groups(field.label, tuple(lines), not_shown(found.hidden, field), field.slug in policy.left_out)


def _all_rated(found: OfField, ledger: PolicyLedger) -> bool:
    """Where some rates are hidden, exact numbers of the others would help to work them out."""
    return ledger.pass_at is None or all(one.figures.missed is not None for one in found.groups)


def _cells(figures: Figures, ledger: PolicyLedger, *, in_tens: bool) -> tuple[Cell, ...]:
    shown = [(count(figures.n, in_tens=in_tens), ""), _size(figures.rmse), _signed(figures.change)]
    shown += [_signed(figures.bias), _share(figures.covered)]
    if ledger.pass_at is not None:
        shown += [_rate(rate, in_tens=in_tens) for rate in (figures.false_alarms, figures.missed)]
    return tuple(Cell(heading, *one) for heading, one in zip(headings(ledger), shown, strict=True))


def _size(estimate: Estimate) -> tuple[str, str]:
    return number(estimate.mean, PLACES), ends(estimate, PLACES)


def _signed(estimate: Estimate | None) -> tuple[str, str]:
    if estimate is None:
        return NONE, ""
    return number(estimate.mean, PLACES, sign=True), ends(estimate, PLACES)


def _share(estimate: Estimate | None) -> tuple[str, str]:
    return (percent(estimate.mean), percents(estimate)) if estimate else (NONE, "")


def _rate(rate: Rate | None, *, in_tens: bool) -> tuple[str, str]:
    if rate is None:
        return _("not shown"), ""
    told = _("%(interval)s, of %(count)s")
    beside = {"interval": percents(rate.share), "count": count(rate.rows, in_tens=in_tens)}
    return percent(rate.share.mean), told % beside

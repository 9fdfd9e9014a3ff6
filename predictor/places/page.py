"""A few places in a group as their page shows them: whole people, and the class beside them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from predictor.models import GroupDraw, GroupMember, Student
from predictor.places import words
from predictor.places.plan import Person, Plan
from predictor.places.reads import Listed
from predictor.whole_class.table import Row

if TYPE_CHECKING:
    from mlcore.pipeline.forecast.counts import Count


@dataclass(frozen=True)
class Line:
    """A student of the page; `told` says how many of 20 like them are below the mark, or why that is not known."""

    student: Student
    range: str
    told: str
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class ShownPlan:
    plan: Plan
    mark: str
    group: str
    whole: str
    beyond: str
    surely: tuple[Line, ...]
    close: tuple[Line, ...]
    lot: str
    without: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class ShownList:
    """`again` says which draw it is, where it is not the first."""

    draw: GroupDraw
    mark: str
    group: str
    whole: str
    beyond: str
    again: str
    lines: tuple[Line, ...]
    gone: int


def shown_plan(plan: Plan) -> ShownPlan:
    mark = words.mark_of(plan.asked.mark, plan.asked.task.target)
    return ShownPlan(
        plan=plan,
        mark=mark,
        group=words.of_group(len(plan.surely) + plan.by_lot, plan.group, mark),
        whole=words.of_class(plan.told, plan.whole, mark) if plan.told else "",
        beyond=words.beyond(plan.group, plan.whole),
        surely=_lines(plan.surely),
        close=_lines(plan.close),
        lot=words.lot(plan.by_lot, len(plan.close)) if plan.close else "",
        without=tuple(_without(row) for row in plan.without),
    )


def _lines(people: Iterable[Person]) -> tuple[Line, ...]:
    return tuple(Line(one.row.student, _range(one.row), words.of_twenty(one.below)) for one in people)


def _range(row: Row) -> str:
    if row.reading is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": row.reading.low, "high": row.reading.high}


def _without(row: Row) -> Line:
    if row.student.objected_at:
        return Line(row.student, "", _("objects to being predicted"))
    if row.reading is None:
        return Line(row.student, "", _("no prediction yet"))
    return Line(row.student, _range(row), _("predicted by a model that tells no chances"))


def shown_list(found: Listed) -> ShownList:
    draw, counts = found.draw, counts_of(found.draw)
    mark = words.mark_of(draw.mark, draw.task.target)
    return ShownList(
        draw=draw,
        mark=mark,
        # Draws of older releases did not keep how many were counted.
        group=words.of_group(draw.expected.get("counted", 0), counts["group"], mark),
        whole=words.of_class(draw.expected["told"], counts["class"], mark) if draw.expected["told"] else "",
        beyond=words.beyond(counts["group"], counts["class"]),
        again=words.drawn_again(draw.number),
        lines=tuple(_line(member) for member in found.members),
        gone=found.gone,
    )


def counts_of(draw: GroupDraw) -> "dict[str, Count]":
    """How many were expected when it was drawn: of the `group`, and of the `class`."""
    from mlcore.pipeline.forecast.counts import Count

    return {part: Count(**draw.expected[part]) for part in ("group", "class")}


def _line(member: GroupMember) -> Line:
    told = words.of_twenty(member.below) if member.below is not None else ""
    return Line(member.student, "", told, words.how(member.how))

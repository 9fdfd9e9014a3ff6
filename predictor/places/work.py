"""Drawing who gets the places, while somebody else may be doing so."""

import datetime as dt
import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore import stopping
from mlcore.models import Task
from predictor.models import Classroom, GroupDraw, GroupMember, Prediction
from predictor.models.teaching.places import LENGTH_OF_SEED
from predictor.places.plan import Asked, Person, Plan, plan_for
from predictor.problems import ClassArchived, DeletedMeanwhile, DrawnMeanwhile, PlacesRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

How = GroupMember.How


@dataclass(frozen=True, kw_only=True)
class Order:
    """`by_hand` are students who cannot be ordered; `seen` is the number of the newest draw that was shown, or 0."""

    asked: Asked
    by_hand: Collection[int]
    until: dt.date
    seen: int


def newest_number(classroom: Classroom, task: Task) -> int:
    """Of the draws that are in force."""
    return _newest(GroupDraw.objects.in_force(timezone.localdate()), classroom, task)


def _newest(rows: QuerySet[GroupDraw], classroom: Classroom, task: Task) -> int:
    numbers = rows.filter(classroom=classroom, task=task).values_list("number", flat=True)
    return numbers.order_by("-number").first() or 0


@transaction.atomic
def draw(order: Order, by: "User") -> GroupDraw:
    """Raises PlacesRefused, DeletedMeanwhile, ClassArchived, PredictingStopped."""
    stopping.check()  # a list is drawn by predictions
    asked = order.asked
    _hold(asked.classroom)
    if newest_number(asked.classroom, asked.task) != order.seen:
        raise DrawnMeanwhile(_("Somebody else drew in the meantime. Look at that list first."))
    plan = _checked(plan_for(asked, order.by_hand), order)
    seed = secrets.token_hex(LENGTH_OF_SEED // 2)
    lot = _lot(plan, seed)
    row = _row(order, seed, _expected(plan, lot), by)
    row.save(force_insert=True)
    GroupMember.objects.bulk_create(_members(row, plan, lot))
    return row


def _row(order: Order, seed: str, expected: dict[str, Any], by: "User") -> GroupDraw:
    """Its number follows those of all draws that are kept, also of those whose term ended."""
    asked = order.asked
    return GroupDraw(
        classroom=asked.classroom,
        task=asked.task,
        number=_newest(GroupDraw.objects.all(), asked.classroom, asked.task) + 1,
        mark=asked.mark,
        places=asked.places,
        seed=seed,
        expected=expected,
        until=order.until,
        made_by=by,
    )


def _hold(classroom: Classroom) -> None:
    """Two draws at once would have one number."""
    held = Classroom.objects.to_change().filter(pk=classroom.pk).first()
    if held is None:
        raise DeletedMeanwhile(_("The class was deleted in the meantime."))
    ClassArchived.check(held)


def _checked(plan: Plan, order: Order) -> Plan:
    if len(plan.by_hand) != len(set(order.by_hand)):
        raise PlacesRefused(
            _("Only students of the class who have no place in the order are added by hand. Look again.")
        )
    if len(plan.by_hand) > order.asked.places:
        raise PlacesRefused(_("More students were added by hand than there are places."))
    if not plan.filled:
        raise PlacesRefused(_("Nobody can be considered yet. Predict the class first."))
    return plan


def _lot(plan: Plan, seed: str) -> set[int]:
    """Students who are drawn; by their ids alone, which say nothing about them."""
    from mlcore.pipeline.forecast.group import drawn

    return set(drawn([person.row.student.pk for person in plan.close], plan.by_lot, seed))


def _expected(plan: Plan, lot: Collection[int]) -> dict[str, Any]:
    from mlcore.pipeline.forecast.group import expected_below

    chosen = [*plan.surely, *(person for person in plan.close if person.row.student.pk in lot)]
    group = expected_below([person.distribution for person in chosen], plan.asked.mark, plan.likely)
    return {"group": asdict(group), "counted": len(chosen), "class": asdict(plan.whole), "told": plan.told}


def _members(row: GroupDraw, plan: Plan, lot: Collection[int]) -> Iterator[GroupMember]:
    drawn = [person for person in plan.close if person.row.student.pk in lot]
    others = [person for person in plan.close if person.row.student.pk not in lot]
    parts: list[tuple[How, Sequence[Person]]] = [
        (How.SURELY, plan.surely),
        (How.LOT, drawn),
        (How.CLOSE, others),
        (How.BEHIND, plan.behind),
    ]
    for how, people in parts:
        for person in people:
            yield _member(row, person.row.student.pk, how, person.prediction, person.below)
    for one in plan.by_hand:
        yield _member(row, one.student.pk, How.HAND, one.reading.prediction if one.reading else None, None)


def _member(row: GroupDraw, student: int, how: How, prediction: Prediction | None, below: float | None) -> GroupMember:
    return GroupMember(draw=row, student_id=student, prediction=prediction, below=below, how=how)

"""What the pages of a zip show, bounded however large the school is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from predictor.imports.core.person import Person
from predictor.imports.pages import Shown
from predictor.imports.previews.preview import Cell, Line
from predictor.imports.words import done, label, shown
from predictor.models import Roster
from predictor.oneroster import words
from predictor.oneroster.core.class_plan import ClassPlan
from predictor.oneroster.core.plan import RosterPlan
from predictor.oneroster.drafts import Draft
from predictor.oneroster.suspicions import suspicions

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from predictor.models import Import

STEPS = (("classes", "Classes"), ("who", "Teachers and tests"), ("look", "Look and store"))
MOST_CLASSES, MOST_ROWS, MOST_ODD = 100, 40, 20


@dataclass(frozen=True, kw_only=True)
class ClassShown:
    name: str
    key: int | None
    schema: str
    said: str
    new: Shown
    changed: Shown
    incoming: Shown
    leaving: Shown
    refused: Shown
    teachers: Sequence[str]
    stopping: Sequence[str]


def may_go(draft: Draft, plan: RosterPlan) -> list[tuple[Person, str]]:
    """Absent students, and those of them of whom it was said that they leave; each with the name of the class."""
    chosen = set(draft.choices.gone)
    found = [
        (person, one.here.name)
        for one in plan.classes
        for person in (*one.plan.absent, *(person for person in one.leaving if person.pk in chosen))
    ]
    coming = [coming for one in plan.classes for coming in one.incoming]
    return found + [(one.person, one.from_name) for one in coming if one.person.pk in chosen]


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A teacher of a class here who no longer teaches it in the file; `others` teach it on."""

    class_id: str
    class_name: str
    account: int
    name: str
    others: int


def may_stop(plan: RosterPlan, accounts: dict[int, str]) -> list[Ending]:
    """`accounts` are names by key."""
    return [
        Ending(
            class_id=one.id,
            class_name=one.here.name,
            account=account,
            name=accounts.get(account, ""),
            others=len(one.here.teachers - set(one.teaching.over)) + len(one.teaching.new),
        )
        for one in plan.classes
        for account in one.teaching.over
    ]


def look_page(plan: RosterPlan, accounts: dict[int, str]) -> dict[str, Any]:
    """`accounts` are names by key."""
    telling = [one for one in plan.classes if one.stores_anything or one.plan.rejected]
    quiet = [one for one in plan.classes if not (one.stores_anything or one.plan.rejected)]
    odd, perhaps = suspicions(plan) if plan.stores_anything else ([], [])
    return {
        "plan": plan,
        "odd": Shown(odd[:MOST_ODD], len(odd)),
        "perhaps": Shown(perhaps[:MOST_ODD], len(perhaps)),
        "summary": words.summary(plan),
        "notes": list(words.notes(plan)),
        "classes": Shown([_class(one, accounts) for one in telling[:MOST_CLASSES]], len(telling)),
        "quiet": Shown([one.here.name for one in quiet[:MOST_CLASSES]], len(quiet)),
    }


def parts_of(row: Roster) -> "QuerySet[Import]":
    """What it did to each class."""
    return row.parts.select_related("classroom").order_by("classroom__name", "pk")


def result_page(row: Roster) -> dict[str, Any]:
    parts = parts_of(row)
    told = [(part, done(part.counts)) for part in parts[:MOST_CLASSES]]
    return {"done": words.done(row.counts), "parts": Shown(told, parts.count())}


def _class(one: ClassPlan, accounts: dict[int, str]) -> ClassShown:
    return ClassShown(
        name=one.here.name,
        key=one.here.key,
        schema=one.here.schema.label,
        said=words.others_of_class(one),
        new=Shown([_line(one, planned) for planned in one.plan.new[:MOST_ROWS]], len(one.plan.new)),
        changed=Shown([_line(one, planned) for planned in one.plan.changed[:MOST_ROWS]], len(one.plan.changed)),
        incoming=_first(one.incoming),
        leaving=_first(one.leaving),
        refused=Shown([words.refused(one, row) for row in one.plan.rejected[:MOST_ROWS]], len(one.plan.rejected)),
        teachers=[accounts.get(key, "") for key in one.teaching.new],
        stopping=[accounts.get(key, "") for key in one.teaching.stopping],
    )


def _first(rows: Sequence[Any]) -> Shown:
    return Shown(rows[:MOST_ROWS], len(rows))


def _line(one: ClassPlan, planned: Any) -> Line:
    schema = one.here.schema
    cells = tuple(
        Cell(label(each.what, schema), shown(each.what, each.old, schema), shown(each.what, each.new, schema))
        for each in planned.differences
    )
    return Line(0, planned.student, planned.name, planned.reference, cells)

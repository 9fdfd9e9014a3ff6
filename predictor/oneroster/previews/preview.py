"""The preview of a zip, bounded however large the school is, and small enough to be kept with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth import get_user_model

from mlcore.pipeline.from_json import from_json
from predictor.imports.core.person import Person
from predictor.imports.previews.preview import Cell, Line, Told
from predictor.imports.words import label, shown
from predictor.oneroster import words
from predictor.oneroster.core.class_plan import ClassPlan
from predictor.oneroster.core.plan import RosterPlan
from predictor.oneroster.drafts import Draft
from predictor.oneroster.suspicions import OddClass, suspicions

MOST_CLASSES, MOST_ROWS, MOST_ODD, MOST_GOING = 100, 40, 20, 300
T = TypeVar("T")


@dataclass(frozen=True)
class Someone:
    """`class_name` is where they are now."""

    key: int
    name: str
    reference: str
    class_name: str


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A teacher of a class here who no longer teaches it in the file; `others` teach it on."""

    class_id: str
    class_name: str
    account: int
    name: str
    others: int


@dataclass(frozen=True, kw_only=True)
class ClassShown:
    """`counts` of each part in all, of which the first are shown."""

    name: str
    key: int | None
    schema: str
    said: Told
    counts: Mapping[str, int]
    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    incoming: tuple[Someone, ...]
    leaving: tuple[Someone, ...]
    refused: tuple[Told, ...]
    teachers: tuple[str, ...]
    stopping: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RosterPreview:
    """`hash` of the plan; `totals` say how many there are in all of what is shown of `classes`, `quiet`, `odd` and
    `perhaps`. `going` may leave, and `ending` may stop to teach."""

    hash: str
    counts: Mapping[str, int]
    stores_anything: bool
    summary: Told
    notes: tuple[Told, ...]
    totals: Mapping[str, int]
    odd: tuple[OddClass, ...]
    perhaps: tuple[OddClass, ...]
    classes: tuple[ClassShown, ...]
    quiet: tuple[str, ...]
    going: tuple[Someone, ...]
    ending: tuple[Ending, ...]

    @classmethod
    def of(cls, data: object) -> "RosterPreview":
        """Raises ValueError for what another release kept in another shape."""
        return from_json(cls, data)


def preview_of(draft: Draft, plan: RosterPlan) -> RosterPreview:
    accounts = _accounts(plan)
    odd, perhaps = suspicions(plan) if plan.stores_anything else ([], [])
    telling = [one for one in plan.classes if one.stores_anything or one.plan.rejected]
    quiet = [one.here.name for one in plan.classes if not (one.stores_anything or one.plan.rejected)]
    of_parts: dict[str, Sequence[object]] = {"odd": odd, "perhaps": perhaps, "classes": telling, "quiet": quiet}
    return RosterPreview(
        hash=plan.hash,
        counts=plan.counts,
        stores_anything=plan.stores_anything,
        summary=words.summary(plan),
        notes=tuple(words.notes(plan)),
        totals={part: len(found) for part, found in of_parts.items()},
        odd=tuple(odd[:MOST_ODD]),
        perhaps=tuple(perhaps[:MOST_ODD]),
        classes=tuple(_class(one, accounts) for one in telling[:MOST_CLASSES]),
        quiet=tuple(quiet[:MOST_CLASSES]),
        going=tuple(_may_go(draft, plan)[:MOST_GOING]),
        ending=tuple(_may_stop(plan, accounts)),
    )


def _accounts(plan: RosterPlan) -> dict[int, str]:
    """Names by key."""
    teachers = {key for one in plan.classes for key in (*one.teaching.new, *one.teaching.over)}
    return {user.pk: user.get_username() for user in get_user_model().objects.filter(pk__in=teachers)}


def _may_go(draft: Draft, plan: RosterPlan) -> list[Someone]:
    """Absent students, and those of them of whom it was said that they leave."""
    chosen = set(draft.choices.gone)
    found = [
        _someone(person, one.here.name)
        for one in plan.classes
        for person in (*one.plan.absent, *(person for person in one.leaving if person.pk in chosen))
    ]
    coming = [coming for one in plan.classes for coming in one.incoming]
    return found + [_someone(one.person, one.from_name) for one in coming if one.person.pk in chosen]


def _may_stop(plan: RosterPlan, accounts: Mapping[int, str]) -> list[Ending]:
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


def _class(one: ClassPlan, accounts: Mapping[int, str]) -> ClassShown:
    plan = one.plan
    parts: dict[str, Sequence[Any]] = {"new": plan.new, "changed": plan.changed, "refused": plan.rejected}
    parts |= {"incoming": one.incoming, "leaving": one.leaving}
    return ClassShown(
        name=one.here.name,
        key=one.here.key,
        schema=one.here.schema.label,
        said=words.others_of_class(one),
        counts={part: len(found) for part, found in parts.items()},
        new=tuple(_line(one, planned) for planned in _first(plan.new)),
        changed=tuple(_line(one, planned) for planned in _first(plan.changed)),
        incoming=tuple(_someone(coming.person, coming.from_name) for coming in _first(one.incoming)),
        leaving=tuple(_someone(person, one.here.name) for person in _first(one.leaving)),
        refused=tuple(words.refused(one, row) for row in _first(plan.rejected)),
        teachers=_named(one.teaching.new, accounts),
        stopping=_named(one.teaching.stopping, accounts),
    )


def _first(rows: Sequence[T]) -> Sequence[T]:
    return rows[:MOST_ROWS]


def _named(keys: Iterable[int], accounts: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(accounts.get(key, "") for key in keys)


def _someone(person: Person, class_name: str) -> Someone:
    return Someone(person.pk, person.name, person.reference, class_name)


def _line(one: ClassPlan, planned: Any) -> Line:
    schema = one.here.schema
    cells = tuple(
        Cell(label(each.what, schema), shown(each.what, each.old, schema), shown(each.what, each.new, schema))
        for each in planned.differences
    )
    return Line(0, planned.student, planned.name, planned.reference, cells)

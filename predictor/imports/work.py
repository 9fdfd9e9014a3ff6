"""Storing what was confirmed, as a whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from mlcore.pipeline.messages import N_, NN_, Message, message
from mlcore.pipeline.schema import Field
from predictor.access_log.record import touched
from predictor.classes.work import FACTS, note
from predictor.imports.core.person import Person
from predictor.imports.core.plan import Plan, Planned
from predictor.imports.core.rejected import rejected_rows
from predictor.imports.core.targets import Who
from predictor.imports.drafts import GONE, Draft
from predictor.imports.suspicions import suspicions
from predictor.models import Classroom, Import, ImportedChange, ImportFile, Roster, Student, Submission
from predictor.models.outcomes import LONGEST_WHY
from predictor.outcomes.work import Result, record
from predictor.problems import ClassArchived, DeletedMeanwhile, ImportDone, ImportOdd, ImportRefused, PlanChanged

if TYPE_CHECKING:
    from django.contrib.auth.models import User

NOT_STORED = N_("This file is not stored, so nothing can be undone.")
AT_A_TIME = 1_000


@dataclass(frozen=True, kw_only=True)
class Follower:
    """Who follows what is stored: `tell` hears which share of it is, `end` is what the same transaction ends with."""

    tell: Callable[[float], object]
    end: Callable[[Import | Roster], object]


def facts(student: Student) -> dict[str, Any]:
    """Everything that an import can change of a student."""
    return {name: getattr(student, name) for name in FACTS}


def confirm(
    draft: Draft,
    user: "User",
    seen: str,
    *,
    despite_odd: bool = False,
    follower: Follower | None = None,
) -> Import:
    """Store the plan whose hash was seen; what is odd about the rows as a whole only `despite_odd`.

    Raises ImportDone, PlanChanged, ImportOdd, ImportRefused, DeletedMeanwhile, ClassArchived.
    """
    _ = draft.entries  # read before anything is locked; the bytes of a draft do not change
    with transaction.atomic():
        hold_class(draft.row.classroom)
        row = held(draft.row, Import.State.DRAFT)
        ClassArchived.check(row.classroom)
        if row.choices != draft.choices:
            changed = N_("The columns or the decisions were changed in the meantime, perhaps in another tab.")
            raise PlanChanged(message(changed))
        students = _held_students(row.classroom)
        draft.forget_people()
        plan = draft.plan()
        if plan.hash != seen:
            raise PlanChanged(_what_changed(row, plan))
        _check(draft, plan, despite_odd=despite_odd)
        _record(row, _stored(draft, plan, students, user), len(plan.new) + len(plan.changed), follower)
        _end(draft, row, plan, user)
        if follower:
            follower.end(row)
    return row


def _check(draft: Draft, plan: "Plan", *, despite_odd: bool) -> None:
    if not plan.stores_anything:
        raise ImportRefused(message(N_("Nothing would be stored: no row is new, and none changes anything.")))
    if not despite_odd and (odd := suspicions(draft)[0]):
        despite = N_("Nothing was stored. %(odd)s If the file is right all the same, say so.")
        raise ImportOdd(message(despite, odd=odd[0]))


def discard(row: Import) -> None:
    """Raises ImportDone where it was stored already."""
    with transaction.atomic():
        held(row, Import.State.DRAFT).delete()


def held(row: Import, state: Import.State) -> Import:
    """As it is now, until the end of the transaction. Raises ImportDone where that is another state."""
    found = Import.objects.to_change().select_related("classroom__schema_version").filter(pk=row.pk).first()
    if found is None or found.state != state:
        raise ImportDone(message(GONE if state == Import.State.DRAFT else _why_not_stored(found)))
    return found


def _why_not_stored(row: Import | None) -> str:
    return NOT_STORED if row and row.is_draft else N_("This import was undone already.")


def hold_class(classroom: Classroom) -> None:
    """Before anything of it: whoever deletes the class does so, too. Whoever adds a student to it waits."""
    if not Classroom.objects.select_for_update(of=("self",)).filter(pk=classroom.pk).exists():
        raise DeletedMeanwhile(message(N_("The class was deleted in the meantime.")))


def hold_classes(keys: Iterable[int]) -> None:
    """Those of them that are there, in an order in which two at once do not wait for each other."""
    list(Classroom.objects.select_for_update(of=("self",)).filter(pk__in=list(keys)).order_by("pk").values_list("pk"))


def _held_students(classroom: Classroom) -> dict[int, Student]:
    return {student.pk: student for student in Student.objects.to_change().of(classroom).order_by("pk")}


def _what_changed(row: Import, plan: Plan) -> Message:
    file = ImportFile.objects.filter(about=row).first()
    rows = plan.differs_from(file.seen) if file and file.seen else []
    if not rows:
        return message(N_("Nothing was stored: the students were changed since you looked. Look again, then confirm."))
    named: Message | str = ", ".join(map(str, rows[:10]))
    if len(rows) > 10:
        named = message(N_("%(some)s and %(count)s more"), some=named, count=len(rows) - 10)
    template = NN_(
        "Nothing was stored: the students were changed since you looked. What would be stored is another for row "
        "%(rows)s. Look again, then confirm.",
        "Nothing was stored: the students were changed since you looked. What would be stored is another for rows "
        "%(rows)s. Look again, then confirm.",
    )
    return message(template, count=len(rows), rows=named)


def _stored(
    draft: Draft, plan: Plan, students: Mapping[int, Student], user: "User"
) -> Iterator[tuple[int, list[ImportedChange]]]:
    """Piece by piece: how many rows of the plan, and what they changed, which is still to be stored."""
    classroom = draft.row.classroom
    fields = classroom.schema_version.schema.described
    for piece in _pieces(plan.new):
        yield len(piece), store_new(classroom, piece, fields)
    persons = {person.pk: person for person in draft.people}
    for piece in _pieces(plan.changed):
        if plan.kind == "outcomes":
            yield len(piece), _outcomes(draft, piece, persons, user)
        else:
            yield len(piece), store_changed(students, piece, fields)


def _pieces(planned: Sequence[Planned]) -> Iterator[Sequence[Planned]]:
    return (planned[start : start + AT_A_TIME] for start in range(0, len(planned), AT_A_TIME))


def _record(
    row: Import, stored: Iterable[tuple[int, list[ImportedChange]]], total: int, follower: Follower | None
) -> None:
    done = 0
    for count, changes in stored:
        for change in changes:
            change.about = row
        touched(change.student_id for change in ImportedChange.objects.bulk_create(changes, batch_size=AT_A_TIME))
        done += count
        if follower:
            follower.tell(done / total)


def _end(draft: Draft, row: Import, plan: Plan, user: "User") -> None:
    row.state, row.counts, row.stored_at, row.stored_by = Import.State.STORED, plan.counts, timezone.now(), user
    row.save(update_fields=["state", "counts", "stored_at", "stored_by"])
    _keep_rejected(draft, plan)


def store_new(classroom: Classroom, planned: Iterable[Planned], fields: Sequence[Field]) -> list[ImportedChange]:
    """In the order of what was planned; the changes are still to be stored."""
    students = []
    for one in planned:
        student = Student(classroom=classroom, name=one.name, reference=one.reference)
        note(student, one.values, fields)
        students.append(student)
    Student.objects.bulk_create(students, batch_size=AT_A_TIME)
    return [ImportedChange(student=student, before=None, after=facts(student)) for student in students]


def store_changed(
    students: Mapping[int, Student], planned: Iterable[Planned], fields: Sequence[Field]
) -> list[ImportedChange]:
    """`students` are locked; the changes are still to be stored."""
    changes = []
    for one in planned:
        student = students[one.student or 0]
        before = facts(student)
        _change(student, one, fields)
        changes.append(ImportedChange(student=student, before=before, after=facts(student)))
    touched = [change.student for change in changes]
    Student.objects.bulk_update(touched, FACTS, batch_size=AT_A_TIME)
    return changes


def _change(student: Student, one: Planned, fields: Sequence[Field]) -> None:
    new = {difference.what: difference.new for difference in one.differences}
    student.name = str(new.get(Who.NAME, student.name))
    student.reference = str(new.get(Who.NUMBER, student.reference))
    note(student, one.values, fields)
    # What is said again after somebody submitted another value is newer than that.
    moment = timezone.now().isoformat()
    student.noted = student.noted | {slug: moment for slug in one.values if slug in student.known}


def _outcomes(
    draft: Draft, planned: Iterable[Planned], persons: Mapping[int, Person], user: "User"
) -> list[ImportedChange]:
    results = [result for one in planned for result in _results(one, persons[one.student or 0])]
    why = f"From the file {draft.row.file_name}"[:LONGEST_WHY]  # not for readers: it is stored
    rows = record(results, schema_name=draft.schema.name, made_by=user, door=Submission.Door.FILE, why=why)
    return [
        ImportedChange(
            student_id=row.student_id, before=None, after={"outcome": row.pk, "field": row.field, "value": row.value}
        )
        for row in rows
    ]


def _results(one: Planned, person: Person) -> Iterator[Result]:
    for slug, value in one.values.items():
        if one.day and isinstance(value, float):
            replaces, _ = person.outcomes.get((slug, one.day), (None, None))
            yield Result(student=person.pk, field=slug, value=value, day=one.day, replaces=replaces)


def _keep_rejected(draft: Draft, plan: Plan) -> None:
    """Instead of the file, which holds more about people than is needed any longer."""
    files = ImportFile.objects.filter(about=draft.row)
    if plan.rejected:
        content = rejected_rows(draft.table, plan, draft.maxima, draft.fields)
        files.update(content=content.encode(), seen={}, preview={}, job=None)
    else:
        files.delete()

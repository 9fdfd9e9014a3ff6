"""Storing what was confirmed of a zip, for all of its classes or for none."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from mlcore.pipeline.messages import N_, message
from predictor.access_log.record import touched
from predictor.classes.keeping.work import note_left
from predictor.imports.work import AT_A_TIME, Follower, facts, hold_classes, store_changed, store_new
from predictor.models import (
    Classroom,
    Import,
    ImportedChange,
    Membership,
    Roster,
    RosterClass,
    RosterFile,
    RosterStudent,
    Student,
)
from predictor.oneroster import words
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.core.class_plan import ClassPlan
from predictor.oneroster.core.here import Class
from predictor.oneroster.core.plan import RosterPlan
from predictor.oneroster.core.rejected import refused_zip
from predictor.oneroster.core.teaching import Teaching
from predictor.oneroster.drafts import GONE, Draft
from predictor.oneroster.reads import LONGEST_CLASS_NAME
from predictor.oneroster.suspicions import suspicions
from predictor.problems import ImportDone, ImportOdd, ImportRefused, PlanChanged

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CHANGED = N_(
    "Nothing was stored: classes, students or choices were changed since you looked. Look again, then confirm."
)
NOT_REFUSED = N_("There are no refused rows of this file, or they were taken away after some weeks.")
UNDONE = N_("This file was undone already.")
LEFT = ", left"


def confirm(
    draft: Draft,
    user: "User",
    seen: str,
    *,
    despite_odd: bool = False,
    follower: Follower | None = None,
) -> Roster:
    """Store the plan whose hash was seen; what is odd about a class as a whole only `despite_odd`.

    Raises ImportDone, PlanChanged, ImportOdd, ImportRefused.
    """
    _ = draft.records  # read before anything is locked; the bytes of a draft do not change
    try:
        with transaction.atomic():
            row = _confirm(draft, user, seen, despite_odd=despite_odd, follower=follower)
            if follower:
                follower.end(row)
            return row
    except IntegrityError as error:
        # Somebody else takes the same class in, or gives a number to a student, at this moment.
        raise PlanChanged(message(CHANGED)) from error


def discard(row: Roster) -> None:
    """Raises ImportDone where it was stored already."""
    with transaction.atomic():
        held(row, Roster.State.DRAFT).delete()


def refused_of(row: Roster) -> bytes:
    """A zip of the rows that were not taken, or would not be. Raises ImportRefused where there are none to be had."""
    if row.is_draft:
        draft = Draft.of(row)
        return refused_zip(draft.records, draft.plan(), words.reasons)
    file = RosterFile.objects.filter(about=row).first()
    if file is None:
        raise ImportRefused(message(NOT_REFUSED))
    return bytes(file.content)


def held(row: Roster, state: Roster.State) -> Roster:
    """As it is now, until the end of the transaction. Raises ImportDone where that is another state."""
    found = Roster.objects.to_change().filter(pk=row.pk).first()
    if found is None or found.state != state:
        raise ImportDone(message(GONE if state == Roster.State.DRAFT else UNDONE))
    return found


def _confirm(draft: Draft, user: "User", seen: str, *, despite_odd: bool, follower: Follower | None) -> Roster:
    row = held(draft.row, Roster.State.DRAFT) if draft.row.pk else draft.row
    if Choices.of(row.choices) != draft.choices:
        raise PlanChanged(message(CHANGED))
    draft.forget()
    classes = _all(draft.here.values())
    hold_classes(classes)
    students = Student.objects.to_change().filter(classroom__in=classes).order_by("pk")
    locked = {student.pk: student for student in students}
    draft.forget()
    plan = draft.plan()
    if plan.hash != seen:
        raise PlanChanged(message(CHANGED))
    _check(plan, despite_odd=despite_odd)
    _Storing(row, plan, locked, user).store(follower)
    _keep_refused(row, draft, plan)
    return row


def _check(plan: RosterPlan, *, despite_odd: bool) -> None:
    """Whether it may be stored as it is."""
    if not plan.stores_anything:
        raise ImportRefused(message(N_("Nothing would be stored: nobody is new, and nothing changes.")))
    if not despite_odd and (odd := suspicions(plan)[0]):
        despite = N_("%(class)s: %(odd)s If the file is right all the same, say so.")
        raise ImportOdd(message(despite, **{"class": odd[0].name, "odd": odd[0].sentences[0]}))


def _keep_refused(row: Roster, draft: Draft, plan: RosterPlan) -> None:
    """Instead of the zip, which holds more about people than is needed any longer."""
    RosterFile.objects.filter(about=row).delete()
    if plan.counts["rejected"]:
        RosterFile.objects.create(about=row, content=refused_zip(draft.records, plan, words.reasons))


def _all(classes: Iterable[Class]) -> list[int]:
    """With those of the leavers."""
    both = [other for one in classes for other in (one, one.left) if other]
    return [one.key for one in both if one.key is not None]


class _Storing:
    """One zip while it is stored. `made` is what an undo needs to know beyond students."""

    def __init__(self, row: Roster, plan: RosterPlan, students: Mapping[int, Student], user: "User") -> None:
        self._row, self._plan, self._students, self._user = row, plan, students, user
        self._now = timezone.now()
        self._made: dict[str, list[Any]] = {"classes": [], "teachers": [], "stopped": []}

    def store(self, follower: Follower | None) -> None:
        self._row.state, self._row.counts = Roster.State.STORED, self._plan.counts
        self._row.stored_at, self._row.stored_by = self._now, self._user
        self._row.save()
        telling = [one for one in self._plan.classes if one.stores_anything]
        for done, one in enumerate(telling, 1):
            self._store_class(one)
            if follower:
                follower.tell(done / len(telling))
        self._row.made = self._made
        self._row.save(update_fields=["made"])

    def _store_class(self, one: ClassPlan) -> None:
        classroom = self._classroom(one)
        self._store_teachers(classroom, one.teaching)
        gone = self._move(one.leaving, self._leavers(classroom, one)) if one.leaving else []
        came = self._move([coming.person for coming in one.incoming], classroom)
        changed = self._changed(one, came)
        new = store_new(classroom, one.plan.new, one.here.kept)
        self._note_ids(one, new)
        if changes := [*gone, *changed, *new]:
            self._record(classroom, one, changes)

    def _store_teachers(self, classroom: Classroom, teaching: Teaching) -> None:
        classroom.teachers.add(*teaching.new)
        classroom.teachers.remove(*teaching.stopping)
        self._made["teachers"] += [[classroom.pk, user] for user in teaching.new]
        self._made["stopped"] += [[classroom.pk, user] for user in teaching.stopping]

    def _classroom(self, one: ClassPlan) -> Classroom:
        if one.here.key is not None:
            classroom = Classroom.objects.get(pk=one.here.key)
            RosterClass.objects.get_or_create(classroom=classroom, defaults={"sourced_id": one.id, "about": self._row})
            return classroom
        classroom = self._make(one.here.name, one)
        RosterClass.objects.create(classroom=classroom, sourced_id=one.id, about=self._row)
        return classroom

    def _leavers(self, classroom: Classroom, one: ClassPlan) -> Classroom:
        """Where those go who leave: nobody teaches it, and all that was predicted for them stays."""
        if one.here.left and one.here.left.key is not None:
            return Classroom.objects.get(pk=one.here.left.key)
        left = self._make(f"{classroom.name[: LONGEST_CLASS_NAME - len(LEFT)]}{LEFT}", one)
        RosterClass.objects.filter(classroom=classroom).update(left=left)
        return left

    def _make(self, name: str, one: ClassPlan) -> Classroom:
        classroom = Classroom.objects.create(name=name, schema_version_id=one.here.schema_version)
        self._made["classes"].append(classroom.pk)
        return classroom

    def _move(self, people: Iterable[Any], to: Classroom) -> list[ImportedChange]:
        students = [self._students[person.pk] for person in people]
        note_left([Membership(student=student, classroom_id=student.classroom_id) for student in students], to)
        changes = []
        for student in students:
            before = facts(student) | {"classroom_id": student.classroom_id}
            student.classroom_id = to.pk
            changes.append(ImportedChange(student=student, before=before, after=before | {"classroom_id": to.pk}))
        Student.objects.bulk_update(students, ["classroom"], batch_size=AT_A_TIME)
        return changes

    def _changed(self, one: ClassPlan, came: Sequence[ImportedChange]) -> list[ImportedChange]:
        """Whoever comes from another class and changes as well is one change."""
        changes = {change.student_id: change for change in came}
        for change in store_changed(self._students, one.plan.changed, one.here.kept):
            if change.student_id in changes:
                changes[change.student_id].after |= change.after
            else:
                changes[change.student_id] = change
        return list(changes.values())

    def _note_ids(self, one: ClassPlan, new: Sequence[ImportedChange]) -> None:
        students = dict(
            zip((planned.row for planned in one.plan.new), (change.student_id for change in new), strict=True)
        )
        students |= {planned.row: planned.student or 0 for planned in (*one.plan.changed, *one.plan.unchanged)}
        known = {*one.here.ids.values()}
        rows = [
            RosterStudent(student_id=student, sourced_id=one.rows.pupils[row].id, about=self._row)
            for row, student in students.items()
            if student not in known
        ]
        # Whoever comes from another class brings theirs along.
        RosterStudent.objects.bulk_create(rows, batch_size=AT_A_TIME, ignore_conflicts=True)

    def _record(self, classroom: Classroom, one: ClassPlan, changes: Sequence[ImportedChange]) -> None:
        part = Import.objects.create(
            classroom=classroom,
            kind=Import.Kind.STUDENTS,
            state=Import.State.STORED,
            part_of=self._row,
            made_by=self._row.made_by,
            file_name=self._row.file_name,
            sha256=self._row.sha256,
            size=self._row.size,
            counts=one.plan.counts | {"moved": len(one.incoming), "left": len(one.leaving)},
            stored_at=self._now,
            stored_by=self._user,
        )
        for change in changes:
            change.about = part
        ImportedChange.objects.bulk_create(changes, batch_size=AT_A_TIME)
        touched(change.student_id for change in changes)

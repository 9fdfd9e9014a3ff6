"""What is here already: classes with their students, ids that earlier zips brought, accounts that may teach."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from mlcore.models import SchemaVersion
from mlcore.pipeline.files.oneroster.records import Roster as Records
from mlcore.pipeline.files.oneroster.records import SchoolClass
from mlcore.pipeline.messages import N_, message
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.spelling import is_text, name_in
from predictor.imports.core.person import Person
from predictor.models import Classroom, Roster, RosterClass, RosterStudent, Student
from predictor.oneroster.core.choices import NEW, Choices, schema_version_of
from predictor.oneroster.core.here import Class, Pupil
from predictor.predicting.known.entries import recent_submissions
from predictor.predicting.prefill import begin_with
from predictor.problems import ImportRefused

LONGEST_CLASS_NAME = 100
CHOOSE_AGAIN = N_("A class or schema that was chosen is not there any more. Choose the classes again.")


def linked_classes() -> dict[str, int]:
    """Classes that came from zips, by their ids there."""
    return dict(RosterClass.objects.values_list("sourced_id", "classroom"))


def where_students_are(ids: Iterable[str]) -> dict[str, int]:
    """By ids in zips, of those who went on into a class that came from none: one made here for the next year."""
    here = RosterStudent.objects.filter(sourced_id__in=list(ids), student__classroom__archived_at=None)
    of_leavers = RosterClass.objects.exclude(left=None).values("left")
    rows = here.filter(student__classroom__in_rosters=None).exclude(student__classroom__in=of_leavers)
    return dict(rows.values_list("sourced_id", "student__classroom"))


def schema_versions() -> list[SchemaVersion]:
    """Those under which a class can be made."""
    return list(SchemaVersion.objects.filter(tasks__isnull=False).distinct().order_by("name", "-version"))


def name_of(one: SchoolClass) -> str:
    name = name_in(one.title) or name_in(one.code) or name_in(one.id)
    shown = "".join(letter if is_text(letter) else " " for letter in name).strip()
    return shown[:LONGEST_CLASS_NAME] or "Class"  # not for readers: it is stored


def classes_here(roster: Records, choices: Choices) -> dict[str, Class]:
    """Those that are taken, by their ids; the same number of queries however many. Raises ImportRefused."""
    keys = {key: int(choice) for key, choice in choices.taken.items() if not choice.startswith(NEW)}
    found = _Reader(set(keys.values()))
    versions = {key: version for key, choice in choices.taken.items() if (version := schema_version_of(choice))}
    schemas = SchemaVersion.objects.in_bulk(list(versions.values()))
    try:
        old = {key: found.read(pk) for key, pk in keys.items()}
        return old | {
            key: Class(
                name=_new_name(roster, key), schema_version=pk, schema=schemas[pk].entered, whole=schemas[pk].schema
            )
            for key, pk in versions.items()
        }
    except KeyError as error:
        raise ImportRefused(message(CHOOSE_AGAIN)) from error


def pupils_of_earlier_zips(ids: Iterable[str]) -> dict[str, Pupil]:
    """Those of whom a delta says no name and number, as they are called here."""
    rows = RosterStudent.objects.filter(sourced_id__in=list(ids)).select_related("student").order_by("-pk")
    return {
        row.sourced_id: Pupil(id=row.sourced_id, name=row.student.name, number=row.student.reference) for row in rows
    }


def accounts_of_earlier_zips() -> dict[str, int]:
    """Of teachers, by their ids there; what was chosen last counts."""
    stored = Roster.objects.filter(state=Roster.State.STORED).order_by("pk").values_list("choices__teachers", flat=True)
    return {person: user for told in stored for person, user in (told or {}).items() if user}


def _new_name(roster: Records, key: str) -> str:
    return name_of(roster.classes[key]) if key in roster.classes else key[:LONGEST_CLASS_NAME]


class _Reader:
    """Classes by key, with those who left them."""

    def __init__(self, keys: set[int]) -> None:
        self._left = dict(RosterClass.objects.filter(classroom__in=keys).values_list("classroom", "left"))
        both = keys | {left for left in self._left.values() if left}
        rows = Classroom.objects.filter(pk__in=both).select_related("schema_version")
        self._rows = {row.pk: row for row in rows}
        students = list(Student.objects.filter(classroom__in=both).order_by("pk"))
        self._students = _by_class(students)
        self._submitted = recent_submissions([student.pk for student in students])
        self._ids: dict[int, dict[str, int]] = defaultdict(dict)
        for key, identity, student in RosterStudent.objects.filter(student__classroom__in=both).values_list(
            "student__classroom", "sourced_id", "student"
        ):
            self._ids[key][identity] = student
        self._teachers: dict[int, set[int]] = defaultdict(set)
        pairs = Classroom.teachers.through.objects.filter(classroom__in=keys)
        for key, user in pairs.values_list("classroom", "user"):
            self._teachers[key].add(user)
        self._brought = _brought() if self._teachers else {}

    def read(self, key: int) -> Class:
        """Raises KeyError where it is not there any more."""
        left = self._left.get(key)
        return self._class(key, self._class(left) if left else None)

    def _class(self, key: int, left: Class | None = None) -> Class:
        row = self._rows[key]
        schema: Schema = row.schema_version.entered
        return Class(
            key=key,
            name=row.name,
            schema_version=row.schema_version_id,
            schema=schema,
            whole=row.schema_version.schema,
            people=tuple(self._person(student, schema) for student in self._students.get(key, ())),
            ids=self._ids[key],
            teachers=frozenset(self._teachers[key]),
            brought=frozenset(self._brought.get(key, ())),
            left=left,
            is_archived=row.archived_at is not None,
        )

    def _person(self, student: Student, schema: Schema) -> Person:
        submitted = self._submitted.get(student.pk, [])
        return Person(
            pk=student.pk,
            name=student.name,
            reference=student.reference,
            known=student.known,
            in_effect=begin_with(student, schema.described, submitted).answers,
        )


def _brought() -> dict[int, set[int]]:
    """Who became teacher of a class with a zip."""
    found: dict[int, set[int]] = defaultdict(set)
    stored = Roster.objects.filter(state=Roster.State.STORED).values_list("made__teachers", flat=True)
    for key, user in (pair for pairs in stored for pair in pairs or ()):
        found[key].add(user)
    return found


def _by_class(students: Iterable[Student]) -> Mapping[int, Sequence[Student]]:
    found: dict[int, list[Student]] = defaultdict(list)
    for student in students:
        found[student.classroom_id].append(student)
    return found

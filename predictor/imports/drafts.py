"""A file between upload and confirmation: read again for every step, because what is known may change meanwhile."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.formats.recognising import SeveralFormats
from mlcore.pipeline.files.spreadsheet import SeveralSheets
from mlcore.pipeline.messages import N_, message
from mlcore.pipeline.schema import Field, Schema, header_key
from predictor.access.clearing import too_many
from predictor.imports.core import mapping
from predictor.imports.core.numbers import Tried, best_number, numbers_tried
from predictor.imports.core.people import Decision, Match, who_is_who
from predictor.imports.core.person import Person
from predictor.imports.core.problems import on_pages
from predictor.imports.core.table import ReadAs, Table, closed_columns, read_table
from predictor.imports.core.targets import FIELD, OUT, Kind, field_of
from predictor.models import Classroom, Import, ImportFile, Outcome, RememberedColumn
from predictor.models.imports import LONGEST_FILE_NAME
from predictor.predicting.known.entries import recent_submissions
from predictor.predicting.prefill import begin_with
from predictor.problems import ClassArchived, DeletedMeanwhile, ImportDone, ImportRefused, ImportUnclear
from studentperf.basics.uploads import most_bytes, most_said, tidy_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from predictor.imports.core.entries import Entries
    from predictor.imports.core.plan import Plan

LONGEST_HEADER = 200
# No header has a key like this: keys have letters, figures and spaces only.
SITTINGS = "#sittings"
PLAIN = "plain"
SAY_FORMAT = N_("The file has the marks of more than one system. Say where it comes from.")
SAY_SHEET = N_("Several sheets hold what is looked for. Say which one is read; the others can be uploaded again.")
GONE = N_("The file is not there any more: it was stored, thrown away, or lay unused for too long. Upload it again.")


def begin(classroom: Classroom, user: "User", kind: Kind, name: str, content: bytes) -> Import:
    """Keep a file that can be read. Raises ImportRefused, DeletedMeanwhile, ClassArchived."""
    ClassArchived.check(classroom)
    if len(content) > most_bytes():
        raise ImportRefused(
            _("The file is larger than %(most)s. Keep only the rows and columns needed.") % {"most": most_said()}
        )
    if why := too_many(user):
        raise ImportRefused(why)
    row = _drafted(classroom, user, kind, name, content)
    _keep(row, content)
    return row


def _drafted(classroom: Classroom, user: "User", kind: Kind, name: str, content: bytes) -> Import:
    """With its columns as they are guessed; not stored yet."""
    row = Import(
        classroom=classroom,
        made_by=user,
        kind=kind,
        file_name=tidy_name(name, LONGEST_FILE_NAME),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
    draft = Draft(row, content)
    draft.choices |= {"sittings": rule} if (rule := remembered(user).get(SITTINGS)) else {}
    # Where it is not clear which sheet or format it is, its columns are guessed once that is said.
    with suppress(ImportUnclear):
        draft.guess(user)
    return row


def _keep(row: Import, content: bytes) -> None:
    try:
        with transaction.atomic():
            row.save()
            ImportFile.objects.create(about=row, content=content)
    except IntegrityError as error:
        raise DeletedMeanwhile(_("The class was deleted in the meantime.")) from error


def remembered(user: "User", keys: Iterable[str] = (SITTINGS,)) -> dict[str, str]:
    """What somebody said before about columns of these headers, and about several sittings."""
    return dict(RememberedColumn.objects.filter(user=user, header__in=list(keys)).values_list("header", "target"))


class Draft:
    """One draft with its bytes. What is expensive is done once per request."""

    def __init__(self, row: Import, content: bytes) -> None:
        self.row, self.content = row, content
        self.choices: dict[str, Any] = row.choices

    @classmethod
    def of(cls, row: Import) -> "Draft":
        """Raises ImportDone where it is none any more."""
        file = ImportFile.objects.filter(about=row).first() if row.is_draft else None
        if file is None:
            raise ImportDone(message(GONE))
        return cls(row, bytes(file.content))

    @property
    def kind(self) -> Kind:
        kind: Kind = self.row.kind  # type: ignore[assignment]  # the database holds no other
        return kind

    @cached_property
    def schema(self) -> Schema:
        schema: Schema = self.row.classroom.schema_version.entered
        return schema

    @cached_property
    def table(self) -> Table:
        """Raises ImportRefused; ImportUnclear where somebody must say which."""
        told = {key: self.choices[key] for key in ("sheet", "format", "sittings") if self.choices.get(key)}
        try:
            # No closure: a workbook is read in a process of its own.
            table = read_table(self.content, partial(mapping.known_headers, self.schema), ReadAs(**told))
            return without_closed(self.row, table)
        except SeveralFormats as several:
            choices = [*((one.slug, one.name) for one in several.formats), (PLAIN, _("none of them"))]
            raise ImportUnclear(message(SAY_FORMAT), what="format", choices=choices) from several
        except SeveralSheets as several:
            choices = [(name, name) for name in several.sheets]
            raise ImportUnclear(message(SAY_SHEET), what="sheet", choices=choices) from several
        except DataError as error:
            raise ImportRefused(on_pages(error.message)) from error

    @cached_property
    def people(self) -> list[Person]:
        return people_of(self.row.classroom, self.schema)

    @cached_property
    def tried(self) -> tuple[Tried, ...]:
        return numbers_tried(self.table, self.people)

    def guesses(self, user: "User") -> tuple[mapping.Guess, ...]:
        columns = [self.table.column(position) for position in range(len(self.table.headers))]
        keys = {header_key(text)[:LONGEST_HEADER] for column in columns for text in (column.header, column.title)}
        return mapping.guess(self.table, self.schema, self.kind, remembered(user, keys), best_number(self.tried))

    def guess(self, user: "User") -> None:
        """The columns as they are guessed, and what they are out of as the file says."""
        self.choices["columns"] = [one.target for one in self.guesses(user)]
        self.choices["maxima"] = {
            str(place): maximum
            for place in range(len(self.table.headers))
            if (maximum := self.table.column(place).maximum)
        }

    @property
    def targets(self) -> list[str]:
        columns: list[str] = self.choices.get("columns", [])
        if len(columns) != len(self.table.headers):
            return [OUT] * len(self.table.headers)
        # Somebody who may do more may have chosen them.
        return [OUT if self.schema.is_unseen(target.removeprefix(FIELD)) else target for target in columns]

    @property
    def maxima(self) -> dict[int, float]:
        return {int(place): maximum for place, maximum in self.choices.get("maxima", {}).items()}

    @property
    def fields(self) -> dict[int, Field]:
        """By the place of the column that holds them."""
        found = ((place, field_of(target, self.schema)) for place, target in enumerate(self.targets))
        return {place: field for place, field in found if field}

    @property
    def decisions(self) -> dict[int, Decision]:
        return {int(row): decision for row, decision in self.choices.get("people", {}).items()}

    @property
    def day(self) -> dt.date | None:
        told = self.choices.get("day")
        return dt.date.fromisoformat(told) if told else None

    @cached_property
    def entries(self) -> "Entries":
        """Raises ImportRefused."""
        # It costs numpy, which no command but those that read files should pay for.
        from predictor.imports.core.entries import Said, read_entries

        try:
            mapping.check(self.targets, self.table.headers, self.schema, self.kind)
            said = Said(targets=self.targets, decimal=self.choices.get("decimal") or None, maxima=self.maxima)
            return read_entries(self.table, said, self.schema)
        except (DataError, mapping.MappingError) as error:
            raise ImportRefused(on_pages(error.message)) from error

    @cached_property
    def matches(self) -> "tuple[Match, ...]":
        """Who is who. Raises ImportRefused."""
        return who_is_who(self.entries.rows, self.people, self.decisions, self.kind)

    def plan(self) -> "Plan":
        """Raises ImportRefused."""
        from predictor.imports.core.plan import plan

        return plan(self.matches, self.people, self.kind, self.day, timezone.localdate())

    def forget_people(self) -> None:
        """Whoever was read before is read again."""
        for name in ("people", "matches"):
            self.__dict__.pop(name, None)


def without_closed(row: Import, table: Table) -> Table:
    """Without columns of fields that whoever reads may not enter."""
    version, said = row.classroom.schema_version, row.choices.get("columns", [])
    return table.without(closed_columns(table, said, version.schema, version.closed.enter))


def people_of(classroom: Classroom, schema: Schema) -> list[Person]:
    """Every student of the class, in three queries."""
    students = list(classroom.students.order_by("pk"))
    submitted = recent_submissions([student.pk for student in students])
    outcomes = _outcomes(classroom, schema)
    return [
        Person(
            pk=student.pk,
            name=student.name,
            reference=student.reference,
            known=student.known,
            in_effect=begin_with(student, schema.described, submitted.get(student.pk, [])).answers,
            outcomes=outcomes.get(student.pk, {}),
        )
        for student in students
    ]


def _outcomes(classroom: Classroom, schema: Schema) -> Mapping[int, Mapping[tuple[str, dt.date], tuple[int, float]]]:
    rows = (
        Outcome.objects.filter(student__in=classroom.students.order_by().values("pk"), schema_name=schema.name)
        .in_force()
        .order_by("pk")
    )
    found: dict[int, dict[tuple[str, dt.date], tuple[int, float]]] = defaultdict(dict)
    for row in rows:
        found[row.student_id][row.field, row.day] = (row.pk, row.value)
    return found

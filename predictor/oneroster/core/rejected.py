"""Refused rows of a zip as a zip of their own, to be corrected and taken in again: OneRoster 1.1, a delta."""

import csv
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from mlcore.pipeline.files.bad_rows import REMARK
from mlcore.pipeline.files.formulas import disarm
from mlcore.pipeline.files.oneroster.records import Enrolment, LineItem, Person, Result, Roster, SchoolClass
from mlcore.pipeline.schema import plain
from predictor.imports.core.plan import Rejected
from predictor.oneroster.core.class_plan import ClassPlan
from predictor.oneroster.core.plan import RosterPlan

COLUMNS = {
    "classes.csv": "sourcedId,status,title,classCode,schoolSourcedId,termSourcedIds,subjects",
    "users.csv": "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,email",
    "enrollments.csv": "sourcedId,status,classSourcedId,userSourcedId,role,beginDate,endDate",
    "lineItems.csv": "sourcedId,status,title,classSourcedId,resultValueMin,resultValueMax,dueDate",
    "results.csv": "sourcedId,status,lineItemSourcedId,studentSourcedId,scoreStatus,score,textScore,scoreDate",
}
REMARKED = ("users.csv", "enrollments.csv")
# A date that has gone by as the time of zips: the same rows give the same bytes.
STAMP = (1980, 1, 1, 0, 0, 0)
Said = Callable[[ClassPlan, Rejected], str]
Cells = Sequence[object]


@dataclass(frozen=True, kw_only=True)
class Refused:
    """One student of one class, and why they are not taken."""

    school_class: str
    person: str
    why: str


def refused_zip(roster: Roster, plan: RosterPlan, said: Said) -> bytes:
    """With what is read of the people who are refused, and why (`said`) in a last column, which is passed over."""
    refused = [
        Refused(school_class=one.id, person=one.rows.pupils[rejected.row].id, why=said(one, rejected))
        for one in plan.classes
        for rejected in one.plan.rejected
    ]
    rows = _Rows(roster, refused)
    tables: dict[str, Iterable[Cells]] = {
        "classes.csv": rows.classes(),
        "users.csv": rows.users(),
        "enrollments.csv": rows.enrolments(),
        "lineItems.csv": rows.line_items(),
        "results.csv": rows.results(),
    }
    texts = {
        name: _text(COLUMNS[name].split(",") + [REMARK] * (name in REMARKED), told) for name, told in tables.items()
    }
    return _zipped({"manifest.csv": _manifest(texts)} | texts)


class _Rows:
    """What each table says of them, as records were read; passwords and the like never were."""

    def __init__(self, roster: Roster, refused: Iterable[Refused]) -> None:
        self._roster = roster
        self._why: dict[str, dict[str, str]] = defaultdict(dict)
        for one in refused:
            self._why[one.person][one.school_class] = one.why

    def classes(self) -> Iterator[Cells]:
        keys = dict.fromkeys(key for told in self._why.values() for key in told)
        return (_class(self._roster.classes[key]) for key in keys if key in self._roster.classes)

    def users(self) -> Iterator[Cells]:
        """Also those of whom the zip says nothing: their row is to be filled in."""
        for key, told in self._why.items():
            person = self._roster.students.get(key)
            why = "; ".join(dict.fromkeys(told.values()))
            yield [*(_person(person) if person else [key, "active", "true", "", "student", *[""] * 5]), why]

    def enrolments(self) -> Iterator[Cells]:
        for one in self._roster.enrolments.values():
            why = self._why.get(one.person, {}).get(one.school_class)
            if why and one.role == "student" and not one.deleted:
                yield [*_enrolment(one), why]

    def line_items(self) -> Iterator[Cells]:
        keys = dict.fromkeys(result.line_item for result in self._results())
        return (_line_item(self._roster.line_items[key]) for key in keys)

    def results(self) -> Iterator[Cells]:
        return (_result(one) for one in self._results())

    def _results(self) -> Iterator[Result]:
        for one in self._roster.results.values():
            item = self._roster.line_items.get(one.line_item)
            if item and not (one.deleted or item.deleted) and item.school_class in self._why.get(one.student, {}):
                yield one


def _class(one: SchoolClass) -> Cells:
    return [one.id, "active", one.title, one.code, one.school, ",".join(one.terms), ",".join(one.subjects)]


def _person(one: Person) -> Cells:
    enabled, orgs = str(one.enabled).lower(), ",".join(one.orgs)
    names = one.username, one.given_name, one.family_name, one.identifier, one.email
    return [one.id, "active", enabled, orgs, "student", *names]


def _enrolment(one: Enrolment) -> Cells:
    return [one.id, "active", one.school_class, one.person, one.role, one.begin or "", one.end or ""]


def _line_item(one: LineItem) -> Cells:
    return [one.id, "active", one.title, one.school_class, _number(one.minimum), _number(one.maximum), one.due or ""]


def _result(one: Result) -> Cells:
    return [one.id, "active", one.line_item, one.student, one.status, _number(one.score), one.text, one.day or ""]


def _number(value: float | None) -> str:
    return "" if value is None else plain(value)


def _text(header: Sequence[str], rows: Iterable[Cells]) -> str:
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(header)
    lines.writerows([disarm(str(cell)) for cell in row] for row in rows)
    return text.getvalue()


def _manifest(names: Iterable[str]) -> str:
    modes = [[f"file.{name.removesuffix('.csv')}", "delta"] for name in names]
    return _text(["propertyName", "value"], [["manifest.version", "1.0"], ["oneroster.version", "1.1"], *modes])


def _zipped(files: dict[str, str]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            # The mark makes spreadsheet programs read the letters as UTF-8.
            archive.writestr(zipfile.ZipInfo(name, STAMP), "\ufeff" + text, zipfile.ZIP_DEFLATED)
    return content.getvalue()

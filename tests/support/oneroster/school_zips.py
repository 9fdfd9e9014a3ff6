"""Small OneRoster 1.1 zips of made-up schools."""

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO

HEADERS = {
    "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
    "classes.csv": "sourcedId,status,dateLastModified,title,classCode,schoolSourcedId,termSourcedIds,subjects",
    "users.csv": "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,email",
    "enrollments.csv": "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,beginDate,endDate",
    "lineItems.csv": "sourcedId,status,title,dueDate,classSourcedId,resultValueMin,resultValueMax",
    "results.csv": "sourcedId,status,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate",
    "demographics.csv": "sourcedId,status,birthDate,sex",
}


def school_zip(
    *,
    classes: Mapping[str, str] | None = None,
    students: Mapping[str, Sequence[str]] | None = None,
    teachers: Mapping[str, Sequence[str]] | None = None,
    places: Iterable[Sequence[str]] = (),
    tests: Mapping[str, Sequence[object]] | None = None,
    results: Iterable[Sequence[object]] = (),
    demographics: Iterable[str] = (),
    gone: Iterable[str] = (),
    mode: str = "bulk",
) -> bytes:
    """Classes are titles; students given name, family name, number; teachers user name, e-mail; places class, person.

    Tests are title, class, maximum; results test, student, score. `gone` are ids of rows that a delta deletes.
    """
    people = [[key, "", "true", "o1", "student", key, *name] for key, name in (students or {}).items()]
    people += [
        [key, "", "true", "o1", "teacher", told[0], "Tea", key, "", told[1]] for key, told in (teachers or {}).items()
    ]
    rows = {
        "orgs.csv": [["o1", "", "", "North School", "school", "", ""]],
        "classes.csv": [[key, "", "", title, "", "o1", "", ""] for key, title in (classes or {}).items()],
        "users.csv": people,
        "enrollments.csv": [_place(place, teachers or {}) for place in places],
        "lineItems.csv": [[key, "", title, "", of, "0", most] for key, (title, of, most) in (tests or {}).items()],
        "results.csv": [_result(*result) for result in results],
        "demographics.csv": [[key, "", "2012-01-01", "female"] for key in demographics],
    }
    files = {name: _text(name, content, set(gone), mode) for name, content in rows.items()}
    return zipped({"manifest.csv": _manifest(files, mode), **files})


def zipped(files: Mapping[str, str]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def _place(place: Sequence[str], teachers: Mapping[str, object]) -> list[str]:
    school_class, person, *ends = place
    role = "teacher" if person in teachers else "student"
    return [f"{school_class}/{person}", "", school_class, "o1", person, role, "", *(ends or [""])]


def _result(
    test: str, student: str, score: object, status: str = "fully graded", day: str = "2026-10-01"
) -> list[object]:
    return [f"{test}/{student}", "", test, student, status, score, day]


def _text(name: str, rows: Iterable[Sequence[object]], gone: set[str], mode: str) -> str:
    text = StringIO()
    lines = csv.writer(text)
    lines.writerow(HEADERS[name].split(","))
    for key, status, *cells in rows:
        lines.writerow([key, "tobedeleted" if key in gone else "active" if mode == "delta" else status, *cells])
    return text.getvalue()


def _manifest(names: Iterable[str], mode: str) -> str:
    told = [f"file.{name.removesuffix('.csv')},{mode}" for name in names]
    return "\n".join(["propertyName,value", "manifest.version,1.0", "oneroster.version,1.1", *told]) + "\n"

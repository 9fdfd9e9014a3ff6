"""One row of each table of OneRoster as a record, and the columns that it needs."""

from mlcore.pipeline.files.oneroster.records import Enrolment, LineItem, Org, Result, SchoolClass
from mlcore.pipeline.files.oneroster.tables import Line
from mlcore.pipeline.messages import N_, message

ORGS = ("sourcedId", "status", "name", "type")
CLASSES = ("sourcedId", "status", "title", "schoolSourcedId")
ENROLMENTS = ("sourcedId", "status", "classSourcedId", "userSourcedId", "role")
LINE_ITEMS = ("sourcedId", "status", "title", "classSourcedId", "resultValueMin", "resultValueMax")
RESULTS = ("sourcedId", "status", "lineItemSourcedId", "studentSourcedId", "scoreStatus", "score")
ENROLMENT_ROLES = ("administrator", "proctor", "student", "teacher")
SCORE_STATUSES = ("exempt", "fully graded", "not submitted", "partially graded", "submitted")  # not for readers


def org(line: Line, deleted: bool) -> Org:
    return Org(
        id=line["sourcedId"].strip(),
        line=line.number,
        deleted=deleted,
        name=line["name"].strip(),
        kind=line["type"].strip(),
        parent=line["parentSourcedId"].strip(),
    )


def school_class(line: Line, deleted: bool) -> SchoolClass:
    return SchoolClass(
        id=line["sourcedId"].strip(),
        line=line.number,
        deleted=deleted,
        title=line["title"].strip(),
        code=line["classCode"].strip(),
        school=line["schoolSourcedId"].strip(),
        subjects=line.listed("subjects"),
        terms=line.listed("termSourcedIds"),
    )


def enrolment(line: Line, deleted: bool) -> Enrolment:
    return Enrolment(
        id=line["sourcedId"].strip(),
        line=line.number,
        deleted=deleted,
        school_class=line["classSourcedId"].strip(),
        person=line["userSourcedId"].strip(),
        role=line.one_of("role", ENROLMENT_ROLES),
        begin=line.day_in("beginDate"),
        end=line.day_in("endDate"),
    )


def line_item(line: Line, deleted: bool) -> LineItem:
    item = LineItem(
        id=line["sourcedId"].strip(),
        line=line.number,
        deleted=deleted,
        title=line["title"].strip(),
        school_class=line["classSourcedId"].strip(),
        minimum=line.number_in("resultValueMin"),
        maximum=line.number_in("resultValueMax"),
        due=line.day_in("dueDate"),
    )
    if item.minimum is not None and item.maximum is not None and item.minimum >= item.maximum:
        line.refuse(
            "resultValueMax", message(N_("it is not above resultValueMin, %(minimum)s"), minimum=line["resultValueMin"])
        )
    return item


def result(line: Line, deleted: bool) -> Result:
    return Result(
        id=line["sourcedId"].strip(),
        line=line.number,
        deleted=deleted,
        line_item=line["lineItemSourcedId"].strip(),
        student=line["studentSourcedId"].strip(),
        status=line.one_of("scoreStatus", SCORE_STATUSES),
        score=line.number_in("score"),
        text=line["textScore"].strip(),
        day=line.day_in("scoreDate"),
    )

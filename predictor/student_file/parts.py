"""The parts of the file, each read in a few queries however much there is."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from predictor.access_log.shown.reads import lines_about, pieces
from predictor.access_log.shown.words import what
from predictor.models import (
    Correction,
    GroupMember,
    ImportedChange,
    Membership,
    Objection,
    Outcome,
    RosterStudent,
    Student,
    Submission,
    Support,
    Target,
)
from predictor.student_file.notes import feedback
from predictor.student_file.told import predictions
from predictor.student_file.values import values_for

if TYPE_CHECKING:
    from django.contrib.auth.models import User

Rows = list[dict[str, Any]]
Part = Callable[[Student, "User"], Rows]  # not for readers


def _known(student: Student, reader: "User") -> Rows:
    labels = {field.slug: field.label for field in student.classroom.schema_version.schema.fields}
    return [
        {"field": slug, "label": labels.get(slug, slug), "value": value, "noted_at": student.noted.get(slug)}
        for slug, value in values_for(reader, student.known).items()
    ]


def _classes(student: Student, reader: "User") -> Rows:
    own = {"class": student.classroom.name, "own": True, "left_at": None}
    others = Membership.objects.filter(student=student).select_related("classroom").order_by("id")
    return [own, *({"class": one.classroom.name, "own": False, "left_at": one.left_at} for one in others)]


def _submissions(student: Student, reader: "User") -> Rows:
    rows = Submission.objects.filter(student=student).select_related("task", "made_by").order_by("id")
    return [
        _made(row) | {"task": row.task.slug, "door": row.door, "answers": values_for(reader, row.answers)}
        for row in rows
    ]


def _results(student: Student, reader: "User") -> Rows:
    rows = Outcome.objects.filter(student=student).select_related("made_by").order_by("id")
    names = ("schema_name", "field", "value", "day", "door", "why")
    return [_made(row) | {name: getattr(row, name) for name in names} | {"replaces": row.replaces_id} for row in rows]


def _targets(student: Student, reader: "User") -> Rows:
    rows = Target.objects.filter(student=student).select_related("task", "made_by").order_by("id")
    names = ("score", "grade", "why", "locked")
    return [_made(row) | {"task": row.task.slug} | {name: getattr(row, name) for name in names} for row in rows]


def _support(student: Student, reader: "User") -> Rows:
    rows = Support.objects.filter(student=student).select_related("made_by").order_by("id")
    names = ("what", "by_whom", "from_day", "until_day", "how_often", "why", "is_removed", "why_replaced")
    return [_made(row) | {name: getattr(row, name) for name in names} | {"replaces": row.replaces_id} for row in rows]


def _places(student: Student, reader: "User") -> Rows:
    related = ("draw__classroom", "draw__task", "draw__made_by")
    rows = GroupMember.objects.filter(student=student).select_related(*related).order_by("id")
    return [
        _made(row.draw)
        | {"class": row.draw.classroom.name, "task": row.draw.task.slug, "mark": row.draw.mark, "until": row.draw.until}
        | {"places": row.draw.places, "how": row.how, "below": row.below, "prediction": row.prediction_id}
        for row in rows
    ]


def _corrections(student: Student, reader: "User") -> Rows:
    rows = Correction.objects.filter(student=student).select_related("made_by").prefetch_related("predictions")
    names = ("asked_by", "said", "due", "state", "why", "decided_at")
    return [
        _made(row)
        | {"field": row.field, "was": row.was, "right": row.right}
        | {name: getattr(row, name) for name in names}
        | {"predictions": [marked.prediction_id for marked in row.predictions.all()]}
        for row in rows.order_by("id")
        if values_for(reader, {row.field: row.right})
    ]


def _objections(student: Student, reader: "User") -> Rows:
    rows = Objection.objects.filter(student=student).select_related("made_by").order_by("id")
    return [_made(row) | {"objects_now": row.objects_now, "why": row.why} for row in rows]


def _imports(student: Student, reader: "User") -> Rows:
    rows = ImportedChange.objects.filter(student=student).select_related("about__made_by").order_by("id")
    return [
        _made(row.about)
        | {"file": row.about.file_name, "kind": row.about.kind, "state": row.about.state}
        | {"before": _facts(row.before, reader), "after": _facts(row.after, reader)}
        for row in rows
    ]


def _facts(facts: Any, reader: "User") -> Any:
    """As an import keeps them: what is known stands in one of them."""
    if not isinstance(facts, dict) or not isinstance(facts.get("known"), dict):
        return facts
    noted = facts.get("noted")
    times = {"noted": values_for(reader, noted)} if isinstance(noted, dict) else {}
    return facts | {"known": values_for(reader, facts["known"])} | times


def _other_systems(student: Student, reader: "User") -> Rows:
    rows = RosterStudent.objects.filter(student=student).select_related("about")
    return [{"id": row.sourced_id, "file": row.about.file_name, "at": row.about.made_at} for row in rows]


def _access_log(student: Student, reader: "User") -> Rows:
    return [
        {
            "id": line.pk,
            "at": line.at,
            "who": line.account_name,
            "act": line.act,
            "what": what(line.what, line.act),
            "door": line.door,
            "place": line.place,
        }
        for piece in pieces(lines_about(student))
        for line in piece
    ]


def _made(row: Any) -> dict[str, Any]:
    return {"id": row.pk, "made_at": row.made_at, "made_by": row.made_by.get_username()}


PARTS: Mapping[str, Part] = {
    "known": _known,
    "classes": _classes,
    "submissions": _submissions,
    "predictions": predictions,
    "feedback": feedback,
    "results": _results,
    "targets": _targets,
    "support": _support,
    "places": _places,
    "corrections": _corrections,
    "objections": _objections,
    "imports": _imports,
    "other_systems": _other_systems,
    "access_log": _access_log,
}

"""What was entered, predicted and reached, files that were taken in, and work in the background."""

from typing import Any

from django.contrib import admin

from predictor.access.rights import may
from predictor.admin.opened import OpenedTable
from predictor.models import (
    AccessLine,
    Explanation,
    GradeBoundaries,
    Import,
    Job,
    Outcome,
    Prediction,
    Roster,
    Submission,
    Target,
)
from predictor.models.scope import by_task, rows_about
from predictor.predicting import words
from predictor.roles import Act
from studentperf.basics.raw_tables.of_one import OfOne


@admin.register(Submission)
class SubmissionAdmin(OpenedTable):
    list_display = ("id", "task", "student", "door", "made_by", "made_at")
    list_select_related = ("task", "student", "made_by")
    found_by = ("pk",)

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.filter(rows_about(user, Act.SEE, by_task))


@admin.register(Prediction)
class PredictionAdmin(OpenedTable):
    list_display = (
        "id",
        "student",
        "task",
        "value",
        "low80",
        "high80",
        "model_version",
        "made_by",
        "made_at",
    )
    list_select_related = ("student", "task", "model_version__task", "made_by")
    list_filter = (("task", OfOne),)
    found_by = ("student", "made_by")
    exclude = ("warnings",)
    readonly_fields = ("warnings_in_words",)

    @admin.display(description="warnings")
    def warnings_in_words(self, prediction: Prediction) -> str:
        return " ".join(warning.message for warning in words.warnings(prediction))


@admin.register(Explanation)
class ExplanationAdmin(OpenedTable):
    list_display = ("prediction_id", "reference", "computed_at")
    list_select_related = ("prediction",)  # the access log asks whom it is about
    found_by = ("pk",)

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.filter(prediction__in=Prediction.objects.visible_to(user).values("pk"))


@admin.register(Target)
class TargetAdmin(OpenedTable):
    list_display = ("id", "student", "task", "score", "grade", "locked", "why", "made_by", "made_at")
    list_select_related = ("student", "task", "made_by")
    found_by = ("student",)


@admin.register(GradeBoundaries)
class GradeBoundariesAdmin(OpenedTable):
    list_display = ("schema_name", "field", "classroom", "valid_from", "made_by", "made_at")
    list_select_related = ("classroom", "made_by")
    found_by = ("schema_name", "field", "classroom")


@admin.register(Outcome)
class OutcomeAdmin(OpenedTable):
    list_display = ("id", "student", "field", "value", "day", "door", "made_by", "made_at")
    list_select_related = ("student", "made_by")
    found_by = ("student",)


@admin.register(Import)
class ImportAdmin(OpenedTable):
    list_display = ("id", "classroom", "kind", "state", "file_name", "made_by", "made_at")
    list_select_related = ("classroom", "made_by")
    list_filter = ("kind", "state")
    found_by = ("classroom", "made_by")

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.open_to(user, Act.SEE)


@admin.register(Roster)
class RosterAdmin(OpenedTable):
    list_display = ("id", "state", "file_name", "made_by", "made_at")
    list_select_related = ("made_by",)
    list_filter = ("state",)

    def opened(self, rows: Any, user: Any) -> Any:
        return rows if may(user, Act.IMPORT_ROSTERS) else rows.none()


@admin.register(Job)
class JobAdmin(OpenedTable):
    list_display = ("id", "kind", "state", "percent", "asked_by", "asked_at", "attempts")
    list_select_related = ("asked_by",)
    list_filter = ("state",)
    found_by = ("kind", "asked_by")
    common_values = ("kind",)

    def opened(self, rows: Any, user: Any) -> Any:
        return rows.open_to(user, Act.FOLLOW_JOBS)


@admin.register(AccessLine)
class AccessLineAdmin(OpenedTable):
    """Lines about one student have a page of their own; here they are as they were written, one after the other."""

    list_display = ("id", "at", "account_name", "door", "act", "what", "kind", "thing", "place")
    found_by = ("pk",)
    exclude = ("hash",)

    def opened(self, rows: Any, user: Any) -> Any:
        return rows if may(user, Act.DECIDE_FIELDS) else rows.none()

"""Django's admin for people's data. Whatever a service has rules for can be read there, never written."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from mlcore.admin import ReadOnlyAdmin
from predictor.api import tokens
from predictor.models import (
    Classroom,
    Explanation,
    GradeBoundaries,
    Import,
    Job,
    Membership,
    Outcome,
    Prediction,
    Roster,
    Student,
    Submission,
    Target,
)
from predictor.predicting import words
from predictor.texts import Name


@admin.register(Classroom)
class ClassroomAdmin(admin.ModelAdmin):
    """Who teaches a class is decided here; it is deleted on its page, which waits for whoever writes about it."""

    formfield_overrides = {models.CharField: {"form_class": Name}}
    list_display = ("name", "schema_version", "created_at", "archived_at")
    search_fields = ("name",)
    filter_horizontal = ("teachers",)

    def get_readonly_fields(self, request: HttpRequest, obj: Classroom | None = None) -> tuple[str, ...]:
        # What is known about the students is written in the words of the schema.
        return ("created_at",) if obj is None else ("schema_version", "created_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Classroom | None:
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return Classroom.objects.to_change().filter(pk=found.pk).first()


@admin.register(Student)
class StudentAdmin(ReadOnlyAdmin):
    list_display = ("name", "reference", "classroom")
    list_select_related = ("classroom",)
    list_filter = ("classroom",)
    search_fields = ("name", "reference")


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("student", "classroom", "left_at")
    list_select_related = ("student", "classroom")


admin.site.unregister(tokens.get_token_model())


@admin.register(tokens.get_token_model())
class TokenAdmin(ReadOnlyAdmin):
    """Tokens are given for a password only; here they can be ended."""

    list_display = ("user", "created", "expiry")
    list_select_related = ("user",)
    search_fields = ("user__username",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ("id", "task", "student", "door", "made_by", "made_at")
    list_select_related = ("task", "student", "made_by")
    list_filter = ("task", "door")


@admin.register(Prediction)
class PredictionAdmin(ReadOnlyAdmin):
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
    list_filter = ("task",)
    exclude = ("warnings",)
    readonly_fields = ("warnings_in_words",)

    @admin.display(description="warnings")
    def warnings_in_words(self, prediction: Prediction) -> str:
        return " ".join(warning.message for warning in words.warnings(prediction))


@admin.register(Explanation)
class ExplanationAdmin(ReadOnlyAdmin):
    list_display = ("prediction", "reference", "computed_at")


@admin.register(Target)
class TargetAdmin(ReadOnlyAdmin):
    list_display = ("id", "student", "task", "score", "grade", "locked", "why", "made_by", "made_at")
    list_select_related = ("student", "task", "made_by")
    list_filter = ("task", "locked")


@admin.register(GradeBoundaries)
class GradeBoundariesAdmin(ReadOnlyAdmin):
    list_display = ("schema_name", "field", "classroom", "valid_from", "made_by", "made_at")
    list_select_related = ("classroom", "made_by")
    list_filter = ("schema_name", "field")


@admin.register(Outcome)
class OutcomeAdmin(ReadOnlyAdmin):
    list_display = ("id", "student", "field", "value", "day", "door", "made_by", "made_at")
    list_select_related = ("student", "made_by")
    list_filter = ("schema_name", "field", "door")


@admin.register(Import)
class ImportAdmin(ReadOnlyAdmin):
    list_display = ("id", "classroom", "kind", "state", "file_name", "made_by", "made_at")
    list_select_related = ("classroom", "made_by")
    list_filter = ("kind", "state")


@admin.register(Roster)
class RosterAdmin(ReadOnlyAdmin):
    list_display = ("id", "state", "file_name", "made_by", "made_at")
    list_select_related = ("made_by",)
    list_filter = ("state",)


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ("id", "kind", "state", "percent", "asked_by", "asked_at", "attempts")
    list_select_related = ("asked_by",)
    list_filter = ("kind", "state")

"""Django's admin for people's data; what was submitted and predicted can be read, never changed."""

from django.contrib import admin

from mlcore.admin import ReadOnlyAdmin
from predictor.models import Classroom, Explanation, Prediction, Student, Submission


@admin.register(Classroom)
class ClassroomAdmin(admin.ModelAdmin):
    list_display = ("name", "schema_version", "created_at")
    search_fields = ("name",)
    filter_horizontal = ("teachers",)
    readonly_fields = ("created_at",)


@admin.register(Student)
class StudentAdmin(admin.ModelAdmin):
    list_display = ("name", "reference", "classroom")
    list_select_related = ("classroom",)
    list_filter = ("classroom",)
    search_fields = ("name", "reference")
    readonly_fields = ("created_at",)


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


@admin.register(Explanation)
class ExplanationAdmin(ReadOnlyAdmin):
    list_display = ("prediction", "reference", "computed_at")

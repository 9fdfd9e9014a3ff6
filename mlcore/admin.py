"""Django's admin for the machine's memory; all of it is history, so it can be read, not changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from mlcore.models import (
    CandidateResult,
    Dataset,
    ModelVersion,
    Promotion,
    Restoration,
    SchemaVersion,
    Task,
    TrainingRun,
)
from mlcore.versions.stored import reason_of, why_of


class ReadOnlyAdmin(admin.ModelAdmin):
    """For rows that only commands and services may write."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ResultsInline(admin.TabularInline):
    model = CandidateResult
    fields = ("position", "label", "r2", "rmse", "mae", "is_winner", "is_tied", "error")
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SchemaVersion)
class SchemaVersionAdmin(ReadOnlyAdmin):
    list_display = ("name", "version", "created_at")


@admin.register(Task)
class TaskAdmin(ReadOnlyAdmin):
    list_display = ("slug", "label", "schema_version")
    list_select_related = ("schema_version",)


@admin.register(Dataset)
class DatasetAdmin(ReadOnlyAdmin):
    list_display = ("name", "schema_version", "rows", "is_demo", "source_name", "created_at")
    list_select_related = ("schema_version",)


@admin.register(TrainingRun)
class TrainingRunAdmin(ReadOnlyAdmin):
    list_display = ("id", "task", "dataset", "status", "who", "started_at", "ended_at", "chosen_because", "error")
    list_select_related = ("task", "dataset")
    list_filter = ("task", "status")
    inlines = (ResultsInline,)

    @admin.display(description="reason")
    def chosen_because(self, run: TrainingRun) -> str:
        return reason_of(run)


@admin.register(CandidateResult)
class CandidateResultAdmin(ReadOnlyAdmin):
    list_display = ("run", "position", "label", "r2", "rmse", "mae", "is_winner", "is_tied")
    list_select_related = ("run__task",)


@admin.register(ModelVersion)
class ModelVersionAdmin(ReadOnlyAdmin):
    list_display = ("task", "number", "label", "is_live", "created_at", "sha256")
    list_select_related = ("task",)
    list_filter = ("task", "is_live")


@admin.register(Promotion)
class PromotionAdmin(ReadOnlyAdmin):
    list_display = ("at", "task", "version", "previous", "action", "who", "said")
    list_select_related = ("task", "version__task", "previous__task")
    list_filter = ("task",)

    @admin.display(description="why")
    def said(self, promotion: Promotion) -> str:
        return why_of(promotion)


@admin.register(Restoration)
class RestorationAdmin(ReadOnlyAdmin):
    list_display = ("at", "made_at", "version", "who", "trusted_because")

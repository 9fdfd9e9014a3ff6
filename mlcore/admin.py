"""Django's admin for the machine's memory; all of it is history, so it can be read, not changed."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.datasets import keeping, words
from mlcore.models import (
    CandidateResult,
    Dataset,
    ModelVersion,
    PickedPolicy,
    Promotion,
    Rehearsal,
    Restoration,
    SchemaVersion,
    Task,
    TrainingRun,
)
from mlcore.versions.ledger import why_of
from mlcore.versions.stored import reason_of
from studentperf.basics.raw_tables.table import ReadOnlyTable


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
class SchemaVersionAdmin(ReadOnlyTable):
    list_display = ("name", "version", "created_at")


@admin.register(Task)
class TaskAdmin(ReadOnlyTable):
    list_display = ("slug", "label", "schema_version")
    list_select_related = ("schema_version",)


@admin.register(Dataset)
class DatasetAdmin(ReadOnlyTable):
    """Rows never change; whoever has Django's right to change datasets may archive them, and delete with that right."""

    list_display = ("name", "schema_version", "rows", "is_demo", "adds_to", "became", "source_name", "created_at")
    list_select_related = ("schema_version", "adds_to")
    actions = ("archive", "bring_back", "delete_rows")

    @admin.display(description=gettext_lazy("became of it"))
    def became(self, dataset: Dataset) -> str:
        return words.state(dataset)

    def has_archive_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("mlcore.change_dataset")

    def has_forget_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("mlcore.delete_dataset")

    @admin.action(description=gettext_lazy("Archive"), permissions=["archive"])
    def archive(self, request: HttpRequest, datasets: QuerySet[Dataset]) -> None:
        self._each(request, datasets, lambda dataset: keeping.archive(dataset, who=request.user.get_username()))

    @admin.action(description=gettext_lazy("Bring back"), permissions=["archive"])
    def bring_back(self, request: HttpRequest, datasets: QuerySet[Dataset]) -> None:
        self._each(request, datasets, keeping.bring_back)

    @admin.action(description=gettext_lazy("Delete the rows for good"), permissions=["forget"])
    def delete_rows(self, request: HttpRequest, datasets: QuerySet[Dataset]) -> HttpResponse | None:
        """Asks first, naming what hangs on the rows."""
        if "sure" in request.POST:
            self._each(request, datasets, lambda dataset: keeping.delete(dataset, who=request.user.get_username()))
            return None
        lost = [(dataset, words.consequences(keeping.consequences(dataset))) for dataset in datasets]
        context = self.admin_site.each_context(request) | {"lost": lost, "title": _("Delete rows for good?")}
        return render(request, "admin/delete_rows.html", context)

    def _each(self, request: HttpRequest, datasets: QuerySet[Dataset], act: Callable[[Dataset], object]) -> None:
        for dataset in datasets:
            try:
                act(dataset)
            except keeping.NotKept as error:
                messages.error(request, f"Nothing was changed: {error}.")
            else:
                messages.success(request, f"Done: {words.named(dataset)}.")


@admin.register(TrainingRun)
class TrainingRunAdmin(ReadOnlyTable):
    list_display = ("id", "task", "dataset", "status", "who", "started_at", "ended_at", "chosen_because", "error")
    list_select_related = ("task", "dataset")
    list_filter = ("task", "status")
    inlines = (ResultsInline,)

    @admin.display(description="reason")
    def chosen_because(self, run: TrainingRun) -> str:
        return reason_of(run)


@admin.register(CandidateResult)
class CandidateResultAdmin(ReadOnlyTable):
    list_display = ("run", "position", "label", "r2", "rmse", "mae", "is_winner", "is_tied")
    list_select_related = ("run__task",)


@admin.register(ModelVersion)
class ModelVersionAdmin(ReadOnlyTable):
    list_display = ("task", "number", "label", "is_live", "created_at", "pruned_at", "sha256")
    list_select_related = ("task",)
    list_filter = ("task", "is_live")


@admin.register(Promotion)
class PromotionAdmin(ReadOnlyTable):
    list_display = ("at", "task", "version", "previous", "action", "who", "said")
    list_select_related = ("task", "version__task", "previous__task")
    list_filter = ("task",)

    @admin.display(description="why")
    def said(self, promotion: Promotion) -> str:
        return why_of(promotion)


@admin.register(PickedPolicy)
class PickedPolicyAdmin(ReadOnlyTable):
    list_display = ("at", "task", "left_out", "reason", "who")
    list_select_related = ("task",)
    list_filter = ("task",)


@admin.register(Restoration)
class RestorationAdmin(ReadOnlyTable):
    list_display = ("at", "made_at", "version", "who", "trusted_because")


@admin.register(Rehearsal)
class RehearsalAdmin(ReadOnlyTable):
    list_display = ("at", "task", "dataset", "version", "who")
    list_select_related = ("task", "dataset", "version__task")
    list_filter = ("task",)

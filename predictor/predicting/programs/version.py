"""Which version a program asks: the live one, or one that it names."""

from django.utils.translation import gettext as _

from mlcore.models import ModelVersion, Task
from predictor.api.refusals import invalid


def asked_version(task: Task, pk: int | None, *, dry_run: bool) -> ModelVersion | None:
    """None where none is named. What is stored stands before teachers: only versions that are live, or were, answer for
    good; any may be tried out. Raises Refused."""
    if pk is None:
        return None
    version = ModelVersion.objects.filter(task=task, pk=pk).select_related("task", "schema_version").first()
    if version is None:
        raise invalid({"model_version": _("Task '%(slug)s' has no version %(pk)s.") % {"slug": task.slug, "pk": pk}})
    if not dry_run and not version.promotions.exists():
        raise invalid({"model_version": _("This version was never live: it can only be tried out, with dry_run.")})
    return version

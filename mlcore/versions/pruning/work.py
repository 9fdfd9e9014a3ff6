"""Pruning: the rows say so first, the files go when that is stored, so that a killed run is only to be run again."""

from django.db import transaction
from django.utils import timezone

from mlcore.bundles import files
from mlcore.models import ModelVersion, Task
from mlcore.versions.pruning.plan import Plan, planned


def look(*, keep: int) -> Plan:
    """What `prune` would do. Raises OSError where the files cannot be listed."""
    return planned(files.listing(), keep)


def prune(*, keep: int, who: str) -> Plan:
    """Take away what nobody needs, but for the last `keep` versions of each task. Raises OSError; run it again then."""
    # Before the transaction: a file that comes later is not looked at.
    listed = files.listing()
    with transaction.atomic():
        # As promotions do, so that nothing goes live that is about to go.
        list(Task.objects.select_for_update().order_by("pk"))
        plan = planned(listed, keep)
        going = [one.version.pk for one in plan.going]
        ModelVersion.objects.filter(pk__in=going).update(pruned_at=timezone.now(), pruned_by=who)
    for name in plan.files:
        files.delete(name)
    files.delete_copies(keep=plan.needed)
    return plan

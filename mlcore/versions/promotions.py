"""The switch: a version is made live, or the one before it again, and it is written down who did it and why."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from mlcore.models import ModelVersion, Promotion, Task, TrainingRun
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.versions.live import bundle_of


class NotPromoted(Exception):
    """The live version stays; the message says why."""


class LiveChanged(NotPromoted):
    """Another version is live than the one by which the change was decided."""


@transaction.atomic
def promote(
    version: ModelVersion,
    *,
    who: str,
    why: str | Verdict,
    action: Promotion.Action = Promotion.Action.PROMOTED,
    expected: int | None = None,
) -> Promotion:
    """Make a version live and write down who did it and why; `expected` is the number that `check_live` checks.

    `why` is what a person said, or what was measured where nobody decided.

    Raises NotPromoted, and BundleError where its file is unusable.
    """
    bundle_of(version)
    # Two promotions at once would both see the old live version; the second waits here instead.
    task = Task.objects.select_for_update().get(pk=version.task_id)
    previous = check_live(task, expected)
    if previous == version:
        raise NotPromoted(_("%(version)s is live already") % {"version": named(version)})
    if TrainingRun.objects.filter(pk=version.run_id, forgot_at__isnull=False).exists():
        told = _("%(version)s learned from a student who was forgotten; train the task again")
        raise NotPromoted(told % {"version": named(version)})
    ModelVersion.objects.live().filter(task=task).update(is_live=False)
    if not ModelVersion.objects.filter(pk=version.pk, pruned_at=None).update(is_live=True):
        raise NotPromoted(_("the file of %(version)s was taken away in this moment") % {"version": named(version)})
    kept = {"why": why} if isinstance(why, str) else {"facts": asdict(why)}
    return Promotion.objects.create(task=task, version=version, previous=previous, action=action, who=who, **kept)


@transaction.atomic
def rollback(task: Task, *, who: str, why: str, expected: int | None = None) -> Promotion:
    """Go back to the version that served before the live one. Raises NotPromoted, BundleError."""
    Task.objects.select_for_update().get(pk=task.pk)
    check_live(task, expected)
    return promote(version_before(task), who=who, why=why, action=Promotion.Action.ROLLED_BACK)


def check_live(task: Task, expected: int | None) -> ModelVersion | None:
    """The live version. Raises LiveChanged where it is not the one of that number, by which a change was decided
    (0: none was live, None: whichever it is).
    """
    live = ModelVersion.objects.live_for(task)
    if expected is not None and expected != (live.number if live else 0):
        now = named(live) if live else _("no version of task %(task)s") % {"task": task.slug}
        other = _("%(now)s is live now, not version %(number)s; look again")
        none = _("%(now)s is live now, where none was; look again")
        raise LiveChanged((other if expected else none) % {"now": now, "number": expected})
    return live


def version_before(task: Task) -> ModelVersion:
    """The version that a rollback would bring back. Raises NotPromoted."""
    current = ModelVersion.objects.live_for(task)
    if current is None:
        raise NotPromoted(_("No model is live for task %(task)s") % {"task": task.slug})
    arrival = current.promotions.exclude(action=Promotion.Action.ROLLED_BACK).first()
    if arrival is None or arrival.previous is None:
        told = _("No version of task %(task)s was live before %(version)s")
        raise NotPromoted(told % {"task": task.slug, "version": named(current)})
    return arrival.previous


def named(version: ModelVersion) -> str:
    return _("%(task)s version %(number)s") % {"task": version.task.slug, "number": version.number}

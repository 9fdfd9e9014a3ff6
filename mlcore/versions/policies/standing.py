"""Under which policy versions were trained, beside the one in force: as facts that words are made of."""

from collections.abc import Sequence

from mlcore.models import ModelVersion, PickedPolicy, Task
from mlcore.pipeline.schema import Schema
from mlcore.versions.policies import picking
from mlcore.words.policies import picked
from mlcore.words.policies.picked import Picked


def said_of_version(version: ModelVersion) -> list[str]:
    """What its card and its leaderboard say."""
    newest, own, schema = picking.in_force(version.task), version.policy, version.shown
    is_older = newest is not None and not picking.is_trained_under(version)
    if own is None and newest is not None and not is_older:
        own = newest  # picked since, and it says what was done anyway
    return picked.of_version(_picked(own, schema), _picked(newest, schema), is_older=is_older)


def said_of_task(task: Task) -> str:
    """What its next training learns by."""
    return picked.in_force(_picked(picking.in_force(task), task.schema_version.shown))


def needs_training(task: Task) -> bool:
    """Whether what answers now was trained under another policy than the one in force."""
    live = ModelVersion.objects.live_for(task)
    return live is not None and picking.in_force(task) is not None and not picking.is_trained_under(live)


def labels(slugs: Sequence[str], schema: Schema) -> tuple[str, ...]:
    """Of fields; one that the schema does not have any more by its slug, and once for all that whoever reads may not
    see."""
    known = {field.slug: field.label for field in schema.fields}
    told = (schema.field(slug).label if schema.is_unseen(slug) else known.get(slug, slug) for slug in slugs)
    return tuple(dict.fromkeys(told))


def _picked(policy: PickedPolicy | None, schema: Schema) -> Picked | None:
    if policy is None:
        return None
    return Picked(left_out=labels(policy.left_out, schema), reason=policy.reason, who=policy.who, at=policy.at)

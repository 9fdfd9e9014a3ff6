"""What the page of policies and the card show: what was measured, what was picked, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mlcore.models import ModelVersion, PickedPolicy, Task
from mlcore.pipeline.results.policies.ledger import PolicyLedger
from mlcore.versions.policies import standing
from mlcore.versions.policies.measuring import KEPT, ledger_of
from mlcore.words.names import opening
from mlcore.words.policies import ledger as words
from mlcore.words.policies.picked import fields

MOST_PICKS = 20


@dataclass(frozen=True)
class Pick:
    policy: PickedPolicy
    fields: str


@dataclass(frozen=True)
class Measured:
    """A ledger of a version, as a table."""

    version: ModelVersion
    ledger: PolicyLedger
    table: words.Table

    @property
    def is_of_another(self) -> bool:
        """Whether it is of a version that does not answer now."""
        return not self.version.is_live


def measured(version: ModelVersion) -> Measured | None:
    """None where nothing was measured."""
    found = ledger_shown(version)
    if found is None:
        return None
    schema = version.schema_version.shown
    return Measured(version, found, words.table(found, schema, schema.field(version.question.target)))


def ledger_shown(version: ModelVersion) -> PolicyLedger | None:
    """Without policies that leave out what whoever reads may not see, and without groups by it."""
    found, closed = ledger_of(version.run), version.schema_version.closed.see
    if found is None or not closed:
        return found
    kept = [policy for policy in found.policies if closed.isdisjoint(policy.left_out)]
    shown = (replace(one, fields=tuple(of for of in one.fields if of.field not in closed)) for one in kept)
    return replace(found, policies=tuple(shown))


def newest_of(task: Task) -> Measured | None:
    """Of the live version, else of the newest that was measured."""
    rows = task.versions.filter(run__details__has_key=KEPT).select_related("run__dataset", "schema_version", "task")
    found = (measured(version) for version in rows.order_by("-is_live", "-number")[:3])
    return next((one for one in found if one), None)


def to_measure(task: Task) -> ModelVersion | None:
    """What the button measures: the live version, else the newest; None where nothing was trained."""
    rows = task.versions.select_related("task__schema_version", "run__dataset", "schema_version")
    return rows.order_by("-is_live", "-number").first()


def picks(task: Task) -> Sequence[Pick]:
    """The newest first."""
    rows = task.policies.all()[:MOST_PICKS]
    schema = task.schema_version.shown
    return [Pick(row, opening(fields(standing.labels(row.left_out, schema)))) for row in rows]

"""What leaving fields out costs, measured: the fairness ledger of a question, as facts."""

from dataclasses import dataclass

from mlcore.pipeline.results.groups import Group
from mlcore.pipeline.results.scores import Estimate

# Raised when the shape changes in a way that defaults do not cover.
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Rate:
    """A share of `rows` students, with Wilson's 95 % interval."""

    rows: int
    share: Estimate


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Of `n` students, by models that had not seen them; sizes in the unit of the target, `bias` is predicted minus
    actual, `covered` the share inside the 80 % range, None where too few rows tell one.

    `change` is the RMSE minus that of the policy of all fields, on the same students; None for that policy itself.
    `false_alarms` is the share predicted below the pass mark of those who reached it, `missed` the share predicted to
    reach it of those who did not; None where there is no pass mark, or the rates could be traced to a few students.
    """

    n: int
    rmse: Estimate
    bias: Estimate
    covered: Estimate | None
    change: Estimate | None = None
    false_alarms: Rate | None = None
    missed: Rate | None = None


@dataclass(frozen=True)
class OfGroup:
    group: Group
    figures: Figures


@dataclass(frozen=True, kw_only=True)
class OfField:
    """The groups of one field; `hidden` names those of fewer than 10 students and those that would give them away."""

    field: str
    groups: tuple[OfGroup, ...]
    hidden: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class PolicyFigures:
    """One policy: `left_out` names the inputs that it does without, none for all fields."""

    left_out: tuple[str, ...]
    everybody: Figures
    fields: tuple[OfField, ...]


@dataclass(frozen=True, kw_only=True)
class PolicyLedger:
    """Policies beside each other, that of all fields first: one candidate with one setting, on the same folds of the
    same `rows`, those without support. With `in_tens` counts of students are rounded, as exact ones would give away how
    few had support. `pass_at` is the pass mark of the schema, None where it has none.
    """

    candidate: str
    label: str
    seed: int
    rows: int
    folds: int
    pass_at: float | None
    in_tens: bool
    seconds: float
    policies: tuple[PolicyFigures, ...]
    format: int = FORMAT

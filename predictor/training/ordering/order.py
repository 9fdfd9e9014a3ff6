"""What is to be trained, as an admin orders it and the arguments of the job hold it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mlcore.pipeline.fitting.candidates import DEFAULT_SEED

# Every library takes it.
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True, kw_only=True)
class Order:
    """`datasets` by their keys; no `candidates`: all of them. `leave_out` says what becomes of rows that repeat, None:
    left out where chance cannot explain them. `outcomes`: with the results that the school recorded. `policies`: then
    what leaving fields out costs is measured, as a job of its own."""

    task: str
    datasets: Sequence[int]
    candidates: Sequence[str] = ()
    seed: int = DEFAULT_SEED
    leave_out: bool | None = None
    outcomes: bool = False
    policies: bool = False

    def arguments(self) -> dict[str, Any]:
        """In JSON, the same for the same order."""
        return asdict(self) | {"datasets": sorted(set(self.datasets)), "candidates": sorted(set(self.candidates))}

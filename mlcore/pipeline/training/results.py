"""What a training reports: events on the way, a result per candidate, and the outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.results.choice import Rehearsal, Selection
from mlcore.pipeline.results.diagnosis import Diagnosis
from mlcore.pipeline.results.parts import Parts

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle


@dataclass(frozen=True, kw_only=True)
class TrainingOutcome:
    """The leaderboard (best first, failed candidates last), the choice, and the bundle that may serve.

    `cautions` are about the rows and about the model that came out of them.
    """

    results: tuple[CandidateResult, ...]
    baseline: CandidateResult
    selection: Selection
    rehearsal: Rehearsal | None
    parts: Parts
    bundle: "Bundle"
    diagnosis: Diagnosis
    cautions: tuple[Caution, ...]

    @property
    def winner(self) -> CandidateResult:
        return next(result for result in self.results if result.winner)


@dataclass(frozen=True)
class Started:
    """Training begins; `candidates` maps slugs to labels, `cautions` are about the rows."""

    candidates: Mapping[str, str]
    parts: Parts
    cautions: tuple[Caution, ...]


@dataclass(frozen=True)
class CandidateDone:
    """A candidate was tuned and compared, or failed; ties and the winner are not known yet."""

    result: CandidateResult


@dataclass(frozen=True)
class Looking:
    """The winner is known and looked at: fitted on every row, how wide its ranges must be, whether others that are as
    good differ where it errs, what counts for it, how its predictions go along a field, for whom it errs; in this
    order, `done` of `total` in each, 0 where it begins."""

    winner: str
    at: Literal["folds", "all rows", "ranges", "others", "importance", "dependence", "groups"]
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Finished:
    """The last event."""

    outcome: TrainingOutcome


Event = Started | CandidateDone | Looking | Finished

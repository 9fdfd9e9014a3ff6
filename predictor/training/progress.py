"""How far a training is, from what it tells: each part has the share of the time that it was measured to take."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mlcore.versions.retraining import Gathered, Stored

if TYPE_CHECKING:
    from mlcore.pipeline.results.candidates import CandidateResult
    from mlcore.pipeline.training.results import Event, Looking

# Percent at which each part begins; the candidates take most of it.
BEGUN, COMPARED = 1.0, 70.0
LOOKING = {"folds": 70.0, "all rows": 78.0, "ranges": 79.0, "others": 82.0, "importance": 86.0}
LOOKING |= {"dependence": 92.0, "groups": 97.0, "": 99.0}


# How much longer than the others these take; the slowest go first.
SLOW = {"catboost": 20, "xgboost": 16, "adaboost": 8, "forest": 8, "knn": 3, "tree": 2}


class Progress:
    def __init__(self) -> None:
        self._candidates: list[str] = []
        self._done: list[str] = []
        self._part = ""

    def after(self, event: "Gathered | Event | Stored") -> tuple[float, Mapping[str, Any] | None]:
        """Percent, and a fact where there is something to say."""
        from mlcore.pipeline.training.results import CandidateDone, Looking, Started

        if isinstance(event, Started):
            self._candidates = list(event.candidates)
            return BEGUN, {"kind": "started", "rows": event.parts.rows, "candidates": len(event.candidates)}
        if isinstance(event, CandidateDone):
            return self._candidate(event.result)
        if isinstance(event, Looking):
            return self._looking(event)
        return (0.0, _withheld(event)) if isinstance(event, Gathered) else (LOOKING[""], None)

    def _candidate(self, result: "CandidateResult") -> tuple[float, Mapping[str, Any]]:
        self._done.append(result.candidate)
        counts = {"done": len(self._done), "of": len(self._candidates)}
        how = {"error": result.error or "", "aside": result.aside is not None}
        fact = {"kind": "candidate", "label": result.label, **how, **counts}
        return BEGUN + (COMPARED - BEGUN) * _share(self._done) / _share(self._candidates), fact

    def _looking(self, event: "Looking") -> tuple[float, Mapping[str, Any] | None]:
        begins, self._part = event.at != self._part, event.at
        parts = list(LOOKING)
        start, end = LOOKING[event.at], LOOKING[parts[parts.index(event.at) + 1]]
        percent = start + (end - start) * event.done / max(event.total, 1)
        return percent, {"kind": "looking", "at": event.at, "winner": event.winner} if begins else None


def _withheld(event: Gathered) -> Mapping[str, Any] | None:
    """How many rows are left out, as students object."""
    return {"kind": "withheld", "rows": event.withheld} if event.withheld else None


def _share(candidates: Sequence[str]) -> int:
    return sum(SLOW.get(slug, 1) for slug in candidates)

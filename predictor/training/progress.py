"""How far a training is, from what it tells: a share of the time for each part, as measured."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mlcore.versions.retraining import Gathered, Stored

if TYPE_CHECKING:
    from mlcore.pipeline.training.results import Event, Looking

# Percent at which each part begins; the candidates take most of it.
BEGUN, COMPARED = 1.0, 70.0
LOOKING = {"folds": 70.0, "all rows": 78.0, "ranges": 79.0, "others": 82.0, "importance": 86.0}
LOOKING |= {"dependence": 92.0, "groups": 97.0, "": 99.0}


class Progress:
    def __init__(self) -> None:
        self._total, self._done, self._part = 1, 0, ""

    def after(self, event: "Gathered | Event | Stored") -> tuple[float, Mapping[str, Any] | None]:
        """Percent, and a fact where there is something to say."""
        from mlcore.pipeline.training.results import CandidateDone, Looking, Started

        if isinstance(event, Started):
            self._total = len(event.candidates)
            return BEGUN, {"kind": "started", "rows": event.parts.rows, "candidates": self._total}
        if isinstance(event, CandidateDone):
            return self._candidate(event.result.label, event.result.error)
        if isinstance(event, Looking):
            return self._looking(event)
        return (0.0 if isinstance(event, Gathered) else LOOKING[""]), None

    def _candidate(self, label: str, error: str | None) -> tuple[float, Mapping[str, Any]]:
        self._done += 1
        fact = {"kind": "candidate", "label": label, "done": self._done, "of": self._total, "error": error or ""}
        return BEGUN + (COMPARED - BEGUN) * self._done / self._total, fact

    def _looking(self, event: "Looking") -> tuple[float, Mapping[str, Any] | None]:
        begins, self._part = event.at != self._part, event.at
        parts = list(LOOKING)
        start, end = LOOKING[event.at], LOOKING[parts[parts.index(event.at) + 1]]
        percent = start + (end - start) * event.done / max(event.total, 1)
        return percent, {"kind": "looking", "at": event.at, "winner": event.winner} if begins else None

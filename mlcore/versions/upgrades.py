"""What older releases stored of a run, brought into the shape of this one; what is stored stays as it is."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.pipeline.results.diagnosis import Diagnosis
from mlcore.pipeline.results.held_out import HeldOut, held_out
from mlcore.pipeline.results.parts import Parts

# The first shape had no number. It changed in small ways: names came, and some stood for nothing.
FORMAT = 2

Stored = Mapping[str, Any]


def details(stored: Stored) -> Stored:
    """Of a run."""
    if stored.get("format", 1) >= FORMAT:
        return stored
    upgraded = {"parts": _parts(stored.get("parts", {})), "diagnosis": _diagnosis(stored.get("diagnosis", {}))}
    return dict(stored) | upgraded


def figures(stored: Stored) -> Stored:
    """Of one candidate."""
    return _given(CandidateResult, stored)


def held_out_rows(figures: Stored, details: Stored) -> HeldOut | None:
    """Where the release before trained after the tables were migrated, which moves what it stored until then."""
    predicted = figures.get("held_out_predictions")
    actual = (details.get("parts") or {}).get("held_out_actual")
    return held_out(actual, predicted) if actual and predicted and len(actual) == len(predicted) else None


def _given(cls: type, stored: Stored) -> dict[str, Any]:
    """Without what this release does not know and what was not measured."""
    names = {field.name for field in fields(cls)}
    return {name: value for name, value in stored.items() if name in names and value is not None}


def _parts(stored: Stored) -> Stored | None:
    """None where a run did not store its folds."""
    return {"rows": 0, "groups": 0} | _given(Parts, stored) if stored.get("folds") else None


def _diagnosis(stored: Stored) -> Stored | None:
    if not stored:
        return None
    empty: dict[str, Any] = {"together": None, "importance": [], "dependence": [], "coverage": [], "groups": []}
    given = empty | _given(Diagnosis, stored)
    given["dependence"] = [dependence | _contrast(dependence["contrast"]) for dependence in given["dependence"]]
    return given


def _contrast(stored: Stored | None) -> Stored:
    """Counts and the interval of the plain difference came later."""
    if stored is None:
        return {"contrast": None}
    later = {"n_higher": 0, "n_lower": 0, "groups": 2, "in_tens": False, "raw_low": None, "raw_high": None}
    given = {name: value for name, value in stored.items() if value is not None}
    return {"contrast": later | given}

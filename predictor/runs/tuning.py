"""Which settings of a candidate were searched, and what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlcore.models import CandidateResult
from predictor.runs import stored


@dataclass(frozen=True)
class Setting:
    name: str
    tried: str
    chosen: str


def settings_of(result: CandidateResult) -> list[Setting]:
    """Every setting that was searched, and what was chosen."""
    searched, chosen = result.figures.get("searched", {}), result.figures.get("params", {})
    names = [*searched, *(name for name in chosen if name not in searched)]
    return [
        Setting(
            _setting_name(name),
            ", ".join(stored.setting(value) for value in searched.get(name, [])),
            stored.setting(chosen[name]) if name in chosen else stored.NONE,
        )
        for name in names
    ]


def _setting_name(name: str) -> str:
    return name.replace("estimator__", "").replace("_", " ")


def tried_of(result: CandidateResult) -> list[tuple[str, float]]:
    """What was tried in words and its RMSE, smallest first."""
    tried = sorted(result.figures.get("tried", []), key=lambda one: one["rmse"])
    return [(_in_words(one["params"]), one["rmse"]) for one in tried]


def _in_words(params: Mapping[str, Any]) -> str:
    return ", ".join(f"{_setting_name(name)} {stored.setting(value)}" for name, value in params.items())

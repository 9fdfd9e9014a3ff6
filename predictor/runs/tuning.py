"""Which settings of a candidate were searched, and what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.words.numbers import NONE, setting


@dataclass(frozen=True)
class Setting:
    name: str
    tried: str
    chosen: str


def settings_of(measured: CandidateResult) -> list[Setting]:
    """Every setting that was searched, and what was chosen."""
    searched, chosen = measured.searched, measured.params
    names = [*searched, *(name for name in chosen if name not in searched)]
    return [
        Setting(
            _setting_name(name),
            ", ".join(setting(value) for value in searched.get(name, [])),
            setting(chosen[name]) if name in chosen else NONE,
        )
        for name in names
    ]


def _setting_name(name: str) -> str:
    return name.replace("estimator__", "").replace("_", " ")


def tried_of(measured: CandidateResult) -> list[tuple[str, float]]:
    """What was tried in words and its RMSE, smallest first."""
    tried = sorted(measured.tried, key=lambda attempt: attempt.rmse)
    return [(in_words(attempt.params), attempt.rmse) for attempt in tried]


def in_words(params: Mapping[str, Any]) -> str:
    return ", ".join(f"{_setting_name(name)} {setting(value)}" for name, value in params.items())

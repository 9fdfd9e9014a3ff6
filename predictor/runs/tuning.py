"""Which settings of a candidate were searched, and what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.words.choice import search
from mlcore.words.numbers import NONE, number, setting

BEST_SHOWN = 5


@dataclass(frozen=True)
class Setting:
    name: str
    tried: str
    chosen: str


@dataclass(frozen=True)
class Search:
    """How a candidate's settings were found, and the best ones with their RMSE, smallest first."""

    said: str
    best: list[tuple[str, str]]


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


def search_of(measured: CandidateResult) -> Search:
    """The attempts with the smallest errors, where there was a choice."""
    tried = sorted(measured.tried, key=lambda attempt: attempt.rmse)
    best = tried[:BEST_SHOWN] if len(tried) > 1 else []
    return Search(search(len(tried)), [(in_words(attempt.params), number(attempt.rmse, 3)) for attempt in best])


def in_words(params: Mapping[str, Any]) -> str:
    return ", ".join(f"{_setting_name(name)} {setting(value)}" for name, value in params.items())

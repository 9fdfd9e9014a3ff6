"""Dataclasses come back from JSON as they were written, and other shapes are refused."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

import pytest

from mlcore.pipeline.from_json import from_json


class Ends(NamedTuple):
    low: float
    high: float


@dataclass(frozen=True)
class Length:
    metres: float
    ends: Ends | None = None


@dataclass(frozen=True)
class Colour:
    name: Literal["red", "blue"]
    is_dark: bool


@dataclass(frozen=True)
class Thing:
    label: str
    facts: tuple[Length | Colour, ...]
    pairs: tuple[tuple[int, float], ...] = ()
    notes: Mapping[str, list[str]] | None = None


class Lamp(StrEnum):
    ON = "on"


@dataclass(frozen=True)
class Lit:
    lamp: Lamp


THING = Thing(
    "rod", (Length(1.5, Ends(1.0, 2.0)), Colour("red", True), Length(2.0)), ((1, 0.5), (2, 1.0)), {"of": ["a", "b"]}
)


def test_what_was_written_comes_back_equal():
    assert from_json(Thing, json.loads(json.dumps(asdict(THING)))) == THING


def test_whole_numbers_are_figures_too():
    assert from_json(Length, {"metres": 2}) == Length(2)


def test_a_missing_name_has_its_default():
    assert from_json(Thing, {"label": "rod", "facts": []}) == Thing("rod", ())


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"label": "rod"},
        {"label": "rod", "facts": [], "more": 1},
        {"label": 5, "facts": []},
        {"label": "rod", "facts": {}},
        {"label": "rod", "facts": [{"metres": "long"}]},
        {"label": "rod", "facts": [{"metres": True}]},
        {"label": "rod", "facts": [{"name": "green", "is_dark": False}]},
        {"label": "rod", "facts": [{"name": "red", "is_dark": 1}]},
        {"label": "rod", "facts": [{"metres": 1, "ends": [1]}]},
        {"label": "rod", "facts": [], "pairs": [[1, 2, 3]]},
        {"label": "rod", "facts": [], "pairs": [[1.5, 2]]},
    ],
)
def test_data_of_another_shape_are_refused(data):
    with pytest.raises(ValueError, match="no|zip"):
        from_json(Thing, data)


def test_a_word_of_an_enum_comes_back_as_one_of_it_and_others_are_refused():
    assert from_json(Lit, json.loads(json.dumps(asdict(Lit(Lamp.ON))))) == Lit(Lamp.ON)
    with pytest.raises(ValueError, match="dim"):
        from_json(Lit, {"lamp": "dim"})

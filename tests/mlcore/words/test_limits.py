"""Known limits name groups as what they are: choices between quotation marks, bands of a number without."""

from dataclasses import replace

import pytest
from training_rows import school_schema

from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.results.diagnosis import FieldErrors, GroupError
from mlcore.pipeline.results.groups import NumberBand
from mlcore.pipeline.results.scores import Estimate
from mlcore.words.limits import leaning, too_few

SCHEMA = school_schema()
TARGET = SCHEMA.field("physics")
TRACK, LOGIC = SCHEMA.field("track"), replace(SCHEMA.field("logic"), minimum=-10, maximum=10)
WIDE = replace(SCHEMA, fields=tuple(LOGIC if field.slug == LOGIC.slug else field for field in SCHEMA.fields))
HIGH = Estimate(2.0, 1.5, 2.5)


def said(field, group):
    figures = {"n": 23, "actual": 60.0, "bias": HIGH, "mae": HIGH, "rmse": HIGH, "middle": (1.0, 2.0, 3.0)}
    return leaning([FieldErrors(field.slug, (GroupError(group=group, **figures),), ())], WIDE, TARGET)


@pytest.mark.parametrize(
    ("field", "group", "expected"),
    [
        (LOGIC, NumberBand(-3.0, 2.0), "logic -3 to 2 (2.0"),
        (LOGIC, NumberBand(2.5, 10.0), "logic 2.5 to 10 (2.0"),
        (LOGIC, None, "logic not known (2.0"),
        (TRACK, "north", "track “north” (2.0"),
        (TRACK, None, "track “not known” (2.0"),
    ],
)
def test_bands_stand_without_quotation_marks_and_choices_with(field, group, expected):
    assert f"lean to one side for {expected} points too high" in said(field, group)


@pytest.mark.parametrize("stored", ["-3 to 2", "63 to 75"])
def test_what_an_older_release_put_into_words_is_said_as_it_was_stored(stored):
    assert f"for logic {stored} (2.0 points too high" in said(LOGIC, from_json(GroupError, older(stored)).group)


def older(group):
    high = {"mean": 2.0, "low": 1.5, "high": 2.5}
    return {"group": group, "n": 23, "actual": 60.0, "bias": high, "mae": high, "rmse": high, "middle": [1.0, 2.0, 3.0]}


def test_groups_that_are_too_small_are_named_in_quotation_marks():
    hidden = (NumberBand(-10.0, -3.0), None)
    assert "logic “-10 to -3” and “not known”." in too_few([FieldErrors("logic", (), hidden)], WIDE)

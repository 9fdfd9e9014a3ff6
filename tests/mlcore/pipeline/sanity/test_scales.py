"""Scores out of another maximum are told which; a hard test and counts that begin anew are not."""

import pytest

from mlcore.pipeline.sanity.scales import another_scale
from mlcore.pipeline.sanity.table import FileRows, Known, Table
from mlcore.pipeline.schema import Field

SCORE = Field(slug="quiz", label="Quiz", kind="number", minimum=0, maximum=100)
BEFORE = [float(40 + 2 * place) for place in range(28)]


def tops(now, before=BEFORE):
    keys = [str(place) for place in range(len(now))]
    known = Known(students={key: {"quiz": value} for key, value in zip(keys, before, strict=True)})
    table = Table.of(FileRows(students=keys, values={"quiz": now}), known, (SCORE,))
    return [one.top for one in another_scale(table, 0.6)]


@pytest.mark.parametrize("top", [1, 10, 20, 50])
def test_the_maximum_is_told(top):
    assert tops([value * top / 100 for value in BEFORE]) == [top]


def test_a_hard_test_is_no_other_scale():
    assert tops([0.7 * value for value in BEFORE]) == []


def test_what_is_counted_anew_is_no_other_scale():
    assert tops([float(place % 4) for place in range(28)], [float(place % 20) for place in range(28)]) == []

"""What training learns of one column, and the code made of it."""

import json

import numpy as np
import pytest

from mlcore.pipeline.bundle.codes import code_from_dict, code_to_dict, learn, learn_code, scale_of
from mlcore.pipeline.schema import Field

MARKS = Field(slug="marks", label="Marks", kind="number", minimum=0, maximum=100)
HOUSE = Field(slug="house", label="House", kind="category", choices=("red", "green", "blue"))
COLUMNS = [(MARKS, [40.0, np.nan, 60.0]), (HOUSE, ["blue", None, "red"])]


@pytest.mark.parametrize(("field", "column"), COLUMNS)
def test_a_code_comes_back_from_plain_data(field, column):
    code = learn_code(field, column, learn(field, column))
    back = code_from_dict(json.loads(json.dumps(code_to_dict(code))))
    assert (type(back), back.slug, list(back.names)) == (type(code), code.slug, list(code.names))
    assert np.array_equal(encoded(back, column), encoded(code, column))


def encoded(code, column):
    return code.take(column) if hasattr(code, "take") else code.known_or_median(column)[0]


def test_what_was_seen_is_told_in_the_order_of_the_schema_without_what_is_missing():
    numbers, choices = (learn(field, column) for field, column in COLUMNS)
    assert (numbers.rows, numbers.minimum, numbers.maximum) == (2, 40.0, 60.0)
    assert (choices.rows, choices.choices) == (2, ("red", "blue"))
    assert learn(MARKS, [np.nan]).rows == 0


def test_a_column_without_any_number_is_encoded_by_the_middle_of_its_bounds():
    code = learn_code(MARKS, [np.nan, np.nan], learn(MARKS, [np.nan, np.nan]))
    assert (code.median, code.mean, code.scale, code.indicator) == (50.0, 50.0, 1.0, False)


@pytest.mark.parametrize(("values", "scale"), [([7.0, 7.0], 1.0), ([1e9, 1e9 + 1e-6], 1.0), ([4.0, 8.0], 2.0)])
def test_a_column_that_hardly_varies_is_not_divided_by_nothing(values, scale):
    assert scale_of(np.array(values)) == scale

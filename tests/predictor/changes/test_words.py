"""A change in words: of what a re-sit would also bring, and of what more is said."""

import datetime as dt
from decimal import Decimal

import pytest
from causal_words import causal_words

from predictor.changes.split import Change
from predictor.changes.words import compared, mark, told

SINCE = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)


def change(inputs, model, beyond):
    return Change(
        since=SINCE, total=Decimal(inputs + model), inputs=Decimal(inputs), model=Decimal(model), beyond=beyond
    )


@pytest.mark.parametrize(
    ("found", "said", "marked"),
    [
        ((8, 0, True), "That is more than a re-sit of the same test would bring.", "more than a re-sit would bring"),
        ((2, 0, False), "A re-sit of the same test would also bring a change like this.", ""),
        (
            (8, -7, True),
            "The +8 from other inputs is more than a re-sit of the same test would bring.",
            "inputs: more than a re-sit would bring",
        ),
        ((2, 13, False), "A re-sit of the same test would also bring the +2 from other inputs.", ""),
        ((0, 13, False), "", ""),
        ((0, 13, None), "", ""),
        ((8, -7, None), "", ""),
    ],
)
def test_it_is_said_of_the_number_that_other_inputs_brought(found, said, marked):
    assert (told(change(*found), 0), mark(change(*found))) == (said, marked)


@pytest.mark.parametrize(("inputs", "model", "did"), [(8, 0, True), (8, -7, True), (8, -8, False), (8, -9, False)])
def test_the_whole_counts_where_it_went_the_way_of_the_inputs(inputs, model, did):
    assert change(inputs, model, True).is_beyond is did
    assert not change(inputs, model, False).is_beyond


@pytest.mark.parametrize("beyond", [True, False, None])
@pytest.mark.parametrize("model", [0, -7])
def test_no_word_says_that_one_thing_brought_another_about(beyond, model):
    found = change(8, model, beyond)
    said = [mark(found), told(found, 0), compared(beyond)]
    assert [causal_words(text) for text in said] == [[], [], []]
    assert [bool(text) for text in said] == [bool(beyond), beyond is not None, beyond is not None]

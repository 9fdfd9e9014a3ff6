"""Inputs that moved, in sentences for the terminal."""

import pytest

from mlcore.pipeline.results.served.held import Moved
from mlcore.pipeline.schema import Schema
from mlcore.words.verdicts import drift as words

SCHEMA = Schema.load("mlcore/schemas/exams.toml")
NUMBER = next(field for field in SCHEMA.fields if field.is_number)
CHOICE = next(field for field in SCHEMA.fields if field.is_choice)


def test_a_number_is_told_with_both_means_and_a_choice_with_both_shares():
    found = [
        Moved(field=NUMBER.slug, p_value=0.001, then=61.8, now=70.2),
        Moved(field=CHOICE.slug, p_value=0.01, then=0.5, now=0.8, choice=CHOICE.choices[0]),
    ]
    said = words.inputs(100, found, SCHEMA)
    assert said.startswith("The newest 100 students differ from those it learned from: ")
    assert "instead of 61.8)" in said
    assert "80 % instead of 50 %)" in said


@pytest.mark.parametrize(
    ("count", "found", "said"),
    [
        (29, (), "asked about 29 students; from 30 on"),
        (100, (), "Nothing unusual in the inputs of the newest 100 students."),
        (100, None, "were deleted"),
    ],
)
def test_otherwise_it_says_why_nothing_is_told_or_that_nothing_moved(count, found, said):
    assert said in words.inputs(count, found, SCHEMA)


@pytest.mark.parametrize(
    ("inputs", "results", "said"),
    [(True, False, "its inputs changed"), (False, True, "its results changed"), (True, True, "inputs and its results")],
)
def test_what_changed_is_named_with_the_remedy(inputs, results, said):
    told = words.changed("math version 1", inputs=inputs, results=results)
    assert said in told
    assert "train the task again" in told

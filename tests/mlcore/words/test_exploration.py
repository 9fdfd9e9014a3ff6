"""What is said about rows as they are."""

from typing import get_args

from mlcore.pipeline.explore.results import Measure, Note, Summary
from mlcore.words import exploration


def test_every_note_and_measure_has_words():
    assert set(exploration.NOTES) == set(get_args(Note))
    assert set(exploration.MEASURES) == set(get_args(Measure))


def test_hidden_groups_are_named():
    assert exploration.hidden(()) == ""
    assert exploration.hidden(["a"]) == "Hidden: “a”, with fewer than 10 students."
    assert exploration.hidden(["a", "b"]) == "Hidden: “a” and “b”, each with fewer than 10 students."


def test_the_quality_of_rows_is_one_sentence():
    summary = Summary(rows=5000, duplicate_rows=1, missing_values=1234, out_of_bounds=0, fields=())
    said = "1,234 values are missing, no value is out of range and 1 row repeats another one."
    assert exploration.quality(summary) == said

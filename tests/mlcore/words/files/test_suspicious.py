"""Each finding says what was seen, what it usually means and what to do."""

from typing import get_args

import pytest
from causal_words import causal_words

from mlcore.pipeline.sanity.facts import Looked, NotChecked, Suspicion, SuspicionKind
from mlcore.pipeline.schema import Field
from mlcore.words.files.not_looked_for import sentences as unchecked
from mlcore.words.files.suspicious import sentences

FIELDS = (
    Field(slug="quiz", label="Quiz", kind="number", minimum=0, maximum=100),
    Field(slug="essay", label="Essay", kind="number", minimum=0, maximum=100),
    Field(slug="meals", label="Meals", kind="category", choices=("paid", "free"), choice_labels=(("free", "Free"),)),
)
ONE_OF_EACH = [
    Suspicion(kind=kind, field="quiz", other="essay", count=24, of=25, step=1, top=20.0, choice="free", begins=(1, 9))
    for kind in get_args(SuspicionKind)
]


def said(**facts):
    (sentence,) = sentences(Looked(found=(Suspicion(**facts),)), FIELDS)
    return sentence


@pytest.mark.parametrize("one", ONE_OF_EACH, ids=lambda one: one.kind)
def test_every_kind_has_a_sentence_without_causes(one):
    (sentence,) = sentences(Looked(found=(one,)), FIELDS)
    assert sentence.endswith(".")
    assert causal_words(sentence) == []


def test_shifted_rows_are_told_the_way_back():
    assert said(kind="shifted", count=24, of=25, step=1) == (
        "In 24 of 25 rows the values fit the student 1 row above better than the one beside: the rows seem to be "
        "shifted by 1 row. Move it back, or take the file as it was before. Sort whole rows by student, look at a "
        "few of them, and save the file again."
    )


def test_a_shifted_column_is_named():
    sentence = said(kind="shifted", field="quiz", count=30, of=40, step=-2)
    assert "“Quiz” fits the student 2 rows below better" in sentence
    assert "that column seems to be shifted by 2 rows" in sentence


def test_another_maximum_is_told_the_factor():
    assert said(kind="another scale", field="quiz", count=25, of=25, top=20.0) == (
        "All 25 values of “Quiz” are at most 20, far below what is usual there: they seem to be out of 20, not of "
        "100. Say that the column's maximum is 20, or multiply by 5 in the file."
    )


@pytest.mark.parametrize(("instead", "now"), [("paid", "most have “paid” now"), ("", "of most it is not known now")])
def test_a_vanished_choice_is_told_by_its_label(instead, now):
    sentence = said(kind="choice vanished", field="meals", choice="free", instead=instead, count=7, of=25)
    assert sentence.startswith(f"7 students had “Free” in “Meals”, and nobody in the file has: {now}.")


def test_what_few_rows_cannot_tell_is_named_once_for_all_that_need_as_many():
    few = [NotChecked(kind=kind, count=8, fewest=15) for kind in ("shifted", "unrelated")]
    assert unchecked(Looked(found=(), not_checked=(*few, NotChecked(kind="swapped", count=0, fewest=10)))) == [
        "Not looked for: shifted rows and values beside the wrong students. That takes at least 15, and there are 8.",
        "Not looked for: swapped columns. That takes at least 10, and there are none.",
    ]

"""What a prediction says: the same names and the same roundings as everywhere else."""

import pytest

from mlcore.pipeline.schema import Field
from mlcore.words import names, numbers
from predictor.models import Prediction
from predictor.predicting.readings import Reading
from predictor.predicting.reasons import contribution


def score(label="Maths score", low=0.0, high=100.0):
    return Field(slug="score", label=label, kind="number", minimum=low, maximum=high)


@pytest.mark.parametrize(
    ("label", "said"),
    [("Maths score", "maths"), ("English score", "English"), ("GCSE score", "GCSE"), ("pH score", "pH")]
    + [
        ("English", "English"),
        ("Physics", "physics"),
        ("GPA", "the GPA"),
        ("Final grade", "the final grade"),
        ("SAT total", "the SAT total"),
    ],
)
def test_a_subject_is_named_as_inside_any_other_sentence(label, said):
    assert names.subject(score(label)) == Reading(Prediction(), score(label)).subject == said


@pytest.mark.parametrize(("number", "said"), [(72.5, "73"), (73.5, "74"), (0.4, "0"), (0.0, "0")])
def test_a_half_is_rounded_up_on_every_page(number, said):
    assert numbers.score(number, score()) == said
    assert Reading(Prediction(value=number), score()).value == said


def test_a_short_scale_keeps_the_decimals_that_say_something():
    assert Reading(Prediction(value=3.25), score(high=4.0)).value == "3.3"
    assert Reading(Prediction(value=0.125), score(high=1.0)).value == "0.13"


def test_a_score_below_zero_keeps_its_sign_and_nothing_is_minus_zero():
    below = score(low=-100.0)
    assert Reading(Prediction(value=-72.5), below).value == "\u221273"
    assert Reading(Prediction(value=-0.2), below).value == "0"


@pytest.mark.parametrize(("points", "said"), [(0.25, "+0.3"), (-0.25, "\u22120.3"), (0.04, "0.0"), (-0.04, "0.0")])
def test_a_contribution_has_one_decimal_and_a_sign_unless_it_is_nothing(points, said):
    assert contribution(points) == said


def test_large_numbers_are_written_out():
    pay = score("Pay", high=2_500_000.0)
    assert pay.shown(1234567.0) == "1234567"
    assert Reading(Prediction(), pay).axis == ("0", "2500000")
    assert [tick.label for tick in Reading(Prediction(), pay).ticks][-2:] == ["2250000", "2500000"]

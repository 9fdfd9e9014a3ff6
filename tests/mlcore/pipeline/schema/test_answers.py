"""Answers are cleaned together, and all that is wrong with them is said at once, as facts."""

import pytest

from mlcore.pipeline.schema import Field, Question, Reason, Schema
from mlcore.pipeline.schema.answers import InvalidAnswers, UnknownField, clean, clean_inputs

LEVEL = Field(slug="level", label="Level", kind="ordered", choices=("low", "high"))
SCORE = Field(slug="score", label="Score", kind="number", minimum=0, maximum=10)
GRADE = Field(slug="grade", label="Grade", kind="number", minimum=0, maximum=10)
GUESS = Question(slug="guess", label="Guess", target="grade", inputs=("score", "level"))
SCHEMA = Schema(name="tiny", version=1, label="Tiny", fields=(LEVEL, SCORE, GRADE), tasks=(GUESS,))


def test_only_what_is_given_is_cleaned():
    assert clean(SCHEMA.fields, {"score": " 7 "}) == {"score": 7.0}


def test_inputs_that_are_not_given_are_not_known():
    assert clean_inputs(SCHEMA, GUESS, {"level": "LOW"}) == {"level": "low", "score": None}


def test_everything_wrong_is_refused_at_once():
    with pytest.raises(InvalidAnswers) as refused:
        clean_inputs(SCHEMA, GUESS, {"scores": 5, "score": 11, "level": "middle"})
    assert set(refused.value.refusals) == {"scores", "score", "level"}
    assert refused.value.refusals["score"].reason is Reason.OUT_OF_BOUNDS
    assert refused.value.messages["score"] == "Score: '11' is not allowed; expected a number from 0 to 10"
    assert str(refused.value) == "; ".join(refused.value.messages.values())


def test_a_misspelt_name_comes_with_the_one_that_was_probably_meant():
    refusal = UnknownField("scores", ["level", "score"], "inputs")
    assert refusal.near == "score"
    assert str(refusal) == "'scores' is not an input of this task; did you mean 'score'?"


def test_a_name_like_no_other_comes_with_all_that_are_known():
    refusal = UnknownField("shoe size", ["level", "score"], "student")
    assert refusal.near is None
    assert str(refusal) == "'shoe size' is not recorded about students of this class; there are: level, score"


def test_of_very_many_names_the_first_are_listed_and_the_others_counted():
    said = str(UnknownField("shoe size", [f"answer_{place}" for place in range(300)], "inputs"))
    assert said.endswith("answer_18, answer_19 and 280 more")


def test_very_many_unknown_names_are_all_refused_the_first_with_a_hint():
    with pytest.raises(InvalidAnswers) as refused:
        clean_inputs(SCHEMA, GUESS, {f"scores {place}": 1 for place in range(50)})
    messages = list(refused.value.messages.values())
    assert len(messages) == 50
    assert [";" in message for message in messages] == [True] * 20 + [False] * 30


def test_the_target_is_no_input():
    with pytest.raises(InvalidAnswers, match="'grade' is not an input of this task"):
        clean_inputs(SCHEMA, GUESS, {"grade": 5})

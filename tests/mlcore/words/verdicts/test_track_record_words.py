"""Track records and the watch, in sentences."""

import pytest
from causal_words import causal_words

from mlcore.pipeline.diagnosis.track_record import track_record
from mlcore.pipeline.results.served.held import Held, Watch
from mlcore.pipeline.schema import Field
from mlcore.words.verdicts import track_record as words

MATHS = Field(slug="maths", label="Maths score", kind="number", minimum=0, maximum=100, unit="points")


def record_of(*results):
    return track_record([Held(value=50.0, ranges={80: (43, 57), 90: (41, 59)}, result=one) for one in results])


def test_beside_a_prediction_stands_how_many_lay_inside():
    said = words.beside(record_of(*[57.0] * 24, *[60.0] * 6), 30, MATHS, "this model version")
    assert said.startswith("Checked at your school: of 30 predictions of this model version that have a result, 24 lay")


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 results so far"), (1, "1 result so far"), (29, "29 results so far")]
)
def test_before_thirty_results_it_says_how_many_are_there(count, said):
    assert words.beside(None, count, MATHS, "it") == f"Not yet checked at your school: {said}, and it takes 30."


@pytest.mark.parametrize(
    ("result", "said"), [(53.0, "3 points above"), (47.0, "3 points below"), (50.0, "neither clearly above")]
)
def test_it_says_to_which_side_results_lay(result, said):
    assert said in words.leaning(record_of(*[result] * 30), MATHS)


def test_a_quiet_watch_says_how_many_results_it_saw():
    assert words.watched(Watch(results=41, bet=0.7, most=3.0)) == "Nothing unusual in 41 results."
    assert words.remedy(Watch(results=41, bet=0.7, most=3.0)) == ""


def test_an_alarm_says_where_results_lie_and_since_when():
    found = Watch(results=41, bet=9.0, most=30.0, alarm=9, side="lower")
    assert "no longer hold: results lie lower than ranges say. It showed after 9 results, of 41" in words.watched(found)
    assert "train the task again" in words.remedy(found)


def test_without_results_it_does_not_say_that_all_is_well():
    assert (
        words.watched(Watch(results=0, bet=1.0, most=1.0)) == "No result of this model version has been recorded yet."
    )


def test_both_groups_stand_side_by_side_without_a_word_that_one_is_the_reason():
    said = [words.whose(with_support=True), words.whose(with_support=False), words.not_compared()]
    assert said[:2] == ["Students with support", "Students without support"]
    assert "cannot show whether support worked" in said[2]
    assert [causal_words(sentence) for sentence in said] == [[], [], []]

import pytest
import year_schema
from causal_words import causal_words
from rehearsed_facts import around, at_point, chance, rehearsed

from mlcore.words.rehearsed import sentences

TARGET = year_schema.schema().field("final")


def test_which_year_was_replayed_and_what_was_learned_from():
    assert sentences.replayed(rehearsed()) == (
        "Replayed are 120 students of 2026, by a model that learned from 240 of 2024 and 2025."
    )


@pytest.mark.parametrize(("why", "said"), [("one year", "the rows are of one year"), ("not named", "names no field")])
def test_why_no_year_was_replayed(why, said):
    told = sentences.replayed(rehearsed(replayed="parts", no_years=why))
    assert said in told
    assert "by a model that had not seen them" in told


def test_whose_way_of_learning_it_took():
    told = sentences.learned_as(rehearsed(), "final version 3")
    assert told.startswith("It learned the way final version 3 did: Ridge.")
    assert sentences.learned_as(rehearsed(), "") == "No model served, so it learned by Ridge."


@pytest.mark.parametrize(("rows", "said"), [(0, ""), (1, "1 more student with"), (7, "7 more students with")])
def test_rows_of_later_years_are_counted(rows, said):
    assert sentences.left_out(rehearsed(left_out=rows)).startswith(said)
    assert bool(sentences.left_out(rehearsed(left_out=rows))) == bool(rows)


@pytest.mark.parametrize(
    ("rows", "said"), [(0, ""), (4, "fewer than 10 results of"), (40, "40 results of students who had support")]
)
def test_results_with_support_that_were_left_out_are_counted(rows, said):
    told = sentences.with_support(rehearsed(supported=rows))
    assert told.startswith(said)
    assert bool(told) == bool(rows)


def test_of_a_replayed_year_it_is_told_that_the_way_of_learning_may_know_it():
    assert "may have been chosen with that year" in sentences.learned_as(rehearsed(), "final version 3")
    assert "chosen" not in sentences.learned_as(rehearsed(replayed="parts"), "final version 3")


def test_how_wide_ranges_were_and_how_often_they_held():
    assert sentences.ranges(at_point(), TARGET) == (
        "After the second test: ranges for 8 of 10 were 5.0 points wide on average, and held for 80 % (95 %: 70 to 90)."
    )


def test_chances_that_came_true_are_told_by_an_example():
    told = sentences.chances(at_point(), TARGET)
    assert told.startswith("After the second test: chances came true as they said.")
    assert "when it said 50 to 60 %, it came true for 32 of 40" in told


def test_chances_that_did_not_come_true_are_named():
    told = sentences.chances(at_point(chances=(chance(error=0.2),)), TARGET)
    assert "clearly more or less often than they said" in told


@pytest.mark.parametrize(("above", "said"), [(1.0, "1.0 points above"), (-1.0, "1.0 points below"), (0.1, "")])
def test_a_leaning_is_told_where_it_is_clear(above, said):
    told = sentences.leaning(at_point(above=around(above)), TARGET)
    assert said in told
    assert bool(told) == bool(said)


@pytest.mark.parametrize(("foretold", "is_told"), [(None, False), (12, True), (80, False)])
def test_too_few_forecasts_are_told_without_their_number(foretold, is_told):
    told = sentences.few_forecasts(rehearsed(at_point(foretold=foretold)))
    assert bool(told) == is_told
    assert "12" not in told


def test_without_points_the_remedy_is_told():
    assert "Write points and known" in sentences.no_points(rehearsed(at_point(point="")))
    assert sentences.no_points(rehearsed()) == ""
    assert sentences.when(at_point(point="")) == "With everything known"


def test_no_sentence_says_what_causes_what():
    found, at = rehearsed(left_out=3), at_point(above=around(1.0))
    said = [sentences.replayed(found), sentences.left_out(found), sentences.learned_as(found, "")]
    said += [sentences.ranges(at, TARGET), sentences.chances(at, TARGET), sentences.leaning(at, TARGET)]
    assert causal_words(" ".join(said)) == []

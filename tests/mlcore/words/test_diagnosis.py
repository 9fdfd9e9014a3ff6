"""What a learning curve says in decimals that show the difference, and what was kept together while comparing."""

from dataclasses import replace

from mlcore.pipeline.results.candidates import CurvePoint
from mlcore.pipeline.results.choice import Rehearsal
from mlcore.pipeline.results.parts import Parts
from mlcore.pipeline.results.scores import Estimate, Scores
from mlcore.pipeline.schema import Field
from mlcore.words.diagnosis import more_rows
from mlcore.words.training.method import kept_together, method, mixed, rehearsed

MARKS = Field(slug="maths", label="Maths", kind="number", minimum=0, maximum=100, unit="points")
HOUSE = Field(slug="house", label="House", kind="group")
PARTS = Parts(rows=600, training_rows=480, held_out_rows=120, folds=5, repeats=5, groups=0, seed=42)
GPA = Field(slug="gpa", label="GPA", kind="number", minimum=0, maximum=4)


def curve(before, last):
    ends = ((320, before), (640, last))
    return [CurvePoint(rows=rows, learned=4.0, unseen=unseen, low=3.0, high=6.0) for rows, unseen in ends]


def test_a_falling_curve_names_rmse_with_both_ends():
    assert more_rows(curve(5.9, 5.6), MARKS).startswith("Going from 320 to 640 students, the RMSE fell from 5.9 to 5.6")


def test_a_flat_curve_names_rmse_too():
    assert "the RMSE hardly changed" in more_rows(curve(5.41, 5.4), MARKS)


def test_a_short_scale_has_the_decimals_that_show_the_difference_and_a_unit():
    assert "fell from 0.54 to 0.50 points:" in more_rows(curve(0.54, 0.5), GPA)


def test_one_point_is_no_curve():
    assert more_rows(curve(5.9, 5.6)[:1], MARKS) == ""


def test_nothing_is_said_of_groups_and_copies_where_there_are_none():
    assert kept_together(PARTS, None) == kept_together(PARTS, HOUSE) == ""


def test_groups_kept_together_are_counted_with_the_students_who_have_none():
    said = kept_together(replace(PARTS, groups=6, without_group=43), HOUSE)
    assert said == (
        "The 6 groups of “House” were kept together, so that the figures hold for students of a new one. 43 students "
        "without a group stood alone."
    )


def test_so_few_groups_that_each_is_a_fold_are_said_to_be_few():
    parts = replace(PARTS, groups=3, folds=3, repeats=1)
    assert "They are so few that there were 3 folds, made once." in kept_together(parts, HOUSE)
    assert "cross-validation with 3 folds, on " in method(parts, 9, {}, HOUSE)


def test_groups_that_could_not_be_kept_together_are_owned_up_to():
    said = kept_together(replace(PARTS, too_few_groups=2), HOUSE)
    assert said.startswith("“House” has 2 groups, too few to keep each together")
    assert "has 1 group," in kept_together(replace(PARTS, too_few_groups=1), HOUSE)


def test_copies_are_counted():
    assert kept_together(replace(PARTS, repeated=540), None).startswith("540 of 600 students repeat another in every")


def test_figures_of_mixed_groups_stand_beside_those_of_new_ones():
    said = mixed(Estimate(0.81, 0.7, 0.9), Estimate(0.62, 0.5, 0.7))
    assert "the same model with the same settings reaches R² 0.81; for those of a new one 0.62" in said
    assert mixed(None, Estimate(0.62, 0.5, 0.7)) == ""


def test_the_method_says_that_all_rows_decided_and_which_found_the_settings():
    said = method(replace(PARTS, compared_on_all=True), 9, {})
    assert said.startswith(
        "9 models were compared by cross-validation with 5 folds, repeated 5 times, on all 600 students. Their "
        "settings were found on 480 of these; the other 120 were set aside and asked about once, to report."
    )


def test_the_method_of_one_model_speaks_of_one():
    assert method(PARTS, 1, {}).startswith("1 model was compared by cross-validation")


def test_the_method_says_where_too_few_were_set_aside_for_a_figure():
    said = method(replace(PARTS, compared_on_all=True, held_out_rows=6), 9, {})
    assert "the other 6 were set aside: too few for a figure." in said


def test_the_method_of_an_older_release_is_told_as_it_was():
    assert "on 480 students; 120 more were set aside and looked at once, to report." in method(PARTS, 9, {})


def test_a_choice_made_without_some_students_says_how_it_did_on_them():
    rehearsal = Rehearsal(
        candidate="lasso", label="Lasso", rows=120, scores=Scores(r2=0.8, mae=4.2, mse=30.25, rmse=5.5)
    )
    assert rehearsed(rehearsal, "ridge", MARKS) == (
        "Made without 120 students who were set aside, the choice fell on Lasso. Asked about them, it was 4 points off "
        "on average (RMSE 5.50, R² 0.80)."
    )
    assert "the choice fell on the same model." in rehearsed(rehearsal, "lasso", MARKS)


def test_of_results_with_support_it_is_said_what_became_of_them_and_how_many_there_are():
    said = method(replace(PARTS, supported=120), 9, {})
    assert "120 rows have results of students who had support." in said
    assert "partly estimates" in said
    assert "support" not in method(PARTS, 9, {})


def test_results_with_support_that_were_left_out_are_not_said_to_be_set_against_others():
    said = method(replace(PARTS, supported_left_out=120), 9, {})
    assert "120 rows have results of students who had support. They were left out" in said
    assert "set against" not in said


def test_few_results_with_support_are_not_counted_exactly():
    assert "fewer than 10 rows have results of students who had support" in method(replace(PARTS, supported=4), 9, {})

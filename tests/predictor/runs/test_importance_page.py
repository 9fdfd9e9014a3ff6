"""The page of what matters to a model: no absence of proof worded as proof, and a table behind every picture."""

import re

import pytest
from causal_words import causal_words
from django.urls import reverse
from page_words import words

from mlcore.versions.stored import StoredRun


@pytest.fixture
def shown(teacher, measured, math):
    def show(change=None):
        if change:
            change(measured.run.details["diagnosis"])
            measured.run.save()
        return words(teacher.get(reverse("model-matters", args=[math.slug])))

    return show


def of_field(diagnosis, part, slug):
    return next(one for one in diagnosis[part] if one["field"] == slug)


def shuffled_writing(mean, low, high):
    def change(diagnosis):
        of_field(diagnosis, "importance", "writing_score")["points"] = {"mean": mean, "low": low, "high": high}

    return change


def test_what_matters_names_what_the_model_leans_on(shown):
    assert "This model leans most on gender and race/ethnicity." in shown()


def test_weights_that_are_all_tiny_are_told_apart_from_nothing(shown):
    def shrink(diagnosis):
        for one in diagnosis["importance"]:
            one["points"] = {"mean": 0.04, "low": 0.01, "high": 0.08}

    assert "+0.040 0.010 to 0.080" in shown(shrink)


def test_a_field_that_was_shuffled_is_not_said_to_be_needless(shown):
    text = shown(shuffled_writing(0.05, -0.05, 0.15))
    assert "Shuffling the writing score hardly changes its error." in text
    assert "about as well" not in text


def test_a_weight_with_a_wide_interval_is_not_said_to_be_none(shown):
    text = shown(shuffled_writing(1.0, -1.0, 3.0))
    assert "For the writing score, a change of its error could not be told from chance." in text
    assert "hardly" not in text


def test_fields_that_go_together_are_said_to_share_their_weight(shown):
    pair = {"first": "reading_score", "second": "writing_score", "r": 0.951}
    text = shown(lambda diagnosis: diagnosis.update(together=pair))
    assert "such as the reading score and the writing score here (r = 0.95), share their weight" in text


def test_a_run_of_an_older_release_still_says_that_weight_is_shared(shown):
    assert "Fields that go together share their weight" in shown()


def test_intervals_of_weights_say_what_they_leave_out(shown):
    assert "leave out how much a model trained on other students would differ" in shown()


def test_every_curve_has_a_table_with_its_intervals(shown):
    table = re.search(r"The same as a table : average prediction by reading score (.*?) In the data", shown())[1]
    assert "20 60.0 59.5 to 60.5 50 61.0 60.5 to 61.5 80 62.0 61.5 to 62.5" in table


def test_a_curve_is_described_in_figures(shown):
    assert "From 60.0 (59.5 to 60.5) at 20 to 62.0 (61.5 to 62.5) at 80; the table below has every point." in shown()


def test_every_choice_has_its_interval_in_print(shown):
    assert re.search(r"completed 61\.0 60\.5 to 61\.5", shown())


def test_the_groups_compared_tell_how_many_students_they_hold(shown):
    assert "“80 or more” minus “20 or less” (23 and 41 students)" in shown()


def test_counts_beside_a_hidden_group_are_told_in_tens(shown):
    text = shown(lambda diagnosis: of_field(diagnosis, "dependence", "gender")["contrast"].update(in_tens=True))
    assert "minus “female” (about 20 and about 40 students)" in text


def test_a_contrast_without_an_interval_is_not_called_opposite(shown):
    def change(diagnosis):
        gap = of_field(diagnosis, "dependence", "test_preparation")["contrast"]
        for known in ("raw_low", "raw_high", "n_higher", "n_lower", "groups", "in_tens"):
            gap[known] = None

    assert "opposite ways" not in shown(change)


def test_the_interval_of_two_out_of_several_groups_is_explained(shown):
    assert "the interval of their difference in the data holds for any two of them" in shown()


def test_sentences_of_the_page_name_no_cause(shown):
    assert causal_words(shown().replace("free/reduced", "")) == []


def test_beside_a_field_stands_that_it_hardly_counts_or_may_be_chance(shown):
    assert "Writing score hardly counts" in shown(shuffled_writing(0.05, -0.05, 0.15))
    assert "Writing score not told from chance" in shown(shuffled_writing(1.0, -1.0, 3.0))


def test_every_picture_has_ids_of_its_own(teacher, measured, math):
    ids = re.findall(r' id="([^"]+)"', teacher.get(reverse("model-matters", args=[math.slug])).text)
    assert any(one.startswith("curve-") for one in ids)
    assert len(ids) == len(set(ids))


def test_the_interval_of_a_mean_prediction_ends_at_the_bounds_as_older_releases_stored_it(measured, math):
    at = of_field(measured.run.details["diagnosis"], "dependence", "reading_score")["points"]
    at[0]["value"] = {"mean": 97.0, "low": 90.0, "high": 104.0}
    measured.run.save()
    dependence = next(one for one in StoredRun.of(measured.run).diagnosis.dependence if one.field == "reading_score")
    assert (dependence.points[0].value.low, dependence.points[0].value.high) == (90.0, 100.0)

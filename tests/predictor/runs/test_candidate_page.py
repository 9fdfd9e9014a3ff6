"""The page of one of the models that were compared."""

import pytest
from django.urls import reverse
from page_words import words

from mlcore.models import ResultDetail


@pytest.fixture
def said(teacher, measured, math):
    return lambda slug: words(teacher.get(reverse("model-candidate", args=[math.slug, measured.run_id, slug])))


def test_a_candidate_of_an_older_release_still_shows(teacher, math):
    run = math.versions.get().run
    page = teacher.get(reverse("model-candidate", args=[math.slug, run.pk, "linear"]))
    assert "from an older release" in words(page)


def test_a_candidate_says_how_far_off_it_was_on_unseen_students(teacher, measured, math):
    page = teacher.get(reverse("model-candidate", args=[math.slug, measured.run_id, "linear"]))
    assert "Asked about 40 students it had never seen, it was 5 points off on average." in words(page)
    assert page.text.count('role="img"') == 3


def test_a_candidate_shows_settings_curve_and_groups(said):
    text = said("tree")
    assert "alpha 0.1, 3 3" in text
    assert "the RMSE fell from" in text
    assert "female Students 23" in text


def test_what_an_older_release_showed_beside_a_small_group_is_not_shown(said, measured):
    details = ResultDetail.objects.get(result__run=measured.run, result__candidate="tree")
    (table,) = details.figures["held_out_groups"]
    table["groups"], table["hidden"] = [table["groups"][0] | {"n": 39}], ["male"]
    details.save()
    text = said("tree")
    assert "Not shown, as figures could be traced to fewer than 10 students: male, female" in text
    assert "Students 39" not in text


def test_a_candidate_of_another_task_is_not_found(teacher, measured, hsb_task):
    where = reverse("model-candidate", args=[hsb_task.slug, measured.run_id, "linear"])
    assert teacher.get(where).status_code == 404


def test_a_candidate_says_where_it_stands(said):
    assert "This model was chosen." in said("linear")
    assert "Too close to separate from the most accurate one; a simpler model was chosen." in said("ridge")
    assert "Another model was closer." in said("tree")


def test_what_is_called_rmse_is_explained_beside_the_curve(said):
    text = said("tree")
    assert "root mean squared error" in text
    assert "typical error fell" not in text


def test_the_settings_tried_are_worded_like_the_chosen_ones(said):
    assert "alpha 0.1, engineered no 6.601" in said("tree")


def test_every_candidate_page_says_which_model_of_its_run_is_live(said):
    assert "Version 2 came out of it (Linear regression), and is live." in said("tree")


def test_a_half_is_rounded_up_here_too(said, measured):
    detail = ResultDetail.objects.get(result__run=measured.run, result__candidate="tree")
    detail.figures["held_out_rows"]["bands"] = [{"low": 62.5, "high": 72.5, "n": 8, "bias": 0.25}]
    detail.save()
    assert "63 to 73 8 +0.3" in said("tree")


def test_the_search_is_told_by_its_number_of_settings_and_its_best_five(said, measured):
    assert "2 settings were tried on folds of their own" in said("tree")
    detail = ResultDetail.objects.get(result__run=measured.run, result__candidate="tree")
    detail.figures["tried"] = [{"params": {"alpha": n}, "rmse": 6 + n / 10} for n in range(7)]
    detail.save()
    assert "alpha 4 6.400" in said("tree")
    assert "alpha 5 6.500" not in said("tree")


def test_where_one_setting_was_tried_nothing_was_searched(said, measured):
    detail = ResultDetail.objects.get(result__run=measured.run, result__candidate="tree")
    detail.figures["tried"] = detail.figures["tried"][:1]
    detail.save()
    assert "There was nothing to search." in said("tree")
    assert "The best settings tried" not in said("tree")


def test_the_other_models_of_the_run_are_linked_but_not_this_one(teacher, measured, math):
    page = teacher.get(reverse("model-candidate", args=[math.slug, measured.run_id, "tree"])).text
    assert "<strong>Decision tree</strong>" in page
    assert ">Ridge</a>" in page
    assert ">Decision tree</a>" not in page


def test_errors_by_group_span_their_five_columns_here(teacher, measured, math):
    page = teacher.get(reverse("model-candidate", args=[math.slug, measured.run_id, "tree"])).text
    assert 'colspan="5"' in page
    assert "Inside the 80 % range" not in page

"""The page of one of the models that were compared."""

from django.urls import reverse
from page_words import words


def test_a_candidate_of_an_older_release_still_shows(teacher, math):
    run = math.versions.get().run
    page = teacher.get(reverse("model-candidate", args=[math.slug, run.pk, "linear"]))
    assert "from an older release" in words(page)


def test_a_candidate_says_how_far_off_it_was_on_unseen_students(teacher, measured, math):
    page = teacher.get(reverse("model-candidate", args=[math.slug, measured.run_id, "linear"]))
    assert "Asked about 40 students it had never seen, it was 5 points off on average." in words(page)
    assert page.text.count('role="img"') == 3


def test_a_candidate_shows_settings_curve_and_groups_and_hides_small_ones(teacher, measured, math):
    text = words(teacher.get(reverse("model-candidate", args=[math.slug, measured.run_id, "tree"])))
    assert "alpha 0.1, 3 3" in text
    assert "the RMSE fell from" in text
    assert "Fewer than 10 students, so not shown: male" in text


def test_a_candidate_of_another_task_is_not_found(teacher, measured, hsb_task):
    where = reverse("model-candidate", args=[hsb_task.slug, measured.run_id, "linear"])
    assert teacher.get(where).status_code == 404

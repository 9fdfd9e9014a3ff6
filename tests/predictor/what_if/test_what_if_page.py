"""Trying out entries on the page of a prediction."""

import pytest
from django.urls import reverse
from factories import new_version
from page_words import words

from mlcore.versions import live, promotions
from predictor.models import Outcome


def test_only_what_can_change_is_offered_and_the_rest_is_shown_as_fixed(owner, where, inputs):
    page = owner.get(where)
    offered = {field.slug for field in inputs if field.changeable}
    assert set(page.context["form"].fields) == offered
    assert {one.field.slug for one in page.context["fixed"]} == {field.slug for field in inputs} - offered
    assert "Stays as it was entered" in words(page)


def test_nothing_tried_out_shows_what_was_predicted(owner, where, tried):
    page = owner.get(where)
    assert page.context["moved"].before.value == page.context["moved"].after.value
    assert f"between {tried.low80:.0f} and {tried.high80:.0f} in maths" in words(page)


def test_range_and_chances_move_to_what_the_model_says(owner, where, tried, number):
    page = owner.get(where, {number.slug: "95"})
    supposed = live.bundle_of(tried.model_version).predict([tried.submission.answers | {number.slug: 95.0}])[0]
    low, high = supposed.ranges[80]
    moved = page.context["moved"]
    assert (moved.after.prediction.low80, moved.after.prediction.high80) == (low, high)
    assert any(line.differs for line in moved.chances)
    assert f"Tried out: {number.label} 95" in words(page)


def test_a_number_is_tried_out_as_the_language_of_the_page_writes_it(owner, where, number):
    page = owner.get(where, {number.slug: "7,5"}, headers={"Accept-Language": "de"})
    assert page.context["moved"].after.prediction.submission.answers[number.slug] == 7.5


def test_nothing_at_all_is_stored(owner, where, number, fixed, counted):
    owner.get(where)
    before = counted()
    for query in ({number.slug: "95"}, {number.slug: ""}, {fixed.slug: "x"}, {"nonsense": "1"}):
        owner.get(where, query)
    assert counted() == before
    assert Outcome in before


def test_the_version_that_answered_is_asked_although_another_is_live(owner, where, math, number):
    before = owner.get(where, {number.slug: "95"}).context["moved"].after.value
    promotions.promote(new_version(math, shift=20.0), who="a test", why="newer")
    assert owner.get(where, {number.slug: "95"}).context["moved"].after.value == before


def test_a_version_whose_file_is_gone_says_so(owner, where, number, settings, forget_bundles):
    forget_bundles()
    for path in settings.BUNDLE_DIR.iterdir():
        path.unlink()
    for headers in ({}, {"HX-Request": "true"}):
        page = owner.get(where, {number.slug: "95"}, headers=headers)
        assert "which made this prediction, is no longer there" in " ".join(page.text.split())


def test_a_value_that_is_not_allowed_is_refused_by_name_and_bounds(owner, where, number):
    page = owner.get(where, {number.slug: "101"})
    assert page.context["moved"] is None
    assert "'101' is not allowed; expected a number from 0 to 100" in words(page)
    assert page.context["form"].errors.keys() == {number.slug}


def test_what_cannot_change_is_refused_by_name(owner, where, fixed):
    text = words(owner.get(where, {fixed.slug: fixed.choices[-1]}))
    assert f"{fixed.label} stays as it was entered; what can be changed:" in text


def test_a_name_that_is_no_input_is_refused(owner, where):
    assert "'chess' is not an input of this task" in words(owner.get(where, {"chess": "1"}))


def test_both_figures_stand_where_data_and_model_point_opposite_ways(owner, where):
    text = words(owner.get(where))
    assert "in the data +5.6 points, in the model with the other inputs held equal −3.5." in text
    assert "Neither is what the test preparation course would do for a student." in text


def test_a_pair_of_few_students_is_not_told(owner, where, tried):
    run = tried.model_version.run
    for one in run.details["diagnosis"]["dependence"]:
        one["contrast"]["n_higher"] = 9
    run.save()
    assert "opposite ways" not in words(owner.get(where))


def test_a_number_beyond_what_was_learned_is_warned_of(owner, where, number):
    assert "is higher than any the model learned from" in words(owner.get(where, {number.slug: "100"}))


def test_what_is_left_open_counts_as_not_known(owner, where, number):
    assert f"{number.label} is not known" in words(owner.get(where, {number.slug: ""}))


def test_scripts_get_the_part_that_moves(owner, where, number):
    part = owner.get(where, {number.slug: "95"}, headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<div id="moved"')
    assert "<form" not in part


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("admin", 200), ("stranger", 404)])
def test_it_opens_to_whoever_may_see_the_prediction(who, status, as_user, people, where, number):
    assert as_user(getattr(people, who)).get(where, {number.slug: "95"}).status_code == status


def test_the_page_of_the_prediction_leads_there(owner, tried, where):
    assert f'href="{where}"' in owner.get(reverse("prediction", args=[tried.pk])).text


def test_few_queries_whatever_is_tried_out(owner, where, number, django_assert_max_num_queries):
    owner.get(where)
    with django_assert_max_num_queries(14):
        owner.get(where, {number.slug: "95"})

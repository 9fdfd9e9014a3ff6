"""Trying out entries over the API."""

import pytest


def test_before_and_after_come_side_by_side(api_owner, api_where, tried, number):
    given = api_owner.post(api_where, {"answers": {number.slug: 95}}).json()
    assert given["changed"] == [number.slug]
    assert given["before"]["value"] == tried.value
    assert given["after"]["value"] != tried.value
    assert given["after"]["ranges"]["80"]["low"] < given["after"]["value"]
    assert given["before"]["chances"]["grades"] != given["after"]["chances"]["grades"]


def test_both_figures_are_given_where_they_point_opposite_ways(api_owner, api_where):
    (found,) = api_owner.post(api_where, {"answers": {}}).json()["opposite"]
    assert (found["in_data"], found["in_model"]) == (5.6, -3.5)
    assert "Neither is what" in found["message"]


def test_nothing_is_stored(api_owner, api_where, number, fixed, counted):
    before = counted()
    assert api_owner.post(api_where, {"answers": {number.slug: 95}}).status_code == 200
    assert api_owner.post(api_where, {"answers": {fixed.slug: None}}).status_code == 400
    assert counted() == before


def test_everything_wrong_is_named_at_once(api_owner, api_where, number, fixed):
    answer = api_owner.post(api_where, {"answers": {number.slug: 101, fixed.slug: fixed.choices[0], "chess": 1}})
    fields = answer.json()["error"]["fields"]
    assert set(fields) == {f"answers.{slug}" for slug in (number.slug, fixed.slug, "chess")}
    assert "from 0 to 100" in fields[f"answers.{number.slug}"]
    assert "stays as it was entered" in fields[f"answers.{fixed.slug}"]


def test_a_version_whose_file_is_gone_is_told(api_owner, api_where, settings, forget_bundles):
    forget_bundles()
    for path in settings.BUNDLE_DIR.iterdir():
        path.unlink()
    answer = api_owner.post(api_where, {"answers": {}})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "model_unavailable")


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("admin", 200), ("stranger", 404)])
def test_it_opens_to_whoever_may_see_the_prediction(who, status, client_of, people, api_where):
    assert client_of(getattr(people, who)).post(api_where, {"answers": {}}).status_code == status

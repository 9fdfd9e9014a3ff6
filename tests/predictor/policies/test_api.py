"""Policies over the API."""

import pytest
from kept_ledgers import keep_ledger

from mlcore.models import ModelVersion, PickedPolicy
from mlcore.versions.policies import picking
from predictor.models import Job

pytestmark = pytest.mark.django_db
API = "/api/v1/policies/"


@pytest.fixture
def api(client_of, people):
    return lambda who: client_of(getattr(people, who))


@pytest.fixture
def version(math):
    return ModelVersion.objects.live_for(math)


def of_version(version):
    return f"/api/v1/model-versions/{version.pk}/policies/"


PICK = {"task": "math", "left_out": ["lunch"], "reason": "Not ours to know."}


def test_an_admin_picks_and_everybody_reads_it(api, math):
    found = api("admin").post(API, PICK)
    assert found.status_code == 201
    assert (found.json()["left_out"], found.json()["who"]) == (["lunch"], "admin")
    assert api("admin").get(API, {"task": "math"}).json()["results"] == [found.json()]


@pytest.mark.parametrize("who", ["owner", "stranger"])
def test_who_is_no_admin_picks_and_measures_nothing(who, api, math, version):
    assert api(who).post(API, PICK).status_code == 403
    assert api(who).post(of_version(version), {}).status_code == 403
    assert not PickedPolicy.objects.exists()
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 1001}, "reason"),
        ({"left_out": ["shoe_size"]}, "left_out"),
        ({"left_out": "lunch"}, "left_out"),
        ({"task": "nothing"}, "task"),
        ({"who": "somebody else"}, "who"),
    ],
)
def test_what_cannot_be_is_refused_by_name(changes, named, api, math):
    found = api("admin").post(API, PICK | changes)
    assert found.status_code == 400
    assert named in found.text
    assert not PickedPolicy.objects.exists()


def test_measuring_is_a_job(api, version):
    found = api("admin").post(of_version(version), {"combinations": [["lunch", "gender"]]})
    assert found.status_code == 202
    assert Job.objects.get().arguments["combinations"] == [["gender", "lunch"]]


def test_a_combination_with_what_is_no_input_is_refused(api, version):
    found = api("admin").post(of_version(version), {"combinations": [["shoe_size"]]})
    assert found.status_code == 400
    assert "is no input of math" in found.text


def test_costs_are_told_by_policy_and_group(api, version):
    keep_ledger(version)
    found = api("owner").get(of_version(version)).json()
    assert (found["left_out"], found["policy"], found["is_older"]) == ([], None, False)
    all_fields, without = found["costs"]["policies"]
    assert (all_fields["left_out"], without["left_out"]) == ([], ["gender"])
    assert without["everybody"]["change"]["mean"] == 2.8


def test_counts_are_in_tens_where_some_rates_are_hidden(api, version):
    keep_ledger(version)
    costs = api("owner").get(of_version(version)).json()["costs"]["policies"][0]
    assert costs["everybody"]["n"] == 88
    assert [group["figures"]["n"] for group in costs["fields"][0]["groups"]] == [40, 40]


def test_a_version_without_measured_costs_says_null_and_that_it_is_older(api, math, version):
    picking.pick(math, ["lunch"], reason="Not ours to know.", who="ada")
    found = api("owner").get(of_version(version)).json()
    assert (found["costs"], found["is_older"]) == (None, True)

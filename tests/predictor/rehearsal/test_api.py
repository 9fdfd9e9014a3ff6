"""Rehearsals over the API."""

from dataclasses import asdict

import pytest
from kept_rehearsals import kept_rehearsal
from rehearsed_facts import rehearsed

from predictor.models import Job

pytestmark = pytest.mark.django_db
API = "/api/v1/rehearsals/"


@pytest.fixture
def api(client_of, people):
    return lambda who: client_of(getattr(people, who))


@pytest.fixture
def kept(math, exams):
    return kept_rehearsal(math, exams)


@pytest.mark.parametrize(("who", "status"), [("owner", 403), ("stranger", 403), ("admin", 200)])
def test_whoever_may_explore_the_data_reads_them(who, status, api, kept):
    assert api(who).get(API).status_code == status
    assert api(who).get(f"{API}{kept.pk}/").status_code == status


def test_one_has_its_figures_point_by_point(api, kept):
    found = api("admin").get(f"{API}{kept.pk}/").json()
    assert (found["dataset"], found["task"], found["replayed"], found["year"]) == ("exams", "math", "year", "2026")
    last = found["points"][-1]
    assert last["ranges"][0] == {"width": 5.0, "held": {"level": 80, "rows": 120, "share": share(0.8, 0.7, 0.9)}}
    assert [one["kind"] for one in last["beside"]] == ["last_mark", "teachers"]
    assert last["beside"][0]["fields"] == ["writing_score"]


@pytest.mark.parametrize(("supported", "said"), [(0, 0), (4, None), (40, 40)])
def test_results_with_support_are_counted_unless_they_are_few(supported, said, api, math, exams):
    facts = asdict(rehearsed(supported=supported))
    kept = kept_rehearsal(math, exams, facts=facts)
    assert api("admin").get(f"{API}{kept.pk}/").json()["supported"] == said


def share(mean, low, high):
    return {"mean": mean, "low": low, "high": high}


def test_facts_of_another_release_are_unknown(api, math, exams):
    kept = kept_rehearsal(math, exams, facts={"other": 1})
    found = api("admin").get(f"{API}{kept.pk}/").json()
    assert (found["replayed"], found["points"]) == ("unknown", [])


@pytest.mark.parametrize(("task", "number"), [("math", 1), ("reading", 0)])
def test_the_list_is_filtered(task, number, api, kept):
    assert len(api("admin").get(API, {"task": task, "dataset": "exams"}).json()["results"]) == number


def test_one_is_asked_for_as_a_job(api, math, exams):
    answer = api("admin").post(API, {"dataset": "exams", "task": "math"})
    assert (answer.status_code, answer["Location"].endswith(f"/jobs/{Job.objects.get().pk}/")) == (202, True)


@pytest.mark.parametrize("asked", [{"dataset": "none", "task": "math"}, {"dataset": "exams", "task": "dance"}])
def test_what_is_not_there_is_refused_with_what_there_is(asked, api, math, exams):
    answer = api("admin").post(API, asked)
    assert answer.status_code == 400
    assert "there are: " in answer.text


@pytest.mark.parametrize("who", ["owner", "stranger"])
def test_only_who_may_train_asks_for_one(who, api, math, exams, settings):
    settings.EXPLORE_FOR_TEACHERS = True
    assert api(who).post(API, {"dataset": "exams", "task": "math"}).status_code == 403
    assert not Job.objects.exists()

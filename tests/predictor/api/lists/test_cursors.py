"""Pages begin where the last one ended, in any order, with equal values and without any, while rows are added."""

import base64
import datetime as dt
import json

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from predictor.models import Job

JOBS = "/api/v1/jobs/"
MOMENT = timezone.now()
# Few different ones, and none: most rows are equal to another.
MOMENTS = st.one_of(st.none(), st.integers(0, 3).map(lambda hours: MOMENT - dt.timedelta(hours=hours)))
SORTS = [f"{sign}{name}" for name in ("id", "asked_at", "started_at", "ended_at") for sign in ("", "-")]


def job(moment, who):
    about = {"asked_at": moment or MOMENT, "started_at": moment, "ended_at": moment}
    return Job.objects.create(kind="report", asked_by=who, state="done" if moment else "queued", **about)


def walk(client, where, between):
    seen = []
    while where:
        page = client.get(where).json()
        seen, where = seen + [row["id"] for row in page["results"]], page["next"]
        between()
    return seen


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(sort=st.sampled_from(SORTS), before=st.lists(MOMENTS, max_size=9), after=st.lists(MOMENTS, max_size=5))
def test_each_row_comes_once_in_any_order_while_rows_are_added(api_owner, people, sort, before, after):
    Job.objects.all().delete()
    there = {job(moment, people.owner).pk for moment in before}

    def add():
        if after:
            job(after.pop(), people.owner)

    seen = walk(api_owner, f"{JOBS}?limit=2&sort={sort}", add)
    assert len(seen) == len(set(seen))
    assert there <= set(seen)


@pytest.fixture
def three(people):
    """The second has not begun."""
    return [job(moment, people.owner).pk for moment in (MOMENT, None, MOMENT - dt.timedelta(hours=1))]


@pytest.mark.parametrize(("sort", "order"), [("started_at", (2, 0, 1)), ("-started_at", (1, 0, 2))])
def test_what_has_no_value_counts_as_the_highest(api_owner, three, sort, order):
    assert walk(api_owner, f"{JOBS}?limit=1&sort={sort}", lambda: None) == [three[place] for place in order]


def test_a_bare_id_is_a_cursor_as_it_was_of_the_first_order(api_owner, three):
    assert walk(api_owner, f"{JOBS}?cursor={three[2]}", lambda: None) == [three[1], three[0]]
    assert api_owner.get(f"{JOBS}?cursor={three[2]}&sort=asked_at").status_code == 400


def cursor(*parts):
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


FOREIGN = {
    "cut": cursor("Job", "-asked_at", "2026-11-01T00:00:00+00:00", 5)[:-7],
    "of another list": cursor("Student", "-asked_at", "2026-11-01T00:00:00+00:00", 5),
    "of another order": cursor("Job", "asked_at", "2026-11-01T00:00:00+00:00", 5),
    "without a zone": cursor("Job", "-asked_at", "2026-11-01T00:00:00", 5),
    "no time": cursor("Job", "-asked_at", "soon", 5),
    "no value where each has one": cursor("Job", "-asked_at", None, 5),
    "a number for a text": cursor("Job", "-asked_at", 5, 5),
    "a text for an id": cursor("Job", "-asked_at", "2026-11-01T00:00:00+00:00", "5"),
    "an id out of bounds": cursor("Job", "-asked_at", "2026-11-01T00:00:00+00:00", 2**63),
    "too few parts": cursor("Job"),
    "no list": cursor(5),
    "nested": base64.urlsafe_b64encode(b"[" * 1400).decode(),
    "nothing": "",
    "an odd character": "é",
}


@pytest.mark.parametrize("cursor", FOREIGN.values(), ids=FOREIGN)
def test_a_cursor_that_the_list_did_not_hand_out_is_refused(api_owner, three, cursor):
    answer = api_owner.get(JOBS, {"sort": "-asked_at", "cursor": cursor})
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (400, ["cursor"])


ODD = {"a NUL": "a\0b", "half a pair": "\ud800"}


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_a_text_that_the_database_cannot_hold_is_refused(api_owner, student, name):
    answer = api_owner.get("/api/v1/students/", {"sort": "name", "cursor": cursor("Student", "name", name, 5)})
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (400, ["cursor"])

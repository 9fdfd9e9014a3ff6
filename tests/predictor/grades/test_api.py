"""Grades and chances over the API: of one's own students only, by the boundaries of the day or of today."""

import pytest
from django.utils import timezone
from told_ranges import tells_widths_only

from mlcore.models import ModelVersion
from predictor.models import GradeBoundaries

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(api_owner, prediction):
    return lambda **query: api_owner.get(f"/api/v1/predictions/{prediction.pk}/chances/", query).json()


@pytest.fixture
def decided(people, prediction):
    content = {"grade": [{"label": "yes", "from": 45}, {"label": "not yet", "from": 0}]}
    return GradeBoundaries.objects.create(
        schema_name="exams",
        field="math_score",
        valid_from=timezone.localdate(),
        content=content,
        reason="x",
        made_by=people.admin,
    )


def test_chances_of_grades_add_up_and_the_pass_mark_has_its_own(ask):
    found = ask()
    assert [grade["grade"] for grade in found["grades"]] == ["E", "D", "C", "B", "A"]
    chances = [grade["chance"] for grade in found["grades"]]
    assert sum(chances) == pytest.approx(1)
    assert found["passed"] == {"start": 60.0, "chance": pytest.approx(sum(chances[2:]))}


def test_the_boundaries_of_today_are_given_where_asked(ask, decided):
    assert [len(ask()["grades"]), ask()["boundaries"]] == [5, "then"]
    today = ask(boundaries="today")
    assert [grade["grade"] for grade in today["grades"]] == ["not yet", "yes"]
    assert (today["boundaries"], today["passed"]) == ("today", None)


def test_a_version_that_keeps_no_distribution_gives_boundaries_without_chances(api_owner, predict):
    tells_widths_only(ModelVersion.objects.get(task__slug="math"))
    found = api_owner.get(f"/api/v1/predictions/{predict().pk}/chances/").json()
    assert {grade["chance"] for grade in found["grades"]} == {None}
    assert found["passed"] == {"start": 60.0, "chance": None}


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
def test_chances_are_of_ones_own_students(client_of, people, prediction, who, status):
    assert client_of(getattr(people, who)).get(f"/api/v1/predictions/{prediction.pk}/chances/").status_code == status


def test_another_word_for_the_boundaries_is_refused(api_owner, prediction):
    answer = api_owner.get(f"/api/v1/predictions/{prediction.pk}/chances/", {"boundaries": "soon"})
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (400, ["boundaries"])


def test_a_prediction_has_the_grades_of_its_value_and_ranges(api_owner, prediction):
    grades = api_owner.get(f"/api/v1/predictions/{prediction.pk}/").json()["grades"]
    assert grades["value"] == prediction.task.target.grading.grade_of(round(prediction.value)).label
    assert (grades["ranges"]["80"]["low"], grades["ranges"]["90"]["low"]) == ("E", "E")


def test_a_list_reads_boundaries_once(api_owner, predict, django_assert_max_num_queries):
    for _ in range(3):
        predict()
    with django_assert_max_num_queries(14):
        rows = api_owner.get("/api/v1/predictions/").json()["results"]
    assert len(rows) == 3
    assert all(row["grades"]["value"] for row in rows)

"""What programs ask for beside what the pages do: nothing stored, a version by its number, another range, many rows."""

import pytest
from django.utils import timezone
from factories import live_task

from mlcore.models import ModelVersion
from predictor.models import AccessLine, Prediction, Student

ONE, MANY = "/api/v1/predictions/", "/api/v1/predictions/batch/"


@pytest.fixture
def ask(api_owner, math, answers):
    def ask(where=ONE, query="", **more):
        body = {"task": "math"} | ({"answers": answers} if where == ONE else {}) | more
        return api_owner.post(f"{where}{query}", body)

    return ask


@pytest.fixture
def versions(math):
    """A version that was never live, and the one that is."""
    live = ModelVersion.objects.live_for(math)
    live_task()
    return live, ModelVersion.objects.live_for(math)


def test_a_dry_run_answers_the_same_and_stores_nothing(ask):
    tried, stored = ask(dry_run=True, query="?explain=true"), ask(query="?explain=true").json()
    given = tried.json()
    assert (tried.status_code, given["id"], "Location" in tried) == (200, None, False)
    assert Prediction.objects.count() == 1
    same = stored.keys() - {"id", "made_at"}
    assert {name: given[name] for name in same} == {name: stored[name] for name in same}


def test_a_dry_run_refuses_what_a_prediction_refuses(ask):
    assert ask(answers={"reading_score": 500}, dry_run=True).status_code == 400


def test_a_range_at_another_level_lies_between_those_that_are_stored(ask):
    given = {level: ask(query=f"?level={level}").json() for level in (60, 80, 85, 90)}
    widths = [one["at_level"]["high"] - one["at_level"]["low"] for one in given.values()]
    assert widths == sorted(widths)
    assert {name: given[80]["at_level"][name] for name in ("low", "high")} == given[80]["ranges"]["80"]


@pytest.mark.parametrize("level", ["49", "99", "80.5", "x"])
def test_no_other_level_is_taken(ask, level):
    refused = ask(query=f"?level={level}")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "level")


def test_the_version_that_is_named_answers_whatever_is_live(ask, versions):
    was, now = versions
    assert ask(model_version=was.pk).json()["model_version"]["id"] == was.pk
    assert ask().json()["model_version"]["id"] == now.pk


def test_a_version_that_was_never_live_is_only_tried_out(ask, versions):
    was, _ = versions
    was.promotions.all().delete()
    refused = ask(model_version=was.pk)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "model_version")
    assert ask(model_version=was.pk, dry_run=True).json()["model_version"]["id"] == was.pk


def test_a_version_of_another_task_is_refused(ask):
    refused = ask(model_version=987654)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "model_version")


def test_many_rows_are_answered_in_their_order_like_one_each(ask, answers):
    rows = [{"answers": answers | {"reading_score": score}} for score in (30, 90, 60)]
    alone = [ask(answers=row["answers"]).json()["value"] for row in rows]
    together = ask(MANY, rows=rows).json()
    assert [one["prediction"]["value"] for one in together["results"]] == alone
    assert [one["row"] for one in together["results"]] == [0, 1, 2]
    assert (together["stored"], Prediction.objects.count()) == (3, 6)


def test_a_wrong_row_keeps_no_other_from_being_stored(ask, answers, student):
    rows = [{"answers": {"reading_score": 500}}, {"answers": answers, "student": student.pk}]
    rows += [{"answers": answers, "student": 987654}]
    given = ask(MANY, rows=rows).json()
    assert [one["code"] for one in given["results"]] == ["invalid", None, "invalid"]
    wrong, _, stranger = (one["errors"] for one in given["results"])
    assert wrong[0] | {"detail": ""} == {
        "field": "answers.reading_score",
        "detail": "",
        "allowed": {"minimum": 0, "maximum": 100},
    }
    assert [error["field"] for error in stranger] == ["student"]
    assert (given["stored"], given["refused"], Prediction.objects.get().student) == (1, 2, student)


def test_many_rows_of_a_dry_run_are_not_stored(ask, answers):
    given = ask(MANY, rows=[{"answers": answers}] * 2, dry_run=True).json()
    assert [one["prediction"]["id"] for one in given["results"]] == [None, None]
    assert (given["stored"], Prediction.objects.count()) == (0, 0)


def test_nobody_who_objects_or_left_is_predicted(ask, answers, classroom, student):
    other = Student.objects.create(classroom=classroom, name="Other", objected_at=timezone.now())
    rows = [{"answers": answers, "student": one.pk} for one in (student, other)]
    assert [one["code"] for one in ask(MANY, rows=rows).json()["results"]] == [None, "student_objects"]
    classroom.archived_at = timezone.now()
    classroom.save()
    assert [one["code"] for one in ask(MANY, rows=rows[:1]).json()["results"]] == ["class_archived"]


def test_a_student_of_others_is_one_that_is_not_there(api_stranger, math, answers, student):
    rows = [{"answers": answers, "student": pk} for pk in (student.pk, 987654)]
    given = api_stranger.post(MANY, {"task": "math", "rows": rows}).json()["results"]
    told = [str(one["errors"]).replace(str(row["student"]), "N") for one, row in zip(given, rows, strict=True)]
    assert told[0] == told[1]


def test_the_log_names_whom_the_rows_were_about(ask, answers, student):
    ask(MANY, rows=[{"answers": answers, "student": student.pk}, {"answers": answers}])
    assert list(AccessLine.objects.values_list("act", "students")) == [("predicted", [student.pk])]


@pytest.mark.parametrize("where", [ONE, MANY])
def test_trying_out_is_a_look(ask, answers, student, where):
    about = {"answers": answers, "student": student.pk}
    ask(where, dry_run=True, **(about if where == ONE else {"rows": [about]}))
    assert list(AccessLine.objects.values_list("act", "students")) == [("saw", [student.pk])]


@pytest.mark.parametrize("rows", [[], [{"answers": {}}] * 1001], ids=["none", "too many"])
def test_there_are_between_one_and_a_thousand_rows(ask, rows):
    refused = ask(MANY, rows=rows)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "rows")


def test_a_thousand_rows_take_as_many_queries_as_three(ask, answers, classroom, django_assert_max_num_queries):
    students = [Student(classroom=classroom, name=f"S{place}") for place in range(300)]
    rows = [{"answers": answers, "student": one.pk} for one in Student.objects.bulk_create(students)]
    ask(MANY, rows=rows[:1])
    with django_assert_max_num_queries(16):
        assert ask(MANY, rows=rows).json()["stored"] == 300

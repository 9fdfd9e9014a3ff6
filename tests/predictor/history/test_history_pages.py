"""Every past prediction: filtered, sorted, paged by key, exported."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from predictor.found.rows import Listed
from predictor.history import pages as history
from predictor.models import Classroom, Prediction, Student, Submission

EVERYTHING = Listed(Prediction.objects.all())


@pytest.fixture
def many(predict):
    """Copies of one prediction with other values, a day apart; every second value is the same."""
    first = predict()

    def make(count, **changes):
        submissions = Submission.objects.bulk_create(
            Submission(
                task=first.task,
                schema_version_id=first.submission.schema_version_id,
                student=changes.get("student", first.student),
                answers=first.submission.answers,
                door=Submission.Door.FILE,
                made_by=first.made_by,
            )
            for _ in range(count)
        )
        return Prediction.objects.bulk_create(
            _copy(first, submission, number, changes) for number, submission in enumerate(submissions)
        )

    return make


def _copy(first, submission, number, changes):
    value = 50.0 if number % 2 else 20.0 + number / 10
    made = {"made_at": first.made_at - dt.timedelta(days=number + 1), "student": first.student, "value": value}
    ends = {"low80": value - 7, "high80": value + 7, "low90": value - 9, "high90": value + 9}
    rest = {"model_version": first.model_version, "task": first.task, "made_by": first.made_by}
    return Prediction(submission=submission, **rest | made | ends | changes)


def shown(client, **query):
    return [row.prediction for row in client.get(reverse("history"), query).context["rows"]]


def exported(client, **query):
    text = b"".join(client.get(reverse("history-csv"), query)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("sort", ["newest", "oldest", "highest", "lowest"])
def test_pages_by_key_show_every_row_once_in_order_and_lead_back(sort, many):
    many(23)
    order = history.ORDERS[sort]
    expected = list(order.way("", 99).of(Prediction.objects.all()))
    pages = [history.page_of(EVERYTHING, order, size=5)]
    while pages[-1].after:
        pages.append(history.page_of(EVERYTHING, order, after=pages[-1].after, size=5))
    assert [row for page in pages for row in page.rows] == expected
    for earlier, later in zip(pages, pages[1:], strict=False):
        assert history.page_of(EVERYTHING, order, before=later.before, size=5).rows == earlier.rows


def test_first_and_last_page_end_there(many):
    many(5)
    order = history.ORDERS["newest"]
    only = history.page_of(EVERYTHING, order, size=6)
    assert (len(only.rows), only.before, only.after) == (6, "", "")
    second = history.page_of(
        EVERYTHING,
        order,
        after=history.page_of(EVERYTHING, order, size=3).after,
        size=3,
    )
    assert second.before
    assert not second.after
    assert not history.page_of(EVERYTHING, order, before=second.before, size=3).before


def test_links_between_pages_keep_the_filters(owner, many, student):
    many(60)
    page = owner.get(reverse("history"), {"sort": "lowest", "student": "amara"})
    following = owner.get(reverse("history") + "?" + page.context["after_query"])
    assert following.context["form"].cleaned_data["sort"] == "lowest"
    assert len(page.context["rows"]) + len(following.context["rows"]) == 61


MADE_UP = ["x", "2026-01-01~1", "nan~2", "2026-01-01T00:00:00+00:00~-1", "~", "é~9"]
BEFORE_TIME = ["0001-01-01T00:00:00+23:59~5", "9999-12-31T23:59:59-23:59~5"]


@pytest.mark.parametrize("cursor", MADE_UP + BEFORE_TIME)
def test_a_made_up_cursor_is_404(owner, cursor):
    assert owner.get(reverse("history"), {"after": cursor}).status_code == 404
    assert owner.get(reverse("history"), {"before": cursor, "sort": "highest"}).status_code == 404


def test_a_cursor_of_an_odd_time_zone_is_the_same_moment_elsewhere(owner, prediction):
    assert shown(owner, after="2999-01-01T00:00:00+23:59~5") == [prediction]


def test_as_many_queries_for_three_rows_as_for_three_hundred(owner, many, django_assert_num_queries):
    many(2)
    owner.get(reverse("history"))
    with django_assert_num_queries(16):
        assert len(shown(owner)) == 3
    many(300)
    with django_assert_num_queries(16):
        assert len(shown(owner)) == 50


def test_filters_narrow_by_student_class_and_day(owner, people, many, classroom):
    other = Classroom.objects.create(name="Class 9", schema_version=classroom.schema_version)
    other.teachers.add(people.owner)
    ben = Student.objects.create(classroom=other, name="Ben", reference="B-2")
    (bens,) = many(1, student=ben, made_at=timezone.make_aware(dt.datetime(2024, 5, 3, 23, 59)))  # noqa: DTZ001
    for query in ({"student": "BEN"}, {"student": "b-2"}, {"student_id": ben.pk}, {"classroom": other.pk}):
        assert shown(owner, **query) == [bens]
    assert shown(owner, since="2024-05-03", until="2024-05-03") == [bens]
    assert shown(owner, until="2024-05-02") == []
    assert bens not in shown(owner, since="2024-05-04")


def test_filters_narrow_by_question_and_model_version(owner, many, math):
    from factories import live_task, new_version

    reading = live_task("reading")
    newer = new_version(math)
    (of_reading,) = many(1, task=reading, model_version=reading.versions.get())
    (of_newer,) = many(1, model_version=newer)
    assert shown(owner, task=reading.pk) == [of_reading]
    assert shown(owner, version=newer.pk) == [of_newer]


def test_a_nonsense_filter_finds_nothing_and_says_why(owner, prediction):
    page = owner.get(reverse("history"), {"since": "yesterday", "student_id": "x"})
    assert page.context["rows"] == []
    assert "Enter a valid date" in page.text
    assert owner.get(reverse("history-csv"), {"since": "yesterday"}).status_code == 404


def test_the_last_possible_day_is_no_error(owner, prediction):
    assert owner.get(reverse("history"), {"since": "0001-01-01", "until": "9999-12-31"}).status_code == 200


def test_the_export_has_the_rows_of_the_filter_in_their_order(owner, many, monkeypatch):
    monkeypatch.setattr(history, "EXPORT_CHUNK", 7)
    many(20)
    rows = exported(owner, sort="lowest", since="2000-01-01")
    values = [float(row["value"]) for row in rows]
    assert len(values) == 21
    assert values == sorted(values)


def test_no_row_of_an_export_is_read_with_its_schema_which_is_longer(owner, prediction):
    with CaptureQueriesContext(connection) as queries:
        exported(owner)
    rows = [query["sql"] for query in queries if 'FROM "predictor_prediction"' in query["sql"]]
    assert rows
    assert not any("mlcore_schemaversion" in sql for sql in rows)


def test_the_export_says_who_what_and_how_sure(owner, prediction, student):
    (row,) = exported(owner)
    assert (row["student"], row["class"], row["made_by"]) == (student.name, student.classroom.name, "owner")
    assert [float(row[name]) for name in ("value", "low_80", "high_90")] == pytest.approx(
        [prediction.value, prediction.low80, prediction.high90], abs=0.005
    )


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "\uff1d1+1", "-inf", "@x"])
def test_a_name_that_is_a_formula_is_exported_as_text(owner, prediction, name):
    Student.objects.update(name=name)
    assert exported(owner)[0]["student"] == f"'{name}"


def test_an_empty_history_says_how_to_begin(as_user, people):
    assert "Nothing has been predicted yet" in as_user(people.stranger).get(reverse("history")).text


def test_a_filter_that_is_set_stays_chosen_and_its_choices_cannot_smuggle_markup(owner, classroom, prediction):
    Classroom.objects.update(name="<b>8a</b>")
    text = owner.get(reverse("history"), {"classroom": classroom.pk}).text
    assert f'<option value="{classroom.pk}" selected>&lt;b&gt;8a&lt;/b&gt;</option>' in text
    assert "<b>8a" not in text

"""The history as a workbook: what CSV has, as numbers and times; no text of a teacher becomes a formula."""

import io

import pandas as pd
import pytest
from django.urls import reverse
from page_words import words

from predictor.models import Student
from predictor.saving import table

pytestmark = pytest.mark.django_db


def saved(client, **query) -> pd.DataFrame:
    content = b"".join(client.get(reverse("history-xlsx"), query).streaming_content)
    return pd.read_excel(io.BytesIO(content), engine="calamine", keep_default_na=False)


def test_a_row_has_scores_grades_and_a_local_time(owner, prediction):
    row = saved(owner).iloc[0]
    assert row["value"] == pytest.approx(prediction.value, abs=0.005)
    assert row["grade"] == prediction.task.target.grading.grade_of(round(prediction.value)).label
    assert (row["student"], row["task"], row["made_at"].year) == ("Amara Osei", "math", prediction.made_at.year)


def test_the_filters_of_the_page_count(owner, prediction, predict):
    predict(student=None)
    assert len(saved(owner)) == 2
    assert len(saved(owner, student_id=prediction.student_id)) == 1


def test_a_text_that_looks_like_a_formula_stays_a_text(owner, prediction):
    Student.objects.update(name='=HYPERLINK("http://127.0.0.1/x")')
    assert saved(owner).iloc[0]["student"] == '=HYPERLINK("http://127.0.0.1/x")'


def test_too_many_rows_are_refused_with_the_way_out(owner, prediction, predict, monkeypatch):
    predict()
    monkeypatch.setattr(table, "MOST_WORKBOOK_ROWS", 1)
    answer = owner.get(reverse("history-xlsx"), follow=True)
    assert "filter, or save as CSV" in words(answer)


def test_a_stranger_saves_nothing_of_others(as_user, people, prediction):
    assert saved(as_user(people.stranger)).empty
    assert len(saved(as_user(people.colleague))) == 1


def test_a_filter_that_is_not_allowed_is_404(owner):
    assert owner.get(reverse("history-xlsx"), {"since": "yesterday"}).status_code == 404

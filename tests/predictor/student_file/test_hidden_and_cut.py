"""What a reader's role does not see is one sum in their file, which says that something is missing; of long parts the
newest rows are printed."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from predictor.models import Explanation, FieldRules
from predictor.predicting.work import explanation_of
from predictor.student_file.content import file_of
from predictor.student_file.paper import tables
from predictor.student_file.paper.pdf import _data

pytestmark = pytest.mark.django_db
HIDDEN = ("lunch", "race_ethnicity")


@pytest.fixture
def rules(people, prediction):
    """Decided after it was predicted."""
    decided = {"rules": {slug: {"teacher": []} for slug in HIDDEN}, "reason": "Nobody needs them."}
    return FieldRules.objects.create(schema_name="exams", version=1, made_by=people.admin, **decided)


@pytest.fixture
def teacher(people, rules):
    """As the next request reads them."""
    return User.objects.get(pk=people.owner.pk)


def test_contributions_of_hidden_fields_are_one_sum(student, prediction, teacher):
    explanation_of(prediction)
    stored = Explanation.objects.get().contributions
    (told,) = file_of(student, teacher)["predictions"]
    assert not set(HIDDEN) & set(told["reasons"]["contributions"])
    assert told["reasons"]["other_entries"] == pytest.approx(sum(stored[slug] for slug in HIDDEN))
    shown = tables.tables(file_of(student, teacher))
    assert "other entries" in str(shown)


def test_whoever_sees_all_has_no_other_entries(rules, student, prediction, people):
    (told,) = file_of(student, people.admin)["predictions"]
    assert told["reasons"]["other_entries"] is None


def test_the_file_says_that_something_is_missing_and_who_has_it(student, prediction, teacher, people):
    content = file_of(student, teacher)
    assert content["hidden_fields"] == len(HIDDEN)
    assert "2 fields that your role does not see are left out; an admin's file holds them." in _data(content)["notes"]
    assert file_of(student, people.admin)["hidden_fields"] == 0


def test_the_page_says_so_before_it_is_saved(student, prediction, teacher, people, as_user):
    where, said = reverse("student-file", args=[student.pk]), "2 fields that your role does not see are left out"
    assert said in as_user(teacher).get(where).text
    assert "your role does not see" not in as_user(people.admin).get(where).text


def test_of_many_rows_the_newest_are_printed_and_the_note_says_so(student, predict, people, monkeypatch):
    monkeypatch.setattr(tables, "MOST_LINES", 2)
    monkeypatch.setattr("predictor.student_file.paper.pdf.MOST_LINES", 2)
    made = [predict() for _ in range(3)]
    content = file_of(student, people.owner)
    rows = next(one["rows"] for one in tables.tables(content) if one["heading"] == "Predictions")
    assert len(rows) == 2
    assert [row["id"] for row in content["predictions"]][-2:] == [one.pk for one in made[-2:]]
    assert "Predictions: the newest 2 of 3; the JSON has all." in _data(content)["notes"]

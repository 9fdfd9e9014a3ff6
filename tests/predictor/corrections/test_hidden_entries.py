"""Corrections of entries that are hidden from teachers, and corrections beside them."""

import pytest
from django.urls import reverse

from predictor.corrections import work
from predictor.models import Correction, FieldRules, Prediction, Submission

WHERE = "/api/v1/corrections/"


@pytest.fixture
def old(enter):
    """Predicted while nothing was hidden."""
    return enter()


@pytest.fixture
def hidden(people, old):
    rules = {"lunch": {"teacher": []}}
    return FieldRules.objects.create(
        schema_name="exams", version=1, rules=rules, reason="Private.", made_by=people.admin
    )


@pytest.fixture
def about_hidden(old, ask, people, hidden):
    """Carried out by an admin: two predictions, one of which says that it was made with a wrong entry."""
    work.carry_out(ask("free/reduced", field="lunch"), by=people.admin, door=Submission.Door.PAGE)
    return old


def told(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return [word for word in ("lunch", "free/reduced") if word in content.decode().lower()]


@pytest.mark.parametrize("name", ["corrections", "corrections-csv", "student", "history", "history-csv", "home"])
def test_a_teacher_reads_nothing_of_them(about_hidden, owner, student, name):
    of_student = [student.pk] if name.startswith(("corrections", "student")) else []
    assert told(owner.get(reverse(name, args=of_student))) == []


def test_nor_through_the_api(about_hidden, api_owner):
    mark = api_owner.get(f"/api/v1/predictions/{about_hidden.pk}/").json()["corrected"]
    assert mark["entries"] == []
    assert api_owner.get(WHERE).json()["results"] == []
    assert api_owner.get(f"{WHERE}{Correction.objects.get().pk}/").status_code == 404


def test_an_admin_reads_all_of_it(about_hidden, admin, api_admin, student):
    assert api_admin.get(f"/api/v1/predictions/{about_hidden.pk}/").json()["corrected"]["entries"] == ["lunch"]
    assert told(admin.get(reverse("corrections", args=[student.pk]))) == ["lunch", "free/reduced"]


def test_that_an_entry_was_wrong_is_said_all_the_same(about_hidden, owner):
    page = " ".join(owner.get(reverse("prediction", args=[about_hidden.pk])).text.split())
    assert "Made with an entry that was corrected on" in page
    assert told(owner.get(reverse("prediction", args=[about_hidden.pk]))) == []


def test_a_teacher_carries_out_a_correction_beside_them(old, ask, people, hidden):
    done = work.carry_out(ask(), by=people.owner, door=Submission.Door.PAGE)
    assert (done.not_again, len(done.again)) == ((), 1)
    newest = Prediction.objects.latest("pk").submission.answers
    assert newest == {**old.submission.answers, "reading_score": newest["reading_score"]}

"""Who gets which page: owner and colleague teach the class, a stranger does not, the admin sees all."""

import pytest
from django.urls import get_resolver, reverse

from predictor.models import Classroom, Prediction, Student

PUBLIC = {
    "login",
    "login-link",
    "language",
    "logout",  # also of whoever stands before the second factor; it opens nothing
    "password-forgotten",
    "password-sent",
    "password-new",
    "invitation",
    "account_login",
    "account_logout",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
}
OF_A_CLASS = (
    "classroom",
    "classroom-edit",
    "classroom-delete",
    "student-new",
    "classroom-predict",
    "classroom-entries",
    "classroom-sheets",
    "classroom-sheets-pdf",
    "classroom-results",
    "classroom-archive",
    "classroom-next-year",
    "classroom-teachers",
    "classroom-places",
)
OF_A_STUDENT = (
    "student",
    "student-edit",
    "student-classes",
    "student-sheet",
    "student-delete",
    "student-result",
    "support",
    "objection",
    "corrections",
    "predict",
    "prediction",
    "prediction-feedback",
    "prediction-what-if",
    "target",
)


@pytest.fixture
def address(student, prediction, math):
    def find(name):
        if name in OF_A_CLASS:
            return reverse(name, args=[student.classroom_id])
        if name in {"predict", "target"}:
            return reverse(name, args=[student.pk, math.slug])
        return reverse(name, args=[prediction.pk if name.startswith("prediction") else student.pk])

    return find


@pytest.mark.parametrize("name", [*OF_A_CLASS, *OF_A_STUDENT])
@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("colleague", 200), ("stranger", 404), ("admin", 200)])
def test_a_page_opens_only_for_teachers_of_the_class_and_the_admin(name, who, status, as_user, people, address):
    assert as_user(getattr(people, who)).get(address(name)).status_code == status


@pytest.mark.parametrize(
    "name", [name for name in (*OF_A_CLASS, *OF_A_STUDENT) if name not in {"classroom", "student"}]
)
def test_a_stranger_cannot_send_a_form_of_the_class(name, as_user, people, address):
    where = address(name)
    before = (Classroom.objects.get().name, Student.objects.get().name, Prediction.objects.count())
    assert as_user(people.stranger).post(where, {"name": "Mine now"}).status_code in {404, 405}
    assert (Classroom.objects.get().name, Student.objects.get().name, Prediction.objects.count()) == before


def test_a_stranger_finds_nothing_of_others_on_home_history_and_csv(as_user, people, prediction):
    client = as_user(people.stranger)
    for name in ("home", "history"):
        assert "Amara Osei" not in client.get(reverse(name)).text
    assert b"Amara Osei" not in b"".join(client.get(reverse("history-csv")))


@pytest.mark.parametrize("who", ["owner", "colleague", "admin"])
def test_everybody_else_finds_it_there(who, as_user, people, prediction):
    client = as_user(getattr(people, who))
    for name in ("home", "history"):
        assert "Amara Osei" in client.get(reverse(name)).text
    assert b"Amara Osei" in b"".join(client.get(reverse("history-csv")))


def test_a_strangers_filter_cannot_name_anothers_class_or_student(as_user, people, student, prediction):
    client = as_user(people.stranger)
    assert "Select a valid choice" in client.get(reverse("history"), {"classroom": student.classroom_id}).text
    assert "Amara" not in client.get(reverse("history"), {"student_id": student.pk}).text


def test_a_prediction_without_a_student_is_its_makers_own(as_user, people, predict):
    where = reverse("prediction", args=[predict(student=None).pk])
    assert as_user(people.owner).get(where).status_code == 200
    assert as_user(people.colleague).get(where).status_code == 404


def test_no_page_is_public_but_the_log_in(client, db):
    for name, pattern in _pages():
        if name in PUBLIC:
            continue
        where = "/" + pattern % dict.fromkeys(_keys(pattern), 1)
        answer = client.get(where)
        assert answer.status_code == 302, name
        assert answer["Location"].startswith(reverse("login")), name


def _pages():
    import predictor.urls.pages

    for pattern in predictor.urls.pages.urlpatterns:
        (possibility,) = get_resolver("predictor.urls.pages").reverse_dict.getlist(pattern.name)
        yield pattern.name, possibility[0][0][0]


def _keys(pattern):
    import re

    return re.findall(r"%\((\w+)\)s", pattern)


@pytest.mark.parametrize("where", ["/students/%s/", "/classes/%s/", "/predictions/%s/", "/predictions/?after=%s~1"])
def test_a_number_too_large_for_the_database_is_404(where, as_user, people):
    assert as_user(people.admin).get(where % 10**30).status_code == 404


@pytest.mark.parametrize("name", ["student_id", "classroom", "task", "version", "student"])
@pytest.mark.parametrize("value", ["9" * 30, "-1", "\x00", "%", "é" * 200])
def test_a_nonsense_filter_is_no_crash(name, value, as_user, people, prediction):
    assert as_user(people.owner).get(reverse("history"), {name: value}).status_code == 200

"""Whoever enters Django's admin and is no admin: by rights of Django's, and to nothing that the product hides."""

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from raw_tables import SITES, address

from predictor.models import Classroom, Explanation, Prediction, Student, Submission
from predictor.models.accounts.people import remember
from studentperf.basics.raw_tables.of_one import OfOne


@pytest.fixture
def staff(classroom):
    """A teacher of the class with every right of Django's."""
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    classroom.teachers.add(user)
    remember(user, None, names_allowed=None)
    return user


@pytest.fixture
def by_staff(as_user, school, staff):
    Explanation.objects.get_or_create(
        prediction=school.prediction, defaults={"reference": 60, "contributions": {"reading_score": 2}}
    )
    return as_user(staff)


def test_without_rights_of_djangos_they_find_no_table(as_user, school):
    entered = as_user(User.objects.create_user("staff", is_staff=True))
    assert entered.get(reverse("admin:index")).status_code == 200
    answers = {entered.get(address(model)).status_code for model in SITES}
    assert answers == {403}


def test_no_json_of_ours_is_shown_in_lists_or_rows(by_staff, student):
    Student.objects.filter(pk=student.pk).update(known={"lunch": "told-to-nobody"})
    for model in (Student, Submission, Prediction, Explanation):
        row = by_staff.get(address(model)).context["cl"].result_list[-1]
        page = by_staff.get(address(model, "change", row.pk)).text
        assert "told-to-nobody" not in page
        assert "reading_score" not in page


def test_an_admin_sees_it(admin, school, student):
    Student.objects.filter(pk=student.pk).update(known={"lunch": "told-to-admins"})
    assert "told-to-admins" in admin.get(address(Student, "change", student.pk)).text


def test_json_is_in_no_list_or_row_of_any_table(by_staff):
    for model in SITES:
        answer = by_staff.get(address(model))
        if answer.status_code == 200:
            shown = set(answer.context["cl"].list_display)
            assert not shown & {field.name for field in model._meta.fields if "JSON" in type(field).__name__}


def test_values_are_not_guessed_by_an_address(by_staff):
    for model, asked in ((Student, "known__lunch=x"), (Submission, "answers__lunch=x"), (Student, "name=x")):
        assert by_staff.get(f"{address(model)}?{asked}").status_code == 400


def test_no_filter_reaches_through_a_relation_into_another_table(by_staff, student):
    of_student = f"task__versions__predictions__student__name={student.name}"
    lunch = f"task__versions__predictions__student__known__lunch={student.known.get('lunch', 'standard')}"
    for model, site in SITES.items():
        if "task" in site.list_filter or ("task", OfOne) in site.list_filter:
            for asked in (f"{of_student}&{lunch}", of_student, "task__slug=math", "task__label__contains=a"):
                assert by_staff.get(f"{address(model)}?{asked}").status_code == 400, (model, asked)


def test_rows_of_others_are_closed_to_them(by_staff, staff, classroom):
    classroom.teachers.remove(staff)
    for model in (Student, Submission, Prediction, Explanation, Classroom):
        assert by_staff.get(address(model)).context["cl"].result_list == []
        row = model.objects.first()
        assert by_staff.get(address(model, "change", row.pk)).status_code == 302


def test_accounts_and_their_roles_stay_closed(by_staff, people):
    assert by_staff.get(address(User)).status_code == 403
    form = {"username": "owner", "is_superuser": "on"}
    assert by_staff.post(address(User, "change", people.owner.pk), form).status_code == 403
    assert not User.objects.get(pk=people.owner.pk).is_superuser


def test_a_second_factor_is_demanded_of_them(by_staff, settings):
    settings.SECOND_FACTOR_FOR_ADMINS = True
    assert by_staff.get(address(Prediction))["Location"] == reverse("mfa_index")

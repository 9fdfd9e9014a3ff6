"""Django's admin shows everything and changes nothing that a service has rules for."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import reverse

from predictor.api.authentication import tokens
from predictor.models import Classroom, Student, Target

PAGES = ("add", "change", "delete")


@pytest.fixture
def superuser(as_user, people):
    return as_user(people.admin)


def address(row, page):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[] if page == "add" else [row.pk])


@pytest.mark.parametrize("page", PAGES)
def test_a_student_is_neither_added_nor_changed_nor_deleted_there(superuser, student, page):
    form = {"name": "Other", "classroom": student.classroom_id, "known": '{"nonsense": 5}', "post": "yes"}
    assert superuser.post(address(student, page), form).status_code == 403
    kept = Student.objects.get()
    assert (kept.name, kept.known) == (student.name, student.known)


def test_what_is_known_about_a_student_can_be_read_there(superuser, student):
    assert student.name in superuser.get(address(student, "change")).text


def test_a_class_gets_other_teachers_there_but_keeps_its_schema(superuser, people, classroom, hsb_task):
    form = {"name": "Class 9a", "teachers": [people.stranger.pk], "schema_version": hsb_task.schema_version_id}
    assert superuser.post(address(classroom, "change"), form).status_code == 302
    changed = Classroom.objects.get()
    assert (changed.name, list(changed.teachers.all())) == ("Class 9a", [people.stranger])
    assert changed.schema_version == classroom.schema_version


def test_a_class_is_added_there_with_the_schema_that_is_chosen(superuser, people, hsb_task):
    form = {"name": "Class 9a", "teachers": [people.owner.pk], "schema_version": hsb_task.schema_version_id}
    superuser.post(reverse("admin:predictor_classroom_add"), form)
    assert Classroom.objects.get().schema_version == hsb_task.schema_version


def test_a_class_is_not_deleted_there_neither_alone_nor_with_others(superuser, classroom):
    assert superuser.post(address(classroom, "delete"), {"post": "yes"}).status_code == 403
    form = {"action": "delete_selected", "_selected_action": [classroom.pk], "post": "yes"}
    superuser.post(reverse("admin:predictor_classroom_changelist"), form)
    assert Classroom.objects.exists()


def test_a_token_can_be_ended_there_and_not_be_made(superuser, people):
    tokens.issue(people.owner)
    (token,) = people.owner.auth_token_set.all()
    assert superuser.post(address(token, "add"), {"user": people.owner.pk}).status_code == 403
    superuser.post(address(token, "delete"), {"post": "yes"})
    assert not people.owner.auth_token_set.exists()


def test_a_second_factor_can_be_taken_away_there_and_its_secret_is_not_shown(superuser, people):
    factor = Authenticator.objects.create(user=people.owner, type="totp", data={"secret": "kept-to-itself"})
    assert "kept-to-itself" not in superuser.get(address(factor, "change")).text
    assert superuser.post(address(factor, "add"), {"user": people.owner.pk}).status_code == 403
    superuser.post(address(factor, "delete"), {"post": "yes"})
    assert not Authenticator.objects.exists()


def test_of_the_product_only_classes_can_be_changed_there(rf, people):
    request = rf.get("/")
    request.user = people.admin
    writable = {model for model, site in admin.site._registry.items() if site.has_change_permission(request)}
    assert {model for model in writable if model._meta.app_label not in ("auth", "axes")} == {Classroom}


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_every_list_opens(superuser, model, student):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    assert superuser.get(reverse(name)).status_code == 200


def test_it_bears_the_products_name_and_colours(superuser, db):
    page = superuser.get(reverse("admin:index")).text
    assert "Support: raw tables" in page
    assert "/static/css/admin.css" in page
    assert "Django" not in page


@pytest.mark.parametrize(("who", "status"), [("owner", 302), ("colleague", 302), ("stranger", 302), ("admin", 200)])
def test_it_opens_for_admins_only(who, status, as_user, people, classroom):
    assert as_user(getattr(people, who)).get(reverse("admin:index")).status_code == status


@pytest.mark.parametrize("name", ["admin:index", "admin:login", "admin:auth_user_changelist"])
def test_whoever_is_logged_in_without_the_right_is_told_so_and_led_round_in_no_circle(as_user, people, name):
    assert as_user(people.owner).get(reverse(name), follow=True).status_code == 403


def test_its_pages_hold_no_style_that_the_policy_would_refuse(superuser, student):
    for name in ("index", "predictor_classroom_changelist", "predictor_classroom_add"):
        page = superuser.get(reverse(f"admin:{name}"))
        assert "style-src 'self'" in page["Content-Security-Policy"]
        assert "<style" not in page.text


@pytest.fixture
def target(student, math, people):
    return Target.objects.create(student=student, task=math, score=70.0, why="she asked", made_by=people.owner)


def test_targets_are_read_there(superuser, target):
    assert "she asked" in superuser.get(reverse("admin:predictor_target_changelist")).text
    assert "she asked" in superuser.get(address(target, "change")).text


@pytest.mark.parametrize("page", PAGES)
def test_a_target_is_neither_added_nor_changed_nor_deleted_there(superuser, target, page):
    assert superuser.post(address(target, page), {"score": "90", "post": "yes"}).status_code == 403
    assert Target.objects.get().score == 70.0

"""What is a fact stays one in Django's admin, and what is taken away there is named before."""

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import User
from django.urls import reverse
from factories import PASSWORD
from raw_tables import SITES, address

from predictor.api.authentication import tokens
from predictor.models import Classroom, Prediction

WRITABLE = {"Classroom", "User", "Group"}
ENDED = {"AuthToken", "Authenticator", "SocialAccount", "AccessAttempt", "User", "Group"}


@pytest.fixture
def request_of(rf, people):
    request = rf.get("/")
    request.user = people.admin
    return request


def test_few_tables_are_written_there(request_of):
    may = {model.__name__ for model, site in SITES.items() if site.has_change_permission(request_of)}
    assert may == WRITABLE
    assert {model.__name__ for model, site in SITES.items() if site.has_add_permission(request_of)} == WRITABLE


def test_rows_are_taken_away_of_few_tables(request_of):
    assert {model.__name__ for model, site in SITES.items() if site.has_delete_permission(request_of)} == ENDED


@pytest.mark.parametrize("log", [AccessLog, AccessFailureLog])
def test_what_was_noted_of_log_ins_is_neither_changed_nor_deleted(admin, log):
    row = log.objects.create(username="owner", ip_address="10.0.0.1", path_info="/login/")
    assert admin.post(address(log, "change", row.pk), {"username": "other"}).status_code == 403
    assert admin.post(address(log, "delete", row.pk), {"post": "yes"}).status_code == 403
    admin.post(address(log), {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
    assert log.objects.get(pk=row.pk).username == "owner"


def test_a_lock_is_opened_by_taking_the_guesses_away(admin, people):
    row = AccessAttempt.objects.create(username="owner", ip_address="10.0.0.1", failures_since_start=10)
    admin.post(address(AccessAttempt, "delete", row.pk), {"post": "yes"})
    assert not AccessAttempt.objects.exists()


def test_all_at_once_are_those_of_one_page(admin, people):
    for _ in range(3):
        tokens.issue(people.owner)
    model = tokens.get_token_model()
    chosen = [model.objects.first().pk]
    form = {"action": "delete_selected", "_selected_action": chosen, "select_across": "1", "post": "yes"}
    admin.post(address(model), form)
    assert model.objects.count() == 2


def test_nothing_is_done_where_something_chosen_is_no_row(admin, people):
    form = {"action": "delete_selected", "_selected_action": [people.owner.pk, "x"], "post": "yes"}
    assert admin.post(address(User), form, follow=True).status_code == 200
    assert User.objects.filter(pk=people.owner.pk).exists()


def test_an_account_that_made_something_stays_and_is_said_to(admin, people, school, django_assert_max_num_queries):
    assert Prediction.objects.filter(made_by=people.owner).exists()
    with django_assert_max_num_queries(60):
        page = admin.get(address(User, "delete", people.owner.pk)).text
    assert "owner made what is kept, and is shut out on the page of people" in page
    admin.post(address(User, "delete", people.owner.pk), {"post": "yes"})
    assert User.objects.filter(pk=people.owner.pk).exists()


def test_an_account_that_made_nothing_is_deleted(admin, people):
    admin.post(address(User, "delete", people.stranger.pk), {"post": "yes"})
    assert not User.objects.filter(pk=people.stranger.pk).exists()


def test_an_archived_class_is_only_read_there(admin, classroom, people):
    Classroom.objects.update(archived_at="2026-01-01T00:00Z")
    form = {"name": "Other", "teachers": [people.stranger.pk]}
    assert admin.post(address(Classroom, "change", classroom.pk), form).status_code == 403
    assert Classroom.objects.get().name == classroom.name


def test_its_log_in_is_the_products(client, people):
    answer = client.post(reverse("admin:login"), {"username": "admin", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/admin/")
    assert "sessionid" not in client.cookies
    assert client.get(reverse("admin:index"), follow=True).redirect_chain[-1][0].startswith("/login/")

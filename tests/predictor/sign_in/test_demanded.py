"""Where a second factor is demanded of admins, one without it reaches only the pages where they set it up."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from predictor.models import Invitation
from predictor.models.accounts.factors import lacks_second_factor


@pytest.fixture(autouse=True)
def demanded(settings):
    settings.SECOND_FACTOR_FOR_ADMINS = True


@pytest.mark.parametrize(
    "name", ["home", "history", "invitations", "admin:index", "admin:auth_user_changelist", "account", "tokens"]
)
def test_an_admin_without_one_is_led_to_setting_it_up(admin, name):
    assert admin.get(reverse(name))["Location"] == reverse("mfa_index")


def test_what_they_send_is_not_taken_either(admin, people):
    admin.post(reverse("invitations"), {"address": "new@school.example", "role": "admin"})
    assert not Invitation.objects.exists()


def test_a_part_of_a_page_leads_there_as_a_whole(admin):
    answer = admin.get("/jobs/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == reverse("mfa_index")


def test_the_pages_where_it_is_set_up_open_and_say_why(admin):
    assert "Your school demands a second factor of admins" in admin.get(reverse("mfa_index")).text
    assert admin.get(reverse("account_reauthenticate")).status_code == 200
    assert admin.post(reverse("logout")).status_code == 302


def test_with_one_everything_opens(admin, people, app_of):
    app_of(people.admin)
    assert admin.get(reverse("home")).status_code == 200
    assert admin.get(reverse("admin:index")).status_code == 200


def test_recovery_codes_alone_are_none(admin, people):
    Authenticator.objects.create(user=people.admin, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    assert admin.get(reverse("home")).status_code == 302


def test_of_teachers_it_is_not_demanded(owner):
    assert owner.get(reverse("home")).status_code == 200


def test_tokens_of_an_admin_without_one_open_nothing(people, client_of, app_of):
    program = client_of(people.admin)
    answer = program.get("/api/v1/tasks/")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "second_factor_needed")
    app_of(people.admin)
    assert program.get("/api/v1/tasks/").status_code == 200


def test_where_it_is_not_demanded_it_costs_no_query(people, settings, django_assert_num_queries):
    settings.SECOND_FACTOR_FOR_ADMINS = False
    with django_assert_num_queries(0):
        assert not lacks_second_factor(people.admin)

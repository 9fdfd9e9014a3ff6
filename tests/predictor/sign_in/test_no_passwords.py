"""Where passwords are switched off no door takes one, and an admin still gets in when the provider is down."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from factories import PASSWORD
from rest_framework.test import APIClient

from predictor.sign_in import keys


@pytest.fixture
def off(settings, school):
    settings.PASSWORD_SIGN_IN = False


def is_in(client):
    return client.get(reverse("home")).status_code == 200


def test_the_log_in_page_has_no_form_and_takes_none(client, people, off, log_in):
    assert 'name="password"' not in client.get(reverse("login")).text
    assert "Log in with: School" in client.get(reverse("login")).text
    assert (log_in(client).status_code, is_in(client)) == (403, False)


def test_the_api_takes_none(people, off):
    answer = APIClient().post("/api/v1/token/", {"username": "owner", "password": PASSWORD}, format="json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "passwords_off")


def test_djangos_admin_has_no_door_of_its_own(client, people, off):
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/login/?next=/admin/"
    client.post("/admin/login/", {"username": "admin", "password": PASSWORD})
    assert not is_in(client)


def test_no_password_is_sent_made_or_changed(client, as_user, addressed, off, sent):
    assert client.post(reverse("password-forgotten"), {"address": addressed.email}).status_code == 403
    assert sent() == []
    key = keys.make(keys.NEW_PASSWORD, addressed)
    form = {"new_password1": "another long phrase", "new_password2": "another long phrase"}
    assert client.post(reverse("password-new") + f"?key={key}", form).status_code == 403
    assert as_user(addressed).get(reverse("password")).status_code == 403
    addressed.refresh_from_db()
    assert addressed.check_password(PASSWORD)


def test_an_invitation_takes_none(client, people, off):
    from predictor.sign_in.invitations import work

    _, token = work.invite("new@school.example", [], people.admin)
    where = reverse("invitation") + f"?key={token}"
    assert "password1" not in client.get(where).text
    form = {"username": "new", "password1": "another long phrase", "password2": "another long phrase"}
    client.post(where, form)
    assert not type(people.admin).objects.filter(username="new").exists()


def test_who_is_logged_in_stays_so_and_can_set_up_a_second_factor(as_user, people, off):
    page = as_user(people.owner)
    assert page.get(reverse("mfa_activate_totp")).status_code == 200


def link_for(name, *options):
    out = StringIO()
    call_command("sign_in_link", name, *options, stdout=out, stderr=StringIO())
    return out.getvalue().strip().partition("//")[2].partition("/")[2]


def test_a_link_of_the_command_lets_an_admin_in_once(client, people, off):
    where = "/" + link_for("admin")
    assert "logs you in as" in client.get(where).text
    assert not is_in(client)
    assert client.post(where)["Location"] == reverse("home")
    assert is_in(client)
    client.post(reverse("logout"))
    assert client.post(where).status_code == 404


def test_the_link_asks_for_the_second_factor_unless_that_is_forgotten(client, people, off, app_of):
    app_of(people.admin)
    assert client.post("/" + link_for("admin"))["Location"] == reverse("mfa_authenticate")
    assert client.post("/" + link_for("admin", "--forget-second-factors"))["Location"] == reverse("home")


def test_a_link_for_a_new_password_logs_nobody_in(client, people):
    key = keys.make(keys.NEW_PASSWORD, people.admin)
    assert client.post(reverse("login-link") + f"?key={key}").status_code == 404


def test_the_link_ends_with_time(client, people, settings):
    key = keys.make(keys.LOG_IN, people.admin)
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert client.post(reverse("login-link") + f"?key={key}").status_code == 404


def test_no_link_is_made_for_nobody_or_a_closed_account(people):
    with pytest.raises(CommandError, match="no account called 'nobody'"):
        call_command("sign_in_link", "nobody")
    type(people.owner).objects.update(is_active=False)
    with pytest.raises(CommandError, match="is closed"):
        call_command("sign_in_link", "owner")

"""Signing in in a real browser: a provider, passkeys on a virtual authenticator, and pages that everybody can use."""

import pytest
from accessibility import WINDOWS, findings, visit_all
from django.urls import reverse
from factories import PASSWORD
from school_accounts import OWN, enrol, provider

from predictor.sign_in import keys
from predictor.sign_in.invitations import work

pytestmark = pytest.mark.browser


@pytest.fixture
def school(settings):
    with provider() as found:
        settings.OIDC = found
        yield found


@pytest.fixture
def addressed(people):
    people.owner.email = OWN["email"]
    people.owner.save()
    return people.owner


def log_in(page, name="owner"):
    page.goto(reverse("login"))
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def complaints_of(page):
    heard = []
    page.on("console", lambda message: heard.append(message.text))
    return heard


def authenticator(page):
    """A phone that always confirms, as Chromium plays it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    told = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    told |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": told})


def test_a_teacher_comes_in_with_the_account_of_the_school(browse, school, addressed):
    enrol(school.server, "17", **OWN)
    page = browse()
    heard = complaints_of(page)
    page.goto(reverse("history"))
    page.get_by_role("link", name="Log in with: School").click()
    page.get_by_placeholder("sub").fill("17")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url("**/predictions/")
    assert [text for text in heard if "Content Security Policy" in text and "localhost" not in text] == []


def test_a_stranger_of_the_provider_reads_what_to_do(browse, school, addressed):
    enrol(school.server, "99", email="stranger@school.example", email_verified=True)
    page = browse()
    page.goto(reverse("login"))
    page.get_by_role("link", name="Log in with: School").click()
    page.get_by_placeholder("sub").fill("99")
    page.get_by_role("button", name="Authorize").click()
    page.get_by_role("heading", name="You are not logged in").wait_for()
    assert findings(page) == []


@pytest.fixture
def with_passkey(browse, people):
    """A browser whose owner set up a passkey, and logged out again; and what its console said."""
    page = browse()
    heard = complaints_of(page)
    authenticator(page)
    log_in(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_role("button", name="Set up").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.get_by_role("button", name="Log out").click()
    return page, heard


def test_a_passkey_is_the_second_factor_under_the_strict_policy(with_passkey):
    page, heard = with_passkey
    log_in(page)
    page.get_by_role("heading", name="Second factor").wait_for()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Log out").wait_for()
    assert [text for text in heard if "Content Security Policy" in text or "rror" in text] == []


def test_a_passkey_logs_in_without_a_password(with_passkey):
    page, heard = with_passkey
    page.goto(reverse("login"))
    page.get_by_role("button", name="Log in with a passkey").click()
    page.get_by_role("button", name="Log out").wait_for()
    assert [text for text in heard if "Content Security Policy" in text or "rror" in text] == []


def test_a_passkey_that_is_not_there_is_told(browse, people):
    page = browse()
    authenticator(page)
    page.goto(reverse("login"))
    page.get_by_role("button", name="Log in with a passkey").click()
    page.get_by_text("The passkey did not work.").wait_for()


def test_without_scripts_no_button_is_shown_that_does_nothing(browse, people):
    page = browse(scripts=False)
    page.goto(reverse("login"))
    assert not page.get_by_role("button", name="Log in with a passkey").is_visible()


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_before_logging_in_are_accessible_and_fit(browse, people, school, scheme, width):
    _, token = work.invite("a.very.long.name.of.a.new.colleague@school.example", ["teacher"], people.admin)
    addresses = [
        reverse("login"),
        reverse("password-forgotten"),
        reverse("password-sent"),
        f"{reverse('password-new')}?key={keys.make(keys.NEW_PASSWORD, people.owner)}",
        f"{reverse('login-link')}?key={keys.make(keys.LOG_IN, people.owner)}",
        f"{reverse('invitation')}?key={token}",
        f"{reverse('invitation')}?key=gone",
    ]
    page = browse(scheme=scheme, width=width)
    assert [text for text in visit_all(page, addresses) if "Content Security Policy" in text] == []


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_pages_of_the_account_are_accessible_and_fit(browse, people, school, scheme, width):
    for number in range(3):
        work.invite(f"a.very.long.name.of.a.new.colleague{number}@school.example", ["teacher"], people.admin)
    page = browse(scheme=scheme, width=width)
    log_in(page, "admin")
    names = ("account", "tokens", "invitations", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "password")
    complaints = visit_all(page, [*map(reverse, names), reverse("account_reauthenticate")])
    assert [text for text in complaints if "Content Security Policy" in text] == []


def test_the_page_of_the_second_factor_is_accessible_with_its_refusal(browse, with_passkey):
    page, _ = with_passkey
    log_in(page)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("alert").wait_for()
    assert findings(page) == []

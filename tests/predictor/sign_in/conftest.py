"""A school with accounts at a provider, and accounts with a second factor."""

import time

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from factories import PASSWORD
from school_accounts import provider

from predictor.sign_in import mails


@pytest.fixture
def school(settings):
    """The settings of a provider that runs."""
    with provider() as found:
        settings.OIDC = found
        yield found


@pytest.fixture
def addressed(people):
    """The owner's account, with the address that the school knows."""
    people.owner.email = "owner@school.example"
    people.owner.save()
    return people.owner


@pytest.fixture
def log_in():
    def log_in(client, name="owner", password=PASSWORD, **more):
        return client.post("/login/", {"username": name, "password": password} | more)

    return log_in


@pytest.fixture
def app_of(rf):
    """Sets up an app for somebody, and gives a function that shows its code, of now or of some half minutes later."""

    def set_up(user):
        secret = totp.generate_totp_secret()
        with context.request_context(rf.get("/")):
            totp.TOTP.activate(user, secret)
            RecoveryCodes.activate(user)
        return lambda later=0: totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later))

    return set_up


@pytest.fixture
def recovery_codes():
    def of(user):
        return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()

    return of


@pytest.fixture
def sent():
    """Mails that left, also those that leave a little later."""

    def letters():
        mails.LATER.submit(int).result()
        return mail.outbox

    return letters


@pytest.fixture
def key_in():
    """The part of a link that opens something, out of a mail or a page."""

    def find(text):
        return text.partition("?key=")[2].split()[0].split("<")[0]

    return find

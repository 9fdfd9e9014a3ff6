"""The settings of a provider: read as a whole, and refused where they would open accounts to strangers."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from studentperf import sign_in
from studentperf.basics import environment

GOOD = {"OIDC_SERVER": "https://accounts.example/", "OIDC_CLIENT_ID": "us", "OIDC_CLIENT_SECRET": "s"}
OWN = {"OIDC_OWNS_ADDRESSES": "true"}


@pytest.fixture
def read(monkeypatch):
    def read(**told):
        for name, value in told.items():
            monkeypatch.setenv(name, value)
        return sign_in.provider(environment.read())

    return read


def test_without_an_address_there_is_no_provider(read):
    assert read() is None


def test_tenants_and_domains_are_lists(read):
    found = read(**GOOD, OIDC_TENANTS="T-1, t-2", OIDC_DOMAINS="@School.example,")
    assert (found.server, found.name) == ("https://accounts.example", "school account")
    assert (found.tenants, found.domains) == ({"t-1", "t-2"}, {"school.example"})
    assert not found.owns_addresses


@pytest.mark.parametrize(
    ("told", "remedy"),
    [
        ({"OIDC_SERVER": "http://accounts.example"}, "must be an address such as https://accounts.google.com"),
        ({"OIDC_SERVER": "accounts.example"}, "must be an address such as"),
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET belong together"),
        (OWN, "say whose they are by OIDC_TENANTS or OIDC_DOMAINS"),
        (OWN | {"OIDC_TENANTS": "t", "OIDC_SERVER": "https://login.example/common/v2.0"}, "address of your own tenant"),
        ({"OIDC_OWNS_ADDRESSES": "ture"}, "must be true or false"),
    ],
)
def test_nonsense_is_refused_with_its_remedy(read, told, remedy):
    with pytest.raises(ImproperlyConfigured, match=remedy):
        read(**GOOD | told)


def test_plain_http_is_for_this_machine_only(read):
    assert read(**GOOD | {"OIDC_SERVER": "http://127.0.0.1:9000"}).server == "http://127.0.0.1:9000"


def test_passwords_are_not_switched_off_where_nothing_else_is_there():
    with pytest.raises(ImproperlyConfigured, match="set OIDC_SERVER"):
        sign_in.is_possible(False, None)

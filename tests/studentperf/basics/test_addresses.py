"""Under which names the product answers, and which address mails give for it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from studentperf.basics import environment

HOSTS = ["perf.example.org", "127.0.0.1", ".school.example"]


@pytest.fixture
def site(monkeypatch):
    def of(text="", hosts=HOSTS, https=False, **more):
        for name, value in {"SITE_URL": text, **more}.items():
            monkeypatch.setenv(name, value)
        return environment.site(environment.read(), "SITE_URL", hosts, https=https)

    return of


def test_left_out_it_is_the_first_host_that_is_served(site):
    assert site() == "http://perf.example.org"
    assert site(https=True) == "https://perf.example.org"
    assert site(hosts=[".school.example"]) == "http://school.example"


def test_left_out_on_ones_own_machine_it_has_the_port_of_make_run(site):
    assert site(hosts=["127.0.0.1", "localhost"]) == "http://127.0.0.1:8080"
    assert site(hosts=["localhost"], PORT="8081") == "http://localhost:8081"


@pytest.mark.parametrize("text", ["https://perf.example.org:8443", "http://a.school.example", "http://127.0.0.1:8080"])
def test_an_address_is_taken_as_it_is(site, text):
    assert site(text) == site(f" {text}/ ") == text


@pytest.mark.parametrize(
    "text",
    [
        "perf.example.org",
        "ftp://perf.example.org",
        "http://",
        "http://perf.example.org/app",
        "http://perf.example.org?a",
    ]
    + ["http://perf.example.org:abc", "http://user@perf.example.org", "http://[::1", "http://perf.example.org:99999"],
)
def test_what_is_no_address_of_a_site_is_refused(site, text):
    with pytest.raises(ImproperlyConfigured, match=r"SITE_URL must be an address such as https://perf\.example\.org"):
        site(text)


def test_a_host_that_is_not_served_is_refused(site):
    with pytest.raises(ImproperlyConfigured, match=r"elsewhere\.example, which ALLOWED_HOSTS does not name"):
        site("http://elsewhere.example")


def test_where_all_come_by_tls_links_do(site):
    with pytest.raises(ImproperlyConfigured, match="HTTPS=true: SITE_URL must begin with https://"):
        site("http://perf.example.org", https=True)

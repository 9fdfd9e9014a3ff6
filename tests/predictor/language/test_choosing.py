"""Which language a page is in: the person's own, else the browser's choice, else what it asks for, else English."""

import pytest
from django.test import Client
from django.urls import reverse

from predictor.models import ChosenLanguage

LOG_IN = reverse("login")


def language_of(answer):
    assert f'<html lang="{answer["Content-Language"]}">' in answer.text
    return answer["Content-Language"]


def choose(client, code, **more):
    return client.post(reverse("language"), {"language": code, "next": "/grades/"} | more)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("", "en-gb"),
        ("de", "de"),
        ("de-AT,en;q=0.5", "de"),
        ("en-US", "en-gb"),
        ("xx,fr;q=0.9", "en-gb"),
        ("*", "en-gb"),
    ],
)
def test_the_log_in_page_is_in_the_language_that_the_browser_asks_for(asked, code):
    answer = Client().get(LOG_IN, headers={"Accept-Language": asked})
    assert language_of(answer) == code
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.django_db
def test_a_choice_on_the_log_in_page_stays_with_the_browser():
    client = Client()
    assert choose(client, "de", next=LOG_IN).url == LOG_IN
    assert language_of(client.get(LOG_IN, headers={"Accept-Language": "en"})) == "de"
    assert ChosenLanguage.objects.count() == 0


def test_the_choice_of_a_person_is_kept_and_goes_before_the_browsers(people, as_user):
    choose(as_user(people.owner), "de")
    anywhere_else = as_user(people.owner)
    anywhere_else.cookies["django_language"] = "en-gb"
    assert language_of(anywhere_else.get("/", headers={"Accept-Language": "en"})) == "de"


def test_the_choice_of_one_person_is_nobody_elses(people, as_user):
    choose(as_user(people.owner), "de")
    assert language_of(as_user(people.colleague).get("/")) == "en-gb"
    client = as_user(people.owner)
    client.force_login(people.colleague)
    assert language_of(client.get("/")) == "en-gb"


def test_a_change_holds_at_once_where_somebody_is_logged_in_already(people, as_user):
    laptop, phone = as_user(people.owner), as_user(people.owner)
    choose(laptop, "de")
    choose(phone, "en-gb")
    assert [language_of(one.get("/")) for one in (laptop, phone)] == ["en-gb", "en-gb"]
    assert ChosenLanguage.objects.get().code == "en-gb"


def test_the_switch_names_each_language_in_its_own_words(owner):
    page = owner.get("/", headers={"Accept-Language": "de"}).text
    assert ">English</button>" in page
    assert ">Deutsch</button>" in page


@pytest.mark.parametrize("code", ["fr", "", "de-de", "../../etc"])
def test_a_language_that_is_not_offered_is_refused(owner, code):
    assert choose(owner, code).status_code == 400
    assert ChosenLanguage.objects.count() == 0


def test_a_language_that_is_no_longer_offered_falls_back(people, as_user):
    ChosenLanguage.objects.create(account=people.owner, code="tlh")
    assert language_of(as_user(people.owner).get("/", headers={"Accept-Language": "de"})) == "de"


def test_nobody_is_led_to_another_site_by_the_switch(owner):
    assert choose(owner, "de", next="https://example.org/").url == "/"


def test_the_choice_goes_with_the_account(people, as_user):
    choose(as_user(people.owner), "de")
    people.owner.delete()
    assert ChosenLanguage.objects.count() == 0


def test_a_page_costs_no_query_more_for_whoever_chose(people, as_user, django_assert_num_queries):
    client = as_user(people.owner)
    client.get("/grades/")
    with django_assert_num_queries(2):
        client.get("/language/")
    choose(client, "de")
    with django_assert_num_queries(2):
        client.get("/language/")


def test_the_api_speaks_as_the_client_asks_whatever_the_person_chose(people, api_owner):
    ChosenLanguage.objects.create(account=people.owner, code="de")
    assert api_owner.get("/api/v1/classes/")["Content-Language"] == "en-gb"
    answer = api_owner.get("/api/v1/classes/", headers={"Accept-Language": "de"})
    assert answer["Content-Language"] == "de"


@pytest.mark.parametrize("address", ["/students.csv", "/students.xlsx"])
def test_a_saved_file_is_the_same_in_every_language(people, as_user, student, address):
    english = as_user(people.owner).get(address)
    choose(as_user(people.owner), "de")
    german = as_user(people.owner).get(address)
    assert german["Content-Language"] == "en-gb"
    if address.endswith("csv"):
        assert german.getvalue() == english.getvalue()

"""The switch is everybody's own, and off at first."""

import datetime as dt

from django.urls import reverse
from page_words import words

from predictor.models import SummaryOfWeek, SummaryWanted

WHERE = "weekly-summary"


def test_it_is_off_until_switched_on_and_off_again(owner, people):
    assert "It is switched off." in words(owner.get(reverse(WHERE)))
    owner.post(reverse(WHERE), {"summary": "on"})
    assert list(SummaryWanted.objects.values_list("account", flat=True)) == [people.owner.pk]
    assert "It is switched on." in words(owner.get(reverse(WHERE)))
    owner.post(reverse(WHERE), {"summary": "off"})
    assert not SummaryWanted.objects.exists()


def test_switched_on_twice_it_is_on_once(owner):
    for _ in range(2):
        owner.post(reverse(WHERE), {"summary": "on"})
    assert SummaryWanted.objects.count() == 1


def test_who_has_no_address_is_told_so(owner):
    assert "Your account has no mail address." in words(owner.get(reverse(WHERE)))


def test_the_page_of_the_account_leads_there(owner):
    assert reverse(WHERE) in owner.get(reverse("account")).text


def test_the_page_says_when_the_last_mail_went_out_and_what_was_old_then(owner, people):
    about = {"account": people.owner, "until": dt.datetime(2026, 11, 23, 6, tzinfo=dt.UTC), "older": 3}
    SummaryOfWeek.objects.create(week=dt.date(2026, 11, 23), state=SummaryOfWeek.State.SENT, **about)
    SummaryOfWeek.objects.create(week=dt.date(2026, 11, 30), state=SummaryOfWeek.State.FAILED, **about | {"older": 9})
    shown = words(owner.get(reverse(WHERE)))
    assert "The last mail went out on 23 November 2026. 3 predictions were older than their data then." in shown

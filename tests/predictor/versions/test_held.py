"""What a card says of ranges and chances: how often they held, for whom less often, and how that was measured."""

import re

import pytest
from django.urls import reverse
from model_runs import measured_version


@pytest.fixture
def card(math, people, client):
    def open_card(version):
        client.force_login(people.stranger)
        page = client.get(reverse("model-card", args=[version.pk])).text
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))

    return open_card


def test_the_card_says_whether_ranges_differ_from_student_to_student_and_why(card, math):
    assert "Its ranges fit the student: they are told from the" in card(measured_version(math))
    assert "That is 25 % better than one width for all (interval score 15.0 against 20.0)." in card(
        measured_version(math)
    )


def test_the_card_says_how_often_ranges_held_in_each_part_and_names_where_it_is_too_rare(card, math):
    text = card(measured_version(math))
    assert "80 %, predicted 20 to 58 70 % 60 to 79 %" in text
    assert "Its 80 % ranges held clearly less often for those predicted 20 to 58 (70 %)." in text


def test_the_card_says_whether_chances_came_true_in_people_and_in_figures(card, math):
    text = card(measured_version(math))
    assert "C or better in maths (60 or more, a pass): when it said 60 to 80 %, it came true for 41 of 58." in text
    assert "Brier score 0.123 (the share of all, said for everybody: 0.200)" in text
    assert "expected calibration error 0.015." in text


def test_the_card_says_how_far_right_chances_are_off_by_chance(card, math):
    version = measured_version(math)
    version.run.details["diagnosis"]["reliability"][0]["by_chance"] = 0.031
    version.run.save()
    assert "expected calibration error 0.015 (by chance alone up to 0.031)." in card(version)


def test_the_card_of_a_run_that_checked_no_chances_says_nothing_of_them(card, math):
    version = measured_version(math)
    for key in ("yardsticks", "coverage_by_part", "reliability"):
        version.run.details["diagnosis"].pop(key)
    version.run.save()
    text = card(version)
    assert "chances come true" not in text
    assert "held the real score for 81 %" in text

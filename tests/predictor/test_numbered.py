"""Addresses with a page that there is not lead to one that there is, to the nearest."""

import pytest
from django.urls import reverse

from predictor.models import Student
from predictor.numbered import numbered


@pytest.mark.parametrize(
    ("asked", "number"),
    [(None, 1), ("", 1), ("2", 2), ("0", 1), ("-1", 1), ("-99999", 1), ("x", 1), ("1.5", 1), ("4", 3), ("9" * 5000, 1)],
)
def test_the_nearest_page_is_shown(asked, number):
    assert numbered(range(25), 10, asked).number == number


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["classroom", "classroom-entries"])
@pytest.mark.parametrize("asked", ["0", "-1"])
def test_no_page_before_the_first_gives_the_first(owner, classroom, name, asked):
    Student.objects.bulk_create([Student(classroom=classroom, name=f"S {n:03}") for n in range(120)])
    page = owner.get(reverse(name, args=[classroom.pk]), {"page": asked})
    assert page.context["page"].number == 1


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["0", "-1"])
def test_the_table_of_a_class_begins_at_its_first_page(owner, classroom, math, asked):
    Student.objects.bulk_create([Student(classroom=classroom, name=f"S {n:03}") for n in range(120)])
    page = owner.get(reverse("class-predictions", args=[classroom.pk, "math"]), {"page": asked})
    assert page.context["table"].page.number == 1

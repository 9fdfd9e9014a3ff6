"""A zip can be right in every row and wrong for a class as a whole: that is said, and one tick goes on."""

import pytest
from django.urls import reverse
from page_words import words

from predictor import problems
from predictor.models import RosterStudent, Student
from predictor.oneroster.work import confirm

pytestmark = pytest.mark.django_db
MARKS = [31, 78, 45, 92, 60, 55, 83, 39, 71, 66, 50, 88, 42, 97, 35, 64, 73, 58, 80, 47]
BASE = {"classes": {"c1": "Maths 7A"}, "teachers": {}, "demographics": []}


@pytest.fixture
def marked(school):
    """A class of twenty; `marks` by place, out of `most`, of those who are in the file."""

    def make(marks=MARKS, most=100, called="S", number="n", mode="bulk", **changes):
        names = {f"s{place}": (called, f"N {place}", f"{number}{place}") for place in range(len(marks))}
        results = [("i1", f"s{place}", mark) for place, mark in enumerate(marks)]
        told = {"tests": {"i1": ("Reading score", "c1", most)}, "results": results, "students": names, "mode": mode}
        return school(**BASE | told | {"places": [("c1", key) for key in names]} | changes)

    return make


def look(admin, made):
    return words(admin.get(reverse("roster-look", args=[made.row.pk])))


@pytest.fixture
def odd(marked, stored, draft):
    """Out of 20, of which the file says that it is out of 100."""
    stored(marked())
    return draft(marked([mark / 5 for mark in MARKS]))


def test_what_is_odd_is_said_above_the_button_with_its_class(admin, odd):
    said = look(admin, odd)
    assert "Look twice" in said
    assert "Look twice Maths 7A" in said
    assert "All 20 results of “Reading score” are at most 20" in said


def test_it_is_not_stored_without_the_tick(odd, people):
    with pytest.raises(problems.ImportOdd, match="Maths 7A: All 20 results"):
        confirm(odd, people.admin, odd.plan().hash)
    assert Student.objects.get(reference="n0").known == {"reading_score": 31}


def test_the_tick_goes_on(admin, odd):
    sent = {"plan": odd.plan().hash, "despite_odd": "on"}
    admin.post(reverse("roster-look", args=[odd.row.pk]), sent)
    assert Student.objects.get(reference="n0").known == {"reading_score": 6.2}


def test_the_tick_is_asked_again_where_students_changed_since(admin, odd):
    sent = {"plan": odd.plan().hash, "despite_odd": "on"}
    Student.objects.filter(reference="n0").update(known={"reading_score": 90})
    page = admin.post(reverse("roster-look", args=[odd.row.pk]), sent)
    assert "Look again" in words(page)
    assert 'name="despite_odd"' in page.content.decode()
    assert Student.objects.get(reference="n0").known == {"reading_score": 90}


def test_an_honest_next_file_needs_no_tick(admin, marked, stored, draft):
    stored(marked())
    moved = [min(100, mark + change) for mark, change in zip(MARKS, [3, -2, 5, 1, -4] * 4, strict=True)]
    assert "Look twice" not in look(admin, draft(marked(moved)))


def test_new_classes_are_nothing_odd(admin, marked, draft):
    assert "Look twice" not in look(admin, draft(marked()))


def test_a_zip_that_tells_everything_again_and_one_thing_new_is_nothing_odd(admin, marked, stored, draft):
    stored(marked())
    assert "Look twice" not in look(admin, draft(marked([*MARKS[:-1], 48])))


def test_a_class_most_of_which_is_not_in_a_bulk_file_is_odd(admin, marked, stored, draft):
    stored(marked())
    said = look(admin, draft(marked([mark + 1 for mark in MARKS[:5]])))
    assert "15 of 20 students who are stored are not in the file" in said


def test_a_delta_that_speaks_of_few_is_nothing_odd(admin, marked, stored, draft):
    stored(marked())
    assert "Look twice" not in look(admin, draft(marked([mark + 1 for mark in MARKS[:5]], mode="delta")))


def test_whose_place_ended_is_not_gone_without_a_word(admin, marked, stored, draft):
    stored(marked())
    places = [("c1", f"s{place}", *(["2020-01-01"] if place > 3 else [])) for place in range(20)]
    assert "Look twice" not in look(admin, draft(marked(places=places, tests={}, results=[])))


def test_new_students_called_like_those_of_the_class_are_odd(admin, marked, stored, draft):
    stored(marked())
    Student.objects.update(reference="")
    RosterStudent.objects.all().delete()
    said = look(admin, draft(marked()))
    assert "20 of 20 new students are called like students of this class who are not in the file" in said


def test_ids_that_became_those_of_others_are_odd(admin, marked, stored, draft):
    stored(marked())
    assert "20 of 20 students would get another name" in look(admin, draft(marked(called="Ida")))

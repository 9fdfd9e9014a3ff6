"""Who no longer teaches a class in the file: proposed, never done silently, and never the last one."""

import pytest
from django.urls import reverse
from page_words import words

from predictor.models import Classroom, Roster
from predictor.oneroster.core.choices import Choices
from predictor.oneroster.undo import undo

pytestmark = pytest.mark.django_db
NOTHING = {"classes": {}, "tests": {}, "results": [], "demographics": [], "students": {}}
TWO = {"teachers": {"t1": ("pell", ""), "t2": ("rivera", "")}}
PLACES = [("c1", "s1"), ("c1", "s2"), ("c2", "s2"), ("c2", "s3")]


@pytest.fixture
def taught(stored, school, people):
    """The owner and a colleague teach 7A, as a zip said."""
    places = [*PLACES, ("c1", "t1"), ("c1", "t2")]
    stored(school(**TWO, places=places), teachers={"t1": people.owner.pk, "t2": people.colleague.pk})
    return Classroom.objects.get(name="Maths 7A")


@pytest.fixture
def without_the_colleague(school):
    return school(**TWO, places=[*PLACES, ("c1", "t1")])


def look(admin, **sent):
    page = reverse("roster-look", args=[Roster.objects.latest_first()[0].pk])
    return admin.post(page, sent, follow=True) if sent else admin.get(page)


def test_who_is_not_in_a_bulk_file_any_more_is_named_and_stays(admin, taught, draft, without_the_colleague):
    made = draft(without_the_colleague)
    said = words(look(admin))
    assert "1 teacher no longer teaches a class in the file; here they stay." in said
    assert "colleague, Maths 7A" in said
    assert not made.plan().stores_anything


def test_who_is_ticked_no_longer_sees_the_class_and_an_undo_brings_them_back(
    admin, people, taught, draft, without_the_colleague
):
    draft(without_the_colleague)
    page = look(admin, going="1", stop=[f"{people.colleague.pk}/c1"])
    assert "No longer a teacher of it: colleague." in words(page)
    assert "1 teacher taken out of a class." in words(look(admin, plan=page.context["plan"].hash))
    assert list(taught.teachers.all()) == [people.owner]
    undo(Roster.objects.latest_first()[0], people.admin)
    assert set(taught.teachers.all()) == {people.owner, people.colleague}


def test_a_class_is_not_left_without_a_teacher(admin, people, taught, draft, school):
    draft(school(**TWO, places=PLACES))
    both = [f"{people.owner.pk}/c1", f"{people.colleague.pk}/c1"]
    assert "Nobody would teach Maths 7A." in words(look(admin, going="1", stop=both))
    assert Roster.objects.latest_first()[0].choices.get("stop") is None


def test_unless_somebody_is_chosen_who_gets_it(people, taught, draft, school, stored):
    third = {"teachers": {"t3": ("stranger", "")}, "places": [*PLACES, ("c1", "t3")]}
    stop = (("c1", people.owner.pk), ("c1", people.colleague.pk))
    stored(school(**third), teachers={"t3": people.stranger.pk}, stop=stop)
    assert list(taught.teachers.all()) == [people.stranger]


def test_the_last_teacher_stays_where_the_other_was_taken_out_since_the_look(people, taught, draft, school):
    stop = (("c1", people.owner.pk), ("c1", people.colleague.pk))
    assert draft(school(**TWO, places=PLACES), stop=stop).plan().classes[0].teaching.stopping == ()


@pytest.mark.parametrize("place", [("c1", "t2", "2020-01-01"), ("c1", "t2")])
def test_an_ended_enrolment_of_a_delta_is_enough(people, taught, draft, school, place):
    gone = ["c1/t2"] if len(place) == 2 else []
    made = draft(school(**NOTHING, teachers={"t2": ("x", "")}, places=[place], gone=gone, mode="delta"))
    assert {one.teaching.over for one in made.plan().classes} == {(people.colleague.pk,), ()}


def test_of_teachers_who_came_without_a_zip_a_bulk_file_says_nothing(people, taught, draft, without_the_colleague):
    taught.teachers.add(people.stranger)
    assert draft(without_the_colleague).plan().classes[0].teaching.over == (people.colleague.pk,)


def test_choices_of_a_release_before_are_read_and_it_reads_ours():
    assert Choices.of({"classes": {}, "gone": [1]}).stop == ()
    assert "stop" not in Choices().to_dict()
    assert Choices.of(Choices(stop=(("c1", 2),)).to_dict()).stop == (("c1", 2),)

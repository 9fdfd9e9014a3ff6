"""The page of a few places: what it says, who may draw, and what it never says."""

import datetime as dt

import pytest
from causal_words import causal_words
from django.urls import reverse
from django.utils import timezone
from page_words import words

from predictor.models import Classroom, GroupDraw, Student
from predictor.places.page import shown_list
from predictor.places.reads import Listed, lists_of


@pytest.fixture
def where(two_groups, math):
    return f"{reverse('classroom-places', args=[two_groups.pk])}?task={math.slug}&places=2&mark=50"


@pytest.fixture
def sent(two_groups):
    return {"until": timezone.localdate() + dt.timedelta(days=7), "seen": 0}


def test_the_page_says_who_to_consider_and_the_class_beside_it(owner, where):
    said = words(owner.get(where))
    assert "Of the 2 students who get a place about 2 are expected below 50 points in maths" in said
    assert "Of all 8 students with a prediction about" in said
    assert "The places reach about 2 of them." in said
    assert "2 of these 4 are drawn by lot" in said


def test_without_a_mark_it_is_the_pass_mark_of_the_class(owner, where, math):
    said = words(owner.get(where.replace("&mark=50", "&mark=")))
    assert f"below {math.target.grading.pass_at:g} points" in said


def test_a_mark_is_typed_as_the_readers_language_writes_numbers(owner, where):
    page = owner.get(where.replace("&mark=50", "&mark=50,5"), headers={"Accept-Language": "de"})
    assert page.context["asking"].cleaned_data.get("mark") == 50.5


@pytest.mark.parametrize("wrong", ["places=0", "places=2&mark=abc", "places=2&mark=1000", "places=2&task=no", ""])
def test_nonsense_is_refused_in_words(owner, two_groups, math, wrong):
    answer = owner.get(f"{reverse('classroom-places', args=[two_groups.pk])}?task={math.slug}&{wrong}")
    assert answer.status_code == 200
    assert "shown" not in answer.context


def test_a_draw_stands_on_the_page_of_a_colleague(owner, as_user, people, where, sent):
    assert owner.post(where, sent).status_code == 302
    said = words(as_user(people.colleague).get(where))
    assert "draw 1" in said
    assert "Drawn by owner" in said
    assert GroupDraw.objects.get().seed in said


def test_a_second_draw_says_that_it_is_one(owner, where, sent):
    owner.post(where, sent)
    owner.post(where, sent | {"seen": 1})
    assert "This is draw 2 for this question of the class" in words(owner.get(where))


def test_who_has_not_seen_the_newest_list_is_refused(owner, where, sent):
    owner.post(where, sent)
    assert "Somebody else drew in the meantime" in words(owner.post(where, sent))
    assert GroupDraw.objects.count() == 1


@pytest.mark.parametrize(("who", "status", "drawn"), [("owner", 302, 1), ("colleague", 302, 1), ("stranger", 404, 0)])
def test_only_who_teaches_the_class_draws(as_user, people, where, sent, who, status, drawn):
    assert as_user(getattr(people, who)).post(where, sent).status_code == status
    assert GroupDraw.objects.count() == drawn


def test_a_list_holds_for_a_week_at_least_and_for_a_year_at_most(owner, where, sent):
    for until in ("2001-01-01", timezone.localdate() + dt.timedelta(days=6), "2999-01-01", "soon"):
        assert owner.post(where, sent | {"until": until}).status_code == 200
    assert GroupDraw.objects.count() == 0


def test_no_word_says_why_and_nobody_is_ranked_or_labelled(owner, where, sent):
    owner.post(where, sent)
    said = words(owner.get(where))
    assert causal_words(said) == []
    assert not {"rank", "risk", "at-risk", "first:"} & set(said.lower().split())


def test_students_stand_by_name_within_a_part(owner, where):
    said = words(owner.get(where))
    assert said.index("Low 0") < said.index("Low 1") < said.index("Low 2") < said.index("Low 3")


def test_the_saved_list_holds_a_row_per_place(owner, where, sent, two_groups):
    owner.post(where, sent)
    text = b"".join(owner.get(reverse("classroom-places-list-csv", args=[two_groups.pk]))).decode("utf-8-sig")
    assert len(text.splitlines()) == 3
    assert text.splitlines()[1].split(",")[6] == "lot"


def test_a_list_says_how_many_were_expected_when_it_was_drawn_whoever_is_gone(drawn, two_groups, people):
    nobody = Student.objects.filter(name="Nobody Yet")
    drawn(places=3, by_hand=nobody.values_list("pk", flat=True))
    nobody.update(classroom=Classroom.objects.create(name="Elsewhere", schema_version=two_groups.schema_version))
    expected = "Of the 2 students who get a place about 2 are expected below 50"
    (left,) = lists_of(two_groups, people.owner)
    assert expected in shown_list(left).group
    left.members[0].student.delete()
    (deleted,) = lists_of(two_groups, people.owner)
    assert expected in shown_list(deleted).group


def test_a_list_that_did_not_keep_how_many_it_counted_says_no_count_of_its_places(drawn):
    draw = drawn()
    del draw.expected["counted"]
    assert shown_list(Listed(draw, (), 2)).group == ""

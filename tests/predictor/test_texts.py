"""Names and notes: what shows nothing is refused through every door, and what is never drawn is not stored."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from predictor.classes.forms import StudentForm
from predictor.models import Classroom, Student, Support
from predictor.texts import shown

UNSEEN = ["\u200b", "\u2060", "\u00ad", "\u3164", "\u202e", "\u2067", "\u200d", "\ufe0f", "\u2800", "\u115f", "\ufeff"]
NOTHING = [*UNSEEN, "".join(UNSEEN), " \u200b\u00a0\u3000 "]
SAID = "Nothing of this can be seen"
NAMES = ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0d28\u0d4d\u200d", "\u845b\U000e0100\u98fe", "Zo\u00eb"]


@pytest.mark.parametrize("text", NOTHING)
def test_a_form_refuses_a_name_that_shows_nothing(owner, classroom, text):
    page = owner.post(reverse("student-new", args=[classroom.pk]), {"name": text})
    assert SAID in page.text
    assert not Student.objects.exists()


@pytest.mark.parametrize("text", NOTHING)
def test_the_api_refuses_a_name_that_shows_nothing(api_owner, classroom, text):
    answer = api_owner.post("/api/v1/students/", {"classroom": classroom.pk, "name": text})
    assert answer.status_code == 400
    assert SAID in answer.json()["error"]["fields"]["name"]
    assert not Student.objects.exists()


def test_a_class_whose_name_shows_nothing_is_not_renamed(owner, classroom):
    page = owner.post(reverse("classroom-edit", args=[classroom.pk]), {"name": "\u2060"})
    assert SAID in page.text
    assert Classroom.objects.get().name == classroom.name


def test_a_support_that_shows_nothing_is_not_noted(owner, student):
    told = {"by_whom": "Ms N.", "from_day": "2026-11-02", "how_often": "weekly", "why": "reading"}
    page = owner.post(reverse("support", args=[student.pk]), told | {"what": "\u3164"})
    assert SAID in page.text
    assert not Support.objects.exists()


def test_direction_marks_are_not_stored(owner, classroom):
    owner.post(reverse("student-new", args=[classroom.pk]), {"name": "\u202aAda\u202c \u2066N.\u2069"})
    assert Student.objects.get().name == "Ada N."


@pytest.mark.parametrize("name", NAMES)
def test_what_joins_the_letters_of_a_name_stays(name):
    form = StudentForm({"name": name})
    assert form.is_valid()
    assert form.cleaned_data["name"] == name


@pytest.mark.parametrize("text", ["Zo\x92e", "A\x07B"])
def test_a_character_that_is_no_letter_any_more_is_refused(text):
    with pytest.raises(ValidationError, match="a character that is no text"):
        shown(text)


def test_a_name_is_one_line(owner, api_owner, classroom):
    owner.post(reverse("student-new", args=[classroom.pk]), {"name": "Ada\nN.\u2028B. ", "reference": "1\x0b2"})
    api_owner.post("/api/v1/students/", {"classroom": classroom.pk, "name": "Ada\tN.\r\nB."})
    assert list(Student.objects.values_list("name", "reference")) == [("Ada N. B.", "1 2"), ("Ada N. B.", "")]


def test_a_note_keeps_its_lines():
    assert shown(" one\ntwo ") == "one\ntwo"


def test_an_optional_text_that_shows_nothing_is_refused_too():
    assert SAID in str(StudentForm({"name": "Ada", "reference": "\u200b"}).errors["reference"])


@given(st.text())
def test_what_is_taken_is_seen_and_is_taken_again_as_it_is(text):
    try:
        found = shown(text)
    except ValidationError:
        return
    assert shown(found) == found
    assert bool(found) == bool(text.strip())
    assert not set(found) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u200b\u2060\ufeff\u00ad")


@given(st.text(st.characters(categories=["L", "M", "N", "P"])))
def test_letters_marks_and_digits_are_never_taken_away(text):
    visible = "a" + text
    assert unicodedata.normalize("NFC", shown(visible)) == unicodedata.normalize("NFC", visible.strip())

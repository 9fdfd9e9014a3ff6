"""Nothing of a hidden field, and nothing of other people's students, leaves through any address in any role."""

import pytest
import typst
from django.urls import reverse
from marked_fields import MARKS
from walk import EVERYBODY, OF_NOBODY, OTHERS, OWN, PERSONAL, Heard, ghost_walk, print_as_text, walk

from predictor.models import AccessLine

pytestmark = pytest.mark.django_db
WALKED = {}


@pytest.fixture
def walked(request):
    """Once for all tests: every address as everybody, and what was logged meanwhile."""
    if not WALKED:
        school, crowd = (request.getfixturevalue(name) for name in ("school", "crowd"))
        also = [*of_predictions(request.getfixturevalue("missing")), *of_sheets(school)]
        print_as_text(request.getfixturevalue("monkeypatch"))
        with Heard() as heard:
            WALKED["visits"] = [one for who in EVERYBODY for one in walk(who, crowd[who], school, also)]
            WALKED["ghosts"] = {(who, one.name): one for who in OTHERS for one in ghost_walk(who, crowd[who], school)}
        WALKED["heard"] = heard.said
        WALKED["lines"] = [str(line) for line in AccessLine.objects.values()]
    return WALKED


def of_predictions(missing):
    for one in missing:
        for name in ("prediction", "prediction-what-if", "prediction-reasons-csv"):
            yield name, reverse(name, args=[one.pk])


def of_sheets(school):
    """About a question; without one they lead elsewhere. Their refusals name it, so they are no others' ghosts."""
    for name, pk in (("classroom-sheets", school.classroom.pk), ("classroom-sheets-pdf", school.classroom.pk)):
        yield f"{name}-asked", f"{reverse(name, args=[pk])}?task=math"
    for kind in ("html", "pdf"):
        yield "student-sheet-asked", f"{reverse('student-sheet', args=[school.student.pk])}?task=math&format={kind}"


def test_nobody_from_whom_a_field_is_hidden_reads_of_it(walked):
    found = {(one.who, one.name): one.fields[:3] for one in walked["visits"] if one.fields and one.who != "admin"}
    assert found == {}


def test_the_walk_finds_them_where_they_are_shown(walked):
    found = {one.name for one in walked["visits"] if one.fields and one.who == "admin"}
    assert {"student", "prediction", "predict", "explore-dataset", "model-card", "classroom-entries"} <= found
    assert {"student-file-pdf", "document-pdf"} <= found
    assert len([name for name in found if name.startswith("api-")]) > 8


def test_nobody_reads_of_students_of_others(walked):
    found = {(one.who, one.name): one.persons for one in walked["visits"] if one.persons and one.who in OTHERS}
    assert found == {}
    assert {one.who for one in walked["visits"] if one.persons} == {*OWN, "admin"}


def test_what_is_of_others_looks_like_what_is_not_there(walked):
    ghosts = walked["ghosts"]
    asked = [one for one in walked["visits"] if (one.who, one.name) in ghosts and not OF_NOBODY.match(one.name)]
    other = {(one.who, one.name) for one in asked if one.looks != ghosts[one.who, one.name].looks}
    assert {(who, name) for who, name in other if not (who == "data_manager" and name.startswith("roster"))} == set()


def test_no_log_holds_a_hidden_value_or_a_name(walked):
    everything = " ".join([*walked["heard"], *walked["lines"]])
    assert len(walked["heard"]) > len(EVERYBODY)
    assert [mark for mark in MARKS if mark in everything] == []
    assert PERSONAL.findall(everything) == []


def test_nothing_of_them_is_printed(school, hidden, owner, monkeypatch):
    printed, compiled = [], typst.compile
    monkeypatch.setattr(typst, "compile", lambda *args, **also: printed.append(also) or compiled(*args, **also))
    owner.get(reverse("classroom-sheets-pdf", args=[school.classroom.pk]), {"task": "math"})
    owner.get(reverse("student-sheet", args=[school.student.pk]), {"task": "math", "format": "pdf"})
    assert printed
    assert "zzhid" not in str(printed).lower()

"""Nobody changes what is not theirs through any address, nor learns from the answer whether it exists."""

import pytest
from changes import bodies, changing, nonsense, send, told_apart
from walk import OF_NOBODY, ONLY_READ, OTHERS

pytestmark = pytest.mark.django_db
SENT = {}


@pytest.fixture
def sent(request):
    """Once for all tests: every change as everybody, and by others about nothing, too."""
    if not SENT:
        school, crowd = request.getfixturevalue("school"), request.getfixturevalue("crowd")
        places = list(changing(crowd["admin"], school))
        everybody, told = ("owner", *ONLY_READ, *OTHERS), bodies(school)
        SENT["there"] = [one for who in everybody for one in send(who, crowd[who], places, told)]
        ghosts = [
            one
            for who in OTHERS
            for one in send(who, crowd[who], told_apart(places), bodies(school, True), ghosts=True)
        ]
        SENT["nowhere"] = {(one.visit.who, one.place): one for one in ghosts}
        wrong = [(who, body) for who in ("owner", "data_manager") for body in nonsense(school)]
        SENT["wrong"] = [one.visit for who, body in wrong for one in send(who, crowd[who], places, body)]
    return SENT


def about_somebody(sent, who):
    """Those at addresses that name a thing of a class."""
    asked = [one for one in sent["there"] if one.visit.who in who and one.place.there != one.place.nowhere]
    return [one for one in asked if not OF_NOBODY.match(one.place.name) and not of_the_school(one)]


def of_the_school(one):
    """Data managers bring the school's files: rosters are theirs."""
    return one.visit.who == "data_manager" and one.place.name.startswith("roster")


def test_every_kind_of_change_is_sent(sent):
    methods = {(one.place.door, one.place.method) for one in sent["there"]}
    assert methods == {("page", "post"), *(("api", method) for method in ("post", "patch", "put", "delete"))}


def test_whose_they_are_changes_them(sent):
    stored = {one.place.name for one in sent["there"] if one.visit.who == "owner" and one.stored}
    assert {"student-delete", "classroom-archive", "student-edit"} <= stored
    assert {"api-import", "api-classroom-archiving"} <= stored


def test_nobody_else_does(sent):
    found = {
        (one.visit.who, one.place.name, one.place.method): one.stored
        for one in about_somebody(sent, (*OTHERS, *ONLY_READ))
        if one.stored
    }
    assert found == {}


def test_nobody_else_is_answered_other_than_about_what_is_not_there(sent):
    found = {
        (one.visit.who, one.place.name, one.place.method): (one.visit.status, sent["nowhere"][key].visit.status)
        for one in about_somebody(sent, OTHERS)
        if one.visit.looks != sent["nowhere"][key := (one.visit.who, one.place)].visit.looks
    }
    assert found == {}


def test_what_a_change_is_about_is_as_little_told_of_where_only_the_body_names_it(sent):
    found = {
        (one.visit.who, one.place.name, one.place.method): one.visit.status
        for one in sent["there"]
        if one.visit.who in OTHERS
        and one.place.there == one.place.nowhere
        and (one.visit.who, one.place) in sent["nowhere"]
        and not OF_NOBODY.match(one.place.name)
        and one.visit.looks != sent["nowhere"][one.visit.who, one.place].visit.looks
    }
    assert found == {}


def test_no_answer_tells_of_hidden_fields_or_of_others(sent):
    told = [*(one.visit for one in sent["there"]), *sent["wrong"]]
    assert [(one.who, one.name, one.fields[:3]) for one in told if one.fields] == []
    assert [one.visit for one in sent["there"] if one.visit.persons and one.visit.who in OTHERS] == []

"""Nothing of a hidden field, and nothing of other people's students, leaves through any address in any role."""

import re
from dataclasses import replace
from functools import partial
from itertools import product

import pytest
import typst
from django.db import transaction
from django.urls import reverse
from kept_ledgers import keep_ledger, ledger, policy
from marked_fields import HIDDEN, MARKS, hide
from walk import EVERYBODY, OTHERS, OWN, PERSONAL, Heard, doors, ghost_walk, staff, visit, walk

from mlcore.versions.policies.picking import pick
from predictor.fields.rules import ROLES
from predictor.models import AccessLine, Classroom, Prediction, Student

pytestmark = pytest.mark.django_db
# Of no class and no student: who may ask for these at all sees which there are.
OF_NOBODY = re.compile(
    r"(api-)?(model|card|candidate|explore|training|report|described|description|grade|field|rehearsal|task|promotion"
    r"|version|person|department|job)"
)
ABOUT_HIDDEN = (policy("zzhidlunch", rmse=6.0), policy("gender", rmse=6.0, by="zzhidlunch:zzhidfree"))
WALKED = {}


@pytest.fixture
def crowd(school, missing, people):
    keep_ledger(school.version, replace(ledger(), policies=(*ledger().policies, *ABOUT_HIDDEN)))
    pick(school.version.task, ["zzhidlunch"], reason="asked", who="admin")
    hide(people.admin, roles=ROLES)
    return staff(people, school.classroom, school.version.task)


@pytest.fixture
def walked(request):
    """Once for all tests: every address as everybody, and what was logged meanwhile."""
    if not WALKED:
        school, crowd = (request.getfixturevalue(name) for name in ("school", "crowd"))
        also = list(of_predictions(request.getfixturevalue("missing")))
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


def test_nobody_from_whom_a_field_is_hidden_reads_of_it(walked):
    found = {(one.who, one.name): one.fields[:3] for one in walked["visits"] if one.fields and one.who != "admin"}
    assert found == {}


def test_the_walk_finds_them_where_they_are_shown(walked):
    found = {one.name for one in walked["visits"] if one.fields and one.who == "admin"}
    assert {"student", "prediction", "predict", "explore-dataset", "model-card", "classroom-entries"} <= found
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


def bad(schema, name):
    """What no form takes: nonsense in every field, also in the hidden ones."""
    return {name.format(field.slug): "nonsense" for field in schema.fields}


def test_no_form_that_is_sent_tells_of_hidden_fields(crowd, school):
    schema = school.version.schema_version.schema.without(HIDDEN, "")
    sent = {"name": "", "reason": "", "nonsense": "1", **bad(schema, "answer-{}"), **bad(schema, "{}")}
    found = []
    for who in ("owner", "data_manager"):
        (client, pages), _api = doors(crowd[who], school)
        for name, address in pages:
            found += sending(who, name, partial(client.post, address, sent))
    assert found == []


def test_no_refusal_of_the_api_tells_of_hidden_fields(crowd, school):
    nonsense = bad(school.version.schema_version.schema.without(HIDDEN, ""), "{}")
    sent = {"answers": nonsense, "known": nonsense, "task": "math", "student": school.student.pk, "rules": nonsense}
    bodies = (sent, {"answers": {}, "task": "math", "known": {}, "name": "Ida", "combinations": [["nonsense"]]})
    found = []
    for who in ("owner", "data_manager"):
        _pages, (client, api) = doors(crowd[who], school)
        for (name, address), body, method in product(api, bodies, ("post", "patch", "put")):
            found += sending(who, name, partial(getattr(client, method), address, body))
    assert found == []


def test_nothing_of_others_is_deleted_nor_told_of(crowd, school):
    before = [model.objects.count() for model in (Student, Classroom, Prediction)]
    for who in OTHERS:
        _pages, (client, api) = doors(crowd[who], school)
        told = [visit(who, name, client.delete(address)) for name, address in api]
        assert [one for one in told if one.fields or one.persons] == []
        done = [one.name for one in told if one.status < 400 and not OF_NOBODY.match(one.name)]
        assert set(done) <= {"api-token", "api-docs"}
    assert [model.objects.count() for model in (Student, Classroom, Prediction)] == before


def sending(who, name, send):
    """What the answer tells of hidden fields; whatever it did is taken back."""
    with transaction.atomic():
        told = visit(who, name, send())
        transaction.set_rollback(True)
    return [(who, name, told.fields[:3])] if told.fields else []


def test_nothing_of_them_is_printed(school, hidden, owner, monkeypatch):
    printed, compiled = [], typst.compile
    monkeypatch.setattr(typst, "compile", lambda *args, **also: printed.append(also) or compiled(*args, **also))
    owner.get(reverse("classroom-sheets-pdf", args=[school.classroom.pk]), {"task": "math"})
    owner.get(reverse("student-sheet", args=[school.student.pk]), {"task": "math", "format": "pdf"})
    assert printed
    assert "zzhid" not in str(printed).lower()

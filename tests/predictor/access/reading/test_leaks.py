"""Nothing of a hidden field leaves through any address: pages, files and the API."""

import pytest
import typst
from django.db import transaction
from django.urls import reverse
from marked_fields import marks_in
from school_addresses import addresses, api_addresses

pytestmark = pytest.mark.django_db
LEFT_ALONE = {"logout"}


@pytest.fixture(autouse=True)
def every_answer(owner, api_owner, admin):
    """A mistake of the server is a finding as well."""
    owner.raise_request_exception = api_owner.raise_request_exception = admin.raise_request_exception = False


def test_no_page_and_no_file_tells_a_teacher_of_hidden_fields(school, missing, hidden, owner):
    found = {}
    for name, address in [*addresses(school), *_of_predictions(missing)]:
        if name not in LEFT_ALONE and (marks := marks_in(owner.get(address))):
            found[name] = marks[:4]
    assert found == {}


def test_no_form_that_is_sent_tells_a_teacher_of_hidden_fields(school, missing, hidden, owner):
    found = {}
    for name, address in addresses(school):
        for sent in ({}, {"answer-gender": "nonsense", "name": "", "nonsense": "1", "answer-reading_score": "9999"}):
            with transaction.atomic():
                marks = marks_in(owner.post(address, sent))
                transaction.set_rollback(True)
            found |= {name: marks[:4]} if marks else {}
    assert found == {}


def test_the_api_tells_a_teacher_nothing_of_hidden_fields(school, missing, hidden, api_owner):
    also = [f"/api/v1/predictions/{one.pk}/{part}" for one in missing for part in ("", "explanation/", "?explain=true")]
    found = {}
    for address in [*api_addresses(school), *also]:
        if marks := marks_in(api_owner.get(address)):
            found[address] = marks[:4]
    assert found == {}


BODIES = (
    {},
    {"answers": {"nonsense": 1, "gender": "nonsense"}, "task": "math", "known": {"nonsense": 1}},
    {"answers": {}, "task": "math", "known": {}, "name": "Ida", "classroom": 1},
)


def test_no_refusal_of_the_api_tells_a_teacher_of_hidden_fields(school, missing, hidden, api_owner):
    found = {}
    for address in api_addresses(school):
        for send in (api_owner.post, api_owner.patch, api_owner.put):
            for body in BODIES:
                with transaction.atomic():
                    marks = marks_in(send(address, body, format="json"))
                    transaction.set_rollback(True)
                found |= {address: marks[:4]} if marks else {}
    assert found == {}


def test_nothing_of_them_is_printed(school, hidden, owner, monkeypatch):
    printed, compiled = [], typst.compile
    monkeypatch.setattr(typst, "compile", lambda *args, **also: printed.append(also) or compiled(*args, **also))
    owner.get(reverse("classroom-sheets-pdf", args=[school.classroom.pk]), {"task": "math"})
    owner.get(reverse("student-sheet", args=[school.student.pk]), {"task": "math", "format": "pdf"})
    assert printed
    assert "zzhid" not in str(printed).lower()


def test_the_walk_finds_them_where_they_are_shown(school, missing, hidden, admin, api_admin):
    pages = {name for name, address in addresses(school) if name not in LEFT_ALONE and marks_in(admin.get(address))}
    assert {"student", "prediction", "predict", "explore-dataset", "model-card", "classroom-entries"} <= pages
    answered = [address for address in api_addresses(school) if marks_in(api_admin.get(address))]
    assert len(answered) > 8


def _of_predictions(missing):
    for one in missing:
        yield f"prediction {one.pk}", reverse("prediction", args=[one.pk])
        yield f"what-if {one.pk}", reverse("prediction-what-if", args=[one.pk])
        yield f"reasons {one.pk}", reverse("prediction-reasons-csv", args=[one.pk])

"""Every door that would add something to an archived class says why it does not; results alone still come."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from uploads import as_csv

from predictor.classes.keeping.work import archive
from predictor.imports.drafts import Draft, begin
from predictor.imports.work import confirm
from predictor.models import (
    Classroom,
    GroupDraw,
    Import,
    Outcome,
    Prediction,
    PredictionFeedback,
    Student,
    Submission,
    Support,
    Target,
)
from predictor.outcomes.work import Result, Signed, add
from predictor.support import work as support

SAID = "Class 8a is archived: results may still be entered; nothing else is added, changed or predicted there."
TABLES = (Classroom, Student, Submission, Prediction, PredictionFeedback, Support, Target, GroupDraw, Import, Outcome)
SUPPORT = {"what": "Reading group", "by_whom": "Mr Li", "how_often": "daily", "why": "slow"}
SEPTEMBER = dt.date(2026, 9, 1)

READ_AND_WRITTEN = [
    *[("classroom-edit", "class"), ("classroom-predict", "class"), ("classroom-entries", "class")],
    *[
        ("classroom-fill", "class"),
        ("classroom-places", "class"),
        ("student-new", "class"),
        ("student-edit", "student"),
    ],
    *[("predict", "student", "math"), ("prediction-feedback", "prediction"), ("support-correct", "support")],
    *[("import-columns", "draft"), ("import-people", "draft"), ("import-look", "draft")],
]
WRITTEN_ONLY = [
    (("imports", "class"), {"kind": "students"}),
    (("target", "student", "math"), {"score": "70", "why": "x"}),
    (("support", "student"), SUPPORT | {"from_day": "2026-09-01"}),
    (("support-end", "support"), {}),
    (("import-undo", "stored"), {}),
]
API = [
    ("post", "predictions/", {"task": "math", "answers": {}, "student": "student"}),
    ("post", "predictions/{prediction}/feedback/", {"kind": "useful"}),
    ("post", "classrooms/{class}/predictions/", {"task": "math"}),
    ("post", "classrooms/{class}/places/", {"task": "math", "places": 1, "mark": 50, "seen": 0}),
    ("get", "classrooms/{class}/places/considered/", {"task": "math", "places": 1, "mark": 50}),
    ("post", "classrooms/{class}/gradebook/", {"content": "TmFtZQpJZGE="}),
    ("post", "classrooms/{class}/imports/", {"kind": "students", "file_name": "a.csv", "content": "TmFtZQpJZGE="}),
    ("patch", "imports/{draft}/", {"decimal": "."}),
    ("post", "imports/{draft}/confirmation/", {"plan": "x"}),
    ("post", "imports/{stored}/undoing/", {}),
    ("post", "students/", {"classroom": "class", "name": "Ben"}),
    ("patch", "students/{student}/", {"name": "Other"}),
    (
        "post",
        "students/{student}/targets/",
        {"task": "math", "act": "set", "score": 70, "why": "x", "seen": None},
    ),
    ("post", "students/{student}/support/", SUPPORT),
    ("post", "students/{student}/support/", {"replaces": "support", "until_day": "2026-09-02"}),
    ("post", "students/{student}/support/", {"replaces": "support", "remove": True, "why_replaced": "typed wrongly"}),
    ("post", "students/{elsewhere}/moving/", {"into": "class"}),
    ("post", "students/{elsewhere}/classrooms/", {"into": "class"}),
    ("post", "classrooms/{open}/next-year/", {"into": "class"}),
]


@pytest.fixture
def things(classroom, student, prediction, people):
    """What addresses name: all of it of a class that was archived afterwards, and another class, which is open."""
    other = Classroom.objects.create(name="Class 8b", schema_version=classroom.schema_version)
    other.teachers.add(people.owner)
    said = support.Said(**SUPPORT, from_day=SEPTEMBER)
    return {
        "support": support.add(student, said, support.Signed(by=people.owner)).pk,
        "stored": _stored(_uploaded(classroom, people.owner, "Gu"), people.owner).pk,
        "draft": _uploaded(classroom, people.owner, "Ida").pk,
        "elsewhere": Student.objects.create(classroom=other, name="Kim").pk,
        "open": other.pk,
        "class": archived(classroom).pk,
        "student": student.pk,
        "prediction": prediction.pk,
    }


def archived(classroom):
    archive(classroom)
    return classroom


def _uploaded(classroom, who, name):
    return begin(classroom, who, "students", f"{name}.csv", as_csv("name,number", f"{name},0{len(name)}"))


def _stored(row, who):
    draft = Draft.of(Import.objects.get(pk=row.pk))
    return confirm(draft, who, draft.plan().hash)


def stored():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def at(things, name, thing, *more):
    return reverse(name, args=[things[thing], *more])


def assert_refused(answer, things, before):
    assert answer.redirect_chain[-1] == (reverse("classroom", args=[things["class"]]), 302)
    assert SAID in answer.text
    assert stored() == before


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("page", READ_AND_WRITTEN, ids=lambda page: page[0])
def test_a_page_that_only_adds_leads_back_to_the_class_with_the_reason(owner, things, page, method):
    before = stored()
    assert_refused(getattr(owner, method)(at(things, *page), {"kind": "useful"}, follow=True), things, before)


@pytest.mark.parametrize(("page", "sent"), WRITTEN_ONLY, ids=lambda page: page[0] if isinstance(page, tuple) else "")
def test_what_is_sent_from_a_page_that_tells_more_is_refused_too(owner, things, page, sent):
    before = stored()
    file = {"file": SimpleUploadedFile("a.csv", as_csv("name,number", "Ben,7"))} if page[0] == "imports" else {}
    assert_refused(owner.post(at(things, *page), sent | file, follow=True), things, before)


@pytest.mark.parametrize(("method", "path", "body"), API, ids=lambda part: part if isinstance(part, str) else "")
def test_the_api_answers_409_with_the_reason(api_owner, things, answers, method, path, body):
    sent = {name: things.get(value, value) if isinstance(value, str) else value for name, value in body.items()}
    sent |= {"answers": answers} if "answers" in body else {}
    before = stored()
    answer = getattr(api_owner, method)(f"/api/v1/{path.format(**things)}", sent)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "class_archived"), answer.json()
    assert SAID in answer.json()["error"]["message"]
    assert stored() == before


def test_boundaries_of_its_own_are_not_decided_any_more(api_admin, things):
    body = {"task": "math", "classroom": things["class"], "reason": "x", "pass_at": 40}
    answer = api_admin.post("/api/v1/boundaries/", body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "class_archived"), answer.json()


RESULT = {"field": "math_score", "value": 61, "day": "2026-06-30"}


@pytest.mark.parametrize(("who", "code"), [("owner", 302), ("colleague", 302), ("stranger", 404)])
def test_results_of_its_students_are_recorded_on_both_pages(as_user, people, things, who, code):
    client = as_user(getattr(people, who))
    of_class = RESULT | {f"student-{things['student']}": "61"}
    assert client.post(at(things, "classroom-results", "class"), of_class).status_code == code
    of_student = RESULT | {"day": "2026-05-30"}
    assert client.post(at(things, "student-result", "student"), of_student).status_code == code
    assert Outcome.objects.count() == (2 if code == 302 else 0)


@pytest.mark.parametrize(("who", "code"), [("owner", 201), ("colleague", 201), ("stranger", 404)])
def test_the_api_records_and_corrects_results(client_of, people, things, who, code):
    api, where = client_of(getattr(people, who)), f"/api/v1/students/{things['student']}/results/"
    first = api.post(where, RESULT)
    assert first.status_code == code
    correction = {"value": 62, "replaces": first.json().get("id", 1), "why": "typed wrongly"}
    assert api.post(where, correction).status_code == code
    values = list(Outcome.objects.in_force().values_list("value", flat=True))
    assert values == ([62.0] if code == 201 else [])


def test_a_result_is_corrected_on_its_page(owner, student, things, people):
    about = Signed(by=people.owner, door=Submission.Door.PAGE)
    (row,) = add([Result(student=student.pk, field="math_score", value=50.0, day=SEPTEMBER)], "exams", about)
    page = reverse("result-correct", args=[row.pk])
    assert f'href="{page}"' in owner.get(at(things, "student", "student")).text
    assert owner.post(page, {"value": "55", "why": "typed wrongly"}).status_code == 302
    assert Outcome.objects.in_force().get().value == 55.0


NOT_OFFERED = ["student-new", "classroom-predict", "classroom-entries", "classroom-fill", "classroom-places"]


def test_its_page_offers_results_and_nothing_that_is_refused(owner, things):
    text = owner.get(at(things, "classroom", "class")).text
    assert "Results may still be entered; nothing else is added." in " ".join(text.split())
    assert f'href="{at(things, "classroom-results", "class")}"' in text
    for name in (*NOT_OFFERED, "classroom-edit"):
        assert at(things, name, "class") not in text, name


def test_pages_of_its_students_and_files_offer_nothing_that_is_refused(owner, things):
    pages = [at(things, "student", "student"), at(things, "prediction", "prediction")]
    pages += [at(things, "support", "student"), at(things, "imports", "class"), at(things, "import", "stored")]
    refused = [at(things, *page) for page in READ_AND_WRITTEN] + [at(things, *page) for page, _ in WRITTEN_ONLY[3:]]
    for page in pages:
        text = owner.get(page).text
        assert not [place for place in refused if f'"{place}"' in text], page
    assert f'href="{at(things, "student-result", "student")}"' in owner.get(pages[0]).text

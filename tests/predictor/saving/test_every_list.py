"""Whatever a page lists can be saved as CSV and as a workbook, on every page there is."""

import re
from functools import cache

import pytest
from django.urls import get_resolver, reverse
from listed_pages import ListedPage

import predictor.urls.lists
import predictor.urls.pages

pytestmark = pytest.mark.django_db

FILES = {pattern.name for pattern in predictor.urls.lists.urlpatterns}
# A list of a page that is no file, and why not: the page, and what its part is called.
WITHOUT_FILE = {
    ("classroom-entries", "main"): "a form; what is known is saved with the class",
    ("classroom-results", "main"): "a form",
    ("home", "latest-title"): "the newest of the history, which is saved there",
    ("import-look", "new-title"): "a preview; what is stored of it can be saved",
    ("model-versions", "pair-title"): "two rows of the list of versions, turned",
    ("prediction-what-if", "main"): "tried out, and kept nowhere",
}


def places(school):
    """For every page what its address names."""
    task, version = school.version.task, school.version
    question, classroom = {"slug": task.slug}, {"pk": school.classroom.pk}
    student = {"pk": school.student.pk}
    by_kind = {
        "classroom": classroom,
        "import": {"pk": school.stored.pk},
        "roster": {"pk": school.roster.pk},
        "student": student,
        "explore-dataset": {"pk": school.dataset.pk},
        "described": {"pk": school.described.pk},
        "model-card": {"pk": version.pk},
        "model-promote": {"pk": version.pk},
        "card": {"pk": version.pk},
        "prediction": {"pk": school.prediction.pk},
        "job": {"pk": school.job.pk},
        "result": {"pk": school.result.pk},
        "training": {"pk": school.job.pk},
        "person": {"pk": school.department.heads.get().pk},
        "department": {"pk": school.department.pk},
        "report": {"pk": school.job.pk},
        "report-ask": {"pk": school.dataset.pk},
        "model": question,
    }
    draft, roster_draft = {"pk": school.draft.pk}, {"pk": school.roster_draft.pk}
    candidate = question | {"pk": version.run_id, "candidate": version.candidate}
    return by_kind | {
        "imports": classroom,
        "student-leave": student | {"classroom_pk": school.classroom.pk},
        "teacher-remove": classroom | {"teacher_pk": school.classroom.teachers.first().pk},
        "student-new": {"classroom_pk": school.classroom.pk},
        "predict-any": student,
        "predict": student | {"task_slug": task.slug},
        "target": student | {"task_slug": task.slug},
        "target-history": student | {"task_slug": task.slug},
        "grade": {"schema": "exams", "field": task.target.slug},
        "candidate": candidate,
        "model-candidate": candidate,
        "forecast": classroom,
        "predicted-file": {"pk": school.predicted_file.pk},
        "class-predictions": classroom | {"task_slug": task.slug},
        "subjects": student,
        "timeline": student,
        "targets": student,
        "results": student,
        "objection": student,
        "corrections": student,
        "correction": {"pk": school.correction.pk},
        **dict.fromkeys(("support", "support-list", "support-history"), student),
        **dict.fromkeys(("support-correct", "support-end"), {"pk": school.support.pk}),
        "explore": {"pk": school.dataset.pk},
        **dict.fromkeys(("invitation", "mfa_remove_webauthn"), {"pk": 1}),  # there is none
        **dict.fromkeys(("import-columns", "import-people", "import-look"), draft),
        **dict.fromkeys(("roster-classes", "roster-who", "roster-look"), roster_draft),
    }


def addresses(school):
    """Of every page and every file; a new page says here what its address names."""
    known = places(school)
    for pattern in predictor.urls.pages.urlpatterns:
        ((possibility, keys),) = get_resolver("predictor.urls.pages").reverse_dict.getlist(pattern.name)[0][0]
        if not keys:
            yield pattern.name, reverse(pattern.name)
            continue
        name = max((name for name in known if re.match(rf"{name}(-|$)", pattern.name)), key=len)
        yield pattern.name, reverse(pattern.name, kwargs=known[name])


def test_every_list_of_every_page_is_a_file_too(school, admin):
    missing = set()
    for name, address in addresses(school):
        answer = admin.get(address) if name != "logout" else None
        if answer is not None and answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            missing |= {(name, part) for part in ListedPage(answer.text).without_files}
    assert missing == set(WITHOUT_FILE)


def test_every_file_opens_and_has_rows(school, admin):
    empty = []
    for name, address in addresses(school):
        if name in FILES and name.endswith("-csv"):
            answer = admin.get(address)
            assert answer.status_code == 200, name
            lines = b"".join(answer).decode("utf-8-sig").splitlines()
            empty += [name] if len(lines) < 2 else []
    assert empty == []


def test_every_workbook_opens(school, admin):
    for name, address in addresses(school):
        if name in FILES and name.endswith("-xlsx"):
            assert b"".join(admin.get(address)).startswith(b"PK"), name


def test_nobody_gets_a_list_whose_page_is_closed_to_them(school, teacher):
    pages, asked = dict(addresses(school)), cache(lambda where: teacher.get(where).status_code)
    for pattern in predictor.urls.lists.urlpatterns:
        if pattern.name.endswith("-csv"):
            assert asked(pages[pattern.name]) == asked(pages[pattern.callback.page]), pattern.name

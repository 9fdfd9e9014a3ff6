"""Every address of the pages, filled with what a full school has; a new page says here what its address names."""

import re

from django.urls import get_resolver, reverse

import predictor.urls.api
import predictor.urls.lists
import predictor.urls.pages

# The number of nothing.
GHOST = 987_654_321


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
        "field-rules": {"schema": "exams"},
        "document": {"name": "technical"},
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
        "forgotten": {"pk": school.forgotten.pk},
        **dict.fromkeys(("support", "support-list", "support-history"), student),
        **dict.fromkeys(("support-correct", "support-end"), {"pk": school.support.pk}),
        "explore": {"pk": school.dataset.pk},
        **dict.fromkeys(("invitation", "mfa_remove_webauthn"), {"pk": 1}),  # there is none
        **dict.fromkeys(("import-columns", "import-people", "import-look"), draft),
        **dict.fromkeys(("roster-classes", "roster-who", "roster-look"), roster_draft),
    }


def addresses(school, ghosts=False):
    """Of every page and every file; with `ghosts` of things that are not there, where it names one by number."""
    known = places(school)
    for pattern in predictor.urls.pages.urlpatterns:
        ((possibility, keys),) = get_resolver("predictor.urls.pages").reverse_dict.getlist(pattern.name)[0][0]
        kwargs = known[_kind(pattern.name, known)] if keys else {}
        if ghosts:
            kwargs = {key: GHOST if isinstance(value, int) else value for key, value in kwargs.items()}
        yield pattern.name, reverse(pattern.name, kwargs=kwargs)


def _kind(name, known):
    kinds = [kind for kind in known if re.match(rf"{kind}(-|$)", name)]
    assert kinds, f"{name}: say in places() what a full school has at this address"
    return max(kinds, key=len)


def api_places(school):
    """For every address of the API by its name what it names; of others the key alone."""
    by_word = {
        "predictions": school.prediction,
        "students": school.student,
        "classrooms": school.classroom,
        "imports": school.draft,
        "jobs": school.job,
        "descriptions": school.described,
        "reports": school.job,
        "rehearsals": school.rehearsal,
        "training-runs": school.version.run,
        "model-versions": school.version,
        "file-predictions": school.predicted_file,
        "people": school.department.heads.get(),
        "departments": school.department,
        "corrections": school.correction,
        "forgettings": school.forgotten,
        "datasets": school.dataset,
    }
    return {word: row.pk for word, row in by_word.items()} | {"tokens": 1, "invitations": 1}  # there is none of others


def api_addresses(school, ghosts=False):
    """Likewise for the API."""
    known = api_places(school)
    inside = {"classroom": school.classroom.pk, "teacher": school.classroom.teachers.first().pk}
    for pattern in predictor.urls.api.urlpatterns:
        route = str(pattern.pattern)
        word = route.split("/", maxsplit=1)[0]
        assert word in known or ":pk>" not in route, f"{route}: say in api_places() what a full school has there"
        numbers = {"pk": known.get(word), **inside}
        names = {"slug": school.version.task.slug, "name": "technical"}
        filled = (dict.fromkeys(numbers, GHOST) if ghosts else numbers) | names
        for name, value in filled.items():
            route = re.sub(rf"<\w+:{name}>", str(value), route)
        yield pattern.name, f"/api/v1/{route}"

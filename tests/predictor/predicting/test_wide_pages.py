"""Very many inputs: a form in sections, a page that shows the largest reasons, an API that takes all answers."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from factories import frame_for, live_task
from page_words import words
from wide_rows import wide_schema

from mlcore.datasets import schemas
from mlcore.models import ModelVersion
from predictor.models import Classroom, Prediction, Student
from predictor.predicting import forms
from predictor.predicting import reasons as reason_lines
from predictor.predicting.forms import AnswersForm
from predictor.predicting.reasons import reasons

WIDE = wide_schema(30, 30)
INPUTS = WIDE.inputs(WIDE.tasks[0])


def test_a_long_form_has_every_field_once_in_sections_that_can_be_overseen():
    form = AnswersForm(INPUTS)
    sections = form.sections()
    assert form.is_long
    assert [field.name for section in sections for field in section.fields] == [field.slug for field in INPUTS]
    assert max(len(section.fields) for section in sections) <= 20
    assert [section.label for section in sections][:2] == ["Number 0 to Number 19", "Number 20 to Number 29"]


def test_a_section_says_that_something_in_it_is_refused():
    form = AnswersForm(INPUTS, {"answer-category_5": "unheard of"})
    assert not form.is_valid()
    assert [section.is_wrong for section in form.sections()] == [False, False, True, False]


def test_a_form_of_few_fields_stays_one_sheet():
    assert not AnswersForm(INPUTS[:40]).is_long


@pytest.fixture
def owner(as_user, people):
    return as_user(people.owner)


@pytest.fixture
def explained():
    contributions = {field.slug: (-1) ** place * place / 7 for place, field in enumerate(INPUTS)}
    return SimpleNamespace(contributions=contributions, reference=50.0)


@pytest.fixture
def predicted(explained):
    version = SimpleNamespace(schema=WIDE, closed=SimpleNamespace(see=frozenset()), left_out=[])
    task = SimpleNamespace(slug=WIDE.tasks[0].slug, schema_version=version)
    version.schema_version = version
    asked = {"task": task, "model_version": version, "schema_version": version, "closed": version.closed}
    submission = SimpleNamespace(answers={}, **asked)
    return SimpleNamespace(submission=submission, value=50 + sum(explained.contributions.values()), **asked)


def test_the_largest_reasons_are_shown_and_what_the_others_come_to(predicted, explained):
    found = reasons(predicted, explained)
    shown = sum(explained.contributions[row.field.slug] for row in found.rows)
    rest = sum(explained.contributions[row.field.slug] for row in found.others)
    assert (len(found.rows), len(found.others)) == (15, 45)
    assert shown + rest == pytest.approx(predicted.value - 50)
    assert float(re.sub("−|–", "-", found.others_together)) == pytest.approx(rest, abs=0.051)


def test_the_page_of_a_long_form_lists_its_parts_and_sends_every_field(math, student, as_user, people, monkeypatch):
    monkeypatch.setattr(forms, "MOST_ON_A_SHEET", 1)
    page = as_user(people.owner).get(reverse("predict", args=[student.pk, math.slug])).content.decode()
    assert "data-find-field" in page
    assert re.search(r'src="[^"]*find-field[^"]*\.js" defer', page)
    assert '<a href="#part-1">' in page
    assert page.count('name="answer-') == page.count('<div class="field">') - page.count('name="own-') > 1


def test_the_page_of_a_prediction_folds_smaller_reasons_away(prediction, as_user, people, monkeypatch):
    monkeypatch.setattr(reason_lines, "MOST_ON_A_PAGE", 1)
    monkeypatch.setattr(reason_lines, "MOST_SHOWN", 2)
    page = as_user(people.owner).get(reverse("prediction", args=[prediction.pk])).content.decode()
    others = re.search(r"The other (\d+) together", page)
    assert others
    assert f"The other {others[1]}, one by one" in page
    reasons = page.partition("How the value comes about")[2]
    assert reasons.count('<td class="figure">') == 2 + int(others[1]) + 2


@pytest.mark.parametrize(("candidate", "is_said"), [("knn", True), ("linear", False), ("forest", False)])
def test_reasons_that_are_mostly_chance_one_by_one_are_called_that(candidate, is_said, prediction, owner, monkeypatch):
    monkeypatch.setattr(reason_lines, "MOST_ON_A_PAGE", 1)
    ModelVersion.objects.filter(pk=prediction.model_version_id).update(candidate=candidate)
    page = words(owner.get(reverse("prediction", args=[prediction.pk])))
    assert ("small figures may be off by as much as they are, only all of them together are exact." in page) is is_said


def test_exact_reasons_of_few_inputs_are_not_doubted(prediction, owner):
    ModelVersion.objects.filter(pk=prediction.model_version_id).update(candidate="knn")
    assert "may be off" not in words(owner.get(reverse("prediction", args=[prediction.pk])))


@pytest.fixture
def wide(db):
    """A question with 300 inputs, and an answer to each."""
    schema = wide_schema(150, 150)
    schemas.register(schema)
    task = live_task("wide", "wide")
    row = frame_for(schema).iloc[0].to_dict()
    return task, {field.slug: row[field.slug] for field in schema.inputs(task.question)}


def test_the_api_takes_an_answer_for_every_input(api_owner, wide):
    task, answers = wide
    answer = api_owner.post("/api/v1/predictions/", {"task": task.slug, "answers": answers}, format="json")
    assert answer.status_code == 201
    assert len(answers) == 300
    assert Prediction.objects.get().submission.answers == answers


def test_the_form_takes_an_answer_for_every_input(as_user, people, wide):
    task, answers = wide
    classroom = Classroom.objects.create(name="Class 9", schema_version=task.schema_version)
    classroom.teachers.add(people.owner)
    student = Student.objects.create(classroom=classroom, name="Amara Osei")
    sent = {f"answer-{slug}": value for slug, value in answers.items()}
    page = as_user(people.owner).post(reverse("predict", args=[student.pk, task.slug]), sent)
    assert page.status_code == 302
    assert Prediction.objects.get().submission.answers == answers


def test_a_page_of_very_many_gaps_says_in_a_sentence_what_they_come_to(api_owner, as_user, people, wide):
    api_owner.post("/api/v1/predictions/", {"task": wide[0].slug, "answers": {"number_0": 50}}, format="json")
    made = Prediction.objects.get()
    page = as_user(people.owner).get(reverse("prediction", args=[made.pk])).content.decode()
    assert "299 of 300 inputs were not known. The range allows for all of them" in page
    assert page.index("299 of 300") < page.index("299 entries, one by one")

"""Asking for a prediction and reading it."""

import re

import pytest
from django.urls import reverse
from page_words import words

from mlcore.models import ModelVersion
from mlcore.versions import promotions
from mlcore.words.names import subject
from predictor.models import Explanation, Prediction, Submission
from predictor.predicting.reasons import reasons
from predictor.predicting.words import warnings


@pytest.fixture
def form_url(student, math):
    return reverse("predict", args=[student.pk, math.slug])


def sent(answers):
    return {f"answer-{slug}": "" if value is None else value for slug, value in answers.items()}


def test_the_form_asks_for_every_input_with_bounds_and_help(owner, form_url, math):
    page = owner.get(form_url)
    schema = math.schema_version.schema
    for field in schema.inputs(math.question):
        assert f'name="answer-{field.slug}"' in page.text
        assert field.label in page.text
    assert "A number from 0 to 100." in page.text
    assert math.target.slug not in page.context["form"].fields


def test_the_form_begins_with_what_is_known_and_what_was_entered_last(owner, form_url, predict, answers, student):
    predict()
    predict(answers=dict.fromkeys(answers))
    initial = owner.get(form_url).context["form"].initial
    assert initial == answers
    assert initial.items() >= student.known.items()


def test_sending_the_form_stores_the_prediction_and_leads_to_its_page(owner, form_url, answers, student, people):
    answer = owner.post(form_url, sent(answers))
    prediction = Prediction.objects.select_related("submission").get()
    assert answer["Location"] == reverse("prediction", args=[prediction.pk])
    assert prediction.submission.answers == answers
    assert (prediction.student, prediction.made_by) == (student, people.owner)
    assert prediction.submission.door == Submission.Door.PAGE


def test_what_is_left_open_is_stored_as_not_known_and_warned_about(owner, form_url, answers):
    slug = next(slug for slug, value in answers.items() if isinstance(value, float))
    page = owner.post(form_url, sent(answers | {slug: None}), follow=True)
    prediction = Prediction.objects.get()
    assert prediction.submission.answers[slug] is None
    assert warnings(prediction)[0].message in page.text
    assert "What the model could not know" in page.text


def test_a_value_out_of_bounds_is_refused_beside_its_field_and_at_the_top(owner, form_url, answers):
    slug = next(slug for slug, value in answers.items() if isinstance(value, float))
    page = owner.post(form_url, sent(answers | {slug: 101}))
    assert "Please correct this first" in page.text
    assert f'href="#id_answer-{slug}"' in page.text
    assert f'id="id_answer-{slug}_error"' in page.text
    assert not Prediction.objects.exists()


def test_the_range_comes_first_in_whole_numbers(owner, prediction):
    text = words(owner.get(reverse("prediction", args=[prediction.pk])))
    low, high = round(prediction.low80), round(prediction.high80)
    statement = f"Students like this one usually score between {low} and {high} in maths (E to D)."
    assert statement in text
    assert "About 1 in 5 score outside that." in text
    assert text.index(statement) < text.index("The predicted value is")


def test_the_reasons_are_sorted_by_size_and_add_up(owner, prediction, answers):
    page = owner.get(reverse("prediction", args=[prediction.pk]))
    stored = Explanation.objects.get(prediction=prediction)
    shown = [reason.field.slug for reason in page.context["reasons"].rows]
    assert shown == sorted(answers, key=lambda slug: -abs(stored.contributions[slug]))
    assert sum(stored.contributions.values()) == pytest.approx(prediction.value - stored.reference, abs=0.01)
    assert "compared with the average student in the data" in page.text


def test_equal_reasons_stand_in_the_order_of_the_schema(prediction, math):
    inputs = [field.slug for field in math.schema_version.schema.inputs(math.question)]
    equal = Explanation(prediction=prediction, reference=50.0, contributions=dict.fromkeys(reversed(inputs), 0.0))
    assert [reason.field.slug for reason in reasons(prediction, equal).rows] == inputs


def test_the_page_says_what_went_in_and_what_was_not_used(owner, student, people, predict, answers, math):
    from factories import live_task

    early = live_task("math-early")
    known = {slug: answers[slug] for slug in early.question.inputs}
    text = words(owner.get(reverse("prediction", args=[predict(task=early, answers=known).pk])))
    unused = [
        field.label for field in math.schema_version.schema.fields if field.slug not in {*known, early.target.slug}
    ]
    assert f"Not used: {', '.join(unused)}." in text


def test_the_page_names_the_model_version_and_since_when(owner, prediction):
    version = ModelVersion.objects.get()
    text = words(owner.get(reverse("prediction", args=[prediction.pk])))
    since = version.promotions.get().at
    assert "Linear regression, version 1" in text
    assert f"live since {since:%-d %B %Y, %H:%M}" in text
    assert "Another version is live now" not in text


def test_an_old_prediction_says_that_another_version_is_live_now(owner, prediction, math):
    from factories import new_version

    promotions.promote(new_version(math, shift=3.0), who="a test", why="newer")
    assert "Another version is live now." in words(owner.get(reverse("prediction", args=[prediction.pk])))


def test_a_prediction_can_be_read_when_its_bundle_is_gone(owner, prediction, settings, forget_bundles):
    forget_bundles()
    for path in settings.BUNDLE_DIR.iterdir():
        path.unlink()
    page = owner.get(reverse("prediction", args=[prediction.pk]))
    assert page.status_code == 200
    assert "The reasons cannot be worked out" in page.text


def test_without_a_live_model_the_page_says_whom_to_ask(owner, as_user, people, student, math):
    ModelVersion.objects.update(is_live=False)
    where = reverse("predict", args=[student.pk, math.slug])
    assert "Please ask your admin." in owner.get(where).text
    assert "manage.py train math" not in owner.get(where).text
    assert "manage.py train math" in as_user(people.admin).get(where).text


def test_every_page_says_that_the_model_is_a_demo(owner, student, prediction):
    pages = [reverse("home"), reverse("history"), reverse("student", args=[student.pk])]
    for where in [*pages, reverse("prediction", args=[prediction.pk]), reverse("password")]:
        assert "trained on made-up data" in owner.get(where).text


def test_no_page_calls_a_model_of_real_data_a_demo(as_user, people, hsb_task):
    assert "made-up" not in as_user(people.owner).get(reverse("home")).text


def test_the_second_schema_goes_through_the_same_pages(as_user, people, hsb_task):
    from factories import frame_for

    from predictor.models import Classroom, Student

    classroom = Classroom.objects.create(name="Seniors", schema_version=hsb_task.schema_version)
    student = Student.objects.create(classroom=classroom, name="Kim")
    row = frame_for(hsb_task.schema_version.schema).iloc[3]
    answers = {slug: row[slug] for slug in hsb_task.question.inputs}
    page = as_user(people.admin).post(reverse("predict", args=[student.pk, hsb_task.slug]), sent(answers), follow=True)
    assert f"in {subject(hsb_task.target)} (Level 1 to Level 2)." in words(page)


def test_a_question_of_another_schema_is_not_asked(as_user, people, student, hsb_task):
    where = reverse("predict", args=[student.pk, hsb_task.slug])
    assert as_user(people.owner).get(where).status_code == 404


def test_no_page_uses_inline_styles_or_scripts(owner, student, prediction, form_url):
    for where in (reverse("home"), form_url, reverse("prediction", args=[prediction.pk])):
        page = owner.get(where)
        assert "style-src 'self'" in page["Content-Security-Policy"]
        assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=", page.text)

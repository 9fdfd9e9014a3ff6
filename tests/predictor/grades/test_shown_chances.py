"""The page of a prediction says chances of grades in whole people, by the boundaries of its day or of today."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import live_task, tiny_bundle
from page_words import words
from told_ranges import tells_widths_only
from yearly import FIRST

from mlcore.datasets import schemas
from mlcore.models import ModelVersion
from predictor.models import GradeBoundaries

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(owner, prediction):
    return lambda **query: words(owner.get(reverse("prediction", args=[prediction.pk]), query))


@pytest.fixture
def decided(people, prediction):
    """The pass mark of maths is 45 since a moment ago, after the prediction."""
    content = {"grade": [{"label": "yes", "from": 45}, {"label": "not yet", "from": 0}], "pass": "yes"}
    return GradeBoundaries.objects.create(
        schema_name="exams",
        field="math_score",
        valid_from=timezone.localdate(),
        content=content,
        reason="Set by the board.",
        made_by=people.admin,
    )


def test_chances_come_in_words_and_add_up(page):
    text = page()
    assert re.search(r"Of \d+ students like this one, (about \d+ pass|hardly any pass)", text)
    counts = [int(count) for count in re.findall(r"(\d+) of 20\b", text.partition("Chances")[2].partition("table")[0])]
    assert sum(counts[-5:]) == 20


def test_the_table_behind_speaks_of_a_hundred(owner, prediction):
    chances = owner.get(reverse("prediction", args=[prediction.pk])).context["chances"]
    assert [line.label for line in chances.lines] == ["A", "B", "C", "D", "E"]
    assert sum(line.of_hundred for line in chances.lines) == 100
    bundle = tiny_bundle(prediction.model_version.schema_version.schema, "math")
    found = bundle.distribution(prediction.submission.answers, prediction.value)
    assert chances.lines[-1].of_hundred == pytest.approx(100 * (1 - found.chance_of(50)), abs=1)


def test_an_example_is_called_one(page):
    assert "An example, no official scale." in page()


def test_what_was_predicted_keeps_the_boundaries_of_its_day(page, decided):
    text = page()
    assert "The boundaries have changed since." in text
    assert "not yet" not in text


def test_the_boundaries_of_today_are_shown_where_asked(page, decided):
    text = page(boundaries="today")
    assert "By the boundaries of today." in text
    assert "not yet" in text
    assert f"Boundaries from {timezone.localdate():%-d %B %Y} on: Set by the board." in text


def test_where_there_are_no_grades_today_those_of_the_day_are_a_step_away(owner, predict, people, decided):
    task = live_task("final", schemas.register(FIRST).name)
    told = {"schema_name": task.schema_version.name, "field": task.target.slug, "made_by": people.admin}
    GradeBoundaries.objects.create(valid_from=timezone.localdate(), content={"pass": 50}, reason="Set.", **told)
    prediction = predict(student=None, task=task, answers={"track": "a", "midterm": 40.0})
    GradeBoundaries.objects.create(valid_from=timezone.localdate(), content={}, reason="Taken back.", **told)
    where = reverse("prediction", args=[prediction.pk])
    assert "The boundaries have changed since." in words(owner.get(where))
    page = owner.get(where, {"boundaries": "today"})
    assert "Today there are no grades and no pass mark." in words(page)
    assert f'href="{where}"' in page.text


def test_a_version_that_keeps_no_distribution_says_no_chances(owner, predict):
    tells_widths_only(ModelVersion.objects.get(task__slug="math"))
    page = owner.get(reverse("prediction", args=[predict().pk]))
    assert page.status_code == 200
    assert page.context["chances"] is None
    assert "The model version that answered tells no chances; a new prediction may." in words(page)


def test_a_stranger_sees_no_chances(as_user, people, prediction):
    where = reverse("prediction", args=[prediction.pk])
    assert as_user(people.stranger).get(where, {"boundaries": "today"}).status_code == 404
    assert as_user(people.colleague).get(where).status_code == 200

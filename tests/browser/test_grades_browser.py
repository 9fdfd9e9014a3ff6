"""Chances of grades in a real browser, whatever the grades are called and however many there are."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse
from django.utils import timezone

from predictor.models import GradeBoundaries, Submission
from predictor.predicting.work import make_prediction

pytestmark = pytest.mark.browser
LONG = "Wolfeschlegelsteinhausenberger"


@pytest.fixture
def prediction(math, people, student, answers):
    """Under forty grades, one with a label in another script and one with the longest."""
    labels = ["not yet", "ممتاز", LONG, *(f"level {place}" for place in range(3, 40))]
    content = {"grade": [{"label": label, "from": 2.0 * place} for place, label in enumerate(labels)], "pass": 51.0}
    told = {"schema_name": "exams", "field": "math_score", "valid_from": timezone.localdate(), "made_by": people.admin}
    GradeBoundaries.objects.create(content=content, reason="<b>Board</b> of June", **told)
    asked = {"task": math, "made_by": people.owner, "door": Submission.Door.PAGE, "student": student}
    return make_prediction(answers=answers, **asked)


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_bars_begin_below_each_other_and_fit(browse, people, prediction, scheme, width):
    page = browse(people.owner, scheme=scheme, width=width)
    assert visit_all(page, [reverse("prediction", args=[prediction.pk])]) == []
    bars = [bar.bounding_box() for bar in page.locator(".grades-bar").all()]
    assert len(bars) == 40
    assert len({(round(bar["x"]), round(bar["width"])) for bar in bars}) == 1

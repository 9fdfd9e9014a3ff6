"""Chances of grades in a real browser, whatever the grades are called and however many there are."""

import pytest
from accessibility import WINDOWS, visit_all
from django.urls import reverse
from django.utils import timezone

from predictor.models import GradeBoundaries, Student, Submission
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


def test_long_names_of_classes_and_reasons_fit_a_telephone(browse, people, math, classroom, answers):
    classroom.name = "Donaudampfschifffahrtsgesellschaftsklasse"
    classroom.save()
    content = {"grade": [{"label": LONG, "from": 50}, {"label": "not yet", "from": 0}], "pass": 50}
    told = {"schema_name": "exams", "field": "math_score", "valid_from": timezone.localdate(), "made_by": people.admin}
    reason = "Donaudampfschifffahrtsgesellschaftsgymnasiums-Notenkonferenz"
    GradeBoundaries.objects.create(content=content, reason=reason, classroom=classroom, **told)
    for place in range(5):
        student = Student.objects.create(classroom=classroom, name=f"Student {place}")
        asked = {"task": math, "made_by": people.owner, "door": Submission.Door.PAGE, "student": student}
        make_prediction(answers=answers, **asked)
    page = browse(people.admin, width=390)
    of_field = reverse("grade-boundaries", args=["exams", "math_score"])
    pages = [reverse("grades"), of_field, reverse("classroom", args=[classroom.pk])]
    assert visit_all(page, pages) == []
    sheet, table = (page.locator(where).first.bounding_box() for where in (".forecast", ".forecast table"))
    assert table["x"] + table["width"] <= sheet["x"] + sheet["width"]

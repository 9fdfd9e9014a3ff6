"""A page in German holds the same numbers for programs as in English: coordinates, bounds, values to be sent back."""

import re

import pytest
from for_machines import for_machines

from predictor.models import ChosenLanguage

ONE_NUMBER = {"x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "rx", "min", "max", "dx", "dy"}
NUMBER = re.compile(r"-?\d+(\.\d+)?(%|em|px)?|calc\(.*\)")


@pytest.fixture
def in_both(as_user, people):
    """The page in English and in German."""

    def get(address):
        english = as_user(people.admin).get(address).text
        ChosenLanguage.objects.create(account=people.admin, code="de")
        return english, as_user(people.admin).get(address).text

    return get


@pytest.fixture
def addresses(measured, prediction, exams):
    student, run = prediction.submission.student, measured.run
    return {
        "explore": f"/explore/{exams.pk}/",
        "prediction": f"/predictions/{prediction.pk}/",
        "student": f"/students/{student.pk}/",
        "form": f"/students/{student.pk}/predict/math/",
        "target": f"/students/{student.pk}/targets/math/",
        "entries": f"/classes/{student.classroom_id}/entries/",
        "grades": "/grades/",
        "history": "/predictions/",
        "models": "/models/",
        "compared": "/models/math/",
        "matters": "/models/math/matters/",
        "candidate": f"/models/math/run/{run.pk}/{measured.candidate}/",
        "card": f"/models/version/{measured.pk}/",
        "record": "/track-record/",
        "jobs": "/jobs/",
    }


PAGES = ["explore", "prediction", "student", "form", "target", "entries", "grades", "history"]
PAGES += ["models", "compared", "matters", "candidate", "card", "record", "jobs"]


@pytest.mark.parametrize("name", PAGES)
def test_programs_read_the_same_in_german(name, addresses, in_both):
    english, german = map(for_machines, in_both(addresses[name]))
    assert len(english) > 50
    assert [(one, other) for one, other in zip(english, german, strict=True) if one != other] == []


@pytest.mark.parametrize("name", ["explore", "prediction", "card", "candidate"])
def test_every_number_of_a_picture_can_be_read(name, addresses, in_both):
    _, german = in_both(addresses[name])
    found = [value for tag, attribute, value in for_machines(german) if attribute in ONE_NUMBER and tag != "img"]
    assert found
    assert [value for value in found if not NUMBER.fullmatch(value)] == []

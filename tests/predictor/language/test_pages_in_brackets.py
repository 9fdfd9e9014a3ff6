"""The main pages of a teacher and an admin in the language of brackets: what has none is the school's own data."""

import pseudo
import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from mlcore.models import ModelVersion
from mlcore.pipeline.files.formats.table import FORMATS
from mlcore.pipeline.fitting.candidates import CANDIDATES
from predictor.models import ChosenLanguage, Job

# Names, units, settings of a model, and what Django writes between a day and its time.
NAMES = {"studentperf", "English", "Deutsch", pseudo.CODE, "API", "CSV", "Excel", "PDF", "R²", "RMSE", " ms", "Points"}
NAMES |= {"alpha", "engineered", ", je "}
NAMES |= {one.name for one in FORMATS} | {one.label for one in CANDIDATES}
OF_DJANGO = ("This field is required.", "Enter a whole number.", "Enter a valid date.")
ANYWHERE = ("home", "history", "students", "my-estimates", "weekly-summary", "track-record", "models")
OF_A_CLASS = ("classroom", "classroom-entries", "classroom-results", "classroom-places", "classroom-predict", "imports")
OF_A_CLASS += ("classroom-edit", "classroom-delete", "classroom-archive", "classroom-next-year", "classroom-teachers")
OF_A_CLASS += ("classroom-sheets", "student-new")
OF_A_STUDENT = (
    "student",
    "student-edit",
    "student-classes",
    "student-delete",
    "student-sheet",
    "student-result",
    "support",
)
OF_A_PREDICTION = ("prediction", "prediction-what-if", "prediction-feedback")
OF_A_QUESTION = ("model-comparison", "model-matters", "model-versions")
OF_AN_ADMIN = ("grades", "explore", "describe", "rosters", "jobs", "predicted-files", "archived", "classroom-new")


@pytest.fixture(scope="module")
def brackets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("brackets")
    pseudo.write(folder)
    return folder


@pytest.fixture
def school(brackets, settings, people, measured, predict):
    """A prediction of a student, by a model with every figure, and a job that waits."""
    settings.LOCALE_PATHS = [brackets]
    settings.LANGUAGES = [*settings.LANGUAGES, (pseudo.CODE, pseudo.CODE)]
    for who in (people.owner, people.admin):
        ChosenLanguage.objects.create(account=who, code=pseudo.CODE)
    Job.objects.create(kind="train", asked_by=people.admin)
    return predict(own_estimate=61.5)


@pytest.fixture
def data(school, people, measured):
    """What the school and its people wrote themselves."""
    schema, run = measured.schema_version.schema, measured.run
    described = [(field.label, field.help, field.unit, field.grades_note, *field.choices) for field in schema.fields]
    fields = {text for texts in described for text in texts}
    rows = {run.dataset.name, run.reason, *run.results.values_list("label", flat=True), run.dataset.sha256}
    reasons = {"head of school", "it learned from more", "a test", "to have one"}
    own = {school.student.name, school.student.classroom.name, *(vars(people)), *reasons}
    with translation.override(pseudo.CODE):
        own.add(f"de {date_format(timezone.localtime(), 'F')}")
    files = set(ModelVersion.objects.values_list("sha256", flat=True))
    return (
        NAMES | fields - {""} | rows | own | files | {schema.label, schema.name, *(task.label for task in schema.tasks)}
    )


def found(ask, addresses, data):
    pages = {address: ask(address) for address in addresses}
    assert {address: page.status_code for address, page in pages.items() if page.status_code != 200} == {}
    said = ((address, pseudo.without_brackets(page.text, data)) for address, page in pages.items())
    return {address: texts for address, texts in said if texts}


def test_what_a_teacher_reads_is_marked(school, data, as_user, people):
    student = school.student
    addresses = [
        *map(reverse, ANYWHERE),
        *(reverse(name, args=[student.classroom_id]) for name in OF_A_CLASS),
        *(reverse(name, args=[student.pk]) for name in (*OF_A_STUDENT, "support")),
        *(reverse(name, args=[school.pk]) for name in OF_A_PREDICTION),
        *(reverse(name, args=[student.pk, "math"]) for name in ("predict", "target")),
        *(reverse(name, args=["math"]) for name in OF_A_QUESTION),
    ]
    assert found(as_user(people.owner).get, addresses, data) == {}


def test_what_an_admin_reads_is_marked(school, data, as_user, people, measured):
    dataset = measured.run.dataset_id
    addresses = [
        *map(reverse, OF_AN_ADMIN),
        *(reverse(name, args=[dataset]) for name in ("explore-dataset", "explore-rehearsal")),
        *(reverse(name, args=["math"]) for name in ("model-train", "model-rollback")),
        reverse("model-card", args=[measured.pk]),
        reverse("model-promote", args=[ModelVersion.objects.get(is_live=False).pk]),
        reverse("model-candidate", args=["math", measured.run_id, "linear"]),
        reverse("job", args=[Job.objects.get().pk]),
    ]
    assert found(as_user(people.admin).get, addresses, data) == {}


def test_what_a_refused_form_says_is_marked(school, data, as_user, people):
    with translation.override(pseudo.CODE):
        data |= {translation.gettext(text) for text in OF_DJANGO}
    of_a_class = ("classroom-results", "student-new", "imports", "classroom-next-year", "classroom-teachers")
    addresses = [
        *(reverse(name, args=[school.student.classroom_id]) for name in of_a_class),
        *(reverse(name, args=[school.student_id]) for name in ("student-edit", "student-result", "support")),
        *map(reverse, ("classroom-new", "describe", "rosters", "predicted-files")),
        reverse("target", args=[school.student_id, "math"]),
        reverse("prediction-feedback", args=[school.pk]),
        reverse("grade-boundaries", args=["exams", "math_score"]),
        reverse("model-train", args=["math"]),
    ]
    assert found(as_user(people.admin).post, addresses, data) == {}

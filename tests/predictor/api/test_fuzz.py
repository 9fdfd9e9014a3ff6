"""The API against its own description: generated requests, sensible and absurd, never break the server."""

import zlib

import pytest
import schemathesis
import school_files
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from kept_rehearsals import kept_rehearsal
from schemathesis.specs.openapi.checks import positive_data_acceptance

from predictor.api.authentication import tokens
from predictor.corrections import work as corrections
from predictor.describing import work as describing
from predictor.file_predictions import work as predicted_files
from predictor.imports.drafts import begin
from predictor.jobs import work
from predictor.models import Department, Forgetting, Report
from predictor.sign_in.invitations import work as invitations
from studentperf.wsgi import application

EXAMPLES = 12
ADMINS = (
    "/descriptions/",
    "/training-runs/",
    "/reports/",
    "/rehearsals/",
    "/documents/",
    "/statements/",
    "/invitations/",
    "/datasets/",
)
OF_A_TASK = ("/classrooms/{id}/predictions/", "/classrooms/{id}/places/", "/file-predictions/")
document = SchemaGenerator().get_schema(public=True)
described = schemathesis.openapi.from_dict(document)
described.app = application
# A text that is longer than described may make the whole body too large, which is a refusal as well.
rejection = described.config.checks.negative_data_rejection
rejection.expected_statuses = [*rejection.expected_statuses, "413"]
a_few_each = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def things(api_predicted, student, classroom, math, people):
    """What there is to find, by the word in the address."""
    return {
        "predictions": api_predicted["id"],
        "students": student.pk,
        "classrooms": classroom.pk,
        "model-versions": math.versions.get().pk,
        "training-runs": math.versions.get().run_id,
        "imports": begin(classroom, people.owner, "students", "list.csv", b"Name,Reading\nIda,50").pk,
        "reports": report(people.admin).pk,
        "rehearsals": kept_rehearsal(math).pk,
        "corrections": wrong_entry(student, people.owner).pk,
        "forgettings": Forgetting.objects.create(student=1, student_made_at=timezone.now(), who="a", why="b").pk,
        "datasets": math.versions.get().run.dataset_id,
        "invitations": invitations.invite("new@school.example", ["teacher"], people.admin)[0].pk,
        "departments": Department.objects.create(name="Science").pk,
        "people": people.colleague.pk,
        "tokens": tokens.issue(people.owner, "To be ended")[1].pk,
        "jobs": work.ask("train", {"task": "math", "datasets": []}, asked_by=people.owner).pk,
        "file-predictions": predicted_files.take(math, "list.csv", b"Reading\n50", {}, by=people.owner).pk,
        "descriptions": describing.take(
            SimpleUploadedFile("ours.csv", school_files.french().encode()), by=people.admin
        ).pk,
    }


def wrong_entry(student, who):
    return corrections.ask(student, corrections.Asked(field="reading_score", right=99.0, asked_by="family"), who)


def report(who):
    job = work.ask("report", {"dataset": 1, "task": ""}, asked_by=who)
    return Report.objects.create(job=job, file_name="report.html", content=zlib.compress(b"<!doctype html>"))


@pytest.fixture
def api_admin(client_of, people):
    return client_of(people.admin)


@described.parametrize()
@a_few_each
def test_the_api_keeps_to_its_description(case, api_owner, api_admin, things, one_connection):
    if case.meta.generation.mode.is_positive:
        aim(case, things)
    # Others than admins are only ever refused there.
    admins = any(path in case.operation.path for path in ADMINS)
    client = api_admin if admins else api_owner
    # A well-formed id may still be nobody's: being refused for that is right.
    case.call_and_validate(
        headers={"Authorization": client.defaults["HTTP_AUTHORIZATION"]}, excluded_checks=[positive_data_acceptance]
    )


def aim(case, things):
    """Point at what exists, where a random id or name would only ever find nothing."""
    if "id" in case.path_parameters:
        case.path_parameters["id"] = things[case.operation.path.split("/")[3]]
    if "slug" in case.path_parameters:
        case.path_parameters["slug"] = "math"
    if "name" in case.path_parameters:
        case.path_parameters["name"] = "record"
    if case.operation.path.endswith("/training-runs/") and isinstance(case.body, dict):
        case.body |= {"task": "reading", "datasets": []}
    elif case.operation.path.endswith(("/reports/", "/rehearsals/")) and isinstance(case.body, dict):
        case.body |= {"dataset": "exams rows", "task": "math"}
    elif isinstance(case.body, dict) and "act" in case.body:
        case.body |= {"task": "math", "seen": None}
    elif isinstance(case.body, dict) and case.operation.path.endswith(OF_A_TASK):
        case.body |= {"task": "math"}
    elif isinstance(case.body, dict) and "task" in case.body:
        case.body |= {"task": "math", "answers": {}, "student": things["students"]}
    if isinstance(case.body, dict) and "content" in case.body:
        case.body |= {"content": "TmFtZSxSZWFkaW5nCklkYSw1MA=="}
        # A description that is not stored is a mistake of its own.
        case.body.pop("grows", None)
    if isinstance(case.body, dict) and "classroom" in case.body:
        case.body |= {"classroom": things["classrooms"], "known": {}}

"""Whatever a school writes into a schema, a name or a reason is shown as text: no page or file runs it."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from factories import PASSWORD, live_task
from model_runs import measured_version

from mlcore.datasets import schemas
from mlcore.versions import promotions
from predictor.classes.work import create_class, save_student
from predictor.models import Student, Submission
from predictor.predicting.work import make_prediction

EVIL = "<script>evil()</script>"
SCHEMA = f"""
name = "foreign"
version = 1
label = "Marks {EVIL}"
[[field]]
slug = "place"
label = "Place {EVIL}"
kind = "category"
choices = ["north {EVIL}", "south {EVIL}", "west"]
help = "Where {EVIL}"
sensitive = true
[[field]]
slug = "before"
label = "Before {EVIL}"
kind = "number"
minimum = 0
maximum = 20
unit = "u {EVIL}"
help = "Earlier {EVIL}"
about = "moment"
[[field]]
slug = "mark"
label = "Mark {EVIL}"
kind = "number"
minimum = 0
maximum = 20
unit = "v {EVIL}"
help = "Now {EVIL}"
about = "moment"
[[task]]
slug = "foreign-mark"
label = "What mark {EVIL}"
target = "mark"
inputs = ["place", "before"]
note = "Said of it {EVIL}"
"""


@pytest.fixture
def foreign(db, tmp_path):
    """A task whose every text is hostile, with a live version that was measured."""
    path = tmp_path / "foreign.toml"
    path.write_text(SCHEMA)
    task = live_task("foreign-mark", str(path))
    version = measured_version(task)
    promotions.promote(version, who=f"me {EVIL}", why=f"because {EVIL}")
    return version


@pytest.fixture
def root(client, db):
    user = User.objects.create_superuser(f"root {EVIL}", password=PASSWORD)
    client.force_login(user)
    return user


@pytest.fixture
def addresses(foreign, root):
    room = create_class(name=f"8a {EVIL}", schema_version=foreign.schema_version, teacher=root)
    known = {"place": f"north {EVIL}"}
    pupil = Student(classroom=room)
    save_student(pupil, name=f"Ann {EVIL}", known=known)
    door = Submission.Door.PAGE
    made = make_prediction(task=foreign.task, answers=known | {"before": 3}, made_by=root, student=pupil, door=door)
    slug, run = foreign.task.slug, foreign.run_id
    return {
        "home": [], "classroom": [room.pk], "classroom-edit": [room.pk], "classroom-delete": [room.pk],
        "student-new": [room.pk], "student": [pupil.pk], "student-edit": [pupil.pk], "student-delete": [pupil.pk],
        "predict": [pupil.pk, slug], "prediction": [made.pk], "history": [], "explore": [],
        "explore-dataset": [foreign.run.dataset_id], "models": [], "model-card": [foreign.pk],
        "model-comparison": [slug], "model-matters": [slug], "model-versions": [slug],
        "model-candidate": [slug, run, "linear"], "admin:mlcore_task_changelist": [],
        "admin:predictor_student_change": [pupil.pk], "admin:mlcore_schemaversion_change": [foreign.schema_version_id],
    }  # fmt: skip


def test_no_page_runs_what_is_written_into_a_schema_or_a_name(client, addresses):
    for name, arguments in addresses.items():
        page = client.get(reverse(name, args=arguments))
        assert page.status_code == 200, name
        assert "<script>evil" not in page.text, name


def test_the_help_of_a_field_is_read_beside_it_as_it_was_written(client, addresses):
    page = client.get(reverse("predict", args=addresses["predict"]))
    assert "Where &lt;script&gt;evil()&lt;/script&gt;" in page.text


def test_a_refused_answer_is_said_as_text(client, addresses):
    page = client.post(reverse("predict", args=addresses["predict"]), {"answer-place": EVIL, "answer-before": EVIL})
    assert "<script>evil" not in page.text


def test_no_file_runs_it_either(foreign, tmp_path):
    call_command("report", foreign.run.dataset.name, task=foreign.task.slug, output=tmp_path / "report.html")
    call_command("model_card", f"{foreign.task.slug}:{foreign.number}", output=tmp_path / "card.html")
    for name in ("report.html", "card.html"):
        assert "<script>evil" not in (tmp_path / name).read_text()
        assert "&lt;script&gt;evil" in (tmp_path / name).read_text()


def test_what_django_writes_as_a_list_stays_a_list(client, root):
    page = client.get(reverse("password"))
    assert "<ul><li>" in page.text


def test_a_schema_is_stored_as_it_was_written(foreign):
    assert schemas.schema_version("foreign").schema.fields[0].help == f"Where {EVIL}"

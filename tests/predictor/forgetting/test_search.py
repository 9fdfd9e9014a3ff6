"""After a student is forgotten, a search through every table and every file finds nothing of them."""

import zlib

import pandas as pd
import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from school_zips import school_zip
from searched import where
from uploads import as_csv, as_workbook

from mlcore.datasets import explorations, storing
from mlcore.models import Dataset
from mlcore.versions.retraining import Asked
from predictor.access_log.chain.sealing import seal
from predictor.access_log.chain.verifying import verify
from predictor.access_log.other_lines import Typed, command_recorded
from predictor.access_log.students import Of
from predictor.corrections import work as corrections
from predictor.feedback import work as feedback
from predictor.file_predictions import work as predicted_files
from predictor.forgetting.rest.finishing import finish
from predictor.imports.drafts import begin
from predictor.models import AccessLine, Import, Job, Outcome, PredictedFile, RecordedRow, Report, Student
from predictor.objections import work as objections
from predictor.oneroster.drafts import begin as begin_roster
from predictor.support import work as support

pytestmark = pytest.mark.django_db

WORDS = ("Zoltana", "Quillfeather", "QX-77123")
NUMBERS = (47.40625, 48.40625, 61.28125, 62.28125)


@pytest.fixture
def looked_for():
    return lambda: where(WORDS, NUMBERS)


@pytest.fixture
def everywhere(math, school, marked, people, train, predict, brought, told):
    """A student about whom something stands wherever it can."""
    made = predict(student=marked)
    feedback.give(made, "useful", "Zoltana has improved.", by=people.owner)
    objections.turn(marked, True, by=people.owner, why="Zoltana's mother wrote.")
    asked = corrections.Asked(field="reading_score", right=48.40625, asked_by="family", said="Zoltana says so")
    corrections.ask(marked, asked, people.owner)
    said = support.Said(
        what="Zoltana reads", by_whom="Mr Li", from_day=timezone.localdate(), how_often="daily", why="x"
    )
    support.add(marked, said, support.Signed(by=people.owner))
    objections.turn(marked, False, by=people.owner, why="They wrote again.")
    version = train()
    explorations.exploration_of(version.run.dataset, "math_score")
    return marked


@pytest.fixture
def brought(math, marked, classroom, people):
    """Files of every kind, each of which names them."""
    elsewhere = type(classroom).objects.create(name="Class 9z", schema_version=classroom.schema_version)
    for where_to, name in ((classroom, "list.csv"), (elsewhere, "Zoltana Quillfeather.csv")):
        begin(where_to, people.owner, "students", name, as_csv("name,number", "Quillfeather Zoltana,QX-77123"))
    book = as_workbook({"Sheet": [["name", "number"], ["Zoltana Quillfeather", "QX-77123"]]})
    begin(elsewhere, people.owner, "students", "list.xlsx", book)
    person = {"s1": ("Zoltana", "Quillfeather", "QX-77123")}
    begin_roster(
        people.admin, "school.zip", school_zip(classes={"c1": "Maths"}, students=person, places=[("c1", "s1")])
    )
    row = predicted_files.take(math, "list.csv", b"Name,Reading\nZoltana Quillfeather,50", {}, by=people.admin)
    PredictedFile.objects.create(task=math, made_by=people.admin, name="done.csv").pieces.create(
        number=0, content=b"Name,Predicted\nZoltana Quillfeather,50\n"
    )
    return row


@pytest.fixture
def told(marked, people):
    """What jobs and Django's admin said of them."""
    said = {"kind": "refused", "said": "row 3: 'Zoltana Quillfeather' is there twice"}
    ended = {"state": Job.State.FAILED, "ended_at": timezone.now(), "error": said}
    Job.objects.create(kind="import", arguments={"file": 1}, asked_by=people.owner, **ended)
    kind = ContentType.objects.get_for_model(Student)
    about = {"content_type": kind, "object_id": str(marked.pk), "object_repr": str(marked)}
    LogEntry.objects.create(user=people.admin, action_flag=CHANGE, **about)


def test_a_search_finds_them_before_and_nowhere_afterwards(everywhere, forget, looked_for):
    before = looked_for()
    assert {"predictor_student", "predictor_importfile", "predictor_rosterfile", "predictor_job"} < before
    assert {"mlcore_datasetcontent", "django_admin_log", "predictor_import", "predictor_predictedpiece"} < before
    assert [place for place in before if place.endswith(".joblib")]
    forget(everywhere)
    list(finish(Asked(who="a test")))
    assert looked_for() == set()


def test_at_once_they_are_in_no_table_any_more(everywhere, forget, looked_for):
    forget(everywhere)
    left = looked_for()
    assert not [place for place in left if not place.endswith(".joblib")]


def test_a_report_about_rows_of_theirs_goes(math, school, marked, people, train, forget):
    dataset = train().run.dataset
    done = {"state": Job.State.DONE, "ended_at": timezone.now(), "percent": 100}
    job = Job.objects.create(kind="report", arguments={"dataset": dataset.pk}, asked_by=people.admin, **done)
    Report.objects.create(job=job, file_name="report.html", content=zlib.compress(b"a point at 47.40625"))
    forget(marked)
    assert not Report.objects.exists()


def test_who_brought_a_file_is_told_that_it_is_not_there_any_more(owner, everywhere, forget, people):
    draft = Import.objects.filter(classroom=everywhere.classroom).get()
    forget(everywhere)
    page = owner.get(f"/imports/{draft.pk}/columns/", follow=True)
    assert page.status_code == 200
    assert "not there any more" in page.text


def test_files_that_name_others_stay(math, school, marked, people, forget):
    elsewhere = type(school).objects.create(name="Class 9z", schema_version=school.schema_version)
    begin(elsewhere, people.owner, "students", "list.csv", as_csv("name,number", "Zoltan Quill,005"))
    forget(marked)
    assert Import.objects.get().file.content


def test_the_access_log_is_whole_and_says_who_was_forgotten_by_number(marked, forget):
    with command_recorded("forget", AccessLine.Act.DELETED, Typed(name="kim"), of=Of.STUDENT, key=marked.pk):
        forget(marked)
    seal()
    assert not verify().broken
    assert AccessLine.objects.about(marked.pk).get().account_name == "kim"


def test_rows_of_an_older_release_are_found_by_what_they_hold(math, school, marked, train, forget):
    version = train(candidates=("linear",))
    RecordedRow.objects.all().delete()
    forget(marked)
    assert Dataset.objects.get(pk=version.run.dataset_id).rows == 60
    assert not where((), NUMBERS) - {version.file}


def test_rows_of_an_imported_file_that_say_the_same_go_too(math, marked, forget):
    result = Outcome.objects.filter(student=marked).first()
    answers = marked.submissions.latest("id").answers
    rows = [{**answers, "math_score": result.value}, {**answers, "math_score": 12.0}]
    frame = pd.DataFrame(rows)
    dataset, _ = storing.store_dataset(schema_version=math.schema_version, frame=frame, name="last year")
    forget(marked)
    dataset.refresh_from_db()
    assert storing.frame_of(dataset)["math_score"].tolist() == [12.0]


def test_made_up_rows_are_nobodys(math, marked, forget):
    row = {**marked.submissions.latest("id").answers, "math_score": Outcome.objects.first().value}
    about = {"schema_version": math.schema_version, "name": "sample", "is_demo": True}
    dataset, _ = storing.store_dataset(frame=pd.DataFrame([row]), **about)
    forget(marked)
    assert Dataset.objects.get(pk=dataset.pk).rows == 1

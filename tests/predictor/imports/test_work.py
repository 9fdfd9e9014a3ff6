"""What is confirmed is stored as a whole, once, and only as it was seen."""

import pytest
from django.db import transaction
from django.utils import translation
from uploads import as_csv

from mlcore.words.said import as_stored, said_of
from predictor import problems
from predictor.access import clearing
from predictor.imports.drafts import Draft, begin, people_of
from predictor.imports.work import confirm, discard, hold_class
from predictor.models import Classroom, Import, ImportFile, Student
from predictor.predicting.prefill import prefill

pytestmark = pytest.mark.django_db
HEADER = "Number,Name,Reading,Lunch"


def test_new_students_are_stored_with_their_values(stored, classroom):
    row = stored(HEADER, "7,Zoë Ångström,81,standard")
    student = classroom.students.get()
    assert (student.name, student.reference, student.known) == ("Zoë Ångström", "7", {"reading_score": 81.0})
    assert (row.state, row.counts["new"]) == ("stored", 1)


def test_a_sensitive_column_is_stored_where_it_was_chosen(stored, classroom):
    stored(HEADER, "7,Zoë,81,standard", columns=["number", "name", "out", "field:lunch"])
    assert classroom.students.get().known == {"lunch": "standard"}


def test_a_known_student_is_changed_by_their_number(stored, known_students):
    stored("Number,Reading", "2,55")
    assert [row.known for row in Student.objects.order_by("pk")] == [{}, {"reading_score": 55.0}, {}]


def test_what_is_compared_with_is_what_a_form_begins_with(predict, student, answers, math):
    predict(answers=answers | {"reading_score": 70})
    predict(answers={slug: value for slug, value in answers.items() if slug != "reading_score"})
    schema = math.schema_version.schema
    (person,) = people_of(student.classroom, schema)
    assert person.in_effect["reading_score"] == 70.0
    assert person.in_effect == prefill(student, schema.described).answers


def test_a_blank_cell_changes_nothing(stored, known_students):
    stored("Number,Reading", "1,55")
    stored("Number,Reading,Writing", "1,,60")
    assert Student.objects.first().known == {"reading_score": 55.0, "writing_score": 60.0}


def test_the_import_says_who_stored_what_and_when(stored, people):
    row = Import.objects.get(pk=stored(HEADER, "7,Zoë,81,standard").pk)
    assert (row.stored_by, row.file_name, row.size, len(row.sha256)) == (people.owner, "list.csv", 44, 64)
    assert row.stored_at is not None


def test_a_file_goes_once_it_is_stored(stored):
    stored(HEADER, "7,Zoë,81,standard")
    assert not ImportFile.objects.exists()


def test_rejected_rows_stay_as_a_file_that_can_be_corrected(stored):
    stored(HEADER, "7,Zoë,81,standard", "8,Ida,801,standard")
    kept = bytes(ImportFile.objects.get().content).decode("utf-8-sig").splitlines()
    assert kept[0] == "Number,Name,Reading,Lunch,what is wrong"
    assert kept[1].startswith("8,Ida,801,standard,Reading: expected a number from 0 to 100")


def test_the_same_draft_is_not_stored_twice(draft, people):
    made = draft(HEADER, "7,Zoë,81,standard")
    seen = made.plan().hash
    confirm(made, people.owner, seen)
    with pytest.raises(problems.ImportDone):
        confirm(made, people.colleague, seen)
    assert Student.objects.count() == 1


def test_nothing_is_stored_where_the_students_changed_meanwhile(draft, people, known_students):
    made = draft("Number,Reading", "1,55", "2,60")
    ImportFile.objects.update(seen=made.plan().seen)
    seen = made.plan().hash
    Student.objects.filter(reference="002").update(known={"reading_score": 60.0})
    with pytest.raises(problems.PlanChanged, match="row 3"):
        confirm(made, people.owner, seen)
    assert Student.objects.get(reference="001").known == {}


def test_what_the_file_has_nothing_new_in_is_refused(draft, people, known_students):
    made = draft("Number,Name", "1,Amara Osei")
    with pytest.raises(problems.ImportRefused, match="Nothing would be stored"):
        confirm(made, people.owner, made.plan().hash)


def test_a_draft_that_is_thrown_away_leaves_nothing(draft):
    discard(draft(HEADER, "7,Zoë,81,standard").row)
    assert not Import.objects.exists()
    assert not ImportFile.objects.exists()


def test_a_draft_that_was_thrown_away_is_gone(draft):
    made = draft(HEADER, "7,Zoë,81,standard")
    discard(made.row)
    with pytest.raises(problems.ImportDone):
        Draft.of(made.row)


@pytest.mark.parametrize("content", [b"", b"Name", b"\x89PNG\r\n\x1a\n\0\0\0"])
def test_what_is_no_table_is_refused_and_not_kept(content, classroom, people):
    with pytest.raises(problems.ImportRefused):
        begin(classroom, people.owner, "students", "x.csv", content)
    assert not Import.objects.exists()


def test_somebody_keeps_only_so_many_files_that_wait(draft, classroom, people, monkeypatch):
    monkeypatch.setattr(clearing, "MOST_WAITING", 1)
    draft(HEADER, "7,Zoë,81,standard")
    with pytest.raises(problems.ImportRefused, match="throw them away"):
        begin(classroom, people.owner, "students", "x.csv", as_csv(HEADER, "7,Zoë,81,standard"))
    begin(classroom, people.colleague, "students", "x.csv", as_csv(HEADER, "7,Zoë,81,standard"))


@pytest.mark.parametrize(
    ("rows", "said"), [(260_000, "The file is larger than 1 MB."), (20_001, "The file has more than 20,000 rows")]
)
def test_a_file_beyond_a_limit_is_told_it_in_the_words_of_pages(rows, said, classroom, people, settings):
    settings.UPLOAD_MEGABYTES = 1
    with pytest.raises(problems.ImportRefused, match=said) as refusal:
        begin(classroom, people.owner, "students", "x.csv", b"Name\n" + b"Ida\n" * rows)
    assert "--" not in str(refusal.value)


def test_a_job_keeps_that_the_class_is_gone_in_no_language(classroom):
    gone = Classroom(pk=classroom.pk + 1)
    with translation.override("de"), transaction.atomic(), pytest.raises(problems.DeletedMeanwhile) as refusal:
        hold_class(gone)
    assert said_of(as_stored(refusal.value)) == "The class was deleted in the meantime."

"""Exports of other systems: their maxima, their words for nothing, one row per test."""

import pytest
from django.urls import reverse
from page_words import words
from uploads import as_csv, upload

from predictor.models import Import, ImportFile, RememberedColumn, Student

pytestmark = pytest.mark.django_db
GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Reading (11),Final Score",
    "    Points Possible,,,,,10,(read only)",
    '"Osei, Amara",901,001,aosei,8a,7,70',
    '"Lind, Ben",902,002,blind,8a,EX,50',
    '"Holm, Ida",903,004,iholm,8a,11,50',
)


@pytest.fixture
def row(owner, classroom, known_students):
    upload(owner, classroom, as_csv(*GRADEBOOK), "inputs")
    return Import.objects.get()


def page(client, name, row):
    return client.get(reverse(name, args=[row.pk]))


def confirmed(client, row):
    seen = page(client, "import-look", row).context["plan"].hash
    return client.post(reverse("import-look", args=[row.pk]), {"plan": seen, "despite_odd": "on"}, follow=True)


def test_the_number_that_the_format_prefers_is_proposed(row):
    assert row.choices["columns"] == ["name", "out", "number", "out", "out", "field:reading_score", "out"]


def test_points_are_stored_on_the_scale_of_the_field_and_that_is_said(owner, row):
    said = words(page(owner, "import-look", row))
    assert "Read as an export of" in said
    assert "7 of 10 is read as 70 of 100" in said
    confirmed(owner, row)
    assert Student.objects.get(reference="001").known == {"reading_score": 70.0}
    assert Student.objects.get(reference="002").known == {}


def test_rejected_rows_come_back_on_the_scale_of_the_field(owner, row, classroom):
    Student.objects.create(classroom=classroom, name="Ida Holm", reference="004")
    confirmed(owner, row)
    kept = bytes(ImportFile.objects.get().content).decode("utf-8-sig")
    assert kept.splitlines()[0].split(",")[5] == "Reading"
    assert "expected a number from 0 to 100" in kept
    upload(owner, classroom, kept.replace(",11,", ",110,").replace(",110,", ",90,").encode(), "inputs")
    confirmed(owner, Import.objects.latest_first().first())
    assert Student.objects.get(reference="004").known == {"reading_score": 90.0}


def test_another_maximum_can_be_said(owner, row):
    targets = {f"column-{place}": target for place, target in enumerate(row.choices["columns"])}
    owner.post(reverse("import-columns", args=[row.pk]), targets | {"maximum-5": "20"})
    confirmed(owner, row)
    assert Student.objects.get(reference="001").known == {"reading_score": 35.0}


def test_a_format_can_be_declined(owner, row):
    owner.post(reverse("import-columns", args=[row.pk]), {"reading": "1", "format": "plain"})
    assert page(owner, "import-columns", row).context["table"].layout.format == ""


def test_a_format_that_does_not_fit_is_refused_in_words(owner, row):
    sent = {"reading": "1", "format": "nonsense"}
    assert "nonsense" in words(owner.post(reverse("import-columns", args=[row.pk]), sent, follow=True))


BOTH = (
    "Globally Unique Student ID,Arbor Student ID,Legal First Name,RenaissanceClientID,ScaledScore",
    "G1,001,Amara,1,500",
)


@pytest.mark.parametrize("step", ["import-people", "import-look", "import-rejected"])
def test_steps_of_a_file_that_may_be_two_exports_wait_for_a_choice(step, owner, classroom):
    upload(owner, classroom, as_csv(*BOTH))
    row = Import.objects.get()
    assert page(owner, step, row).status_code in (302, 404)
    assert "marks of more than one system" in words(page(owner, "import-columns", row))
    owner.post(reverse("import-columns", args=[row.pk]), {"reading": "1", "format": "arbor"})
    assert page(owner, "import-columns", row).context["table"].layout.format == "arbor"


TESTS = (
    "TermName,DistrictName,SchoolName,StudentID,Subject,TestStartDate,TestRITScore,TestStandardError",
    "Fall,D,S,001,Reading,2026-09-08,60,3",
    "Fall,D,S,001,Reading,2026-09-20,55,3",
)


@pytest.fixture
def tests_row(owner, classroom, known_students):
    """One row per test; the first student sat twice, the second has what is no result."""
    upload(owner, classroom, as_csv(*TESTS, "Fall,D,S,002,Reading,2026-09-08,x,3"), "inputs")
    return Import.objects.latest_first().first()


def mapped(client, row):
    """The column of results, whatever the reader calls it, is the mark in reading."""
    headers = page(client, "import-columns", row).context["table"].headers
    targets = ["number" if "ID" in header else "out" for header in headers]
    place = next(place for place, header in enumerate(headers) if "Reading" in header)
    targets[place] = "field:reading_score"
    client.post(reverse("import-columns", args=[row.pk]), {f"column-{at}": one for at, one in enumerate(targets)})


def test_one_row_per_test_becomes_one_per_student_and_the_newest_counts(owner, tests_row):
    mapped(owner, tests_row)
    said = words(page(owner, "import-look", tests_row))
    assert "became one row per student" in said
    assert "“x” is not allowed" in said
    confirmed(owner, tests_row)
    assert Student.objects.get(reference="001").known == {"reading_score": 55.0}


def test_the_rule_for_several_sittings_is_chosen_and_remembered(owner, classroom, known_students):
    upload(owner, classroom, as_csv(*TESTS), "inputs")
    row = Import.objects.get()
    owner.post(reverse("import-columns", args=[row.pk]), {"reading": "1", "sittings": "best"})
    mapped(owner, row)
    confirmed(owner, row)
    assert Student.objects.get(reference="001").known == {"reading_score": 60.0}
    assert RememberedColumn.objects.get(header="#sittings").target == "best"


def test_rejected_rows_of_such_a_file_can_be_corrected_too(owner, tests_row, classroom):
    mapped(owner, tests_row)
    confirmed(owner, tests_row)
    kept = bytes(ImportFile.objects.get().content).decode("utf-8-sig")
    upload(owner, classroom, kept.replace(",x,", ",70,").encode(), "inputs")
    confirmed(owner, Import.objects.latest_first().first())
    assert Student.objects.get(reference="002").known == {"reading_score": 70.0}


@pytest.mark.parametrize("step", ["import", "import-columns", "import-people", "import-look"])
def test_a_draft_whose_file_is_gone_says_so_above_the_files_of_the_class(step, owner, row):
    ImportFile.objects.all().delete()
    answer = owner.get(reverse(step, args=[row.pk]), follow=True)
    assert "The file is not there any more" in words(answer)
    assert answer.redirect_chain[-1][0] == reverse("imports", args=[row.classroom_id])

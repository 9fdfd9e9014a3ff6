"""Rows that a zip was refused come back as a zip, and are taken in once it is corrected."""

import datetime as dt
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from page_words import words
from school_zips import zipped

from predictor.access.clearing import clear_expired
from predictor.models import Roster, RosterFile, Student

pytestmark = pytest.mark.django_db
TWINS = {"s1": ("Ann", "Abel", "71"), "s2": ("=Ben", "Bora", "71"), "s3": ("Cy", "Cole", "")}
PLACES = {"places": [("c1", "s1"), ("c1", "s2"), ("c2", "s3")]}


def files_of(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def download(admin):
    return admin.get(reverse("roster-refused", args=[Roster.objects.latest_first()[0].pk]))


def test_refused_rows_come_back_with_file_row_and_reason(admin, stored, school):
    stored(school(students=TWINS, **PLACES))
    files = files_of(download(admin).content)
    assert [line.split(",")[0] for line in files["users.csv"].splitlines()] == ["sourcedId", "s1", "s2"]
    assert "71”: several students of the class have it as their number" in files["users.csv"]
    assert "c1/s1,active,c1,s1,student" in files["enrollments.csv"]
    assert "i1/s1,active,i1,s1,fully graded,15," in files["results.csv"]


def test_the_corrected_zip_is_taken_in(admin, stored, draft, school):
    stored(school(students=TWINS, **PLACES))
    assert Student.objects.count() == 1
    files = files_of(download(admin).content)
    files["users.csv"] = files["users.csv"].replace("Ben,Bora,71", "Ben,Bora,72")
    row = stored(zipped(files))
    told = sorted(Student.objects.filter(classroom__name="Maths 7A").values_list("name", "reference", "known"))
    assert told == [("=Ben Bora", "72", {}), ("Ann Abel", "71", {"reading_score": 75.0})]
    assert not RosterFile.objects.filter(about=row).exists()


def test_the_zip_as_it_came_back_is_refused_for_the_same_reasons(admin, stored, draft, school):
    stored(school(students=TWINS, **PLACES))
    content = download(admin).content
    again = draft(content)
    assert (again.plan().counts["rejected"], again.plan().stores_anything) == (2, False)
    assert files_of(admin.get(reverse("roster-refused", args=[again.row.pk])).content) == files_of(content)


def test_a_preview_offers_them_and_so_does_the_page_of_the_file(admin, stored, draft, school):
    made = draft(school(students=TWINS, **PLACES))
    assert "2 rows cannot be taken" in words(admin.get(reverse("roster-look", args=[made.row.pk])))
    row = stored(school(students=TWINS, **PLACES))
    assert "Refused rows (zip)" in words(admin.get(reverse("roster", args=[row.pk])))


def test_where_nobody_was_refused_there_is_none(admin, stored, school):
    stored(school())
    assert download(admin).status_code == 404


def test_a_teacher_does_not_get_them(owner, stored, school):
    stored(school(students=TWINS, **PLACES))
    assert download(owner).status_code == 404


def test_they_go_after_some_weeks(admin, stored, school):
    row = stored(school(students=TWINS, **PLACES))
    Roster.objects.update(stored_at=timezone.now() - dt.timedelta(days=31))
    assert clear_expired()["files of refused rows"] == 1
    assert download(admin).status_code == 404
    assert Roster.objects.filter(pk=row.pk).exists()

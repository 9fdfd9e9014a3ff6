"""A file or a text names a student, however it is written and packed; what cannot be read counts as if it did."""

import io
import zipfile
from unicodedata import normalize

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import new_version

from mlcore.models import Dataset
from mlcore.versions import promotions
from predictor.forgetting.plan import going
from predictor.forgetting.standing import pieces
from predictor.forgetting.standing.naming import Named
from predictor.models import Import, ImportFile, Job, Student
from predictor.objections import work

ZOLTANA = Named.of(Student(name="Zoltana Quillfeather", reference="QX-77123"))


def packed(*members, **how):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, **how) as archive:
        for name, held in members:
            archive.writestr(name, held)
    return content.getvalue()


def flagged(content, bit):
    """As if every member had the flag, in both places where a zip says so."""
    changed = bytearray(content)
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        changed[content.index(mark) + place] |= bit
    return bytes(changed)


SMALL = packed(("list.csv", "name\nAmara Osei\n" * 50))
DAMAGED = {
    "with a password": flagged(SMALL, 1),
    "with a part missing": SMALL[:50] + SMALL[56:],
    "cut off": SMALL[:-10],
    "a workbook with a password": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    "altered": SMALL[:45] + b"\xff\xff\xff" + SMALL[48:],
    "patched": flagged(SMALL, 0x20),
    "in a zip in a zip": packed(("a.zip", packed(("b.zip", SMALL)))),
}


@pytest.mark.parametrize(
    "name", ["Zoltana_Quillfeather.csv", "quillfeather-zoltana.XLSX", "QX-77123.csv", "Ｚｏｌｔａｎａ Quillfeather"]
)
def test_words_are_found_however_they_are_joined(name):
    assert ZOLTANA.stands_in(name)


@pytest.mark.parametrize("forms", [("NFC", "NFD"), ("NFD", "NFC")])
def test_letters_are_found_with_their_accents_apart_or_not(forms):
    one, other = (normalize(form, "Zoë Müller") for form in forms)
    assert Named.of(Student(name=one)).stands_in(f"{other}.csv")


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_what_cannot_be_read_counts_as_naming_them(content):
    assert ZOLTANA.stands_in_file(content)


def test_what_can_be_read_and_names_others_does_not():
    assert not ZOLTANA.stands_in_file(SMALL)
    assert not ZOLTANA.stands_in_file(packed(("a.zip", SMALL)))


def test_files_in_a_zip_may_be_called_by_their_name():
    assert ZOLTANA.stands_in_file(packed(("Zoltana Quillfeather.txt", "50")))


@pytest.mark.parametrize("bound", ["MOST_BYTES", "MOST_UNPACKED_BYTES"])
def test_what_unpacks_to_too_much_is_not_read_to_its_end(monkeypatch, bound):
    monkeypatch.setattr(pieces, bound, 1000)
    assert not ZOLTANA.stands_in_file(packed(("a", b"\0" * 500), ("b", b"\0" * 400)))
    assert ZOLTANA.stands_in_file(packed(("a", b"\0" * 500), ("b", b"\0" * 1001)))


@pytest.mark.django_db
def test_a_damaged_file_stops_nobody_from_being_forgotten(marked, classroom, people, forget):
    elsewhere = type(classroom).objects.create(name="Class 9z", schema_version=classroom.schema_version)
    what = {"kind": "students", "file_name": "a.xlsx", "size": 1}
    about = Import.objects.create(classroom=elsewhere, made_by=people.owner, **what)
    ImportFile.objects.create(about=about, content=DAMAGED["with a password"])
    forget(marked)
    assert not ImportFile.objects.exists()
    assert not Student.objects.exists()


@pytest.mark.django_db
def test_a_dataset_does_not_keep_their_name_in_those_of_its_files(marked, math, forget):
    Dataset.objects.update(source_name="Zoltana_Quillfeather.csv", bad_rows_file="Quillfeather-Zoltana-bad-rows.csv")
    forget(marked)
    assert set(Dataset.objects.values_list("source_name", "bad_rows_file")) == {("file", "file")}


def test_what_a_dataset_is_called_and_said_to_be_names_nobody_any_more(math, marked, forget):
    Dataset.objects.update(name="Marks of Zoltana Quillfeather", source="From Quillfeather, Zoltana", licence="Ours")
    forget(marked)
    row = Dataset.objects.get()
    assert (row.name, row.source, row.licence) == (f"file {row.pk}", "", "Ours")


@pytest.mark.parametrize(
    "said", ["row 3\nZoltana\nQuillfeather", 'of "Zoltana"\tQuillfeather', "\u2028Zoltana Quillfeather"]
)
def test_what_a_job_said_is_read_as_it_is_not_as_json_spells_it(said, marked, people, forget):
    about = {"state": Job.State.FAILED, "ended_at": timezone.now(), "asked_by": people.owner}
    Job.objects.create(kind="import", lines=[{"kind": "refused", "said": [said]}], **about)
    forget(marked)
    assert Job.objects.get(kind="import").lines == []


def test_reasons_about_something_else_that_name_them_are_told_before(math, marked, people, as_user):
    promotions.promote(new_version(math), who="a", why="Zoltana Quillfeather asked for it.")
    promotions.promote(new_version(math), who="a", why="Somebody called Zoltana asked for it.")
    work.turn(marked, True, by=people.owner, why="Zoltana Quillfeather wrote.")
    assert going(marked).reasons == {"which model is live": 1}
    page = as_user(people.admin).get(reverse("student-forget", args=[marked.pk])).text
    assert "history is not rewritten here" in page

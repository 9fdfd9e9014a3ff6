"""From a file to what comes after its import, without a browser."""

import json

import pytest
import school_files
from brought import filled, page_of, schema_of, upload
from django.urls import reverse
from exports import ARBOR
from page_words import words

from mlcore.models import Dataset, SchemaVersion
from predictor.describing import work
from predictor.models import Classroom, DescribedFile

pytestmark = pytest.mark.django_db


def test_a_file_is_described_with_every_reason_and_kept_for_now(admin, bring):
    file = bring()
    said = words(admin.get(page_of(file)))
    assert (
        "Names or numbers of people are never stored" in said or "names or numbers of people are never stored" in said
    )
    assert "From 0 to 100: the file holds" in said
    assert bytes(file.content).startswith(b"Year 10 Chemistry")


@pytest.mark.parametrize("kind", school_files.FILES)
def test_what_is_proposed_imports_as_it_stands_and_the_file_goes(admin, bring, kind):
    file = bring(kind)
    admin.post(page_of(file), filled(admin, file, act="import"))
    file.refresh_from_db()
    assert file.dataset.rows == school_files.ROWS
    assert file.content is None
    assert "Train a model" in words(admin.get(page_of(file)))


def test_nothing_of_people_is_kept_with_a_proposal(bring):
    stored = json.dumps(bring().proposal)
    assert not [name for person in school_files.PEOPLE for name in person.split() if name in stored]


def test_bad_rows_are_named_and_the_others_imported_where_that_is_wished(admin, bring):
    file = bring()
    sent = filled(admin, file, act="import", **{"c6-maximum": "90"})
    answer = admin.post(page_of(file), sent)
    assert "cannot be read as described, so nothing was stored" in words(answer)
    assert not SchemaVersion.objects.exists()
    admin.post(page_of(file), sent | {"act": "import-good"})
    assert 0 < Dataset.objects.get().rows < school_files.ROWS


def test_a_later_file_brings_the_next_version(admin, bring):
    first = bring("survey")
    admin.post(page_of(first), filled(admin, first, act="import"))
    later = school_files.survey().replace("middle", "very high", 2)
    file = bring(text=later, name="later.csv", grows=SchemaVersion.objects.get().pk)
    assert "“very high” can be chosen as well" in words(admin.get(page_of(file)))
    admin.post(page_of(file), {"act": "import", "together": "on"})
    assert [version.version for version in SchemaVersion.objects.all()] == [1, 2]
    assert Dataset.objects.get(name="later").adds_to == Dataset.objects.get(name="Survey")


def test_two_later_files_bring_two_versions(admin, bring):
    first = bring("survey")
    admin.post(page_of(first), filled(admin, first, act="import"))
    grows = SchemaVersion.objects.get().pk
    later = [school_files.survey().replace("middle", choice, 2) for choice in ("very low", "very high")]
    for file in [bring(text=text, name=f"{at}.csv", grows=grows) for at, text in enumerate(later)]:
        admin.post(page_of(file), {"act": "import"})
    newest = SchemaVersion.objects.latest("version").schema
    assert newest.version == 3
    assert newest.field("like_maths").choices == ("very low", "low", "middle", "high", "very high")


def test_the_same_file_twice_is_one_version(admin, bring):
    for _ in range(2):
        file = bring()
        admin.post(page_of(file), filled(admin, file, act="import"))
    assert SchemaVersion.objects.count() == Dataset.objects.count() == 1


def test_what_is_taken_along_is_what_was_stored(admin, bring):
    first = bring()
    admin.post(page_of(first), filled(admin, first, act="import"))
    second = bring()
    admin.post(page_of(second), filled(admin, second, act="import", **{"c6-maximum": "120"}))
    assert [schema_of(admin, file).version for file in (first, second)] == [1, 2]


def test_a_description_that_contradicts_a_stored_one_needs_another_name(admin, bring):
    first = bring()
    admin.post(page_of(first), filled(admin, first, act="import"))
    file = bring()
    sent = filled(admin, file, act="import", **{"c6-unit": "points"})
    assert "Give this one another short name" in words(admin.post(page_of(file), sent))
    admin.post(page_of(file), sent | {"name": "another"})
    assert SchemaVersion.objects.filter(name="another").exists()


def test_the_table_schema_is_taken_along(admin, bring):
    content = json.loads(admin.get(reverse("described-table-schema", args=[bring().pk])).content)
    assert "Final mark" in {field["name"] for field in content["fields"]}


def test_a_class_begins_with_the_schema_and_its_first_student_is_asked_about(admin, bring):
    file = bring()
    admin.post(page_of(file), filled(admin, file, act="import"))
    answer = admin.post(reverse("described-class", args=[file.pk]), {"name": "10A", "student": "Zoe"})
    assert "/predict/marks-list-final_mark/" in answer["Location"]
    assert Classroom.objects.get().students.get().name == "Zoe"


def test_what_is_no_table_is_refused_in_words(admin):
    answer = admin.post(reverse("describe"), upload(text="%PDF-1.7", name="list.csv"))
    assert "The file is a PDF document" in words(answer)
    assert not DescribedFile.objects.exists()


def test_a_file_is_taken_away(admin, bring):
    file = bring()
    admin.post(reverse("described-delete", args=[file.pk]))
    assert not DescribedFile.objects.exists()


TWO_SYSTEMS = ARBOR.replace('"Sex"', '"RenaissanceClientID","ScaledScore"')
TWO_SYSTEMS = TWO_SYSTEMS.replace('"F"', '"1","2"').replace('"M"', '"1","3"')


def test_a_file_that_may_be_of_two_systems_asks_which(admin):
    answer = admin.post(reverse("describe"), upload(text=TWO_SYSTEMS, name="two.csv"))
    assert "exports of Arbor and Renaissance STAR: say which it is" in words(answer)
    again = admin.post(reverse("describe"), upload(text=TWO_SYSTEMS, name="two.csv") | {"format": "plain"})
    assert again.status_code == 302


def test_what_1_234_means_is_said_where_the_file_does_not(admin, bring):
    text = "Quiz,Final\n" + "".join(f"{row % 37},{row % 9 + 1}\n" for row in range(40))
    text = text.replace("Quiz,Final\n", 'Quiz,Final\n"1,234",5\n')
    file = bring(text=text, name="odd.csv", decimal=".")
    admin.post(page_of(file), filled(admin, file, act="import"))
    assert Dataset.objects.get().rows == 41


def test_very_many_columns_come_in_parts(admin, bring):
    header = [f"item {number}" for number in range(149)] + ["final"]
    rows = [[str((row * 7 + place) % 60) for place in range(150)] for row in range(40)]
    file = bring(text="\n".join(",".join(line) for line in [header, *rows]), name="wide.csv")
    assert "Columns 1 to 100 of 150" in words(admin.get(page_of(file)))
    assert len(filled(admin, file)) < 1_000


def test_a_name_of_many_letters_in_another_script_is_shortened(admin, bring):
    file = bring(name="成績" * 80 + ".csv")
    assert file.name.endswith("成績.csv")
    assert "What is in" in words(admin.get(page_of(file)))


def test_a_name_that_was_taken_meanwhile_is_said_and_nothing_is_stored(admin, bring, monkeypatch):
    first = bring()
    admin.post(page_of(first), filled(admin, first, act="import"))
    file = bring("survey")
    monkeypatch.setattr(work, "_free_name", lambda label: Dataset.objects.get().name)
    answer = words(admin.post(page_of(file), filled(admin, file, act="import")))
    assert "Other rows took the name “Marks list” in the meantime, and nothing was stored" in answer
    assert "cannot be read as described" not in answer
    assert Dataset.objects.count() == 1


def test_a_file_above_the_limit_is_told_it_and_one_below_is_taken(admin, settings):
    settings.UPLOAD_MEGABYTES = 1
    lines = "\n".join(f"{40 + n % 50},{n % 7},{n % 11}" for n in range(200_000))
    answer = admin.post(reverse("describe"), upload(text=f"mark,hours,visits\n{lines}"))
    assert "larger than 1 MB" in words(answer)
    settings.UPLOAD_MEGABYTES = 3
    assert admin.post(reverse("describe"), upload(text=f"mark,hours,visits\n{lines}")).status_code == 302

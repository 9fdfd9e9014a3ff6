"""From a file to what comes after its import, without a browser."""

import json
import tempfile
from pathlib import Path

import pytest
import school_files
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from exports import ARBOR
from page_words import words

from mlcore.models import Dataset, SchemaVersion
from mlcore.pipeline.schema import Schema
from predictor.models import Classroom, DescribedFile

pytestmark = pytest.mark.django_db


def upload(kind="marks list", text=None, name=None):
    content = (text or school_files.FILES[kind]()).encode()
    return {"file": SimpleUploadedFile(name or f"{kind.replace(' ', '-')}.csv", content)}


@pytest.fixture
def bring(admin):
    """Uploads a file and gives its row."""

    def _bring(*args, **more):
        said = {key: more.pop(key) for key in ("grows", "decimal") if key in more}
        answer = admin.post(reverse("describe"), upload(*args, **more) | said)
        assert answer.status_code == 302, words(answer)
        return DescribedFile.objects.first()

    return _bring


def page_of(file):
    return reverse("described", args=[file.pk])


def filled(client, file, **changes):
    """What a browser sends back of the page as it stands, with changes."""
    context = client.get(page_of(file)).context
    forms = [context["whole"], *(one.form for part in context["parts"] for one in part.columns)]
    sent = {field.html_name: field.value() for form in forms for field in form if field.value() not in (None, False)}
    return sent | changes


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


def test_facts_are_changed_and_kept(admin, bring):
    file = bring()
    admin.post(
        page_of(file), filled(admin, file, act="keep", **{"c6-maximum": "150", "c7-use": "kept", "label": "Ours"})
    )
    schema = schema_of(admin, file)
    assert schema.label == "Ours"
    assert schema.field("homework").maximum == 150
    assert schema.tasks[0].inputs == ("homework",)


def test_another_kind_is_looked_at_and_shown_before_anything_is_stored(admin, bring):
    file = bring("survey")
    admin.post(page_of(file), filled(admin, file, act="import", **{"c6-kind": "number", "c7-maximum": "80"}))
    schema = schema_of(admin, file)
    assert schema.field("track").kind == "number"
    assert schema.field("absences").maximum == 80
    assert not Dataset.objects.exists()


def test_another_result_is_taken_with_what_is_known_before_it(admin, bring):
    file = bring()
    admin.post(page_of(file), filled(admin, file, act="keep", result="7"))
    assert schema_of(admin, file).tasks[0].target == "mock"


def test_a_column_is_left_out_and_taken_back(admin, bring):
    file = bring()
    admin.post(page_of(file), filled(admin, file, act="keep", **{"c4-kind": "left out"}))
    assert "gender" not in {field.slug for field in schema_of(admin, file).fields}
    admin.post(page_of(file), filled(admin, file, act="keep", **{"c4-kind": "category"}))
    assert schema_of(admin, file).field("gender").choices == ("F", "M")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"c6-maximum": "-1"}, "The smallest value must be below the largest."),
        ({"c4-choices": "F"}, "List at least two choices"),
        ({"c6-label": "Mock"}, "both answer to the header 'mock'"),
        ({"name": "Über"}, "Use small letters, digits and -"),
        ({"c0-kind": "number"}, "'Surname' cannot be of the kind number"),
        ({"c6-use": "kept", "c7-use": "kept"}, "No column is left from which"),
        ({"c6-kind": "nonsense"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_stored(admin, bring, change, said):
    file = bring()
    answer = admin.post(page_of(file), filled(admin, file, act="import", **change))
    assert answer.status_code == 200
    assert said in words(answer)
    assert not Dataset.objects.exists()


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
    admin.post(page_of(file), {"act": "import"})
    assert [version.version for version in SchemaVersion.objects.all()] == [1, 2]


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
    assert "Give this one another name" in words(admin.post(page_of(file), sent))
    admin.post(page_of(file), sent | {"name": "another"})
    assert SchemaVersion.objects.filter(name="another").exists()


def schema_of(client, file):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ours.toml"
        path.write_bytes(client.get(reverse("described-toml", args=[file.pk])).content)
        return Schema.load(path)


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


def test_where_no_column_is_a_number_one_is_made_a_number(admin, bring):
    file = bring(text="Track,Level,House\n" + "a,1,red\nb,2,blue\na,2,red\n" * 20, name="few.csv")
    answer = admin.post(page_of(file), filled(admin, file, act="import"))
    assert "No column holds numbers that could be a result" in words(answer)
    admin.post(page_of(file), filled(admin, file, act="keep", **{"c1-kind": "number"}))
    assert schema_of(admin, file).tasks[0].target == "level"


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


def test_a_change_that_contradicts_itself_is_not_kept(admin, bring):
    file = bring()
    answer = admin.post(page_of(file), filled(admin, file, act="keep", **{"c6-label": "Mock"}))
    assert "both answer to the header" in words(answer)
    assert schema_of(admin, file).field("homework").label == "Homework"

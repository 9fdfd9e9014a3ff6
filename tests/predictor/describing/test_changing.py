"""What an admin changes in a proposal."""

import pytest
from brought import filled, page_of, schema_of
from page_words import words

from mlcore.models import Dataset

pytestmark = pytest.mark.django_db


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
        ({"c0-kind": "number"}, "'Surname' holds names or numbers of people"),
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


def test_where_no_column_is_a_number_one_is_made_a_number(admin, bring):
    file = bring(text="Track,Level,House\n" + "a,1,red\nb,2,blue\na,2,red\n" * 20, name="few.csv")
    answer = admin.post(page_of(file), filled(admin, file, act="import"))
    assert "No column holds numbers that could be a result" in words(answer)
    admin.post(page_of(file), filled(admin, file, act="keep", **{"c1-kind": "number"}))
    assert schema_of(admin, file).tasks[0].target == "level"


def test_a_change_that_contradicts_itself_is_not_kept(admin, bring):
    file = bring()
    answer = admin.post(page_of(file), filled(admin, file, act="keep", **{"c6-label": "Mock"}))
    assert "both answer to the header" in words(answer)
    assert schema_of(admin, file).field("homework").label == "Homework"

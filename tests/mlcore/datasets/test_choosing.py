"""Which rows a training takes without being told, and why others are left."""

from dataclasses import replace

import pytest
from yearly import FIRST, GROWN, changed, stored

from mlcore.datasets import keeping, schemas
from mlcore.datasets.choosing import NotFound, Why, choose, has_rows
from mlcore.datasets.together import together
from mlcore.models import Task

pytestmark = pytest.mark.django_db


def names(choice):
    return [dataset.name for dataset in choice.taken]


def left(choice):
    return {found.dataset.name: found.why for found in choice.left}


@pytest.fixture
def years(db):
    return [stored(name, seed=seed) for seed, name in enumerate(("2024", "2025", "2026"))]


@pytest.fixture
def task(years):
    return Task.objects.get(slug="final")


def test_the_newest_is_taken_and_the_others_are_named(task):
    choice = choose(task)
    assert names(choice) == ["2026"]
    assert left(choice) == {"2025": Why.NOT_NEWEST, "2024": Why.NOT_NEWEST}


def test_what_belongs_together_is_taken_together(task, years):
    keeping.join(years[2], years[0])
    assert names(choose(task)) == ["2024", "2026"]


def test_what_was_put_together_once_does_not_become_the_newest(task, years):
    together(years[:2], years[0].schema_version)
    assert names(choose(task)) == ["2026"]


def test_several_are_taken_by_name_and_once(task):
    choice = choose(task, ["2026", "2024", "2026"])
    assert names(choice) == ["2024", "2026"]
    assert left(choice) == {"2025": Why.NOT_NAMED}


def test_the_name_of_several_together_stands_for_each(task, years):
    whole = together(years[:2], years[0].schema_version)
    assert names(choose(task, [whole.name])) == ["2024", "2025"]


def test_the_archived_is_left_and_its_family_goes_on(task, years):
    keeping.join(years[1], years[0])
    keeping.join(years[2], years[0])
    keeping.archive(years[0], who="a test")
    choice = choose(task)
    assert names(choice) == ["2025", "2026"]
    assert left(choice) == {"2024": Why.ARCHIVED}


@pytest.mark.parametrize(("end", "why"), [(keeping.archive, Why.ARCHIVED), (keeping.delete, Why.DELETED)])
def test_what_is_not_there_any_more_is_refused_by_name(task, years, end, why):
    end(years[0], who="a test")
    with pytest.raises(NotFound) as refusal:
        choose(task, ["2024"])
    assert [found.why for found in refusal.value.left] == [why]


def test_rows_of_an_older_version_are_taken_where_nothing_contradicts_them(years):
    stored("2027", schema=GROWN, seed=9)
    assert names(choose(Task.objects.get(slug="final"), ["2026", "2027"])) == ["2026", "2027"]


def test_a_version_that_contradicts_is_named_with_field_and_change(years):
    schemas.register(changed("track", choices=("b", "c")))
    task = Task.objects.get(slug="final")
    with pytest.raises(NotFound) as refusal:
        choose(task)
    assert {str(found.contradictions[0]) for found in refusal.value.left} == {"Track: no longer allows a"}
    assert not has_rows(task)


def test_a_new_target_is_in_no_older_row(years):
    result = replace(FIRST.field("final"), slug="result", label="Result")
    question = replace(FIRST.tasks[0], target="result")
    schemas.register(replace(FIRST, version=2, fields=(*FIRST.fields, result), tasks=(question,)))
    with pytest.raises(NotFound) as refusal:
        choose(Task.objects.get(slug="final"))
    assert {found.why for found in refusal.value.left} == {Why.NO_TARGET}


def test_rows_of_another_schema_are_refused_by_name(task):
    exams = schemas.schema_version("exams")
    keeping_out = stored("2030", seed=5)
    assert has_rows(Task.objects.get(slug="final"))
    with pytest.raises(NotFound) as refusal:
        choose(Task.objects.filter(schema_version=exams).first(), [keeping_out.name])
    assert refusal.value.left[0].why == Why.OTHER_SCHEMA


def test_a_name_that_nothing_has_is_not_found(task):
    with pytest.raises(NotFound) as refusal:
        choose(task, ["2099"])
    assert (refusal.value.name, refusal.value.left) == ("2099", ())

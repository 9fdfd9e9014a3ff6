"""A rehearsal for real on few rows, and the command that asks for it."""

from dataclasses import asdict, replace

import pytest
import year_schema
from django.core.management import CommandError, call_command
from rehearsed_facts import rehearsed

from mlcore.datasets import keeping, schemas, storing
from mlcore.models import Rehearsal, Task
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.stepwise import finished
from mlcore.versions.checking import rehearsing

pytestmark = [pytest.mark.django_db, pytest.mark.training]
ASKED = rehearsing.Asked(who="ada")


@pytest.fixture
def year():
    row = schemas.register(year_schema.schema())
    return storing.store_dataset(schema_version=row, frame=year_schema.frame(), name="two years")[0]


@pytest.fixture
def task(year):
    return Task.objects.get(slug="final")


def test_what_was_found_is_stored_as_facts(year, task):
    row = finished(rehearsing.rehearse(year, task, replace(ASKED, job=7)))
    found = rehearsing.found_in(Rehearsal.objects.get())
    assert (row.dataset, row.task, row.who, row.job, row.version) == (year, task, "ada", 7, None)
    assert (found.year, found.candidate, len(found.points)) == ("2026", "ridge", 3)


def test_results_with_support_are_neither_learned_from_nor_predicted(year, task):
    rows, marked = year_schema.frame(), [3, 7, 70, 90]
    plain = storing.store_dataset(
        schema_version=year.schema_version,
        frame=rows.drop(index=marked).reset_index(drop=True),
        people=[[0, 1]],
        name="plain",
    )
    rows.loc[marked, "final"] = 0.0
    with_marks = storing.store_dataset(
        schema_version=year.schema_version, frame=rows, people=[[0, 1], [4, 70]], supported=marked, name="marked"
    )
    found = found_of(with_marks[0], task)
    assert (found.supported, replace(found, supported=0)) == (4, found_of(plain[0], task))


def found_of(dataset, task):
    return rehearsing.found_in(finished(rehearsing.rehearse(dataset, task, ASKED)))


def test_it_is_stored_together_with_what_its_caller_confirms(year, task):
    def refuse(row):
        raise RuntimeError("another attempt has it")

    with pytest.raises(RuntimeError):
        finished(rehearsing.rehearse(year, task, replace(ASKED, confirm=refuse)))
    assert not Rehearsal.objects.exists()


def test_rows_of_a_schema_that_the_task_does_not_ask_of_are_refused(year, task):
    other = storing.store_dataset(
        schema_version=schemas.register(
            replace(year_schema.schema(name="other"), tasks=(replace(task.question, slug="o"),))
        ),
        frame=year_schema.frame(),
        name="elsewhere",
    )[0]
    with pytest.raises(DataError, match="elsewhere .*cannot be rehearsed for final"):
        finished(rehearsing.rehearse(other, task, ASKED))
    assert rehearsing.tasks_of(other) == [Task.objects.get(slug="o")]


def test_rows_that_came_before_the_points_are_rehearsed_by_the_newer_schema(db):
    none = {slug: {"known": ""} for slug in ("first", "second", "foretold")}
    older = schemas.register(year_schema.schema(points=[], year=None, field=none))
    rows = storing.store_dataset(schema_version=older, frame=year_schema.frame(), name="older")[0]
    schemas.register(year_schema.schema(version=2))
    row = finished(rehearsing.rehearse(rows, Task.objects.get(slug="final"), ASKED))
    assert [at.point for at in rehearsing.found_in(row).points] == year_schema.POINTS


def test_facts_of_another_release_are_nothing(year, task):
    assert rehearsing.found_in(Rehearsal(dataset=year, task=task, facts={"more": 1})) is None


def test_facts_that_were_stored_before_support_was_counted_are_read(year, task):
    facts = {name: value for name, value in asdict(rehearsed()).items() if name != "supported"}
    Rehearsal.objects.create(dataset=year, task=task, facts=facts, who="ada")
    assert rehearsing.found_in(Rehearsal.objects.get()).supported == 0


def test_the_command_prints_the_story_and_its_tables(year, capsys):
    call_command("rehearse", "two years", "--bins")
    told = capsys.readouterr().out
    assert "Replayed are 60 students of 2026, by a model that learned from 60 of 2025." in told
    assert [
        line for line in ("Start of year", "Teachers' forecasts", "Chances off by", "Mean chance") if line not in told
    ] == []


def test_the_command_says_which_years_there_are(year):
    with pytest.raises(CommandError, match="there is no year '1999' in these rows; there are: 2025, 2026"):
        call_command("rehearse", "two years", "--task", "final", "--year", "1999")


def test_the_command_refuses_rows_that_are_gone(year):
    keeping.delete(year, who="ada")
    with pytest.raises(CommandError, match="is gone"):
        call_command("rehearse", "two years")

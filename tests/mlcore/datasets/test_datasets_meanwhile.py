"""Two people at once, a failure half-way, and a backup: rows are all there or all gone, and nothing is told wrongly."""

from threading import Thread

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection, transaction
from yearly import stored

from mlcore.datasets import keeping
from mlcore.datasets.kept import kept
from mlcore.datasets.together import parts_of, together
from mlcore.models import Dataset, DatasetContent, DatasetPart

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def years(db):
    return [stored("2025", 60), stored("2026", 40, seed=1)]


@pytest.fixture
def folder(settings, tmp_path):
    """Where what was found out about rows is kept."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "cache" / "explorations"


def waits(action):
    """Whether it would have to wait for our transaction, on a connection of its own."""
    found = []

    def work():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        try:
            action()
            found.append(False)
        except OperationalError:
            found.append(True)
        finally:
            connection.close()

    thread = Thread(target=work)
    thread.start()
    thread.join()
    return found == [True]


def looked_at(dataset, meanwhile=lambda: None):
    """What a look at the rows finds, while something else happens."""
    return kept(int, lambda: [7, meanwhile()][0], dataset, ("rows",), "a look")


@pytest.mark.parametrize(
    "act",
    [
        lambda dataset: keeping.delete(dataset, who="another"),
        lambda dataset: keeping.archive(dataset, who="another"),
        lambda dataset: keeping.join(dataset, Dataset.objects.get(name="2026")),
    ],
)
def test_nobody_changes_rows_while_they_are_put_together(years, act):
    with transaction.atomic():
        together(years, years[0].schema_version)
        assert waits(lambda: act(years[0]))


def test_rows_are_not_put_together_while_somebody_deletes_them(years):
    with transaction.atomic():
        keeping.delete(years[0], who="a test")
        assert waits(lambda: together(years, years[0].schema_version))


def test_nothing_is_kept_of_rows_that_were_deleted_while_somebody_looked_at_them(years, folder):
    whole = together(years, years[0].schema_version)
    for dataset in (whole, years[0]):
        assert looked_at(dataset, lambda: years[0].deleted_at or keeping.delete(years[0], who="another")) == 7
        years[0].refresh_from_db()
    assert not folder.exists()


def test_who_looks_at_rows_that_are_being_deleted_neither_waits_nor_keeps_anything(years, folder):
    whole = together(years, years[0].schema_version)
    with transaction.atomic():
        keeping.delete(years[0], who="a test")
        assert not any(waits(lambda dataset=dataset: looked_at(dataset)) for dataset in (whole, years[0]))
    assert not folder.exists()


def test_a_deletion_waits_until_what_was_found_is_kept_and_then_forgets_it(years, folder):
    whole = together(years, years[0].schema_version)
    with transaction.atomic():
        looked_at(whole)
        assert waits(lambda: keeping.delete(years[0], who="another"))
    assert list(folder.iterdir())
    keeping.delete(years[0], who="a test")
    assert not list(folder.iterdir())


def test_what_somebody_was_killed_in_writing_is_forgotten_with_the_rows(years, folder):
    looked_at(years[1])
    (folder / ".found.json.0123abcd.part").write_text("7")
    keeping.delete(years[0], who="a test")
    assert not list(folder.iterdir())


def test_a_deletion_that_fails_half_way_leaves_all_rows(years, monkeypatch):
    together(years, years[0].schema_version)
    monkeypatch.setattr(transaction, "on_commit", lambda action: (_ for _ in ()).throw(DatabaseError("gone")))
    with pytest.raises(DatabaseError):
        keeping.delete(years[0], who="a test")
    assert DatasetContent.objects.count() == 3
    assert Dataset.objects.present().count() == 3


def test_putting_together_that_fails_half_way_stores_nothing(years, monkeypatch):
    manager = type(DatasetPart.objects)
    monkeypatch.setattr(manager, "bulk_create", lambda *given: (_ for _ in ()).throw(DatabaseError("gone")))
    with pytest.raises(DatabaseError):
        together(years, years[0].schema_version)
    assert set(Dataset.objects.all()) == set(years)


def test_parts_and_deleted_rows_come_back_from_a_backup(years, tmp_path):
    whole = together(years, years[0].schema_version)
    keeping.join(years[1], years[0])
    keeping.delete(stored("2027", 20, seed=2), who="the head")
    call_command("backup", str(tmp_path / "backup.tar.gz"))
    Dataset.objects.update(adds_to=None)
    call_command("restore", str(tmp_path / "backup.tar.gz"), "--replace")
    assert parts_of(Dataset.objects.get(pk=whole.pk)) == years
    assert Dataset.objects.get(name="2026").adds_to == years[0]
    assert Dataset.objects.get(name="2027").deleted_by == "the head"

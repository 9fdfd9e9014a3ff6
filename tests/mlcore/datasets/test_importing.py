"""A file becomes a dataset, or nothing is stored and the reason is given as facts."""

import pytest
from django.db import connection

from mlcore.datasets import schemas
from mlcore.datasets.importing import Imported, Reason, Said, import_rows
from mlcore.models import Dataset
from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.files import checking

pytestmark = pytest.mark.django_db
HEADER, GOOD = schemas.SAMPLES.joinpath("exams.csv").read_text().splitlines()[:2]
BAD = GOOD.rsplit(",", 1)[0] + ",abc"


@pytest.fixture
def bring(tmp_path):
    def _bring(*lines, name="school", **options):
        path = tmp_path / "upload.csv"
        path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        return import_rows(path, schema_version=schemas.schema_version("exams"), name=name, **options)

    return _bring


def test_good_rows_are_stored_with_what_is_said_of_them(bring):
    imported = bring(GOOD, said=Said(source="The school", is_demo=True))
    stored = Dataset.objects.get()
    assert (imported.dataset, imported.created) == (stored, True)
    assert (stored.name, stored.source_name, stored.source, stored.is_demo) == (
        "school",
        "upload.csv",
        "The school",
        True,
    )


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_file_is_checked(bring, monkeypatch):
    open_then = []

    def look(*given, pack_file=checking.pack_file):
        open_then.append(connection.in_atomic_block)
        return pack_file(*given)

    monkeypatch.setattr(checking, "pack_file", look)
    assert isinstance(bring(GOOD), Imported)
    assert open_then == [False]


def test_bad_rows_are_given_back_and_stop_everything(bring):
    refused = bring(GOOD, BAD)
    assert (refused.reason, len(refused.checked.bad_rows)) == (Reason.BAD_ROWS, 1)
    assert not Dataset.objects.exists()


def test_bad_rows_are_left_out_where_that_is_wished_and_counted(bring):
    imported = bring(GOOD, BAD, skip_bad_rows=True)
    assert (imported.dataset.rows, imported.dataset.left_out["rows"]) == (1, 1)


@pytest.mark.parametrize(
    ("lines", "name", "reason"),
    [([BAD], "school", Reason.NO_GOOD_ROW), ([GOOD], "n" * 101, Reason.NAME_TOO_LONG)],
)
def test_what_cannot_be_stored_is_refused_with_its_reason(bring, lines, name, reason):
    assert bring(*lines, name=name, skip_bad_rows=True).reason == reason
    assert not Dataset.objects.exists()


def test_a_taken_name_is_refused_with_whose_it_is(bring):
    first = bring(GOOD).dataset
    refused = bring(GOOD, GOOD)
    assert (refused.reason, refused.taken_by) == (Reason.NAME_TAKEN, first)
    assert Dataset.objects.count() == 1


def test_what_is_said_later_of_the_same_content_is_noted(bring):
    bring(GOOD)
    again = bring(GOOD, name="other", said=Said(licence="Ours", is_demo=True))
    assert isinstance(again, Imported)
    assert (again.created, again.noted) == (False, ("licence",))
    stored = Dataset.objects.get()
    assert (stored.name, stored.licence, stored.is_demo) == ("school", "Ours", False)


def test_a_file_that_is_no_table_raises(tmp_path):
    with pytest.raises(PipelineError):
        import_rows(tmp_path / "none.csv", schema_version=schemas.schema_version("exams"), name="school")

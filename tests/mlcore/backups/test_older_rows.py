"""Rows of an older backup that no release wrote are refused in one line, not in a traceback of a migration."""

import re
from pathlib import Path

import pytest
from archives import put_together, sealed, taken_apart

from mlcore.backups import restoring
from mlcore.backups.archive import ArchiveError
from mlcore.models import Restoration

FIRST_RELEASE = Path(__file__).parents[2] / "upgrade" / "first_release" / "backup.tar.gz"
# An object of JSON as COPY writes it into a cell.
JSON_CELL = re.compile(rb'"\{.*?\}"(?=[,\n])')


@pytest.fixture
def backup_with(settings, tmp_path):
    """Writes the backup of the first release with something else for each object of JSON in a table."""
    settings.BUNDLE_DIR = tmp_path / "bundles"

    def write(table: str, instead: bytes) -> Path:
        members, name = taken_apart(FIRST_RELEASE), f"tables/mlcore_{table}.csv"
        odd = members | {name: JSON_CELL.sub(instead, members[name])}
        return put_together(tmp_path / "odd.tar.gz", sealed(odd))

    return write


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["candidateresult", "trainingrun"])
@pytest.mark.parametrize("instead", [b"[]", b"7", b'"""Ada Example"""'])
def test_older_rows_of_a_shape_that_no_release_wrote_are_refused_in_a_line(backup_with, settings, table, instead):
    with backup_with(table, instead).open("rb") as file, pytest.raises(ArchiveError) as refused:
        restoring.restore(file, who="a test", replace=True)
    said = str(refused.value)
    assert ("use another backup" in said, "\n" in said, "Ada" in said) == (True, False, False)
    assert not Restoration.objects.exists()
    assert not list(settings.BUNDLE_DIR.iterdir())

"""One file becomes a dataset: all of its rows or, where that is wished, the good ones. How it went is told as facts."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from mlcore.datasets import storing
from mlcore.models import Dataset, SchemaVersion

if TYPE_CHECKING:
    from mlcore.pipeline.files.checking import PackedTable
    from mlcore.pipeline.files.reading import Reading

LONGEST_NAME = 100


class Reason(StrEnum):
    BAD_ROWS = "bad rows"
    NO_GOOD_ROW = "no good row"
    NAME_TOO_LONG = "name too long"
    NAME_TAKEN = "name taken"


@dataclass(frozen=True)
class Said:
    """What is told of the rows by whoever brings them."""

    source: str = ""
    licence: str = ""
    is_demo: bool = False


@dataclass(frozen=True)
class Imported:
    """`created` is false where the same content was stored before: it stays, and what is said of it now is `noted`."""

    dataset: Dataset
    checked: "PackedTable"
    created: bool
    noted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Nothing was stored; `taken_by` has the name that was asked for."""

    reason: Reason
    checked: "PackedTable"
    taken_by: Dataset | None = None


NOTHING_SAID = Said()


def import_rows(  # noqa: PLR0913 - each is a choice of whoever brings the file
    path: Path,
    *,
    schema_version: SchemaVersion,
    name: str,
    said: Said = NOTHING_SAID,
    skip_bad_rows: bool = False,
    how: "Reading | None" = None,
) -> Imported | Refused:
    """Check a file against a schema and store its rows. Raises DataError where it cannot be read as a table."""
    from mlcore.pipeline.files.checking import pack_file
    from mlcore.pipeline.files.reading import AS_IT_IS

    checked = pack_file(path, schema_version.schema, how or AS_IT_IS)
    reason = _reason_against(checked, name, skip_bad_rows)
    if reason is not None:
        return Refused(reason, checked)
    about = {"name": name, "source_name": path.name, "left_out": checked.left_out, "found": asdict(checked.found)}
    try:
        return _stored(checked, said, schema_version=schema_version, **about, **asdict(said))
    except IntegrityError:
        taken_by = Dataset.objects.present().select_related("schema_version").get(name=name)
        return Refused(Reason.NAME_TAKEN, checked, taken_by)


# Not around the checks as well: a million rows take minutes, and a transaction holds up others.
@transaction.atomic
def _stored(checked: "PackedTable", said: Said, **about: Any) -> Imported:
    dataset, created = storing.store_packed(packed=checked.packed, **about)
    return Imported(dataset, checked, created, () if created else _note(dataset, said))


def _reason_against(checked: "PackedTable", name: str, skip_bad_rows: bool) -> Reason | None:
    if checked.bad_rows and not skip_bad_rows:
        return Reason.BAD_ROWS
    if not checked.packed.rows:
        return Reason.NO_GOOD_ROW
    return Reason.NAME_TOO_LONG if len(name) > LONGEST_NAME else None


def _note(dataset: Dataset, said: Said) -> tuple[str, ...]:
    """Where the rows come from may be told later; made-up rows are known as such, or were not, from the beginning."""
    told = {"source": said.source, "licence": said.licence}
    noted = tuple(field for field, text in told.items() if text)
    for field in noted:
        setattr(dataset, field, told[field])
    dataset.save(update_fields=noted)
    return noted

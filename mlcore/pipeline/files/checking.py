"""Check a whole table or file against a schema: the good rows as a frame or packed for storing, and what is wrong."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mlcore.pipeline.files.checker import CheckedChunk, Checker, Report, RowNumbers
from mlcore.pipeline.files.headers import known_headers
from mlcore.pipeline.files.reading import AS_IT_IS, RawTable, Reading, open_table, read_chunks
from mlcore.pipeline.rows.storing import PackedRows, pack
from mlcore.pipeline.schema import Schema


@dataclass(frozen=True, kw_only=True)
class CheckedTable(Report):
    """A report with the good rows as one frame; `row_numbers[i]` is the row in the file of the frame's row i."""

    frame: pd.DataFrame
    row_numbers: RowNumbers


@dataclass(frozen=True, kw_only=True)
class PackedTable(Report):
    """A report with the good rows as they are stored, which never were in memory together."""

    packed: PackedRows


def check_table(
    table: RawTable, schema: Schema, *, required: Collection[str] | None = None, how: Reading = AS_IT_IS
) -> CheckedTable:
    """Clean every cell through its field. `required` and what is raised: as `Checker` has it."""
    checker = Checker(table, schema, required=required, how=how)
    chunks = list(_checked(table, checker))
    return CheckedTable(
        frame=pd.concat([chunk.frame for chunk in chunks], ignore_index=True),
        row_numbers=np.concatenate([chunk.row_numbers for chunk in chunks]),
        **_facts(checker),
    )


def check_file(path: Path, schema: Schema, how: Reading = AS_IT_IS) -> CheckedTable:
    """Read and check a file whose rows are wanted as a frame. Raises DataError."""
    with open_table(path, how, partial(known_headers, schema)) as table:
        return check_table(table, schema, how=how)


def pack_file(path: Path, schema: Schema, how: Reading = AS_IT_IS) -> PackedTable:
    """Read and check a file whose rows are to be stored, in memory that does not grow with them. Raises DataError."""
    with open_table(path, how, partial(known_headers, schema)) as table:
        checker = Checker(table, schema, how=how)
        packed = pack((chunk.columns for chunk in _checked(table, checker)), schema)
    return PackedTable(packed=packed, **_facts(checker))


def _checked(table: RawTable, checker: Checker) -> Iterator[CheckedChunk]:
    return (checker.feed(chunk) for chunk in read_chunks(replace(table, records=checker.pupils)))


def _facts(checker: Checker) -> dict[str, Any]:
    checker.refuse_unclear()
    report = checker.summary()
    return {field.name: getattr(report, field.name) for field in fields(report)}

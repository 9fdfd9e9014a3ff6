"""Rows of a dataset as bytes with a content hash, and back again, some thousand rows at a time."""

import csv
import gzip
import hashlib
import math
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.messages import N_
from mlcore.pipeline.schema import Field, Schema

if TYPE_CHECKING:
    from pandas.io.parsers import TextFileReader

ROWS_AT_ONCE = 5_000
GZIP_FORMAT = 31
GZIP_HEADER_BYTES = 10

Column = npt.NDArray[np.float64] | npt.NDArray[np.object_]


@dataclass(frozen=True)
class PackedRows:
    """Rows as they are stored: how many, the hash of their content, and compressed canonical CSV."""

    rows: int
    sha256: str
    csv: bytes


class Packer:
    """Packs rows frame after frame; however they are cut into frames, the same rows give the same bytes."""

    def __init__(self, schema: Schema) -> None:
        self._slugs = [field.slug for field in schema.fields]
        self._rows, self._content = 0, hashlib.sha256()
        self._gzip, self._packed = zlib.compressobj(9, wbits=GZIP_FORMAT), bytearray()
        self._add(_csv([self._slugs]))

    def feed(self, rows: pd.DataFrame | Mapping[str, Column]) -> None:
        """Columns are float64 with NaN, or texts with None."""
        columns = [_array(rows[slug]) if isinstance(rows, pd.DataFrame) else rows[slug] for slug in self._slugs]
        self._rows += len(columns[0])
        for lines in _lines(columns):
            self._add(lines)

    def finish(self) -> PackedRows:
        self._packed += self._gzip.flush()
        # What `gzip.compress` writes there depends on the version of Python.
        self._packed[:GZIP_HEADER_BYTES] = gzip.compress(b"", mtime=0)[:GZIP_HEADER_BYTES]
        return PackedRows(self._rows, self._content.hexdigest(), bytes(self._packed))

    def _add(self, lines: bytes) -> None:
        self._content.update(lines)
        self._packed += self._gzip.compress(lines)


def pack(frames: Iterable[pd.DataFrame | Mapping[str, Column]], schema: Schema) -> PackedRows:
    """The rows of all frames, which have a column per field of the schema; of files they come as arrays by field."""
    packer = Packer(schema)
    for frame in frames:
        packer.feed(frame)
    return packer.finish()


def content_sha256(frame: pd.DataFrame, schema: Schema) -> str:
    """The hash of the canonical rows: equal for equal content, whatever file it came from; row order counts."""
    slugs = [field.slug for field in schema.fields]
    content = hashlib.sha256(_csv([slugs]))
    for lines in _lines([_array(frame[slug]) for slug in slugs]):
        content.update(lines)
    return content.hexdigest()


def frame_from_bytes(blob: bytes, schema: Schema, most: int | None = None) -> pd.DataFrame:
    """The frame that was packed, value for value, or `most` of its rows from the beginning. Raises DataError for bytes
    that are no packed rows."""
    try:
        with gzip.open(BytesIO(blob)) as lines, _pieces(lines, schema, most) as pieces:
            columns = _columns(pieces, schema)
        return pd.DataFrame({field.slug: _series(columns[field.slug], field) for field in schema.fields})
    except (OSError, EOFError, ValueError, KeyError, zlib.error) as error:
        raise DataError(
            N_("The stored rows are damaged (%(error)s). Import the file again."), error=str(error)
        ) from error


def known_in(blob: bytes, slug: str) -> int:
    """In how many of the rows that were packed a column is not blank; without the column in none."""
    with gzip.open(BytesIO(blob)) as lines:
        read = pd.read_csv(
            lines, usecols=lambda name: name == slug, dtype=str, keep_default_na=False, chunksize=ROWS_AT_ONCE
        )
        with read as pieces:
            return sum(int((piece[slug] != "").sum()) for piece in pieces if slug in piece)


def _pieces(lines: gzip.GzipFile, schema: Schema, most: int | None) -> "TextFileReader":
    """Numbers come back bit for bit: pandas reads them exactly since 3.0, and a test looks."""
    return pd.read_csv(
        lines,
        dtype={field.slug: "float64" if field.is_number else "object" for field in schema.fields},
        keep_default_na=False,
        na_values=[""],
        nrows=most,
        chunksize=ROWS_AT_ONCE,
        low_memory=False,
    )


def _columns(pieces: Iterable[pd.DataFrame], schema: Schema) -> dict[str, list[Column]]:
    """Every column in pieces. Equal texts are one text: a column repeats few of them many times."""
    columns: dict[str, list[Column]] = {field.slug: [] for field in schema.fields}
    known: dict[str, str] = {}
    for piece in pieces:
        # The first cells would be taken for names of rows.
        if not isinstance(piece.index, pd.RangeIndex):
            raise ValueError("a row has more cells than the header")
        for field in schema.fields:
            columns[field.slug].append(_values(piece[field.slug].to_numpy(), field, known))
    return columns


def _values(cells: Column, field: Field, known: dict[str, str]) -> Column:
    if field.is_number:
        return cells
    values = np.empty(len(cells), dtype=object)
    values[:] = [known.setdefault(cell, cell) if isinstance(cell, str) else None for cell in cells.tolist()]
    return values


def _series(pieces: Sequence[Column], field: Field) -> pd.Series:
    dtype = "float64" if field.is_number else "object"
    return pd.Series(np.concatenate(pieces) if pieces else [], dtype=dtype)


def _array(series: pd.Series) -> Column:
    """Of any type that pandas has for texts and numbers."""
    if series.dtype == np.float64:
        return series.to_numpy()
    return series.astype(object).where(series.notna(), None).to_numpy()


def _lines(columns: Sequence[Column]) -> Iterator[bytes]:
    """Numbers in the shortest spelling that gives the same float back, missing values blank."""
    for start in range(0, len(columns[0]), ROWS_AT_ONCE):
        yield _csv(zip(*(_texts(column[start : start + ROWS_AT_ONCE]) for column in columns), strict=True))


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    lines = StringIO(newline="")
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return lines.getvalue().encode()


def _texts(column: Column) -> list[str]:
    if column.dtype == np.float64:
        return _number_texts(column.astype(np.float64, copy=False))
    return [
        "" if value is None else value if isinstance(value, str) else repr(float(value)) for value in column.tolist()
    ]


def _number_texts(numbers: npt.NDArray[np.float64]) -> list[str]:
    # Each distinct number is spelled once; told apart by their bits, for 0.0 equals -0.0.
    bits, places = np.unique(numbers.view(np.int64), return_inverse=True)
    texts = ["" if math.isnan(number) else repr(number) for number in bits.view(np.float64).tolist()]
    return [texts[place] for place in places.tolist()]

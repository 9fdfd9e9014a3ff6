"""Rows of a dataset as bytes with a content hash, and back again."""

import csv
import gzip
import hashlib
import math
import zlib
from collections.abc import Sequence
from io import StringIO

import pandas as pd

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.schema import Field, Schema


def content_sha256(frame: pd.DataFrame, schema: Schema) -> str:
    """The hash of the canonical rows: equal for equal content, whatever file it came from; row order counts."""
    return hashlib.sha256(_canonical_csv(frame[[field.slug for field in schema.fields]])).hexdigest()


def frame_to_bytes(frame: pd.DataFrame) -> bytes:
    """Compressed canonical CSV; the same frame gives the same bytes."""
    return gzip.compress(_canonical_csv(frame), mtime=0)


def frame_from_bytes(blob: bytes, schema: Schema) -> pd.DataFrame:
    """The frame that `frame_to_bytes` was given, value for value. Raises DataError for bytes it did not write."""
    try:
        text = gzip.decompress(blob).decode()
        header, *rows = csv.reader(StringIO(text, newline=""), strict=True)
        cells = dict(zip(header, zip(*rows, strict=True) if rows else [()] * len(header), strict=True))
        return pd.DataFrame({field.slug: _series(cells[field.slug], field) for field in schema.fields})
    except (OSError, EOFError, ValueError, KeyError, zlib.error, csv.Error) as error:
        raise DataError(f"The stored rows are damaged ({error}). Import the file again.") from error


def _series(cells: Sequence[str], field: Field) -> pd.Series:
    if field.is_number:
        return pd.Series([float(cell) if cell else math.nan for cell in cells], dtype="float64")
    return pd.Series([cell or None for cell in cells], dtype="object")


def _canonical_csv(frame: pd.DataFrame) -> bytes:
    """Numbers in the shortest spelling that gives the same float back, missing values blank."""
    lines = StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*(_texts(frame[slug]) for slug in frame.columns), strict=True))
    return lines.getvalue().encode()


def _texts(series: pd.Series) -> list[str]:
    known = series.notna()
    return [
        ("" if not is_known else value if isinstance(value, str) else repr(float(value)))
        for value, is_known in zip(series.tolist(), known.tolist(), strict=True)
    ]

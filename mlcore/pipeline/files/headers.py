"""Find which column of a file holds which field, and say plainly where one is missing or twice there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.schema import Field, Schema, header_key, shortened

SURPLUS = "cells beyond the header"


@dataclass(frozen=True)
class Column:
    """One column that is checked. Without a field its cells must be blank."""

    position: int
    header: str
    field: Field | None


def columns_of(headers: Sequence[str], schema: Schema, required: Collection[str] | None) -> tuple[Column, ...]:
    """The columns to check, in the order of the file, with the one beyond the header. `required`: as in `Checker`.

    Raises DataError for a missing required column, two columns of one field, or no known column at all.
    """
    known = [Column(position, header, schema.field_for_header(header)) for position, header in enumerate(headers)]
    _refuse_twins(known)
    _refuse_unknown(known, headers, schema)
    missing = [field for field in missing_fields(known, schema) if required is None or field.slug in required]
    _refuse_missing(missing, headers)
    beyond = Column(len(headers), SURPLUS, None)
    return (*(column for column in known if column.field or column.header == SURPLUS), beyond)


def known_headers(schema: Schema, headers: Sequence[str]) -> tuple[int, bool]:
    """How many fields have a header there, and whether all have one."""
    slugs = {field.slug for header in headers if (field := schema.field_for_header(header))}
    return len(slugs), len(slugs) == len(schema.fields)


def missing_fields(columns: Collection[Column], schema: Schema) -> list[Field]:
    """The fields without a column."""
    found = {column.field.slug for column in columns if column.field}
    return [field for field in schema.fields if field.slug not in found]


def _refuse_twins(columns: Sequence[Column]) -> None:
    first: dict[str, Column] = {}
    for column in columns:
        if column.field and (other := first.setdefault(column.field.slug, column)) is not column:
            twins = f"'{other.header}' and '{column.header}'"
            raise DataError(f"Two columns hold {column.field.label}: {twins}. Keep one of them.")


def _refuse_unknown(columns: Sequence[Column], headers: Sequence[str], schema: Schema) -> None:
    if not any(column.field for column in columns):
        wanted = ", ".join(field.slug for field in schema.fields)
        raise DataError(f"No column of the file is known. {_found(headers)} Expected are: {wanted}.")


def _refuse_missing(missing: Sequence[Field], headers: Sequence[str]) -> None:
    """Names each missing column with the spellings that are understood."""
    if missing:
        wanted = "; ".join(f"{field.label} (header: {_spellings(field)})" for field in missing)
        raise DataError(f"The file has no column for: {wanted}. {_found(headers)}")


def _spellings(field: Field) -> str:
    by_key: dict[str, str] = {}
    for header in (field.slug, field.label, *field.aliases):
        by_key.setdefault(header_key(header), header)
    return " or ".join(f"'{header}'" for header in by_key.values())


def _found(headers: Sequence[str]) -> str:
    shown = ", ".join(f"'{shortened(header)}'" for header in headers[:20])
    more = f" and {len(headers) - 20} more" if len(headers) > 20 else ""
    return f"Its columns are: {shown}{more}."


def ignored_headers(headers: Sequence[str], columns: Collection[Column], filled: Collection[int]) -> tuple[str, ...]:
    """The headers of all columns that no field uses; columns without header and content are no columns."""
    used = {column.position for column in columns}
    return tuple(
        header or f"column {position + 1} (no header)"
        for position, header in enumerate(headers)
        if position not in used and (header or position in filled)
    )

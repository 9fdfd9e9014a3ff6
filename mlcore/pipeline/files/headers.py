"""Find which column of a file holds which field, and say plainly where one is missing or twice there."""

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.reading import SURPLUS, RawTable
from mlcore.pipeline.schema import Field, Schema, header_key, shortened


def places_of(table: RawTable, schema: Schema) -> dict[str, int]:
    """Slug to position. Raises DataError for two columns of one field, or no known column at all."""
    places: dict[str, int] = {}
    for position, header in enumerate(table.headers):
        field = schema.field_for_header(header)
        if field is None:
            continue
        if field.slug in places:
            first = table.headers[places[field.slug]]
            raise DataError(f"Two columns hold {field.label}: '{first}' and '{header}'. Keep one of them.")
        places[field.slug] = position
    if not places:
        wanted = ", ".join(field.slug for field in schema.fields)
        raise DataError(f"No column of the file is known. {_found(table)} Expected are: {wanted}.")
    return places


def refuse_missing(missing: list[Field], table: RawTable) -> None:
    """Raises DataError that names each missing column with the spellings that are understood."""
    if missing:
        wanted = "; ".join(f"{field.label} (header: {_spellings(field)})" for field in missing)
        raise DataError(f"The file has no column for: {wanted}. {_found(table)}")


def _spellings(field: Field) -> str:
    by_key: dict[str, str] = {}
    for header in (field.slug, field.label, *field.aliases):
        by_key.setdefault(header_key(header), header)
    return " or ".join(f"'{header}'" for header in by_key.values())


def _found(table: RawTable) -> str:
    shown = ", ".join(f"'{shortened(header)}'" for header in table.headers[:20])
    more = f" and {len(table.headers) - 20} more" if len(table.headers) > 20 else ""
    return f"Its columns are: {shown}{more}."


def ignored_headers(table: RawTable, used: set[int]) -> tuple[str, ...]:
    """The headers of all columns that no field uses; columns without header and content are no columns."""
    return tuple(
        header or f"column {position + 1} (no header)"
        for position, header in enumerate(table.headers)
        if position not in used and header != SURPLUS and (header or any(map(str, table.column(position))))
    )

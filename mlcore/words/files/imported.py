"""What an import says of the file that was read: its sheet, what was left out, how values were written."""

from collections.abc import Iterator, Mapping

from mlcore.pipeline.files.cells.found import FieldFound, Found
from mlcore.pipeline.files.cells.numbers import Style, percent_of
from mlcore.pipeline.schema import Field, Schema
from mlcore.words import numbers
from mlcore.words.names import listed

MOST_NAMED = 5
READ_AS = {
    Style.DECIMAL_COMMA: "a decimal comma (7,5 is read as 7.5)",
    Style.COMMA_OR_THOUSANDS: "a comma before three digits (1,234 is read as 1.234)",
    Style.THOUSANDS: "thousands apart (1,234.5 is read as 1234.5)",
}


def of_file(found: Found) -> list[str]:
    """For whoever imports it: what was read at all."""
    return [*_sheet(found), *_summary_rows(found), f"Rows read: {numbers.count(found.rows)}."]


def of_fields(found: Found, schema: Schema) -> list[str]:
    """For whoever imported it: what is not known in the rows that are kept, how values were written, what is odd."""
    said = [*_not_known(found, schema)]
    never = [
        f"{field.label} “{field.shown(choice)}”"
        for field, of_field in _fields(found, schema)
        for choice in of_field.never_met
    ]
    if never:
        said.append(f"Choices that no row has: {listed(never)}.")
    for field, of_field in _fields(found, schema):
        styles = _styles(field, of_field)
        said += [
            f"{field.label}: {_cells(count)} {'has' if count == 1 else 'have'} {words}." for words, count in styles
        ]
        said += [_code(field, code, f"{_cells(count)} say") for code, count in of_field.codes.items()]
    return said


def on_page(found: Found, schema: Schema) -> list[str]:
    """For everybody who looks at the data: no count that would tell of few students."""
    said = [*_sheet(found)]
    if count := found.rows_left_out:
        said.append(f"{_rows(count)} that {'is' if count == 1 else 'are'} no student (totals, averages) left out.")
    for field, of_field in _fields(found, schema):
        said += [f"{field.label}: written with {words}." for words, _ in _styles(field, of_field)]
        said += [_code(field, code, "some cells say") for code in of_field.codes]
    return said


def _sheet(found: Found) -> Iterator[str]:
    if found.sheet:
        others = f"; not read: {listed([f'“{sheet}”' for sheet in found.other_sheets])}" if found.other_sheets else ""
        yield f"Read from sheet “{found.sheet}”{others}."


def _summary_rows(found: Found) -> Iterator[str]:
    if found.summary_rows:
        named = [f"row {row.row} (“{row.label}”)" for row in found.summary_rows[:MOST_NAMED]]
        further = found.rows_left_out - len(named)
        more = [f"{numbers.count(further)} more"] if further else []
        yield f"Left out, because they are no students: {listed(named + more)}. If they are, use --keep-summary-rows."


def _not_known(found: Found, schema: Schema) -> Iterator[str]:
    gaps = [
        f"{field.label} in {_rows(of_field.not_known)}{_written(of_field.words)}"
        for field, of_field in _fields(found, schema)
        if of_field.not_known
    ]
    yield f"Not known: {listed(gaps)}." if gaps else "Every value is known."


def _written(words: Mapping[str, int]) -> str:
    most = sorted(words.items(), key=lambda word: -word[1])[:MOST_NAMED]
    return f" ({listed([f'{numbers.count(count)} as “{word}”' for word, count in most])})" if most else ""


def _styles(field: Field, of_field: FieldFound) -> Iterator[tuple[str, int]]:
    for style, count in of_field.styles.items():
        if style == Style.PERCENT:
            yield f"a percent sign (53 % is read as {percent_of(field, '53')})", count
        elif style in READ_AS:
            yield READ_AS[Style(style)], count


def _code(field: Field, code: str, how_many: str) -> str:
    remedy = f'If that means "not known", add unknown = ["{code}"] to this field of the schema.'
    return f"{field.label}: {how_many} {code}, far from all other values. {remedy}"


def _fields(found: Found, schema: Schema) -> list[tuple[Field, FieldFound]]:
    return [(schema.field(of_field.field), of_field) for of_field in found.fields]


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{numbers.count(count)} cells"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{numbers.count(count)} rows"

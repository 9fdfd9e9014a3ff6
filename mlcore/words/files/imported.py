"""What an import says of the file that was read: its sheet, what was left out, how values were written."""

from collections.abc import Iterable, Iterator, Sequence

from mlcore.pipeline.files.cells.found import FieldFound, Found
from mlcore.pipeline.files.cells.numbers import Style, percent_of
from mlcore.pipeline.files.formats.table import FORMATS
from mlcore.pipeline.schema import Field, Schema, plain, some_of
from mlcore.pipeline.schema.texts import MOST_LISTED
from mlcore.words import numbers
from mlcore.words.files.layout import of_maximum
from mlcore.words.names import listed, some

OfFields = Sequence[tuple[Field, FieldFound]]
MOST_NAMED = 5
READ_AS = {
    Style.DECIMAL_COMMA: "a decimal comma (7,5 is read as 7.5)",
    Style.COMMA_OR_THOUSANDS: "a comma before three digits (1,234 is read as 1.234)",
    Style.THOUSANDS: "thousands apart (1,234.5 is read as 1234.5)",
}


def of_file(found: Found) -> list[str]:
    """For whoever imports it: what was read at all."""
    ignored = [f"Ignored columns: {some_of(found.ignored_columns)}"] if found.ignored_columns else []
    rows = f"Rows read: {numbers.count(found.rows)}."
    return [*_sheet(found), *_summary_rows(found), rows, *ignored]


def of_fields(found: Found, schema: Schema) -> list[str]:
    """For whoever imported it: what is not known in the rows that are kept, how values were written, what is odd."""
    fields = _fields(found, schema)
    styles = of_styles(found, schema)
    codes = [_code(labels, code, f"{_cells(count)} say") for labels, code, count in _codes(fields)]
    return [*_not_known(fields), *_never_met(fields), *_maxima(fields), *styles, *codes]


def of_styles(found: Found, schema: Schema) -> list[str]:
    """How numbers were written that could have been meant otherwise, and how they are read."""
    return [
        f"{some(labels)}: {_cells(count)} {'has' if count == 1 else 'have'} {how}."
        for labels, how, count in _styles(_fields(found, schema))
    ]


def on_page(found: Found, schema: Schema) -> list[str]:
    """For everybody who looks at the data: no count that would tell of few students."""
    said = [*_sheet(found), *_export(found)]
    if count := found.rows_left_out:
        said.append(
            f"{numbers.rows(count)} that {'is' if count == 1 else 'are'} no student (totals, averages) left out."
        )
    fields = _fields(found, schema)
    said += [*_maxima(fields), *(f"{some(labels)}: written with {how}." for labels, how, _ in _styles(fields))]
    return said + [_code(labels, code, "some cells say") for labels, code, _ in _codes(fields)]


def _export(found: Found) -> Iterator[str]:
    """Nothing of a format that this release does not know."""
    names = {one.slug: one.name for one in FORMATS}
    if found.format in names:
        yield f"Read as an export of {names[found.format]}."
    if found.sittings:
        yield f"Of several tests of a student in one subject and window the {found.sittings} counts."


def _sheet(found: Found) -> Iterator[str]:
    if found.sheet:
        others = f"; not read: {some([f'“{sheet}”' for sheet in found.other_sheets])}" if found.other_sheets else ""
        yield f"Read from sheet “{found.sheet}”{others}."


def _summary_rows(found: Found) -> Iterator[str]:
    if found.summary_rows:
        named = [f"row {row.row} (“{row.label}”)" for row in found.summary_rows[:MOST_NAMED]]
        further = found.rows_left_out - len(named)
        more = [f"{numbers.count(further)} more"] if further else []
        yield f"Left out, because they are no students: {listed(named + more)}. If they are, use --keep-summary-rows."


def _not_known(fields: OfFields) -> Iterator[str]:
    """Those that most rows lack first, where not all of them are named."""
    gaps = [(field, of_field) for field, of_field in fields if of_field.not_known]
    if len(gaps) > MOST_LISTED:
        gaps.sort(key=lambda gap: -gap[1].not_known)
    said = [f"{field.label} in {numbers.rows(of_field.not_known)}{_written(of_field)}" for field, of_field in gaps]
    yield f"Not known: {_some(said)}." if said else "Every value is known."


def _some(said: Sequence[str]) -> str:
    return listed(said) if len(said) <= MOST_LISTED else some_of(said, what="other fields")


def _written(of_field: FieldFound) -> str:
    most = sorted(of_field.words.items(), key=lambda word: -word[1])[:MOST_NAMED]
    if [count for _, count in most] == [of_field.not_known]:
        return f" (as “{most[0][0]}”)"
    return f" ({listed([f'{numbers.count(count)} as “{word}”' for word, count in most])})" if most else ""


def _never_met(fields: OfFields) -> Iterator[str]:
    said = [
        f"{field.label} {some([f'“{field.shown(choice)}”' for choice in of_field.never_met])}"
        for field, of_field in fields
        if of_field.never_met
    ]
    if said:
        yield f"Choices that no row has: {_some(said) if len(said) > MOST_LISTED else '; '.join(said)}."


def _maxima(fields: OfFields) -> Iterator[str]:
    alike: dict[str, list[str]] = {}
    for field, of_field in fields:
        if said := of_maximum(field, of_field):
            alike.setdefault(said, []).append(field.label)
    for said, labels in alike.items():
        yield f"{some(labels)}: {said}."


def _styles(fields: OfFields) -> Iterator[tuple[Sequence[str], str, int]]:
    """Where, how and in how many cells numbers were written: fields alike together."""
    written = (
        (field, how, count)
        for field, of_field in fields
        for style, count in of_field.styles.items()
        if (how := _read_as(field, style))
    )
    return _together(written)


def _read_as(field: Field, style: str) -> str:
    if style == Style.PERCENT:
        return f"a percent sign (53 % is read as {percent_of(field, '53')})"
    if style == Style.OUT_OF:
        return f"a maximum (7/10 is read as {plain(round(0.7 * field.bounds[1], 2))})"
    return READ_AS.get(Style(style), "")


def _codes(fields: OfFields) -> Iterator[tuple[Sequence[str], str, int]]:
    return _together((field, code, count) for field, of_field in fields for code, count in of_field.codes.items())


def _together(counted: Iterable[tuple[Field, str, int]]) -> Iterator[tuple[Sequence[str], str, int]]:
    """The fields of which the same is to be said, by their labels, with the sum of their cells."""
    alike: dict[str, list[tuple[str, int]]] = {}
    for field, said, count in counted:
        alike.setdefault(said, []).append((field.label, count))
    for said, found in alike.items():
        yield [label for label, _ in found], said, sum(count for _, count in found)


def _code(labels: Sequence[str], code: str, how_many: str) -> str:
    which = "these fields" if len(labels) > 1 else "this field"
    remedy = f'If that means "not known", add unknown = ["{code}"] to {which} of the schema.'
    return f"{some(labels)}: {how_many} {code}, far from all other values. {remedy}"


def _fields(found: Found, schema: Schema) -> OfFields:
    return [(schema.field(of_field.field), of_field) for of_field in found.fields]


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{numbers.count(count)} cells"

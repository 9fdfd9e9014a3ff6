"""What an import says of the file that was read: its sheet, what was left out, how values were written."""

from collections.abc import Iterable, Iterator, Sequence

from mlcore.pipeline.files.cells.found import FieldFound, Found
from mlcore.pipeline.files.cells.numbers import Style, percent_of
from mlcore.pipeline.files.formats.table import FORMATS
from mlcore.pipeline.messages import N_, NN_, Figure, Message, Value, message
from mlcore.pipeline.schema import Field, Schema, plain
from mlcore.pipeline.schema.texts import MOST_LISTED
from mlcore.words.files.layout import of_maximum
from mlcore.words.files.told import figure, listed, quoted, rows, some, some_of
from mlcore.words.said import said

OfFields = Sequence[tuple[Field, FieldFound]]
MOST_NAMED = 5
OTHER_FIELDS = N_("%(some)s and %(count)s other fields")
READ_AS = {
    Style.DECIMAL_COMMA: N_("a decimal comma (7,5 is read as 7.5)"),
    Style.COMMA_OR_THOUSANDS: N_("a comma before three digits (1,234 is read as 1.234)"),
    Style.THOUSANDS: N_("thousands apart (1,234.5 is read as 1234.5)"),
}
NO_STUDENTS = NN_(
    "%(number)s row that is no student (totals, averages) left out.",
    "%(number)s rows that are no student (totals, averages) left out.",
)
SITTINGS = {
    "newest": N_("Of several tests of a student in one subject and window the newest counts."),
    "best": N_("Of several tests of a student in one subject and window the best counts."),
}


def of_file(found: Found) -> list[str]:
    """For whoever imports it: what was read at all."""
    told = [*sheet(found), *_summary_rows(found), message(N_("Rows read: %(count)s."), count=figure(found.rows))]
    if found.ignored_columns:
        told.append(message(N_("Ignored columns: %(columns)s"), columns=some_of(found.ignored_columns)))
    return list(map(said, told))


def of_fields(found: Found, schema: Schema) -> list[str]:
    """For whoever imported it: what is not known in the rows that are kept, how values were written, what is odd."""
    fields = _fields(found, schema)
    codes = (_code(labels, code, _cells_say(count, code)) for labels, code, count in _codes(fields))
    told = [*_not_known(fields), *_never_met(fields), *_maxima(fields), *styles_told(found, schema), *codes]
    return list(map(said, told))


def styles_told(found: Found, schema: Schema) -> list[Message]:
    """How numbers were written that could have been meant otherwise, and how they are read."""
    template = NN_("%(fields)s: %(number)s cell has %(how)s.", "%(fields)s: %(number)s cells have %(how)s.")
    return [
        message(template, count=count, number=figure(count), fields=some(labels), how=how)
        for labels, how, count in _styles(_fields(found, schema))
    ]


def on_page(found: Found, schema: Schema) -> list[str]:
    """For everybody who looks at the data: no count that would tell of few students."""
    told = [*sheet(found), *_export(found)]
    if count := found.rows_left_out:
        told.append(message(NO_STUDENTS, count=count, number=figure(count)))
    fields = _fields(found, schema)
    written = N_("%(fields)s: written with %(how)s.")
    told += [*_maxima(fields), *(message(written, fields=some(labels), how=how) for labels, how, _ in _styles(fields))]
    told += [
        _code(labels, code, message(N_("some cells say %(code)s"), code=code)) for labels, code, _ in _codes(fields)
    ]
    return list(map(said, told))


def sheet(found: Found) -> Iterator[Message]:
    if found.sheet and found.other_sheets:
        template = N_("Read from sheet “%(sheet)s”; not read: %(others)s.")
        yield message(template, sheet=found.sheet, others=some([quoted(other) for other in found.other_sheets]))
    elif found.sheet:
        yield message(N_("Read from sheet “%(sheet)s”."), sheet=found.sheet)


def left_out(found: Found) -> Value:
    """'row 7 (“Total”) and 3 more'."""
    named: list[Value] = [
        message(N_("row %(row)s (“%(label)s”)"), row=row.row, label=row.label)
        for row in found.summary_rows[:MOST_NAMED]
    ]
    further = found.rows_left_out - len(named)
    return listed([*named, message(N_("%(count)s more"), count=figure(further))] if further else named)


def _export(found: Found) -> Iterator[Message]:
    """Nothing of a format that this release does not know."""
    names = {one.slug: one.name for one in FORMATS}
    if found.format in names:
        yield message(N_("Read as an export of %(format)s."), format=names[found.format])
    if found.sittings:
        other = N_("Of several tests of a student in one subject and window the %(rule)s counts.")
        yield message(SITTINGS.get(found.sittings, other), rule=found.sittings)


def _summary_rows(found: Found) -> Iterator[Message]:
    if found.summary_rows:
        template = N_("Left out, because they are no students: %(rows)s. If they are, use --keep-summary-rows.")
        yield message(template, rows=left_out(found))


def _not_known(fields: OfFields) -> Iterator[Message]:
    """Those that most rows lack first, where not all of them are named."""
    gaps = [(field, of_field) for field, of_field in fields if of_field.not_known]
    if len(gaps) > MOST_LISTED:
        gaps.sort(key=lambda gap: -gap[1].not_known)
    in_rows = N_("%(field)s in %(rows)s%(written)s")
    told = [
        message(in_rows, field=field.label, rows=rows(of_field.not_known), written=_written(of_field))
        for field, of_field in gaps
    ]
    yield (
        message(N_("Not known: %(fields)s."), fields=some(told, OTHER_FIELDS))
        if told
        else message(N_("Every value is known."))
    )


def _written(of_field: FieldFound) -> Value:
    most = sorted(of_field.words.items(), key=lambda word: -word[1])[:MOST_NAMED]
    if [count for _, count in most] == [of_field.not_known]:
        return message(N_(" (as “%(word)s”)"), word=most[0][0])
    told = [message(N_("%(count)s as “%(word)s”"), count=figure(count), word=word) for word, count in most]
    return message(" (%(told)s)", told=listed(told)) if told else ""


def _never_met(fields: OfFields) -> Iterator[Message]:
    told: list[Value] = [
        message("%(field)s %(choices)s", field=field.label, choices=_quoted(field, of_field.never_met))
        for field, of_field in fields
        if of_field.never_met
    ]
    if told:
        many = some(told, OTHER_FIELDS) if len(told) > MOST_LISTED else "; ".join(map(str, map(_said, told)))
        yield message(N_("Choices that no row has: %(choices)s."), choices=many)


def _said(told: Value) -> str:
    return said(told) if isinstance(told, Message) else str(told)


def _quoted(field: Field, choices: Sequence[str]) -> Value:
    return some([quoted(field.shown(choice)) for choice in choices])


def _maxima(fields: OfFields) -> Iterator[Message]:
    alike: dict[str, tuple[Message, list[str]]] = {}
    for field, of_field in fields:
        if told := of_maximum(field, of_field):
            alike.setdefault(str(told), (told, []))[1].append(field.label)
    for told, labels in alike.values():
        yield message("%(fields)s: %(told)s.", fields=some(labels), told=told)


def _styles(fields: OfFields) -> Iterator[tuple[Sequence[str], Message, int]]:
    """Where, how and in how many cells numbers were written: fields alike together."""
    written = (
        (field, how, count)
        for field, of_field in fields
        for style, count in of_field.styles.items()
        if (how := _read_as(field, style))
    )
    return _together(written)


def _read_as(field: Field, style: str) -> Message | None:
    if style == Style.PERCENT:
        read = Figure(percent_of(field, "53"))
        return message(N_("a percent sign (53 %% is read as %(number)s)"), number=read)
    if style == Style.OUT_OF:
        read = Figure(plain(round(0.7 * field.bounds[1], 2)))
        return message(N_("a maximum (7/10 is read as %(number)s)"), number=read)
    told = READ_AS.get(Style(style))
    return message(told) if told else None


def _codes(fields: OfFields) -> Iterator[tuple[Sequence[str], str, int]]:
    found = ((field, message(code), count) for field, of_field in fields for code, count in of_field.codes.items())
    return ((labels, code.english, count) for labels, code, count in _together(found))


def _together(counted: Iterable[tuple[Field, Message, int]]) -> Iterator[tuple[Sequence[str], Message, int]]:
    """The fields of which the same is to be said, by their labels, with the sum of their cells."""
    alike: dict[str, list[tuple[str, Message, int]]] = {}
    for field, told, count in counted:
        alike.setdefault(str(told), []).append((field.label, told, count))
    for found in alike.values():
        yield [label for label, _, _ in found], found[0][1], sum(count for _, _, count in found)


def _code(labels: Sequence[str], code: str, how_many: Message) -> Message:
    if len(labels) > 1:
        template = N_(
            '%(fields)s: %(cells)s, far from all other values. If that means "not known", add '
            'unknown = ["%(code)s"] to these fields of the schema.'
        )
    else:
        template = N_(
            '%(fields)s: %(cells)s, far from all other values. If that means "not known", add '
            'unknown = ["%(code)s"] to this field of the schema.'
        )
    return message(template, fields=some(labels), cells=how_many, code=code)


def _cells_say(count: int, code: str) -> Message:
    template = NN_("%(number)s cell say %(code)s", "%(number)s cells say %(code)s")
    return message(template, count=count, number=figure(count), code=code)


def _fields(found: Found, schema: Schema) -> OfFields:
    return [(schema.field(of_field.field), of_field) for of_field in found.fields]

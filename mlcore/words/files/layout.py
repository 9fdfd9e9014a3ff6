"""What an import says of where things stood in a file: its format, its header, what is no student and no result."""

from collections.abc import Collection, Iterator

from mlcore.pipeline.files.cells.found import FieldFound
from mlcore.pipeline.files.layout.layout import NOTES, POINTS, UNITS, Layout
from mlcore.pipeline.schema import Field, plain, some_of
from mlcore.words import numbers
from mlcore.words.names import listed, some

MOST_LINES = 10
PART = 0.7
TELLS = {POINTS: "tells what a full result is", UNITS: "tells units", NOTES: "holds notes"}


def of_layout(layout: Layout, ignored: Collection[str] = ()) -> list[str]:
    """`ignored`: the headers that no field uses; of the others nothing was left out."""
    return [
        *_format(layout),
        *_tests(layout),
        *_header(layout),
        *_rows(layout),
        *_columns(layout, ignored),
        *_untold(layout, ignored),
        *_odd(layout),
    ]


def of_maximum(field: Field, found: FieldFound) -> str:
    """'7 of 10 is read as 70 of 100'; blank where the file counts as the field does."""
    if found.maximum is None:
        return ""
    high = field.bounds[1]
    part = round(PART * found.maximum) or found.maximum
    read_as = plain(round(part * high / found.maximum, 2))
    return f"{plain(part)} of {plain(found.maximum)} is read as {read_as} of {plain(high)}"


def _format(layout: Layout) -> Iterator[str]:
    if layout.format:
        yield f"Read as an export of {layout.format_name}; if it is none, use --format plain."


def _tests(layout: Layout) -> Iterator[str]:
    if layout.tests is None:
        return
    one_row = f"{_counted(layout.tests.tests, 'test')} became one row per student; columns of single tests are left out"
    if layout.tests.void:
        yield f"{_counted(layout.tests.void, 'test')} not counted: the file calls them void."
    if not layout.tests.several:
        yield f"{one_row}."
        return
    is_last = layout.tests.rule == "newest" and not layout.tests.dated
    which = (
        "last result in the file counts, since dates are missing" if is_last else f"{layout.tests.rule} result counts"
    )
    often = _counted(layout.tests.several, "time")
    yield f"{one_row}. A student sat again in the same subject and window {often}: the {which}."


def _header(layout: Layout) -> Iterator[str]:
    if layout.context:
        lines = [f"row {row} “{text}”" for row, text in layout.context]
        yield f"The header is row {layout.header_row}. Above it: {some_of(lines, most=MOST_LINES, what='rows')}."


def _rows(layout: Layout) -> Iterator[str]:
    for row in layout.left_out:
        yield f"Row {row.number} (“{row.label}”) is no student: it {TELLS.get(row.why, row.why)}."


def _untold(layout: Layout, ignored: Collection[str]) -> Iterator[str]:
    """Points of which nobody says out of how many; scores of tests are on a scale of their own."""
    scores = () if layout.tests else layout.columns_as("score")
    untold = [column.title for column in scores if column.maximum is None and column.header not in ignored]
    if untold:
        yield f"{some(untold)}: the file does not tell what a full result is, so points are read as they stand."


def _odd(layout: Layout) -> Iterator[str]:
    """What somebody would not see who looks at the file."""
    hidden = [_counted(layout.hidden_rows, "row"), _counted(layout.hidden_columns, "column")]
    if any(hidden):
        yield f"Hidden in the sheet, and read all the same: {listed(list(filter(None, hidden)))}."
    for title, places in _alike(layout).items():
        where = listed([str(place + 1) for place in places[:MOST_LINES]])
        yield f"“{title}” is the name of {len(places)} columns: {where}."


def _alike(layout: Layout) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for column in layout.columns:
        if column.title:
            places.setdefault(column.title, []).append(column.position)
    return {title: alike for title, alike in places.items() if len(alike) > 1}


def _counted(count: int, what: str) -> str:
    return f"{numbers.count(count)} {what}{'' if count == 1 else 's'}" if count else ""


def _columns(layout: Layout, ignored: Collection[str]) -> Iterator[str]:
    by_why: dict[str, list[str]] = {}
    for column in layout.columns_as("left_out"):
        if column.header in ignored:
            by_why.setdefault(column.why, []).append(column.header)
    for why, headers in by_why.items():
        yield f"Left out: {listed(headers) if len(headers) < 4 else some_of(headers, most=4)} ({why})."

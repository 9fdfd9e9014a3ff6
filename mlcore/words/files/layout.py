"""What an import says of where things stood in a file: its format, its header, what is no student and no result."""

from collections.abc import Collection, Iterator

from mlcore.pipeline.files.cells.found import FieldFound
from mlcore.pipeline.files.layout.layout import NOTES, POINTS, UNITS, Layout
from mlcore.pipeline.messages import N_, NN_, Figure, Message, message
from mlcore.pipeline.schema import Field, plain
from mlcore.words.files.told import figure, listed, some, some_of
from mlcore.words.said import said

MOST_LINES = 10
PART = 0.7
NO_STUDENT = {
    POINTS: N_("Row %(row)s (“%(label)s”) is no student: it tells what a full result is."),
    UNITS: N_("Row %(row)s (“%(label)s”) is no student: it tells units."),
    NOTES: N_("Row %(row)s (“%(label)s”) is no student: it holds notes."),
}
COUNTS = {
    "newest": N_("%(tests)s. A student sat again in the same subject and window %(times)s: the newest result counts."),
    "best": N_("%(tests)s. A student sat again in the same subject and window %(times)s: the best result counts."),
}
LAST_COUNTS = N_(
    "%(tests)s. A student sat again in the same subject and window %(times)s: the last result in the file counts, "
    "since dates are missing."
)


def of_layout(layout: Layout, ignored: Collection[str] = ()) -> list[str]:
    """`ignored`: the headers that no field uses; of the others nothing was left out."""
    return list(map(said, layout_told(layout, ignored)))


def layout_told(layout: Layout, ignored: Collection[str] = ()) -> list[Message]:
    """The same, to be said in any language."""
    return [
        *_format(layout),
        *_tests(layout),
        *_header(layout),
        *_rows(layout),
        *_columns(layout, ignored),
        *_untold(layout, ignored),
        *_odd(layout),
    ]


def of_maximum(field: Field, found: FieldFound) -> Message | None:
    """'7 of 10 is read as 70 of 100'; nothing where the file counts as the field does."""
    if found.maximum is None:
        return None
    high = field.bounds[1]
    part = round(PART * found.maximum) or found.maximum
    figures = {
        "part": Figure(plain(part)),
        "maximum": Figure(plain(found.maximum)),
        "other": Figure(plain(round(part * high / found.maximum, 2))),
        "high": Figure(plain(high)),
    }
    return message(N_("%(part)s of %(maximum)s is read as %(other)s of %(high)s"), **figures)


def _format(layout: Layout) -> Iterator[Message]:
    if layout.format:
        yield message(
            N_("Read as an export of %(format)s; if it is none, use --format plain."), format=layout.format_name
        )


def _tests(layout: Layout) -> Iterator[Message]:
    tests = layout.tests
    if tests is None:
        return
    if tests.void:
        template = NN_(
            "%(tests)s test not counted: the file calls them void.",
            "%(tests)s tests not counted: the file calls them void.",
        )
        yield message(template, count=tests.void, tests=figure(tests.void))
    template = NN_(
        "%(tests)s test became one row per student; columns of single tests are left out",
        "%(tests)s tests became one row per student; columns of single tests are left out",
    )
    one_row = message(template, count=tests.tests, tests=figure(tests.tests))
    if not tests.several:
        yield message("%(sentence)s.", sentence=one_row)
        return
    times = message(NN_("%(count)s time", "%(count)s times"), count=tests.several)
    is_last = tests.rule == "newest" and not tests.dated
    yield message(LAST_COUNTS if is_last else COUNTS[tests.rule], tests=one_row, times=times)


def _header(layout: Layout) -> Iterator[Message]:
    if layout.context:
        lines = [message(N_("row %(row)s “%(text)s”"), row=row, text=text) for row, text in layout.context]
        above = some_of(lines, MOST_LINES, N_("%(some)s and %(count)s rows"))
        yield message(N_("The header is row %(row)s. Above it: %(lines)s."), row=layout.header_row or 0, lines=above)


def _rows(layout: Layout) -> Iterator[Message]:
    for row in layout.left_out:
        other = N_("Row %(row)s (“%(label)s”) is no student: it %(why)s.")
        yield message(NO_STUDENT.get(row.why, other), row=row.number, label=row.label, why=row.why)


def _untold(layout: Layout, ignored: Collection[str]) -> Iterator[Message]:
    """Points of which nobody says out of how many; scores of tests are on a scale of their own."""
    scores = () if layout.tests else layout.columns_as("score")
    untold = [column.title for column in scores if column.maximum is None and column.header not in ignored]
    if untold:
        template = N_("%(columns)s: the file does not tell what a full result is, so points are read as they stand.")
        yield message(template, columns=some(untold))


def _odd(layout: Layout) -> Iterator[Message]:
    """What somebody would not see who looks at the file."""
    hidden = []
    if count := layout.hidden_rows:
        hidden.append(message(NN_("%(number)s row", "%(number)s rows"), count=count, number=figure(count)))
    if count := layout.hidden_columns:
        hidden.append(message(NN_("%(number)s column", "%(number)s columns"), count=count, number=figure(count)))
    if hidden:
        yield message(N_("Hidden in the sheet, and read all the same: %(what)s."), what=listed(hidden))
    for title, places in _alike(layout).items():
        where = listed([str(place + 1) for place in places[:MOST_LINES]])
        template = N_("“%(title)s” is the name of %(count)s columns: %(places)s.")
        yield message(template, title=title, count=len(places), places=where)


def _alike(layout: Layout) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for column in layout.columns:
        if column.title:
            places.setdefault(column.title, []).append(column.position)
    return {title: alike for title, alike in places.items() if len(alike) > 1}


def _columns(layout: Layout, ignored: Collection[str]) -> Iterator[Message]:
    by_why: dict[str, list[str]] = {}
    for column in layout.columns_as("left_out"):
        if column.header in ignored:
            by_why.setdefault(column.why, []).append(column.header)
    for why, headers in by_why.items():
        columns = listed(headers) if len(headers) < 4 else some_of(headers, most=4)
        yield message(N_("Left out: %(columns)s (%(why)s)."), columns=columns, why=message(why))

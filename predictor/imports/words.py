"""What the pages of an import say, from facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mlcore.pipeline.files.cells.found import Found
from mlcore.pipeline.files.layout.layout import Layout
from mlcore.pipeline.schema import Schema, Value, shortened
from mlcore.words import numbers
from mlcore.words.files.imported import of_styles
from mlcore.words.files.layout import of_layout, of_maximum
from mlcore.words.names import listed, some
from predictor.imports.core.mapping import Guess, Why
from predictor.imports.core.plan import Plan
from predictor.imports.core.targets import LABELS, field_of

MOST_NAMED = 5
WHY = {
    Why.REMEMBERED: "As you chose it before.",
    Why.MATCHES: "Its cells are numbers of students of this class.",
    Why.CALLED: "It is called so.",
    Why.NEARLY_CALLED: "It is called nearly so.",
    Why.SENSITIVE: "Looks like {like}, which is sensitive: left out unless you choose it.",
    Why.TAKEN: "Looks like {like} as well, which another column holds.",
    Why.NO_RESULT: "Left out by its format: {like}.",
    Why.NOTHING: "",
}


def why(guess: Guess, target: str, schema: Schema) -> str:
    """Why something is proposed for a column; nothing where something else was chosen since."""
    if target != guess.target:
        return ""
    like = guess.like if guess.why is Why.NO_RESULT else f"“{label(guess.like, schema)}”"
    return WHY[guess.why].format(like=like)


def label(target: str, schema: Schema) -> str:
    field = field_of(target, schema)
    return field.label if field else LABELS.get(target, target)


def shown(what: str, value: Value, schema: Schema) -> str:
    field = field_of(what, schema)
    text = field.shown(value) if field else str(value or "")
    return text or ("not known" if field else "none")


def of_file(found: Found, layout: Layout, schema: Schema) -> list[str]:
    """What was read at all: the sheet, the format, lines above the header, what is no student and no result."""
    kind = [f"Read as an export of {layout.format_name}."] if layout.format else []
    # How to say another format is said on the page itself.
    said = of_layout(replace(layout, format=""), found.ignored_columns)
    figures = [*_maxima(found, schema), *of_styles(found, schema)]
    return [*_sheet(found), *kind, *said, *_rows(found), *figures, *_left_out(found, layout)]


def of_letters(encoding: str, lost: Sequence[int] = ()) -> list[str]:
    """Every file can be read as Windows-1252, whether or not it was written so. `lost`: rows with "?" in a name."""
    if lost:
        rows = f"row {lost[0]}" if len(lost) == 1 else f"{numbers.rows(len(lost))}, the first is row {lost[0]}"
        return [
            f"In a name a letter became “?” before the file came here ({rows}). "
            "Save it as CSV in UTF-8, or as a workbook, and upload that."
        ]
    wrong = "If names look wrong, save the file as CSV in UTF-8 and upload that."
    return [f"Its letters were read as those of Windows in the west of Europe. {wrong}"] if encoding == "cp1252" else []


def _sheet(found: Found) -> Iterator[str]:
    if found.sheet:
        others = f"; not read: {some([f'“{sheet}”' for sheet in found.other_sheets])}" if found.other_sheets else ""
        yield f"Read from sheet “{found.sheet}”{others}."


def _rows(found: Found) -> Iterator[str]:
    if found.rows_left_out:
        rows = [f"row {row.row} (“{row.label}”)" for row in found.summary_rows[:MOST_NAMED]]
        more = found.rows_left_out - len(rows)
        yield f"Left out, because they are no students: {listed(rows + ([f'{more} more'] if more else []))}."


def _maxima(found: Found, schema: Schema) -> Iterator[str]:
    for of_field in found.fields:
        field = schema.field(of_field.field)
        if said := of_maximum(field, of_field):
            yield f"{field.label}: {said}."
        words = [f"{count} as “{word}”" for word, count in list(of_field.words.items())[:MOST_NAMED]]
        if words:
            yield f"{field.label}: read as not known, {listed(words)}."


def _left_out(found: Found, layout: Layout) -> Iterator[str]:
    """Those that are left out by the format are said with its reason."""
    said = {column.header for column in layout.columns_as("left_out")}
    if others := [name for name in found.ignored_columns if name not in said]:
        yield f"Columns left out: {some([f'“{shortened(name)}”' for name in others])}."


def summary(plan: Plan) -> str:
    """One sentence for the whole file."""
    what = "has" if len(plan.changed) == 1 else "have"
    changed = f"{what} a new result" if plan.kind == "outcomes" else "changes" if what == "has" else "change"
    parts = [
        f"{numbers.students(len(plan.new))} {'is' if len(plan.new) == 1 else 'are'} new" if plan.new else "",
        f"{numbers.students(len(plan.changed))} {changed}" if plan.changed else "",
        f"{numbers.students(len(plan.unchanged))} {_stays(len(plan.unchanged))}" if plan.unchanged else "",
    ]
    said = listed([part for part in parts if part]) or "Nothing in the file says anything new"
    return f"{said}."


def other_names(differ: int, rows: int) -> str:
    return (
        f"In {numbers.count(differ)} of {numbers.rows(rows)} the number is of a student of this class, and the name "
        "beside it of somebody else. Usually the file is of another class, or its names were moved. Look at them on "
        "the step 'Who is who'."
    )


def other_numbers(known: int, new: int) -> str:
    return (
        f"{numbers.count(known)} of {numbers.count(new)} new students are called like students of this class who have "
        "another number. Usually the file numbers students in another way, and they would be stored twice. Choose the "
        "column with the numbers that the class has, or leave its numbers out and say who is who."
    )


def elsewhere(classes: Sequence[tuple[str, int]], unknown: int) -> str:
    """`unknown` numbers are nobody's in this class; so many of them are those of students of other classes."""
    of_them = f" of {numbers.count(unknown)} numbers that nobody in this class has"
    counted = [
        f"{numbers.count(count)}{'' if place else of_them} are of students of {name}"
        for place, (name, count) in enumerate(classes)
    ]
    return f"{listed(counted)}. Is this the right file?"


def _stays(count: int) -> str:
    return "stays as they are" if count == 1 else "stay as they are"


def done(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What an import did, for its page and the list of imports."""
    rows = "row rejected" if counts.get("rejected") == 1 else "rows rejected"
    moves = (("moved", "from another class"), ("left", "left the class"))
    parts = (("new", "new"), ("changed", "changed"), *moves, ("unchanged", "unchanged"), ("rejected", rows))
    return [(said, counts[part]) for part, said in parts if counts.get(part)]

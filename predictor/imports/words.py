"""What the pages of an import say, from facts; what is kept with a file is told as messages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from mlcore.pipeline.files.cells.found import Found
from mlcore.pipeline.files.layout.layout import Layout
from mlcore.pipeline.messages import N_, NN_, Figure, Message, message
from mlcore.pipeline.schema import Schema, Value, shortened
from mlcore.words import numbers
from mlcore.words.files.imported import left_out, sheet, styles_told
from mlcore.words.files.layout import layout_told, of_maximum
from mlcore.words.files.told import figure, listed, quoted, rows, some
from mlcore.words.said import said
from predictor.imports.core.mapping import Guess, Why
from predictor.imports.core.plan import Plan
from predictor.imports.core.targets import LABELS, field_of

MOST_NAMED = 5
WHY = {
    Why.REMEMBERED: gettext_noop("As you chose it before."),
    Why.MATCHES: gettext_noop("Its cells are numbers of students of this class."),
    Why.CALLED: gettext_noop("It is called so."),
    Why.NEARLY_CALLED: gettext_noop("It is called nearly so."),
    Why.SENSITIVE: gettext_noop("Looks like %(like)s, which is sensitive: left out unless you choose it."),
    Why.TAKEN: gettext_noop("Looks like %(like)s as well, which another column holds."),
    Why.NO_RESULT: gettext_noop("Left out by its format: %(like)s."),
    Why.NOTHING: "",
}
# Of students with a new result, and of those of whom something else changes.
CHANGED = {
    True: NN_("%(number)s student has a new result", "%(number)s students have a new result"),
    False: NN_("%(number)s student changes", "%(number)s students change"),
}


def why(guess: Guess, target: str, schema: Schema) -> str:
    """Why something is proposed for a column; nothing where something else was chosen since."""
    if target != guess.target or not WHY[guess.why]:
        return ""
    like = _(guess.like) if guess.why is Why.NO_RESULT and guess.like else f"“{said(label(guess.like, schema))}”"
    return _(WHY[guess.why]) % {"like": like}


def label(target: str, schema: Schema) -> Message | str:
    field = field_of(target, schema)
    return field.label if field else message(LABELS[target]) if target in LABELS else target


def shown(what: str, value: Value, schema: Schema) -> Message | str:
    field = field_of(what, schema)
    text = field.shown(value) if field else str(value or "")
    if text:
        return Figure(text) if isinstance(value, float) else text
    return message(N_("not known") if field else N_("none"))


def text(told: Message | str) -> str:
    """In the language of whoever reads it now."""
    return numbers.localised(told) if isinstance(told, Figure) else said(told)


def of_file(found: Found, layout: Layout, schema: Schema) -> list[Message]:
    """What was read at all: the sheet, the format, lines above the header, what is no student and no result."""
    export = N_("Read as an export of %(format)s.")
    kind = [message(export, format=layout.format_name)] if layout.format else []
    # How to say another format is said on the page itself.
    told = layout_told(replace(layout, format=""), found.ignored_columns)
    figures = [*_maxima(found, schema), *styles_told(found, schema)]
    return [*sheet(found), *kind, *told, *_rows(found), *figures, *_left_out(found, layout)]


def of_letters(encoding: str, lost: Sequence[int] = ()) -> list[Message]:
    """Every file can be read as Windows-1252, whether or not it was written so. `lost`: rows with "?" in a name."""
    if lost:
        template = NN_(
            "In a name a letter became “?” before the file came here (row %(row)s). "
            "Save it as CSV in UTF-8, or as a workbook, and upload that.",
            "In a name a letter became “?” before the file came here (%(number)s rows, the first is row %(row)s). "
            "Save it as CSV in UTF-8, or as a workbook, and upload that.",
        )
        return [message(template, count=len(lost), number=figure(len(lost)), row=lost[0])]
    wrong = N_(
        "Its letters were read as those of Windows in the west of Europe. If names look wrong, save the file as CSV in "
        "UTF-8 and upload that."
    )
    return [message(wrong)] if encoding == "cp1252" else []


def _rows(found: Found) -> Iterator[Message]:
    if found.rows_left_out:
        yield message(N_("Left out, because they are no students: %(rows)s."), rows=left_out(found))


def _maxima(found: Found, schema: Schema) -> Iterator[Message]:
    for of_field in found.fields:
        field = schema.field(of_field.field)
        if told := of_maximum(field, of_field):
            yield message("%(field)s: %(told)s.", field=field.label, told=told)
        words = [
            message(N_("%(count)s as “%(word)s”"), count=count, word=word)
            for word, count in list(of_field.words.items())[:MOST_NAMED]
        ]
        if words:
            template = N_("%(field)s: read as not known, %(words)s.")
            yield message(template, field=field.label, words=listed(words))


def _left_out(found: Found, layout: Layout) -> Iterator[Message]:
    """Those that are left out by the format are said with its reason."""
    by_format = {column.header for column in layout.columns_as("left_out")}
    if others := [name for name in found.ignored_columns if name not in by_format]:
        yield message(N_("Columns left out: %(columns)s."), columns=some([quoted(shortened(name)) for name in others]))


def summary(plan: Plan) -> Message:
    """One sentence for the whole file."""
    parts = [
        _counted(NN_("%(number)s student is new", "%(number)s students are new"), plan.new),
        _counted(CHANGED[plan.kind == "outcomes"], plan.changed),
        _counted(NN_("%(number)s student stays as they are", "%(number)s students stay as they are"), plan.unchanged),
    ]
    if told := [part for part in parts if part]:
        return message("%(told)s.", told=listed(told))
    return message(N_("Nothing in the file says anything new."))


def _counted(template: tuple[str, str], students: Sequence[object]) -> Message | None:
    return message(template, count=len(students), number=figure(len(students))) if students else None


def other_names(differ: int, of: int) -> Message:
    template = N_(
        "In %(count)s of %(rows)s the number is of a student of this class, and the name beside it of somebody else. "
        "Usually the file is of another class, or its names were moved. Look at them on the step 'Who is who'."
    )
    return message(template, count=figure(differ), rows=rows(of))


def other_numbers(known: int, new: int) -> Message:
    template = N_(
        "%(known)s of %(new)s new students are called like students of this class who have another number. Usually the "
        "file numbers students in another way, and they would be stored twice. Choose the column with the numbers that "
        "the class has, or leave its numbers out and say who is who."
    )
    return message(template, known=figure(known), new=figure(new))


def elsewhere(classes: Sequence[tuple[str, int]], unknown: int) -> str:
    """`unknown` numbers are nobody's in this class; so many of them are those of students of other classes."""
    (name, count), *others = classes
    first = N_("%(count)s of %(numbers)s numbers that nobody in this class has are of students of %(class)s")
    told = [message(first, count=figure(count), numbers=figure(unknown), **{"class": name})]
    told += [
        message(N_("%(count)s are of students of %(class)s"), count=figure(count), **{"class": name})
        for name, count in others
    ]
    return said(message(N_("%(told)s. Is this the right file?"), told=listed(told)))


def done(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What an import did, for its page and the list of imports."""
    rejected = ngettext("row rejected", "rows rejected", counts.get("rejected", 0))
    moves = (("moved", _("from another class")), ("left", _("left the class")))
    stays = (("unchanged", _("unchanged")), ("rejected", rejected))
    parts = (("new", _("new")), ("changed", _("changed")), *moves, *stays)
    return [(told, counts[part]) for part, told in parts if counts.get(part)]

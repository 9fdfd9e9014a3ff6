"""A plan as its page says it: what is written, what stays as it is and why, and the first rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mlcore.words.files import filling as words
from predictor.filling.matching import Matched, Pupil
from predictor.filling.plan import Fate, Line, Plan

ROWS_SHOWN = 20


@dataclass(frozen=True)
class Said:
    """`statement` matters most; `warnings` are to be checked, `notes` say what stays as it is."""

    statement: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[Line, ...]
    more: int


def said_of_file(found: Matched) -> str:
    pupils = sum(pupil.student is not None for pupil in found.pupils)
    return words.found(pupils, len(found.pupils), found.key.header)


def said_of(plan: Plan) -> Said:
    written = plan.written
    differ = [line.pupil for line in written if line.pupil.names_differ]
    return Said(
        statement=words.filled(len(written), len(plan.lines), plan.asked.column.title),
        warnings=(words.differ(_rows(differ)),) if differ else (),
        notes=tuple(_notes(plan)),
        rows=tuple(written[:ROWS_SHOWN]),
        more=max(0, len(written) - ROWS_SHOWN),
    )


def _notes(plan: Plan) -> Iterator[str]:
    field, maximum = plan.asked.source.field, plan.asked.column.maximum
    if (line := plan.scaled) and field and maximum and isinstance(line.value, float):
        yield words.scaled(line.value, line.text, field, maximum)
    pupils = {fate: [line.pupil for line in plan.with_fate(fate)] for fate in Fate}
    if there := pupils[Fate.THERE]:
        yield words.there(len(there))
    if nothing := pupils[Fate.NOTHING]:
        yield words.nothing([one.student.name for one in nothing if one.student], plan.asked.source.label)
    if unknown := pupils[Fate.UNKNOWN]:
        yield words.unknown(_rows(unknown))
    if twice := pupils[Fate.TWICE]:
        yield words.twice(_rows(twice))
    if plan.absent:
        yield words.absent([person.name for person in plan.absent])


def _rows(pupils: Sequence[Pupil]) -> list[str]:
    return [words.row(pupil.row, pupil.name) for pupil in pupils]

"""What becomes of each row of a template, before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

from mlcore.pipeline.files.layout.layout import LayoutColumn
from mlcore.pipeline.filling import points
from mlcore.pipeline.filling.filling import decimal_mark, filled, said
from mlcore.words.files import filling as words
from mlcore.words.numbers import rounded
from predictor.filling.matching import Matched, Pupil, twice
from predictor.filling.sources import Source
from predictor.imports.core.person import Person

How = Literal["", "scaled", "as they are"]  # not for readers
EXACT = 2


class Fate(StrEnum):
    FILLED = "filled"
    THERE = "there"
    NOTHING = "nothing"
    UNKNOWN = "unknown"
    TWICE = "twice"


class NotLikeThis(Exception):
    """It cannot be written so, with the remedy; `about` is the entry to mend."""

    def __init__(self, about: str, message: str) -> None:
        super().__init__(message)
        self.about = about


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What goes into which column, how where the column counts otherwise, and whether over what stands there."""

    source: Source
    column: LayoutColumn
    how: How = ""
    replaces: bool = False

    @property
    def counts_otherwise(self) -> bool:
        return self.source.field is not None and points.counts_otherwise(self.source.field, self.column.maximum)


@dataclass(frozen=True, kw_only=True)
class Line:
    """`before` is what stands in the file, `text` what will, of the value `value`."""

    pupil: Pupil
    fate: Fate
    before: str
    value: float | str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Plan:
    matched: Matched
    asked: Asked
    lines: tuple[Line, ...]

    def with_fate(self, fate: Fate) -> list[Line]:
        return [line for line in self.lines if line.fate is fate]

    @cached_property
    def written(self) -> list[Line]:
        return self.with_fate(Fate.FILLED)

    @property
    def scaled(self) -> Line | None:
        """A line to show how values are scaled; None where they are not."""
        is_scaled = self.asked.counts_otherwise and self.asked.how == "scaled"
        return self.written[0] if is_scaled and self.written else None

    @property
    def absent(self) -> tuple[Person, ...]:
        return self.matched.absent

    def content(self) -> bytes:
        """The file. Raises DataError for letters that it cannot hold."""
        texts = {line.pupil.row: line.text for line in self.written}
        return filled(self.matched.template, self.asked.column.position, texts)


def plan(matched: Matched, asked: Asked, values: Mapping[int, float | str]) -> Plan:
    """`values` by student. Raises NotLikeThis."""
    _refuse_kind(matched, asked)
    there = {pupil.student.pk for pupil in matched.pupils if pupil.student}
    _refuse_points(asked, [value for pk, value in values.items() if pk in there and isinstance(value, float)])
    several = twice(matched.pupils)
    mark = decimal_mark(matched.template, asked.column.position)
    lines = []
    for pupil in matched.pupils:
        before = matched.template.cell(pupil.row, asked.column.position)
        value = values.get(pupil.student.pk) if pupil.student else None
        fate = _fate(pupil, several, value, is_free=asked.replaces or not before)
        text = said(_counted(value, asked), mark) if value is not None else ""
        lines.append(Line(pupil=pupil, fate=fate, before=before, value="" if value is None else value, text=text))
    return Plan(matched=matched, asked=asked, lines=tuple(lines))


def _fate(pupil: Pupil, several: set[int], value: float | str | None, *, is_free: bool) -> Fate:
    if pupil.student is None:
        return Fate.UNKNOWN
    if pupil.student.pk in several:
        return Fate.TWICE
    if value is None:
        return Fate.NOTHING
    return Fate.FILLED if is_free else Fate.THERE


def _counted(value: float | str, asked: Asked) -> float | str:
    """A value as the column counts it."""
    field, maximum = asked.source.field, asked.column.maximum
    if isinstance(value, str) or field is None or maximum is None or not (asked.counts_otherwise and asked.how):
        return value
    if asked.how == "as they are":  # not for readers
        return value
    # A prediction is said as exactly as people name values there; what is known comes back as it was.
    places = points.decimals(maximum) if asked.source.task else EXACT
    return float(rounded(points.in_points(value, field, maximum), places))


def _refuse_kind(matched: Matched, asked: Asked) -> None:
    """Points for a template of grades, and the other way round."""
    takes_grades = matched.template.takes_grades
    if takes_grades is not None and takes_grades is (asked.source.field is not None):
        raise NotLikeThis("source", words.other_kind(takes_grades=takes_grades))


def _refuse_points(asked: Asked, values: list[float]) -> None:
    """Whoever says nothing of the maximum of the column is asked."""
    field, maximum = asked.source.field, asked.column.maximum
    if field is None or maximum is None or not asked.counts_otherwise:
        return
    if not asked.how:
        raise NotLikeThis("how", words.ask(field, asked.column.title, maximum))
    if asked.how == "scaled" and not points.can_be_scaled(field):
        raise NotLikeThis("how", words.not_from_nothing(field))
    above = [value for value in values if value > maximum]
    if asked.how == "as they are" and above:  # not for readers
        raise NotLikeThis("how", words.above(len(above), max(above), asked.column.title, maximum))

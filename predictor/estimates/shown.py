"""A teacher's own estimates as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.pipeline.results.served.own import Fared
from mlcore.pipeline.schema import Field, plain
from mlcore.words.numbers import interval, localised, score, signed, size
from mlcore.words.verdicts import own_estimates as words
from predictor.estimates.reads import Kind, Row, is_told

SHOWN = 50


@dataclass(frozen=True)
class Line:
    """How you, the model or the average of both did."""

    who: str
    error: str
    error_between: str
    above: str
    above_between: str


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """One estimate; what the model said and what was reached stay empty until all may be told."""

    row: Row
    value: str
    model: str
    reached: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ShownKind:
    kind: Kind
    so_far: str
    sentences: Sequence[str]
    lines: Sequence[Line]
    rows: Sequence[ShownRow]
    has_older: bool

    @property
    def key(self) -> str:
        return f"{self.kind.about.schema}-{self.kind.about.field}"


def shown(kind: Kind, most: int | None = SHOWN) -> ShownKind:
    found, target = kind.found, kind.target
    sentences: list[str] = []
    if found:
        sentences = [words.leaning(found.own, target), *words.differences(found, target)]
    return ShownKind(
        kind=kind,
        so_far=words.summary(found, target) if found else words.so_far(kind.results),
        sentences=sentences,
        lines=_lines(kind),
        rows=[shown_row(row, told=is_told(kind)) for row in kind.rows[:most]],
        has_older=most is not None and len(kind.rows) > most,
    )


def _lines(kind: Kind) -> list[Line]:
    found = kind.found
    if found is None:
        return []
    named = [(_("You"), found.own), (_("The model"), found.model), (_("The average of both"), found.both)]
    return [_line(who, fared, kind.target) for who, fared in named]


def _line(who: str, fared: Fared, target: Field) -> Line:
    return Line(
        who,
        size(fared.error.mean, target),
        interval(fared.error, target),
        signed(fared.above.mean, target),
        interval(fared.above, target),
    )


def shown_row(row: Row, *, told: bool) -> ShownRow:
    counts = told and row.result is not None
    return ShownRow(
        row=row,
        value=localised(plain(row.estimate.value)),
        model=score(row.model, row.target) if counts else "",
        reached=localised(plain(row.result.value)) if counts and row.result else "",
        note=_("does not count: predicted before") if row.estimate.after_answer else "",
    )

"""Rows, or one column, that fit the students some rows further better than those they stand beside."""

from collections.abc import Iterator

import numpy as np

from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.sanity.facts import Suspicion
from mlcore.pipeline.sanity.table import Column, Table
from mlcore.pipeline.sanity.tellers import ChoiceTeller, NumberTeller, RowsTeller, Teller
from mlcore.pipeline.sanity.ties import STAYED, Place

# Four more places are looked at for shifts of several rows, twelve more for those from some row on: they must be told
# more clearly by about the logarithm of that.
SEVERAL, FROM_SOME_ROW = 1.4, 2.5
# Cells that were inserted, or moved in from beyond the end, are blank, which few others are.
BLANK = 1.5
# How much of the evidence counts that values go with their students as usual: in files that are in order of a score
# the next students are much the same.
AS_USUAL = 0.25
FEWEST_PAIRS = 10
# What each row must gain at the other place, as where scores correlate by 0.38: less is no place where they belong.
ENOUGH = 0.08
EIGHTHS = range(1, 7)


def shifted(table: Table, limit: float) -> Iterator[Suspicion]:
    """All rows, else single columns. `limit` is by how much another place must tell the values better, in units of
    log-likelihood."""
    clear, suspicion = _judged(RowsTeller.of(table), len(table))
    if suspicion and clear >= limit:
        yield suspicion
    else:
        yield from _single_columns(table, limit)


def _single_columns(table: Table, limit: float) -> Iterator[Suspicion]:
    """The clearest first; those found tell nothing of the others any more, which they do not stand beside."""
    found: dict[str, Suspicion] = {}
    while left := [column for column in table.columns if column.field.slug not in found]:
        judged = [_judged(_teller(column, table, found), len(table)) for column in left]
        clear, suspicion = max(judged, key=lambda one: one[0])
        if suspicion is None or clear < limit:
            break
        found[suspicion.field] = suspicion
    yield from found.values()


def _teller(column: Column, table: Table, without: dict[str, Suspicion]) -> Teller:
    return NumberTeller.of(column, table, without) if column.field.is_number else ChoiceTeller(column)


def _judged(teller: Teller, rows: int) -> tuple[float, Suspicion | None]:
    """How clearly the best other place tells the values better, and what is seen there.

    Better than what stands beside, which may be told by a usual connection at least; and better than nothing, without
    what so many columns gain by chance.
    """
    pairs = teller.pairs()
    if pairs < FEWEST_PAIRS:
        return 0.0, None
    stayed = teller.gain(STAYED)
    gains = {place: teller.gain(place) - _rarer(place, teller, rows) for place in _places(rows)}
    place = max(gains, key=lambda one: gains[one])
    unlike = teller.not_as_usual(stayed)
    better = gains[place] - stayed + (unlike if unlike > 0 else AS_USUAL * unlike)
    errors = teller.errors(STAYED) - teller.errors(place._replace(start=0))
    clear = min(better, gains[place] - teller.numbers / 2) if gains[place] >= ENOUGH * pairs else 0.0
    return clear, _suspicion(errors, place, teller.slug)


def _places(rows: int) -> list[Place]:
    parts = [rows * eighths // 8 for eighths in EIGHTHS]
    return [
        *(Place(step, 0) for step in (1, -1, 2, -2, 3, -3)),
        *(Place(step, start) for step in (1, -1) for start in parts),
    ]


def _rarer(place: Place, teller: Teller, rows: int) -> float:
    """How much less likely such a shift is than another, before the values are looked at."""
    moved_in = slice(0, place.step) if place.step > 0 else slice(rows + place.step, rows)
    blank = BLANK * (not place.start and teller.is_blank(moved_in))
    return SEVERAL * (abs(place.step) > 1) + FROM_SOME_ROW * (place.start > 0) - blank


def _suspicion(better: Floats, place: Place, slug: str) -> Suspicion:
    """`better` (rows,) is by how much each row is told better; the first row from which on that holds is found."""
    start = int(np.argmax(np.cumsum(better[::-1])[::-1])) if place.start else 0
    count, of = int((better[start:] > 0).sum()), int((better[start:] != 0).sum())
    return Suspicion(kind="shifted", field=slug, count=count, of=of, step=place.step, start=start + 1)

"""A choice that many students had and nobody has in the file."""

from collections.abc import Iterator

import numpy as np

from mlcore.pipeline.sanity.facts import Suspicion
from mlcore.pipeline.sanity.table import Column, Table

# How many keep their choice from one term to the next, at least: where it can change within a year, and where not.
KEPT = {True: 0.65, False: 0.8}


def vanished(table: Table, limit: float) -> Iterator[Suspicion]:
    """`limit` is how likely it may at most be that all who had the choice changed it of themselves."""
    for column in table.choices:
        for place, choice in enumerate(column.field.choices):
            had = column.before == place
            gone = 1 - KEPT[column.field.changeable]
            if not (column.now == place).any() and gone ** int(had.sum()) <= limit:
                yield Suspicion(
                    kind="choice vanished",
                    field=column.field.slug,
                    choice=choice,
                    instead=_instead(column, had),
                    count=int(had.sum()),
                    of=int(column.known_before.sum()),
                )


def _instead(column: Column, had: np.ndarray) -> str:
    """What most of these students have now; blank for not known."""
    places, counts = np.unique(column.now[had], return_counts=True)
    place = int(places[counts.argmax()])
    return column.field.choices[place] if place >= 0 else ""

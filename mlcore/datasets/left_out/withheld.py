"""Rows that no training takes, as who they are about objects to it. Whose rows are whose the product knows alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

from mlcore.datasets import storing
from mlcore.models import Dataset, DatasetPart

if TYPE_CHECKING:
    import pandas as pd


def positions(parts: Sequence[Dataset]) -> Mapping[int, Sequence[int]]:
    """By the key of a dataset that is not made of others, of those that have some; in the order of their places."""
    found: Mapping[int, Sequence[int]] = import_string(settings.WITHHELD_ROWS)(parts)
    return found


def of(dataset: Dataset) -> Sequence[int]:
    """Positions in a dataset, also in one that is made of others, of rows that must not be learned from any more."""
    lines = list(dataset.parts.select_related("part__schema_version", "part__stored"))
    now = positions([line.part for line in lines] or [dataset])
    if not lines:
        return now.get(dataset.pk, ())
    return _in_whole(dataset, [(line, _newly(line, now)) for line in lines])


def _newly(line: DatasetPart, now: Mapping[int, Sequence[int]]) -> list[int]:
    """Of those that were withheld already when it was put together nothing is in it."""
    return sorted(set(now.get(line.part_id, ())) - set(line.withheld))


def _in_whole(whole: Dataset, found: Iterable[tuple[DatasetPart, Sequence[int]]]) -> list[int]:
    """Which rows of which part went into it was not noted, so they are told by what they hold."""
    frames = [_rows_at(line.part, places, whole) for line, places in found if places]
    if not frames:
        return []
    import pandas as pd

    from mlcore.pipeline.rows.finding import places_of

    wanted = pd.concat(frames, ignore_index=True)
    return places_of(bytes(whole.stored.csv), wanted, whole.schema_version.schema)


def _rows_at(part: Dataset, places: Sequence[int], whole: Dataset) -> "pd.DataFrame":
    from mlcore.pipeline.rows.combining import carried

    return carried(storing.frame_of(part).iloc[list(places)], whole.schema_version.schema)

"""A whole file predicted into another one, which is there whole or not at all."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from mlcore.pipeline.atomic_file import written_beside
from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.files.checker import Report
from mlcore.pipeline.files.headers import known_headers
from mlcore.pipeline.files.reading import AS_IT_IS, Reading, open_table
from mlcore.pipeline.places.here import Here
from mlcore.pipeline.places.place import Place
from mlcore.pipeline.predicted_files.answering import NOTHING_UNSEEN, AnsweredChunk, FilePredictor, Line, Unseen

# What somebody does with each chunk, beside writing it.
Also = Callable[[AnsweredChunk], object]


class Keeper(Protocol):
    """Somebody who wants the answers themselves, too."""

    def begin(self, header: Line) -> None:
        """Before the first chunk. Raises DataError."""

    def take(self, chunk: AnsweredChunk) -> None:
        """Each, before it is written."""


@dataclass(frozen=True)
class Predicted:
    """`rows` of the file, of which so many were `predicted`; the others have a bad cell."""

    rows: int
    predicted: int
    report: Report


def predict_file(  # noqa: PLR0913 - each is a choice of whoever brings the file
    path: Path,
    output: Path,
    bundle: Bundle,
    how: Reading = AS_IT_IS,
    *,
    also: Also | None = None,
    keeper: Keeper | None = None,
    place: Place | None = None,
    unseen: Unseen = NOTHING_UNSEEN,
) -> Predicted:
    """CSV with the columns of the file, and behind them value, ranges, what was not known and what is wrong.

    Whoever opens `output` at any moment finds the old file or the whole new one. `also` and `keeper` get each chunk
    before it is written; what they raise leaves no file. Models answer in this process, or in the `place`. Raises
    DataError, WorkersError, OSError.
    """
    # The mark at the start makes spreadsheet programs read the letters as UTF-8.
    known = unseen.inputs(bundle) if unseen.slugs else bundle.schema
    with open_table(path, how, partial(known_headers, known)) as table:
        predictor = FilePredictor(table, bundle, how, keeps=keeper is not None, unseen=unseen)
        if keeper:
            keeper.begin(predictor.header)
        takers = [taker for taker in (also, keeper and keeper.take) if taker]
        with (place or Here(1)).opened() as crew, written_beside(output, encoding="utf-8-sig", newline="") as file:
            chunks = predictor.chunks(crew)
            return _written(predictor, chunks, csv.writer(file).writerows, takers)


def _written(
    predictor: FilePredictor,
    chunks: Iterable[AnsweredChunk],
    write: Callable[[Iterable[Line]], object],
    takers: Sequence[Also],
) -> Predicted:
    rows = predicted = 0
    write([predictor.header])
    for chunk in chunks:
        for take in takers:
            take(chunk)
        write(chunk.lines)
        rows, predicted = rows + len(chunk.lines), predicted + chunk.predicted
    return Predicted(rows, predicted, predictor.summary())

"""The history as CSV, written line by line."""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator

from mlcore.pipeline.files.formulas import disarm
from predictor.grades.in_force import InForce
from predictor.history.columns import HEADER, Cell, cells
from predictor.models import Prediction


class _Line:
    """What csv.writer writes to; its `writerow` hands the line back."""

    def write(self, text: str) -> str:
        return text


def lines(chunks: Iterable[list[Prediction]]) -> Iterator[str]:
    writer, in_force = csv.writer(_Line()), InForce()
    yield "\ufeff" + writer.writerow(HEADER)  # without the mark Excel misreads names with accents
    for chunk in chunks:
        yield "".join(writer.writerow(map(_text, cells(prediction, in_force))) for prediction in chunk)


def _text(cell: Cell) -> str:
    if isinstance(cell, dt.datetime):
        return cell.isoformat(timespec="seconds")
    return f"{cell:.2f}" if isinstance(cell, float) else disarm(str(cell))

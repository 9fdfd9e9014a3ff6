"""A chart with its sentence, its key figures and the table behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from predictor.charts.bars import Bars
from predictor.charts.boxes import Boxes
from predictor.charts.heatmap import Heatmap
from predictor.charts.histogram import Histogram
from predictor.charts.scatter import Scatter


@dataclass(frozen=True)
class TableCell:
    text: str
    is_figure: bool


@dataclass(frozen=True)
class Table:
    """The first cell of a row names it; all other columns but those in `words` are numbers."""

    caption: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    words: tuple[str, ...] = ()

    @property
    def head(self) -> list[TableCell]:
        return self._cells(self.headings)

    @property
    def lines(self) -> list[list[TableCell]]:
        return [self._cells(row) for row in self.rows]

    def _cells(self, texts: Sequence[str]) -> list[TableCell]:
        are_figures = (place > 0 and heading not in self.words for place, heading in enumerate(self.headings))
        return [TableCell(text, is_figure) for text, is_figure in zip(texts, are_figures, strict=True)]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """`chart` is None where there are too few rows to draw; then `note` says so."""

    heading: str
    sentence: str = ""
    chart: Histogram | Bars | Boxes | Scatter | Heatmap | None = None
    facts: tuple[tuple[str, str], ...] = ()
    table: Table | None = None
    note: str = ""
    hidden: str = ""

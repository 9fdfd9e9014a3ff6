"""What charts and tables have by the thousand, put together without a template: one takes ten times as long for it."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from predictor.charts.heatmap import HeatCell, HeatRow
from predictor.explore.figure import Table, TableCell

register = template.Library()

LINE = '<tr><th scope="row">{}</th>{}</tr>\n'
FIGURE, WORD = '<td class="figure">{}</td>', "<td>{}</td>"
HEAT = (
    '<g><title>{}</title><rect class="heat heat--{}" x="{}" width="{}" height="36" />{}'
    '<text class="heat-text{}" x="{}" y="23" text-anchor="middle">{}</text></g>\n'
)
HATCH = '<rect x="{}" width="{}" height="36" fill="url(#{}-hatch)" />'


@register.simple_tag
def table_lines(table: Table) -> SafeString:
    """The rows of a table's body."""
    lines = ((first.text, _cells(others)) for first, *others in table.lines)
    return format_html_join("", LINE, lines)


def _cells(cells: list[TableCell]) -> SafeString:
    return SafeString("".join(format_html(FIGURE if cell.is_figure else WORD, cell.text) for cell in cells))


@register.simple_tag
def heat_cells(row: HeatRow, key: str) -> SafeString:
    """A row of the picture of all pairs; `key` begins the ids of its chart."""
    return format_html_join("", HEAT, (_heat(cell, key) for cell in row.cells))


def _heat(cell: HeatCell, key: str) -> tuple[str, ...]:
    hatch = format_html(HATCH, cell.x, cell.width, key) if cell.negative else ""
    on = " heat-text--on" if cell.is_dark else ""  # not for readers
    return cell.hint, cell.shade, cell.x, cell.width, hatch, on, cell.centre, cell.text

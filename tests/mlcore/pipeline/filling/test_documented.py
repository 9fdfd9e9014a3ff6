"""What docs/files.md shows of filling a template is what becomes of it."""

import re
from pathlib import Path

from mlcore.pipeline.filling.filling import decimal_mark, filled, said
from mlcore.pipeline.filling.points import decimals, in_points
from mlcore.pipeline.filling.template import template
from mlcore.pipeline.schema import Field

TEXT = (Path(__file__).resolve().parents[4] / "docs" / "files.md").read_text(encoding="utf-8")
MARKS = Field(slug="marks", label="Marks", kind="number", minimum=0, maximum=100)


def test_the_template_that_is_shown_changes_in_the_line_that_is_shown():
    (before,) = re.findall(r"```csv\n(Teacher Name:.*?)```", TEXT, re.DOTALL)
    (line,) = re.findall(r"only one line changes.*`(.*)`", TEXT)
    opened = template(before.encode())
    (column,) = opened.scores
    points = round(in_points(56, MARKS, column.maximum), decimals(column.maximum))
    content = filled(opened, column.position, {9: said(points, decimal_mark(opened, column.position))}).decode()
    assert [new for new in content.splitlines() if new not in before.splitlines()] == [line]

"""Table lines and heat cells say what was found, and nothing of a school's words is markup."""

from mlcore.pipeline.explore.results import Cell, Matrix
from predictor.charts.heatmap import heatmap
from predictor.explore.figure import Table
from predictor.templatetags.charts import heat_cells, table_lines


def test_the_first_cell_of_a_line_names_it_and_figures_are_marked():
    table = Table("Pairs", ("Two fields", "Measure", "Students"), [("a and b", "r", "40")], words=("Measure",))
    assert table_lines(table).strip() == ('<tr><th scope="row">a and b</th><td>r</td><td class="figure">40</td></tr>')


def test_words_of_a_school_stay_words():
    table = Table("<b>", ("Field", "Students"), [("<script>", "5 & 6")])
    assert "&lt;script&gt;" in table_lines(table)
    assert "5 &amp; 6" in table_lines(table)


def test_a_cell_says_its_pair_and_is_hatched_where_one_is_higher_when_the_other_is_lower():
    pair = Cell(row="b", column="a", measure="correlation", strength=0.9, signed=-0.9, n=40)
    itself = Cell(row="a", column="a", measure="itself")
    names = {"a": "Marks <1", "b": "Days away"}
    chart = heatmap("all", "Pairs", Matrix(("a", "b"), ((itself, itself), (pair, itself))), names, "a")
    drawn = heat_cells(chart.rows[1], chart.key)
    assert "<title>Days away and Marks &lt;1: −.90</title>" in drawn
    assert "url(#all-hatch)" in drawn
    assert "heat-text--on" in drawn

"""A table of a page as a file: the page's own texts, with numbers as numbers."""

from decimal import Decimal

import pytest

from predictor.saving.shown import shown


def cells(*texts, heading="x", **options):
    """The column beside the first, or the two that it became."""
    table = shown("a", "A", ("name", heading), [("n", text) for text in texts], **options)
    (rows,) = table.pieces
    return {name: [row[place + 1] for row in rows] for place, name in enumerate(table.header[1:])}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("1,234.50", Decimal("1234.50")),
        ("\u22123.2", Decimal("-3.2")),
        ("+3", Decimal(3)),
        ("\u2013", None),
        ("007", "007"),
        ("fewer than ten", "fewer than ten"),
        ("about 40", "about 40"),
    ],
)
def test_numbers_are_numbers_and_everything_else_stays_as_it_is_shown(text, cell):
    assert cells(text) == {"x": [cell]}


def test_an_interval_becomes_two_columns():
    assert cells("\u22121.5 to 2", "\u2013", heading="95 %") == {
        "95 %, from": [Decimal("-1.5"), None],
        "95 %, to": [Decimal(2), None],
    }


def test_shares_are_numbers_under_a_heading_that_says_so():
    assert cells("12 %", "less than 1 %", heading="Share") == {"Share (%)": [Decimal(12), "less than 1 %"]}


def test_names_stay_texts_also_where_they_look_like_numbers():
    assert cells("12", heading="Class", words=("Class",)) == {"Class": ["12"]}


def test_an_empty_table_has_its_headings():
    assert shown("a", "A", ("name", "x"), []).header == ("name", "x")

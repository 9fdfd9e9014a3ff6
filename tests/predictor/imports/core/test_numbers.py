"""Which column of a file holds the numbers of the class's students."""

from predictor.imports.core.numbers import best_number, numbers_tried
from predictor.imports.core.person import Person
from predictor.imports.core.table import Row, Table

AMARA = Person(pk=1, name="Amara Osei", reference="0042")


def table(**columns):
    rows = tuple(Row(number=place, cells=cells) for place, cells in enumerate(zip(*columns.values(), strict=True), 2))
    return Table(headers=tuple(columns), rows=rows)


def test_every_column_of_numbers_is_tried_and_the_best_comes_first():
    file = table(Name=["A", "B"], Id=["1", "2"], Adno=["0042", "0043"], Score=["50", "50"])
    people = (AMARA, Person(pk=2, name="B", reference="0043"))
    tried = numbers_tried(file, people)
    assert [(one.header, one.matched) for one in tried] == [("Adno", 2), ("Id", 0)]
    assert best_number(tried) == 2


def test_a_column_that_fits_less_than_nine_of_ten_is_not_proposed():
    assert best_number(numbers_tried(table(Adno=["0042", "0043"]), (AMARA,))) is None

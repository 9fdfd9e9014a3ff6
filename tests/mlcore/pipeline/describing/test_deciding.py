import pytest

from mlcore.pipeline.describing.deciding import decide
from mlcore.pipeline.describing.profile import profile
from mlcore.pipeline.describing.reasons import Why
from mlcore.pipeline.files.reading import RawTable


def decided(header, cells):
    records = [(row, ["x", cell]) for row, cell in enumerate(cells, start=2)]
    return decide(profile(RawTable(("other", header), records)).columns[1])


def numbered(*texts, rows=60):
    return [texts[row % len(texts)] for row in range(rows)]


@pytest.mark.parametrize(
    ("header", "cells", "why"),
    [
        ("Vorname", numbered("Ada", "Ben"), Why.PERSON),
        ("Name of the pupil", [f"P{row}" for row in range(60)], Why.PERSON),
        ("Nr", [str(row) for row in range(1, 61)], Why.PERSON),
        ("xyz", [str(row) for row in range(1, 61)], Why.RUNNING_NUMBER),
        ("xyz", [f"{row * 37:06d}" for row in range(60)], Why.PERSON_NUMBER),
        ("xyz", [f"p{row}@school.example" for row in range(60)], Why.ADDRESS),
        ("xyz", [f"{row % 28 + 1:02d}/03/2012" for row in range(60)], Why.DATE),
        ("Date of birth", [f"{row % 28 + 1}. Mai 2012" for row in range(60)], Why.DATE),
        ("xyz", [f"is a quiet pupil who likes {row} books" for row in range(60)], Why.FREE_TEXT),
        ("xyz", [f"word{row}" for row in range(60)], Why.MANY_VALUES),
        ("Quiz", numbered("7"), Why.CONSTANT),
        ("Quiz", numbered(""), Why.EMPTY),
    ],
)
def test_what_is_left_out_says_why(header, cells, why):
    decision = decided(header, cells)
    assert (decision.kind, decision.because.why) == ("left out", why)


@pytest.mark.parametrize(
    ("header", "cells", "kind", "choices"),
    [
        ("Effort", numbered("often", "Never", "sometimes"), "ordered", ("Never", "sometimes", "often")),
        ("Année", numbered("Year 10", "Year 7", "Year 9"), "ordered", ("Year 7", "Year 9", "Year 10")),
        ("Homework time", numbered("2-5 h", "<2 h", ">5 h"), "ordered", ("<2 h", "2-5 h", ">5 h")),
        ("Grade in art", numbered("A", "C", "B"), "ordered", ("C", "B", "A")),
        ("House", numbered("A", "C", "B"), "category", ("A", "B", "C")),
        ("Lunch", numbered("yes", "No", "no", "no"), "category", ("no", "yes")),
        ("Attitude", numbered("1", "2", "4", "5"), "ordered", ("1", "2", "3", "4", "5")),
        ("First language English", numbered("0", "1"), "category", ("0", "1")),
        ("Track", numbered("1.0", "2.0", "3.0"), "category", ("1", "2", "3")),
    ],
)
def test_choices_and_their_order(header, cells, kind, choices):
    decision = decided(header, cells)
    assert (decision.kind, decision.choices) == (kind, choices)


@pytest.mark.parametrize("header", ["Klasse", "School", "Reg Group", "Lerngruppe 9"])
def test_names_of_classes_are_groups(header):
    assert decided(header, numbered("7a", "7b", "8a")).kind == "group"


@pytest.mark.parametrize("header", ["School type", "Class size", "class participation score"])
def test_what_is_said_of_a_class_is_no_name_of_one(header):
    assert decided(header, numbered("20", "25", "31", "18", "44", "12", "29", "9", "23")).kind == "number"


@pytest.mark.parametrize("header", ["Mathenote", "Deutsch", "Histoire-géo", "数学"])
def test_short_marks_are_numbers_where_the_header_speaks_of_marks_or_a_subject(header):
    assert decided(header, numbered("1", "2", "3", "4")).kind == "number"


def test_a_number_that_looks_long_is_kept_where_the_header_says_that_it_is_counted():
    assert decided("Number of words", [str(1000 + 37 * row) for row in range(60)]).kind == "number"

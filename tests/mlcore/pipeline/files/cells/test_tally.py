"""After a file was read it is known what was blank, how nothing was written and what never came."""

import random

import pytest
from tiny_table import SCHEMA, check, table

from mlcore.pipeline.files.checker import Checker
from mlcore.pipeline.files.reading import read_chunks


def found(*rows, **more):
    return {of_field.field: of_field for of_field in check(*rows, **more).found.fields}


def test_cells_that_are_not_known_are_counted_by_the_way_they_are_written():
    facts = found(("?", "-", "abs"), ("red", "", "\u2013"), ("unknown", "Ulm", "Absent"), ("green", "#N/A", "7"))
    assert {slug: (fact.not_known, fact.words) for slug, fact in facts.items()} == {
        "colour": (2, {"?": 1, "unknown": 1}),
        "place": (3, {"-": 1, "#n/a": 1}),
        "change": (3, {"abs": 1, "-": 1, "absent": 1}),
    }


def test_only_rows_that_are_kept_are_counted():
    facts = found(("?", "Ulm", "x"), ("red", "Ulm", "7,5"), ("", "Ulm", "7,5"), ("green", "Ulm", "99"))
    assert (facts["colour"].not_known, facts["colour"].words, facts["colour"].never_met) == (1, {}, ("green",))
    assert facts["change"].styles == {"decimal comma": 2}


def test_a_number_far_from_all_others_that_comes_often_may_be_a_code():
    rows = [("red", "Ulm", str(number)) for number in [*range(-5, 10), -50, -9, -9, -9, -9]]
    assert found(*rows[:15], *rows[16:])["change"].codes == {"-9": 4}
    assert found(*rows)["change"].codes == {}


@pytest.mark.parametrize("cells", [["7", "8", "-9", "-9"], ["40", "-8.5", "-9", "-9", "-9"], ["-9"] * 9])
def test_a_number_that_is_rare_or_near_or_all_there_is_is_no_code(cells):
    assert found(*[("red", "Ulm", cell) for cell in cells])["change"].codes == {}


@pytest.mark.parametrize("size", [1, 7, 100])
def test_how_a_file_is_cut_into_chunks_makes_no_difference(size):
    dice = random.Random(3)  # noqa: S311
    pools = (["red", "", "?", "x"], ["St Mary's", "St Mary\u2019s", "-"], ["1", "-9", "7,5", "1'0", "abs", "99", "5%"])
    raw = table(*[[dice.choice(pool) for pool in pools] for _ in range(200)])
    whole = Checker(raw, SCHEMA)
    list(map(whole.feed, read_chunks(raw, 1_000)))
    checker = Checker(raw, SCHEMA)
    names = {name for chunk in read_chunks(raw, size) for name in checker.feed(chunk).frame["place"].dropna()}
    assert (checker.summary().found, checker.summary().kinds) == (whole.summary().found, whole.summary().kinds)
    assert len(names) == 1


def test_many_refusals_of_one_kind_are_one_kind_with_the_first_few_and_what_stands_there_most():
    (kind,) = check(*[("red", "Ulm", cell) for cell in ["s", "*", "s", "<10", "s", "7"]]).kinds
    assert ([problem.row for problem in kind.examples], kind.cells) == ([2, 3, 4], 5)
    assert kind.values == (("s", 3), ("*", 1), ("<10", 1))


def test_an_error_value_is_refused_as_one_also_as_the_name_of_a_class():
    problems = check(("red", "#REF!", "#DIV/0!")).problems
    assert [str(problem).rpartition("; ")[2] for problem in problems] == ["the formula in this cell failed"] * 2


def test_one_school_in_two_spellings_is_one_school_called_as_the_file_does_first():
    rows = [
        ("red", name, "1")
        for name in ["St Mary\u2019s", "St Mary's", "Cafe\u0301", "Caf\u00e9", "7\u20138", "7-8", "St  Mary's"]
    ]
    assert check(*rows).frame["place"].tolist() == [
        *["St Mary\u2019s"] * 2,
        *["Cafe\u0301"] * 2,
        *["7\u20138"] * 2,
        "St  Mary's",
    ]

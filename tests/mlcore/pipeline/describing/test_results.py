"""Which column is the result, and a reason for it that is true."""

import pytest

from mlcore.pipeline.describing.describing import Wishes, describe
from mlcore.pipeline.describing.reasons import Why
from mlcore.words.describing.reasons import reasons


def described(folder, header, cell, wished=""):
    """Two numbers, and between them a column of which each row says what `cell` gives."""
    lines = [f"{row * 7 % 19},{cell(row)},{row * 11 % 23}" for row in range(60)]
    path = folder / "table.csv"
    path.write_text("\n".join([f"Homework,{header},Essay", *lines]), encoding="utf-8")
    return describe(path, wishes=Wishes(result=wished))


def whys(proposal):
    return [because.why for because in proposal.result.because]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (lambda row: 70, Why.NAMED_IS_CONSTANT),
        (lambda row: "ABC"[row % 3], Why.NAMED_HAS_NO_NUMBERS),
        (lambda row: f"word{row}", Why.NAMED_HAS_NO_NUMBERS),
        (lambda row: "", Why.NAMED_IS_LEFT_OUT),
    ],
)
def test_a_column_that_is_called_the_result_and_cannot_be_one_is_named(tmp_path, cell, why):
    proposal = described(tmp_path, "Final score", cell)
    assert proposal.result.header == "Essay"
    assert why in whys(proposal)
    assert Why.LAST_NUMBER not in whys(proposal)
    assert "“Final score” is called one, but" in reasons(proposal.result)[-1]


@pytest.mark.parametrize("header", ["Exam date", "Candidate number", "Colour"])
def test_columns_about_people_days_or_other_things_are_not_named(tmp_path, header):
    proposal = described(tmp_path, header, lambda row: f"{row % 28 + 1}/03/2026")
    assert Why.LAST_NUMBER in whys(proposal)


def test_where_the_header_calls_another_one_a_result_as_well_both_are_said(tmp_path):
    proposal = described(tmp_path, "Exam total,Final score", lambda row: f"{row % 37},70")
    assert whys(proposal)[-2:] == [Why.CALLED_RESULT, Why.NAMED_IS_CONSTANT]


def test_a_result_that_was_chosen_says_so(tmp_path):
    proposal = described(tmp_path, "Final score", lambda row: row % 37, wished="Homework")
    assert whys(proposal)[-1] is Why.CHOSEN_RESULT


def test_choosing_the_likely_one_keeps_its_reason(tmp_path):
    proposal = described(tmp_path, "Final score", lambda row: row % 37, wished="Final score")
    assert whys(proposal)[-1] is Why.CALLED_RESULT

"""Whatever stands in a table: it is described without an error, and what was described is read back and imports."""

import csv
import io
import json
from dataclasses import asdict

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mlcore.pipeline.describing.describing import describe
from mlcore.pipeline.describing.growing import grow
from mlcore.pipeline.describing.proposal import Proposal
from mlcore.pipeline.files.checking import check_file
from mlcore.pipeline.from_json import from_json
from mlcore.words.describing import growth, reasons

ROWS = 24
HEADERS = [
    "Final", "Note /20", "Klasse", "Gender", "Name", "ID", "Quiz (%)", "成績", "Тест", "1", "Ärger", "a" * 200, "Grade",
]  # fmt: skip
READABLE = [
    ["5", "17", "12"], ["5,5", "1,25", "7"], ["1", "2", "3"], ["EX", "5", "8", "-"], ["50%", "7%"], ["-1", "-2.5"],
    ["yes", "Yes", "NO"], ["low", "middle", "high"], ["A", "C", "B"], ["a", "A"], ["1", "1.0", "2"], ["J", "j", "ı"],
]  # fmt: skip
ODD = [
    ["x’s", "x's", "y"], ["é", "e\u0301", "z"], ["absent", "present"], ["<10", ">10"], ["01/02/2012", "14/05/2012"],
    ["", "n/a"], ["same"], ["1e308", "5"], ["00012", "00417"], ["a very long remark " * 5, "-"], ["½", "1", "krank"],
]  # fmt: skip


def saved(folder, headers, pools):
    """A column per pool, whose values come again; the first is a mark that varies."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["Mark", *headers])
    for row in range(ROWS):
        writer.writerow([row * 7 % 19, *(pool[(row * row + row // 3) % len(pool)] for pool in pools)])
    path = folder / "table.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tables")


@given(st.lists(st.tuples(st.sampled_from(HEADERS), st.sampled_from(READABLE + ODD)), min_size=1, max_size=5))
def test_any_table_is_described_and_comes_back(folder, columns):
    path = saved(folder, *zip(*columns, strict=True))
    proposal = describe(path)
    assert from_json(Proposal, json.loads(json.dumps(asdict(proposal)))) == proposal
    assert all(reasons.summary(column) and reasons.reasons(column) for column in proposal.columns)


@given(st.lists(st.tuples(st.sampled_from(HEADERS), st.sampled_from(READABLE)), min_size=1, max_size=5))
def test_its_rows_fit_the_description_and_bring_nothing_new(folder, columns):
    path = saved(folder, *zip(*columns, strict=True))
    proposal = describe(path)
    assume(any(column.use == "input" for column in proposal.columns))
    schema = proposal.schema
    assert not check_file(path, schema).bad_rows
    growing = grow(path, schema)
    assert growing.changes == ()
    assert growth.told(growing)

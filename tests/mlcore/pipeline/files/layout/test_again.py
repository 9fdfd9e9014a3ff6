"""Bad rows of an export come back under headers that say what the lines and rows around them said."""

from dataclasses import replace

import pytest
from exports import BLACKBOARD, BRIGHTSPACE, CANVAS, NWEA, POWERTEACHER

from mlcore.pipeline.files.bad_rows import write_bad_rows
from mlcore.pipeline.files.checking import check_file
from mlcore.pipeline.schema import Field, Question, Schema

QUIZ = Field(
    slug="quiz",
    label="Quiz 1",
    kind="number",
    minimum=0,
    maximum=300,
    aliases=("Score", "Mathematics Fall 2025"),
)
SCHEMA = Schema(
    name="marks",
    version=1,
    label="Marks",
    fields=(QUIZ,),
    tasks=(Question(slug="next", label="Next", target="quiz", inputs=("quiz",)),),
)
PLAIN = "Name,Quiz 1\nOut of,10\nAnn,7\nBen,8\n"
UNITS = "Name,Quiz 1\n,(/10)\nAnn,7\nBen,8\n"


@pytest.fixture
def mended(tmp_path):
    """What the rows say once a slip was mended in the file of bad rows."""

    def _mended(text, good, slip):
        (tmp_path / "export.csv").write_text(text.replace(good, slip, 1))
        report = check_file(tmp_path / "export.csv", SCHEMA)
        assert len(report.bad_rows) == 1
        write_bad_rows(report, tmp_path / "bad.csv")
        bad = (tmp_path / "bad.csv").read_text(encoding="utf-8-sig")
        (tmp_path / "bad.csv").write_text(bad.replace(slip, good, 1))
        return check_file(tmp_path / "bad.csv", SCHEMA).frame["quiz"].tolist()

    return _mended


@pytest.mark.parametrize(
    ("text", "good", "slip", "value"),
    [
        (CANVAS, ",7,72", ",x7,72", 210),
        (POWERTEACHER, '"Abel, Ann",7', '"Abel, Ann",x7', 210),
        (BLACKBOARD, "70,7,12", "70,x7,12", 210),
        (BRIGHTSPACE, "Ann,7,", "Ann,x7,", 210),
        (NWEA, "201", "x201", 201),
        (PLAIN, "Ann,7", "Ann,x7", 210),
        (UNITS, "Ann,7", "Ann,x7", 210),
    ],
)
def test_a_mended_row_says_what_it_would_have_said_in_its_file(mended, text, good, slip, value):
    assert mended(text, good, slip) == [value]


def test_a_file_that_tells_nothing_more_keeps_its_headers(mended, tmp_path):
    assert mended("Name,Quiz 1\nAnn,7\n", "7", "x7") == [7]
    assert (tmp_path / "bad.csv").read_text().startswith("Name,Quiz 1,")


def test_another_scale_is_told_too(tmp_path):
    schema = replace(SCHEMA, fields=(replace(QUIZ, maximum=20),))
    (tmp_path / "export.csv").write_text(CANVAS.replace(",7,72", ",x,72"))
    report = check_file(tmp_path / "export.csv", schema)
    assert "Quiz 1 (out of 10)" in report.bad_rows.headers

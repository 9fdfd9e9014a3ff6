"""What docs/files.md shows is what an import says of these files."""

import re
from pathlib import Path

import pytest

from mlcore.pipeline.files.checking import check_file
from mlcore.pipeline.schema import Field, Question, Schema
from mlcore.words.files.imported import of_fields, of_file
from mlcore.words.files.layout import of_layout

TEXT = (Path(__file__).resolve().parents[4] / "docs" / "files.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```csv\n(.*?)```\n\n```text\n(.*?)```", TEXT, re.DOTALL)
ESSAY, QUIZ = (
    Field(slug=slug, label=label, kind="number", minimum=0, maximum=100)
    for slug, label in [("essay", "Essay"), ("quiz-1", "Quiz 1")]
)
TASK = Question(slug="essay", label="Essay", target="essay", inputs=("quiz-1",))
SCHEMA = Schema(name="marks", version=1, label="Marks", fields=(ESSAY, QUIZ), tasks=(TASK,))


def test_three_files_are_shown():
    assert len(SHOWN) == 3


@pytest.mark.parametrize(("file", "said"), SHOWN)
def test_what_is_shown_is_said_and_nothing_is_refused(tmp_path, file, said):
    (tmp_path / "export.csv").write_text(file)
    report = check_file(tmp_path / "export.csv", SCHEMA)
    found = report.found
    every = [*of_layout(report.layout, found.ignored_columns), *of_file(found), *of_fields(found, SCHEMA)]
    assert [line for line in every if line in said.splitlines()] == said.splitlines()
    assert (report.problem_count, len(report.frame)) == (0, 2)

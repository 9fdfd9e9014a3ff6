"""The report: one file with everything, readable without a network, as HTML and as PDF."""

import io
import re

import pytest
from causal_words import causal_words
from django.core.management import CommandError, call_command
from explored_datasets import own_words, sample_dataset, small_dataset
from full_disk import room_for

from mlcore.models import CandidateResult, ModelVersion, Task, TrainingRun
from mlcore.versions.stored import StoredRun
from predictor.runs.columns import COLUMNS
from predictor.runs.leaderboard import METRICS, leaderboard
from predictor.sheets import pdf


def written(tmp_path, *arguments, name="report.html"):
    path = tmp_path / name
    call_command("report", *arguments, "-o", str(path), stdout=io.StringIO())
    return path


def trained(task_slug, dataset, label="Linear regression"):
    task = Task.objects.get(slug=task_slug)
    run = TrainingRun.objects.create(task=task, dataset=dataset, status="finished", reason=f"{label} was the simplest.")
    rmse = {"mean": 5.4, "low": 5.2, "high": 5.6}
    rest = {"candidate": "linear", "label": label, "r2": 0.87, "rmse": 5.4, "mae": 4.3, "figures": {"rmse": rmse}}
    CandidateResult.objects.create(run=run, position=1, is_winner=True, is_tied=True, **rest)
    ModelVersion.objects.create(
        task=task, run=run, number=run.pk, schema_version=task.schema_version, candidate="linear", label=label
    )
    return run


def test_the_report_holds_every_target_and_is_small(exams, tmp_path):
    path = written(tmp_path, "exams")
    text = path.read_text()
    assert path.stat().st_size < 3_000_000
    assert all(f'<h2 id="{slug}-title"' in text for slug in ("math_score", "reading_score", "writing_score"))
    assert text.count('role="img"') == 3 * 7 + 8 + 1


def test_the_report_needs_nothing_from_outside(exams, tmp_path):
    text = written(tmp_path, "exams").read_text()
    assert not re.search(r"https?://|<link|<script|<img|@import|url\((?!#)", text)


def test_one_task_gives_its_target_only(exams, tmp_path):
    text = written(tmp_path, "exams", "--task", "reading").read_text()
    assert 'id="reading_score-title"' in text
    assert 'id="math_score-title"' not in text


def test_the_newest_finished_leaderboard_is_in_the_report(exams, tmp_path):
    trained("math", exams, "Old model")
    newest = trained("math", exams, "Ridge regression")
    TrainingRun.objects.create(task=newest.task, dataset=exams, status="failed", reason="Nothing came of it.")
    text = written(tmp_path, "exams", "--task", "math").read_text()
    assert "Ridge regression was the simplest." in text
    assert re.search(r">\s*5\.40\s*<span[^>]*>5\.2 to 5\.6<", text)
    assert "Old model" not in text


def test_a_leaderboard_of_other_rows_says_so(exams, tmp_path):
    trained("math", small_dataset())
    assert "Trained on the dataset “small”" in written(tmp_path, "exams", "--task", "math").read_text()


def test_a_leaderboard_says_how_many_of_the_rows_have_a_result(exams, tmp_path):
    run = trained("math", exams)
    run.details = {"parts": {"rows": exams.rows - 3}}
    run.save()
    said = " ".join(written(tmp_path, exams.name).read_text().split())
    assert f"Trained on {exams.rows - 3} students of {exams.rows:,}: those with a known result." in said


def test_a_run_on_these_rows_goes_before_a_newer_one_on_others(exams, tmp_path):
    trained("math", exams, "Ours")
    other = sample_dataset("other", rows=50)
    trained("math", other, "Theirs")
    text = written(tmp_path, "exams", "--task", "math").read_text()
    assert "Ours was the simplest." in text
    assert "Theirs" not in text
    assert "Trained on the dataset" not in text


def test_the_report_and_the_page_call_a_failed_candidate_the_same(exams, tmp_path):
    run = trained("math", exams)
    CandidateResult.objects.create(run=run, candidate="svr", label="Support vectors", position=2, error="ValueError: x")
    shown = next(line for line in leaderboard(StoredRun.of(run), "").lines if line.result.error).standing
    text = written(tmp_path, "exams", "--task", "math").read_text()
    row = re.search(r"<tr[^>]*>\s*<th scope=\"row\">\s*Support vectors.*?</tr>", text, re.DOTALL)[0]
    assert shown in row


def test_a_report_before_any_training_says_so(exams, tmp_path):
    assert "No model has been trained for this question yet." in written(tmp_path, "exams").read_text()


def test_ids_in_the_report_are_unique(exams, tmp_path):
    ids = re.findall(r'\bid="([^"]+)"', written(tmp_path, "exams").read_text())
    assert sorted(ids) == sorted(set(ids))


def test_the_report_speaks_of_no_causes_and_of_made_up_rows(exams, tmp_path):
    main = written(tmp_path, "exams").read_text().partition("<main")[2]
    words = re.sub(r"<[^>]*>", " ", main)
    assert causal_words(own_words(words, exams)) == []
    assert "these rows are made up" in words


@pytest.mark.parametrize(
    ("arguments", "name", "said"),
    [
        (["nothing"], "report.html", "there is no dataset 'nothing'; the datasets are: exams"),
        (["exams", "--task", "nothing"], "report.html", "there is no task 'nothing'"),
        (["exams"], "report.docx", "written as .html or .pdf"),
        (["exams"], "no/such/folder/report.html", "the report cannot be written"),
    ],
)
def test_mistakes_are_told_with_what_there_is(exams, tmp_path, arguments, name, said):
    with pytest.raises(CommandError, match=re.escape(said)):
        written(tmp_path, *arguments, name=name)


def test_a_full_disk_leaves_the_report_that_was_there(exams, tmp_path):
    (tmp_path / "report.html").write_text("before")
    with room_for(1000), pytest.raises(CommandError, match="the report cannot be written to .*report.html: File too"):
        written(tmp_path, "exams")
    assert [path.read_text() for path in tmp_path.glob("*report*")] == ["before"]


def test_a_task_of_another_schema_is_refused(exams, tmp_path):
    small_dataset()
    with pytest.raises(CommandError, match="follows exams"):
        written(tmp_path, "exams", "--task", "hsb-math")


def test_a_pdf_without_a_browser_says_what_to_install(exams, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="a PDF needs one of these programs: chromium"):
        written(tmp_path, "exams", name="report.pdf")
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.browser
def test_a_pdf_is_printed_where_a_browser_is_installed(exams, tmp_path):
    if not any(map(pdf.shutil.which, pdf.BROWSERS)):
        pytest.skip("no browser is installed")
    path = written(tmp_path, "exams", "--task", "math", name="report.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_size < 3_000_000
    assert b"/Title (exams: what the data show)" in path.read_bytes()
    # A blank or torn page would be one sheet; seven pictures and three chapters take more.
    assert 5 <= len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) <= 25


def test_the_board_names_what_was_measured_and_last_how_far_behind(exams, tmp_path):
    trained("math", exams)
    text = written(tmp_path, "exams", "--task", "math").read_text()
    board = re.search(r'<table class="numbers sheets-board">.*?</table>', text, re.DOTALL)[0]
    heads = re.findall(r'<th scope="col"[^>]*>\s*(.*?)\s*</th>', board)
    assert heads == ["Model", *(column.label for column in COLUMNS if column.slug in (*METRICS, "behind"))]
    assert len(re.findall(r"<td", board)) == (len(heads) - 1) * len(re.findall(r'<th scope="row"', board))

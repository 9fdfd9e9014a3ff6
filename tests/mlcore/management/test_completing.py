"""Mended rows, parts and further years are added to a dataset that is there, when they come or later."""

import shlex
import sys

import pytest
from django.core.management import CommandError, call_command
from yearly import FIRST, changed, rows_of

from mlcore.datasets import schemas, words
from mlcore.datasets.choosing import choose
from mlcore.models import Dataset, Task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def schema(db):
    return schemas.register(FIRST)


@pytest.fixture
def bring(tmp_path, capsys):
    """Imports rows as a file of that name; gives what was said."""

    def _bring(name, rows, *arguments):
        path = tmp_path / name
        rows if isinstance(rows, str) else rows.to_csv(path, index=False)
        call_command("import_dataset", str(path), "--schema", "yearly", *arguments)
        return capsys.readouterr().out

    return _bring


@pytest.fixture
def mended(bring, tmp_path):
    """Twenty rows, four of them bad; these were mended in the file that the import wrote."""
    rows = rows_of(FIRST, 20, 0).astype({"final": object})
    rows.loc[:3, "final"] = "fifty"
    bring("term.csv", rows, "--skip-bad-rows")
    path = tmp_path / "term-bad-rows.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("fifty", "50"), encoding="utf-8")
    return path.name


def answer(monkeypatch, text):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: text)


def taken():
    return sum(dataset.rows for dataset in choose(Task.objects.get(slug="final")).taken)


def test_the_name_of_the_file_of_bad_rows_is_kept(mended):
    assert Dataset.objects.get().bad_rows_file == "term-bad-rows.csv"


@pytest.mark.parametrize(("text", "rows"), [("", 20), ("y", 20), ("n", 4)])
def test_whoever_sits_there_is_asked_whether_mended_rows_complete_a_dataset(mended, bring, monkeypatch, text, rows):
    answer(monkeypatch, text)
    bring(mended, "as it is")
    assert taken() == rows


def test_where_nobody_can_answer_it_is_said_how_to_complete_it(mended, bring):
    said = bring(mended, "as it is")
    assert "mended rows of term (16 rows)" in said
    command = said.rsplit("manage.py ", 1)[1].split()
    call_command(*command)
    assert taken() == 20


def test_a_command_that_is_named_can_be_pasted_whatever_a_dataset_is_called(bring):
    bring("one.csv", rows_of(FIRST, 9, 1), "--name", "St Mary's")
    bring("two.csv", rows_of(FIRST, 9, 2))
    (left,) = words.left(choose(Task.objects.get(slug="final")))
    pasted = shlex.split(left.partition("to take it as well: ")[2].partition(", or")[0])
    assert pasted == ["--dataset", "St Mary's"]


def test_mended_rows_are_added_as_asked(mended, bring):
    said = bring(mended, "as it is", "--add-to", "term")
    assert "From now on term-bad-rows (4 rows) is trained together with term (16 rows)." in said
    assert "These look like" not in said
    assert taken() == 20


def test_a_dataset_that_an_earlier_release_stored_is_known_by_its_file(mended, bring):
    Dataset.objects.update(bad_rows_file="")
    assert "mended rows of term (16 rows)" in bring(mended, "as it is")


def test_mended_rows_under_another_name_are_known_by_their_remark(mended, bring, tmp_path):
    (tmp_path / mended).rename(tmp_path / "new.csv")
    assert "datasets join new --to NAME" in bring("new.csv", "as it is")


def test_mended_rows_come_from_where_the_others_come_from(mended, bring):
    Dataset.objects.update(source="Our marks", licence="For us")
    bring(mended, "as it is", "--add-to", "term", "--licence", "Free")
    added = Dataset.objects.get(name="term-bad-rows")
    assert (added.source, added.licence) == ("Our marks", "Free")


def test_mended_rows_that_were_saved_under_another_name_come_from_there_too(mended, bring, tmp_path):
    Dataset.objects.update(source="Our marks", licence="For us")
    (tmp_path / mended).rename(tmp_path / "new.csv")
    bring("new.csv", "as it is", "--add-to", "term")
    added = Dataset.objects.get(name="new")
    assert (added.source, added.licence) == ("Our marks", "For us")


def test_another_year_says_for_itself_where_it_comes_from(bring):
    bring("one.csv", rows_of(FIRST, 9, 1), "--source", "Our marks")
    bring("two.csv", rows_of(FIRST, 9, 2), "--add-to", "one")
    assert Dataset.objects.get(name="two").source == ""


def test_an_ordinary_file_is_not_asked_about(bring):
    bring("one.csv", rows_of(FIRST, 9, 1))
    assert "join" not in bring("two.csv", rows_of(FIRST, 9, 2))


def test_parts_of_a_file_are_trained_as_one(bring):
    bring("part1.csv", rows_of(FIRST, 9, 1))
    bring("part2.csv", rows_of(FIRST, 9, 2), "--add-to", "part1")
    bring("part3.csv", rows_of(FIRST, 9, 3), "--add-to", "part2")
    assert taken() == 27


def test_nothing_is_stored_where_the_other_is_not_there(bring):
    with pytest.raises(CommandError, match="there is no dataset 'other'"):
        bring("one.csv", rows_of(FIRST, 9, 1), "--add-to", "other")
    assert not Dataset.objects.exists()


def test_nothing_is_stored_where_both_contradict_each_other(bring):
    bring("one.csv", rows_of(FIRST, 9, 1))
    schemas.register(changed("track", choices=("a", "c")))
    with pytest.raises(CommandError, match="nothing was changed: .*Track: no longer allows b"):
        bring("two.csv", rows_of(FIRST, 9, 2).assign(track="a"), "--add-to", "one")
    assert Dataset.objects.count() == 1

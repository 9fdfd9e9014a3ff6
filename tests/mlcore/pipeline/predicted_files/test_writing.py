"""A file with predictions beside its rows: every row once, in its order, with the numbers that one by one would get."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from served_bundles import bundle_of

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files import reading
from mlcore.pipeline.predicted_files.answering import ADDED
from mlcore.pipeline.predicted_files.writing import predict_file

BUNDLE = bundle_of()
HEADER = ["name", "track", "effort", "logic", "music"]
ROWS = [["Ann", "north", "high", "70", "64"], ["Bo", "south", "low", "40", "55"], ["Cy", "", "middle", "", "80"]]


@pytest.fixture
def predicted(tmp_path):
    def predict(rows, header=HEADER, **options):
        path, output = tmp_path / "in.csv", tmp_path / "out.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])
        told = predict_file(path, output, BUNDLE, **options)
        with output.open(newline="", encoding="utf-8-sig") as file:
            return told, list(csv.DictReader(file))

    return predict


def test_each_row_gets_the_answer_that_it_would_get_alone(predicted):
    told, lines = predicted(ROWS)
    alone = BUNDLE.predict([{"track": "south", "effort": "low", "logic": 40.0, "music": 55.0}])[0]
    assert (told.rows, told.predicted) == (3, 3)
    assert [line["name"] for line in lines] == ["Ann", "Bo", "Cy"]
    assert float(lines[1]["value"]) == pytest.approx(alone.value, abs=1e-4)
    ends = (alone.ranges[80][0], alone.ranges[90][1])
    assert (float(lines[1]["low_80"]), float(lines[1]["high_90"])) == pytest.approx(ends, abs=1e-4)


def test_what_is_not_known_is_named_beside_the_row(predicted):
    _, lines = predicted(ROWS)
    assert [line["not_known"] for line in lines] == ["", "", "Track; Logic"]
    assert predicted([["Di", "north", "high", "0", "64"]])[1][0]["outside_of_what_was_learned"] == "Logic"


def test_a_bad_cell_is_named_with_row_column_and_remedy_and_its_row_stays(predicted):
    told, lines = predicted([*ROWS, ["Ed", "north", "high", "seventy", "64"]])
    assert (told.rows, told.predicted) == (4, 3)
    assert lines[3]["value"] == ""
    assert 'row 5, column logic: "seventy" is not allowed' in lines[3]["what is wrong"]
    assert "expected a number from 0 to 100" in lines[3]["what is wrong"]


def test_a_file_of_which_no_row_can_be_read_is_written_all_the_same(predicted):
    told, lines = predicted([["Ed", "north", "high", "seventy", "64"]])
    assert (told.rows, told.predicted, lines[0]["value"]) == (1, 0, "")


def test_cells_that_would_be_formulas_are_disarmed(predicted):
    _, lines = predicted([["=1+2", "north", "high", "70", "64"]])
    assert lines[0]["name"] == "'=1+2"


def test_a_file_that_was_predicted_before_gets_no_second_set_of_columns(predicted):
    _, lines = predicted(ROWS)
    _, again = predicted([list(line.values()) for line in lines], header=list(lines[0]))
    assert list(again[0]) == [*HEADER, *ADDED]
    assert again == lines


def test_a_column_of_the_school_that_is_called_value_stays(predicted, tmp_path):
    predicted([[*ROWS[0], "kept"]], header=[*HEADER, "value"])
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8-sig") as file:
        header, row = csv.reader(file)
    assert (header, row[:6]) == ([*HEADER, "value", *ADDED], [*ROWS[0], "kept"])


def test_a_result_that_stands_in_the_file_keeps_no_row_out(predicted):
    told, _ = predicted([[*ROWS[0], "absent because ill"]], header=[*HEADER, "physics"])
    assert told.predicted == 1


@given(st.lists(st.sampled_from([*ROWS, ["Ed", "up", "high", "1", "2"]]), min_size=1, max_size=30), st.integers(1, 7))
def test_no_row_is_lost_and_none_is_there_twice_however_it_is_cut(tmp_path_factory, rows, at_once):
    path = tmp_path_factory.mktemp("cut") / "in.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *rows])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading.read_chunks, "__defaults__", (at_once,))
        predict_file(path, path.with_name("out.csv"), BUNDLE)
    with path.with_name("out.csv").open(newline="", encoding="utf-8-sig") as file:
        assert [line["name"] for line in csv.DictReader(file)] == [row[0] for row in rows]


def test_what_goes_wrong_half_way_leaves_what_was_there(predicted, tmp_path):
    (tmp_path / "out.csv").write_text("before")

    def fail(chunk):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        predicted(ROWS, also=fail)
    assert (tmp_path / "out.csv").read_text() == "before"
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv", "out.csv"}


def test_a_file_without_any_known_column_is_refused(predicted):
    with pytest.raises(DataError, match="No column of the file is known"):
        predicted([["1"]], header=["what"])

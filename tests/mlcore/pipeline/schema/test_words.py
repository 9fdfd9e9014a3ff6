"""A schema names words for 'not known', other spellings of a choice, and what pages call it."""

import dataclasses
from pathlib import Path

import pytest

import mlcore
from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Field, InvalidValue, Schema

SHIPPED = Path(mlcore.__file__).parent / "schemas"
MEAL = {"slug": "meal", "label": "Meal", "kind": "category", "choices": ["1", "0"]}
SCORE = {"slug": "score", "label": "Score", "kind": "number", "minimum": 0, "maximum": 100}
TASK = {"slug": "guess", "label": "Guess", "target": "score", "inputs": ["meal"]}
WORDS = {
    "unknown": ["9", "not asked"],
    "spellings": {"1": ["Y", "yes", "TRUE"], "0": ["N", "FALSE"]},
    "choice_labels": {"1": "free meal", "0": "pays"},
}


def schema(meal=WORDS, score=(), **top):
    content = {"name": "small", "version": 1, "label": "Small", "field": [MEAL | dict(meal), SCORE | dict(score)]}
    return Schema.from_dict(content | {"task": [TASK]} | top)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        *[(raw, "1") for raw in ("Y", "y", "TRUE", "1", 1, 1.0, "1.0", "1,0", "1.00", True, "Free Meal", "yes")],
        *[(raw, "0") for raw in ("n", "0", 0, 0.0, "0.0", False, "pays")],
        *[(raw, None) for raw in ("9", 9, 9.0, "Not\u00a0asked", "?", "unknown", "")],
    ],
)
def test_a_choice_is_read_from_each_of_its_spellings(raw, value):
    assert schema().field("meal").clean(raw) == value


@pytest.mark.parametrize("raw", ["yess", "2", 2, 1.5, "10", "01", "1.01", float("inf"), 10**400, [1], "free"])
def test_other_spellings_of_a_choice_let_nothing_else_through(raw):
    with pytest.raises(InvalidValue, match=r"one of: 1 \(free meal\), 0 \(pays\)"):
        schema().field("meal").clean(raw)


@pytest.mark.parametrize("raw", ["99", 99, "99.0", "s", "*", "<10", "Abs", "EX", "#N/A", "-", "\u2013", ".", "?"])
def test_a_number_that_a_schema_calls_not_known_is_none(raw):
    assert schema(score={"unknown": ["99", "s", "*", "<10"]}).field("score").clean(raw) is None


@pytest.mark.parametrize("raw", ["none", "nil", "s", "99x", "#DIV/0!"])
def test_words_that_may_mean_zero_or_anything_are_refused_unless_named(raw):
    with pytest.raises(InvalidValue):
        schema().field("score").clean(raw)


def test_words_at_the_top_of_a_schema_count_for_every_field_but_where_they_are_a_choice():
    read = schema(meal={"unknown": ["7"]}, unknown=["1", "s"])
    assert [field.unknown for field in read.fields] == [("s", "7"), ("1", "s")]
    assert Schema.from_dict(read.to_dict()) == read


def test_words_come_back_as_they_were_written():
    read = schema()
    assert {key: read.to_dict()["field"][0][key] for key in WORDS} == WORDS
    assert Schema.from_dict(read.to_dict()) == read


def test_a_schema_without_later_keys_is_stored_as_before_they_came():
    content = {"name": "small", "version": 1, "label": "Small", "field": [MEAL, SCORE]}
    later = {"unknown", "spellings", "choice_labels", "grades", "grades_note", "pass_at", "step"}
    later |= {"known", "forecast_of"}
    before = {field.name for field in dataclasses.fields(Field)} - later
    assert all(set(field) == before for field in Schema.from_dict(content | {"task": [TASK]}).to_dict()["field"])


def test_pages_show_the_label_of_a_choice_and_other_values_as_they_are():
    field = schema().field("meal")
    assert (field.shown("1"), field.shown("2"), field.shown(2.5), field.shown(None)) == ("free meal", "2", "2.5", "")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unknown": "9"}, "field meal: unknown must be a list of texts"),
        ({"unknown": ["1"]}, "field meal: '1' cannot stand for both 1 and not known"),
        ({"spellings": {"1": "Y"}}, "field meal: spellings must be a list of texts per choice"),
        ({"spellings": {"2": ["Y"]}}, "field meal: spellings names '2', which is not among its choices"),
        ({"spellings": {"1": ["y"], "0": ["Y"]}}, "field meal: 'Y' cannot stand for both 1 and 0"),
        ({"spellings": {"1": ["0"]}}, "field meal: '0' cannot stand for both 0 and 1"),
        ({"choice_labels": {"1": 1}}, "field meal: choice_labels must be a text per choice"),
        ({"choice_labels": {"1": "a", "0": "A"}}, "'A' cannot stand for both 1 and 0"),
    ],
)
def test_a_word_that_stands_for_two_things_is_refused(changes, message):
    with pytest.raises(SchemaError, match=message):
        schema(meal=changes)


TEXT = (SHIPPED / "exams.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_schema_file_is_read_as_editors_save_it(tmp_path, encoding, newline):
    path = tmp_path / "school.toml"
    path.write_bytes(TEXT.replace("\n", newline).encode(encoding))
    assert Schema.load(path) == Schema.load(SHIPPED / "exams.toml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "version = 1\nname = \u201csmall\u201d\n".encode(),
            'character 8 of that line is LEFT DOUBLE QUOTATION MARK, write "',
        ),
        ("version\u00a0= 1\n".encode(), "character 8 of that line is NO-BREAK SPACE, write a plain space"),
        ("\u200bversion = 1\n".encode(), "character 1 of that line is ZERO WIDTH SPACE, write nothing"),
        ("label = '\u00e9'".encode("cp1252"), "its letters cannot be read; save it with the encoding UTF-8"),
    ],
)
def test_a_schema_file_that_cannot_be_read_names_the_character_to_blame(tmp_path, content, said):
    (tmp_path / "school.toml").write_bytes(content)
    with pytest.raises(SchemaError) as refusal:
        Schema.load(tmp_path / "school.toml")
    assert said in str(refusal.value)

"""A schema describes the data once; what contradicts itself is refused with the place of the mistake."""

import math
import re
import tomllib
from copy import deepcopy
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore import pipeline
from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Field, Grade, Question, Schema, header_key
from mlcore.pipeline.schema.toml.file import IN_FILES

SHIPPED = sorted((Path(pipeline.__file__).parent.parent / "schemas").glob("*.toml"))
CONTENT = {
    "name": "tiny",
    "version": 1,
    "label": "Tiny",
    "group": "school",
    "field": [
        {"slug": "colour", "label": "Colour", "kind": "category", "choices": ["red", "green"]},
        {"slug": "score", "label": "Score", "kind": "number", "minimum": 0, "maximum": 100},
        {"slug": "school", "label": "School", "kind": "group"},
    ],
    "task": [{"slug": "guess", "label": "Guess", "target": "score", "inputs": ["colour"]}],
}


def changed(part=None, index=0, **values):
    content = deepcopy(CONTENT)
    (content[part][index] if part else content).update(values)
    return content


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_schemas_survive_the_round_trip(path):
    schema = Schema.load(path)
    assert Schema.from_dict(schema.to_dict()) == schema
    assert Schema.from_dict(schema.to_dict()).to_dict() == schema.to_dict()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_spelling_of_a_header_finds_its_field(path):
    for field in Schema.load(path).fields:
        for name in (field.slug, field.label, *field.aliases):
            for spelling in (name, name.upper(), f" {name} ", name.replace(" ", "_"), name.replace("_", " ")):
                assert Schema.load(path).field_for_header(spelling) == field


def test_an_unknown_header_finds_nothing():
    assert Schema.from_dict(CONTENT).field_for_header("favourite animal") is None


@given(st.text(st.characters(codec="latin-1")))
def test_a_header_key_is_its_own_key(header):
    assert header_key(header_key(header)) == header_key(header)


def test_inputs_come_in_the_order_of_the_schema():
    schema = Schema.load(SHIPPED[0])
    task = schema.tasks[0]
    assert [field.slug for field in schema.inputs(task)] == [
        field.slug for field in schema.fields if field.slug in task.inputs
    ]


def test_an_unknown_field_is_named():
    with pytest.raises(SchemaError, match="schema tiny has no field 'size'"):
        Schema.from_dict(CONTENT).field("size")


def test_an_unknown_task_names_the_known_ones():
    with pytest.raises(SchemaError, match="no task 'other'; it has: guess"):
        Schema.from_dict(CONTENT).task("other")


REFUSALS = [
    ("name of the schema ''", changed(name="")),
    ("group field score cannot be a number", changed(group="score")),
    ("no field 'town'", changed(group="town")),
    ("field 'Colour': use small letters", changed("field", slug="Colour")),
    ("field '1st': use small letters", changed("field", slug="1st")),
    ("field 'score' appears twice", changed("field", slug="score")),
    ("field colour: kind must be", changed("field", kind="colour")),
    ("field colour: about must be", changed("field", about="school")),
    ("field colour: list at least two choices", changed("field", choices=["red"])),
    ("field colour: two choices differ only in capital", changed("field", choices=["red", "green", "RED"])),
    ("there is no 'colour' here", changed("field", colour="red")),
    ("field score: give minimum and maximum", changed("field", 1, minimum=100)),
    ("field score: give minimum", changed("field", 1, maximum=None)),
    ("field score: give", changed("field", 1, maximum=math.inf)),
    (
        "fields colour and score both answer to the header 'hue'",
        changed(
            field=[
                CONTENT["field"][0] | {"aliases": ["hue"]},
                CONTENT["field"][1] | {"aliases": ["HUE"]},
                CONTENT["field"][2],
            ]
        ),
    ),
    ("task 'Guess it'", changed("task", slug="Guess it")),
    ("task 'guess' appears twice", changed(task=CONTENT["task"] * 2)),
    ("task guess: the target colour must be a number", changed("task", target="colour")),
    ("no field 'size'", changed("task", inputs=["size"])),
    ("task guess: list at least one input", changed("task", inputs=[])),
    ("task guess: score cannot be an input", changed("task", inputs=["colour", "score"])),
    ("task guess: school cannot be an input", changed("task", audit=["school"])),
    ("task guess: a field is listed twice", changed("task", audit=["colour"])),
    ("task guess: a field is listed twice", changed("task", inputs=["colour", "colour"])),
    ("schema tiny: add label", {key: value for key, value in CONTENT.items() if key != "label"}),
    ("field without a name: add slug", changed(field=[{"label": "No slug", "kind": "group"}])),
]


@pytest.mark.parametrize(("message", "content"), REFUSALS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_schema_that_contradicts_itself_is_refused_with_the_place(message, content):
    with pytest.raises(SchemaError) as refusal:
        Schema.from_dict(content)
    assert message in str(refusal.value)


def test_a_schema_without_mistakes_is_accepted():
    assert Schema.from_dict(CONTENT).to_dict()["task"][0]["inputs"] == ["colour"]


@pytest.mark.parametrize("text", [b"name = ", b"\xff\xfe", None])
def test_a_file_that_is_no_toml_is_refused_with_its_path(tmp_path, text):
    path = tmp_path / "school.toml"
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(SchemaError, match=r"school\.toml"):
        Schema.load(path)


def test_the_description_of_the_file_names_every_key_and_its_example_holds():
    text = (Path(__file__).parents[4] / "docs" / "schema.md").read_text(encoding="utf-8")
    assert Schema.from_dict(tomllib.loads(text.partition("```toml")[2].partition("```")[0])).group == "house"
    named = {key.name for described in (Schema, Field, Grade, Question) for key in fields(described)}
    keys = {IN_FILES.get(name, name) for name in named - {"fields", "tasks"}}
    assert [key for key in sorted(keys) if f"`{key}`" not in text] == []


@pytest.mark.parametrize("text", ["version = " + "9" * 5_000, "a = " + "[" * 5_000])
def test_a_file_beyond_what_can_be_read_is_refused_with_its_path(tmp_path, text):
    path = tmp_path / "school.toml"
    path.write_text(text)
    with pytest.raises(SchemaError, match=re.escape(str(path))):
        Schema.load(path)


@pytest.mark.parametrize(
    "line",
    [
        'label = "a\\u0000"',
        'unknown = ["\\U00000000"]',
        '[[field]]\nspellings = { red = ["a", "\\u0000"] }',
        '"\\u0000" = 1',
    ],
)
def test_nul_anywhere_is_refused_before_the_database_would(line, tmp_path):
    (tmp_path / "nul.toml").write_text(line)
    with pytest.raises(SchemaError, match="nul.toml: leave out .u0000"):
        Schema.load(tmp_path / "nul.toml")


def with_two_inputs(**task) -> Schema:
    shape = {"slug": "shape", "label": "Shape", "kind": "category", "choices": ["round", "flat"]}
    asked = CONTENT["task"][0] | {"inputs": ["colour", "shape"]} | task
    return Schema.from_dict(CONTENT | {"field": [*CONTENT["field"], shape], "task": [asked]})


def test_a_field_that_is_left_out_stays_for_audit():
    question = with_two_inputs().leaving_out("guess", ["shape"]).task("guess")
    assert (question.inputs, question.audit) == (("colour",), ("shape",))


def test_leaving_out_what_is_no_input_changes_nothing():
    schema = with_two_inputs()
    assert schema.leaving_out("guess", ["school", "never heard of"]) is schema


def test_one_input_must_stay():
    with pytest.raises(SchemaError, match="keep at least one"):
        with_two_inputs().leaving_out("guess", ["colour", "shape"])


def test_a_schema_without_some_inputs_is_read_again_as_it_was_written():
    schema = with_two_inputs().leaving_out("guess", ["shape"])
    assert Schema.from_dict(schema.to_dict()) == schema


def test_what_is_kept_apart_is_for_audit_or_sensitive_and_no_input():
    schema = with_two_inputs(inputs=["shape"])
    assert schema.kept_apart(schema.task("guess")) == ()
    audited = with_two_inputs(inputs=["shape"], audit=["colour"])
    assert [field.slug for field in audited.kept_apart(audited.task("guess"))] == ["colour"]

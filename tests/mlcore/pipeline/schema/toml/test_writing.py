import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.toml.writing import written

SHIPPED = sorted((Path(__file__).parents[5] / "mlcore" / "schemas").glob("*.toml"))
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
NUMBER = st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9))
CHOICES = st.lists(TEXT.filter(lambda text: text and text == text.strip()), min_size=2, max_size=6, unique=True)


def read_back(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "written.toml"
        path.write_text(text, encoding="utf-8", newline="")
        return Schema.load(path)


@st.composite
def fields(draw, slug, kinds):
    field = {"slug": slug, "label": draw(TEXT), "kind": draw(st.sampled_from(kinds)), "help": draw(TEXT)}
    field |= {"about": draw(st.sampled_from(["student", "moment"])), "sensitive": draw(st.booleans())}
    if field["kind"] == "number":
        low, high = sorted([draw(NUMBER), draw(NUMBER)])
        assume(low < high)
        return field | {"minimum": low, "maximum": high, "unit": draw(TEXT), "unknown": [draw(TEXT), "99"]}
    choices = draw(CHOICES)
    return field | {"choices": choices, "choice_labels": {choices[0]: draw(TEXT)}, "aliases": [draw(TEXT)]}


@st.composite
def schemas(draw):
    """Whatever text stands in them; a few contradict themselves and are no schema."""
    known = draw(fields("known", ["number", "category", "ordered"]))
    result = draw(fields("result", ["number"])) | {"pass": draw(st.sampled_from([None, "A"])), "unknown": []}
    half = (result["maximum"] - result["minimum"]) / 2
    grades = [{"label": "A", "from": result["minimum"] + half}, {"label": "B", "from": result["minimum"]}]
    result |= {"grade": grades, "step": half if result["minimum"] % half == 0 else None}
    task = {"slug": "t", "label": draw(TEXT), "target": "result", "inputs": ["known"], "note": draw(TEXT)}
    content = {"name": "s", "version": 1, "label": draw(TEXT), "field": [known, result], "task": [task]}
    try:
        return Schema.from_dict(content)
    except SchemaError:
        assume(False)


@given(schemas(), st.lists(TEXT, max_size=2))
def test_what_is_written_is_read_back_as_an_equal_schema(schema, notes):
    assert read_back(written(schema.to_dict(), {"known": notes}, notes)) == schema


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_schemas_are_written_as_they_are_read(path):
    schema = Schema.load(path)
    assert read_back(written(schema.to_dict())) == schema


def test_notes_stand_above_their_field_and_what_is_usual_is_left_out():
    schema = Schema.load(SHIPPED[0])
    first = schema.fields[0]
    text = written(schema.to_dict(), {first.slug: ["because\nof it"]})
    assert f'# because of it\n[[field]]\nslug = "{first.slug}"' in text
    assert "false" not in text
    assert '""' not in text

"""A schema as the TOML file that a person would write, with notes as comments; reading it gives an equal schema."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mlcore.pipeline.schema.texts import exact

Notes = Mapping[str, Sequence[str]]
# What a table must say, and what says nothing.
ALWAYS = {"slug", "label", "kind", "target", "inputs", "name", "version", "minimum", "maximum", "from"}
NOTHING: tuple[Any, ...] = (None, "", [], (), {}, False)
WIDTH = 118
LARGEST_WHOLE = 2.0**53


def written(content: Mapping[str, Any], notes: Notes | None = None, head: Sequence[str] = ()) -> str:
    """`content` as `Schema.to_dict` gives it; `notes` by the slug of a field stand above it, `head` above all."""
    top = {key: value for key, value in content.items() if key not in ("field", "task")}
    blocks = ["".join([*_comments(head), *_lines(top)])]
    blocks += [_table("field", field, (notes or {}).get(field["slug"], ())) for field in content["field"]]
    blocks += [_table("task", task, ()) for task in content["task"]]
    return "\n".join(blocks)


def _table(key: str, item: Mapping[str, Any], notes: Sequence[str]) -> str:
    grades = item.get("grade", [])
    own = {name: value for name, value in item.items() if name != "grade" and (name, value) != ("about", "student")}
    parts = ["".join([*_comments(notes), f"[[{key}]]\n", *_lines(own)])]
    return "\n".join(parts + ["".join(["[[field.grade]]\n", *_lines(grade)]) for grade in grades])


def _comments(notes: Sequence[str]) -> Iterator[str]:
    for note in notes:
        yield f"# {''.join(letter if letter.isprintable() else ' ' for letter in note)}\n"


def _lines(item: Mapping[str, Any]) -> Iterator[str]:
    for key, value in item.items():
        if value is not None and (key in ALWAYS or key == "pass" or value not in NOTHING):
            yield f"{key} = {_value(value)}\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_text(key)} = {_value(given)}" for key, given in value.items()) + " }"
    if isinstance(value, list | tuple):
        return _list([_value(given) for given in value])
    if isinstance(value, int):
        return str(value)
    # Whole numbers of TOML are exact, and beyond this size floats are not whole by intention.
    return exact(value) if abs(value) < LARGEST_WHOLE else repr(float(value))


def _list(values: Sequence[str]) -> str:
    """On one line as long as it is not too long."""
    line = f"[{', '.join(values)}]"
    return line if len(line) <= WIDTH else "[\n" + "".join(f"  {value},\n" for value in values) + "]"


def _text(text: str) -> str:
    # JSON escapes as TOML does, but leaves the one control character that TOML forbids.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

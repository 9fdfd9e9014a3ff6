"""From a TOML file to Field, Question and Schema; every refusal names the place and what to write instead."""

import sys
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema.grades import Grade
from mlcore.pipeline.schema.likeness import likeness
from mlcore.pipeline.schema.spelling import spelled
from mlcore.pipeline.schema.texts import shortened
from mlcore.pipeline.schema.toml.text import decoded, hint

TEXTS = {"slug", "label", "kind", "unit", "help", "about", "target", "note", "name", "group", "grades_note"}
TEXTS |= {"known", "forecast_of", "year"}
LISTS = {"choices", "aliases", "inputs", "audit", "unknown", "points"}
# By choice: what else is read as it, and what pages call it.
TABLES = {"spellings", "choice_labels"}
LATER = TABLES | {"unknown", "grade", "grades_note", "pass", "step"} | {"known", "forecast_of", "points", "year"}
BOUNDS = {"minimum", "maximum", "step", "from"}
# What may be null: that is how a stored schema writes 'no group'.
NO_FIELD = {"group", "year"}
# What a key is called in code, where Python has the word for something else or a list is meant.
IN_CODE = {"grade": "grades", "pass": "pass_at", "from": "start"}
IN_FILES = {name: key for key, name in IN_CODE.items()}
# Told of the rows since; schemas that were stored before still name them.
ABOUT_ROWS = {"source", "licence"}
ELSEWHERE = {"field", "task", "unknown"} | ABOUT_ROWS
SWITCHES = {"sensitive", "changeable"}
LONGEST_SHOWN = 80

Made = TypeVar("Made")


def read(path: str | Path) -> dict[str, Any]:
    """What stands in a file. Raises SchemaError with its path."""
    path = Path(path)
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise SchemaError(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise SchemaError(f"{path}: its letters cannot be read; save it with the encoding UTF-8") from error
    if not text.strip():
        raise SchemaError(f"{path}: the file is empty")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(f"{path}: {error}{hint(text, str(error))}") from error
    except ValueError as error:
        raise SchemaError(f"{path}: a number has thousands of digits") from error
    except RecursionError as error:
        raise SchemaError(f"{path}: lists or tables stand within each other hundreds of times") from error
    if _holds_nul(content):
        raise SchemaError(f"{path}: leave out \\u0000, which no text can hold in the database")
    _refuse_what_rows_say(content, path)
    return content


def _holds_nul(value: object) -> bool:
    if isinstance(value, dict | list):
        return any(map(_holds_nul, [*value, *value.values()] if isinstance(value, dict) else value))
    return isinstance(value, str) and "\0" in value


def _refuse_what_rows_say(content: dict[str, Any], path: Path) -> None:
    named = sorted(ABOUT_ROWS & content.keys(), reverse=True)
    if named:
        options = " ".join(f"--{key}" for key in named)
        raise SchemaError(
            f"{path}: leave out {' and '.join(named)}, told of each file of rows: import_dataset {options}"
        )


def build_all(cls: type[Made], key: str, content: Mapping[str, Any]) -> tuple[Made, ...]:
    """The tables under `[[key]]`. Raises SchemaError."""
    items = content.get(key, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise SchemaError(f"write each {key} under a heading of its own: [[{key}]]")
    return tuple(build(cls, key, item) for item in items)


def build_fields(cls: type[Made], content: Mapping[str, Any]) -> tuple[Made, ...]:
    """Each field also has the words for 'not known' that stand at the top of the file. Raises SchemaError."""
    everywhere = content.get("unknown", [])
    _check_type("schema", "unknown", everywhere)
    fields = content.get("field", [])
    if isinstance(fields, list) and all(isinstance(field, dict) for field in fields):
        if everywhere:
            fields = [field | {"unknown": _joined(everywhere, field)} for field in fields]
        fields = [_with_grades(field) for field in fields]
    return build_all(cls, "field", {"field": fields})


def _with_grades(field: dict[str, Any]) -> dict[str, Any]:
    if "grade" not in field:
        return field
    grades, where = field["grade"], f"field {field.get('slug', 'without a name')}"
    if not isinstance(grades, list) or not all(isinstance(grade, dict) for grade in grades):
        raise SchemaError(f"{where}: write each grade under a heading of its own: [[field.grade]]")
    named = ((f"{where}, grade {_number(grade, at)}", grade) for at, grade in enumerate(grades, start=1))
    return field | {"grade": [build(Grade, "grade", grade, name) for name, grade in named]}


def _number(grade: dict[str, Any], at: int) -> str:
    label = grade.get("label")
    return f"'{shortened(label)}'" if isinstance(label, str) else str(at)


def _joined(everywhere: list[str], field: dict[str, Any]) -> object:
    """Words of the whole file count where they are no choice; what is no list stays, to be refused by its name."""
    own, choices = field.get("unknown", []), field.get("choices", [])
    if not _are_texts(own) or not _are_texts(choices):
        return own
    taken = set(map(spelled, choices))
    return list(dict.fromkeys([*(word for word in everywhere if spelled(word) not in taken), *own]))


def build(cls: type[Made], what: str, item: dict[str, Any], name: str = "") -> Made:
    """A Field, Grade, Question or Schema from the table of a TOML file. Raises SchemaError."""
    name = name or f"{what} {item.get('slug') or item.get('name') or 'without a name'}"
    _check_keys(cls, what, name, item)
    for key, value in item.items():
        _check_type(name, key, value)
    return cls(**{IN_CODE.get(key, key): _frozen(value) for key, value in item.items()})


def _frozen(value: Any) -> Any:
    """Lists as tuples, tables as tuples of pairs."""
    if isinstance(value, dict):
        return tuple((key, _frozen(given)) for key, given in value.items())
    return tuple(value) if isinstance(value, list) else value


def _check_keys(cls: type, what: str, name: str, item: dict[str, Any]) -> None:
    known = {IN_FILES.get(key.name, key.name): key.default is MISSING for key in fields(cls)}
    unknown = [key for key in item if key not in known]
    if unknown:
        alike = likeness(unknown[0], known)
        raise SchemaError(f"{name}: there is no '{unknown[0]}' here{alike}; a {what} has {', '.join(known)}")
    missing = [key for key, is_needed in known.items() if is_needed and key not in item]
    if missing:
        raise SchemaError(f"{name}: add {' and '.join(missing)}")


def _check_type(name: str, key: str, value: object) -> None:
    fits, expected = True, ""
    if key in TEXTS:
        fits, expected = isinstance(value, str) or (key in NO_FIELD and value is None), "text in quotes"
    elif key in LISTS:
        fits, expected = _are_texts(value), 'a list of texts, e.g. ["a", "b"]'
    elif key == "spellings":
        fits = isinstance(value, dict) and all(map(_are_texts, value.values()))
        expected = 'a list of texts per choice, e.g. { "yes" = ["Y", "1"], "no" = ["N", "0"] }'
    elif key == "choice_labels":
        fits = isinstance(value, dict) and _are_texts(list(value.values()))
        expected = 'a text per choice, e.g. { "1" = "free meal" }'
    elif key in BOUNDS:
        fits, expected = value is None or _is_number(value), "a number"
    elif key == "pass":
        fits, expected = isinstance(value, str) or value is None or _is_number(value), "a score or the label of a grade"
    elif key in SWITCHES:
        fits, expected = isinstance(value, bool), "true or false"
    elif key == "version":
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31
        expected = "a whole number from 1"
    if not fits:
        raise SchemaError(f"{name}: {key} must be {expected}, not {shortened(repr(value), LONGEST_SHOWN)}")


def _is_number(value: object) -> bool:
    """What a float can hold: a whole number of TOML may have hundreds of digits."""
    return isinstance(value, float) or (type(value) is int and abs(value) <= sys.float_info.max)


def _are_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(text, str) for text in value)

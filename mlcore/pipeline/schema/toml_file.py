"""From a TOML file to Field, Question and Schema; every refusal names the place and what to write instead."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from mlcore.pipeline.exceptions import SchemaError

TEXTS = {"slug", "label", "kind", "unit", "help", "about", "target", "note", "name", "group"}
LISTS = {"choices", "aliases", "inputs", "audit"}
BOUNDS = {"minimum", "maximum"}
# Told of the rows since; schemas that were stored before still name them.
ABOUT_ROWS = {"source", "licence"}
ELSEWHERE = {"field", "task"} | ABOUT_ROWS
SWITCHES = {"sensitive", "changeable"}

Made = TypeVar("Made")


def read(path: str | Path) -> dict[str, Any]:
    """What stands in a file. Raises SchemaError with its path."""
    path = Path(path)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SchemaError(f"{path}: {error}") from error
    _refuse_what_rows_say(content, path)
    return content


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


def build(cls: type[Made], what: str, item: dict[str, Any]) -> Made:
    """A Field, Question or Schema from the table of a TOML file. Raises SchemaError."""
    name = f"{what} {item.get('slug') or item.get('name') or 'without a name'}"
    _check_keys(cls, what, name, item)
    for key, value in item.items():
        _check_type(name, key, value)
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in item.items()}
    return cls(**values)


def _check_keys(cls: type, what: str, name: str, item: dict[str, Any]) -> None:
    known = {key.name: key.default is MISSING for key in fields(cls)}
    unknown = [key for key in item if key not in known]
    if unknown:
        raise SchemaError(f"{name}: there is no '{unknown[0]}' here; a {what} has {', '.join(known)}")
    missing = [key for key, is_needed in known.items() if is_needed and key not in item]
    if missing:
        raise SchemaError(f"{name}: add {' and '.join(missing)}")


def _check_type(name: str, key: str, value: object) -> None:
    fits, expected = True, ""
    if key in TEXTS:
        # Nothing but the group may be null: that is how a stored schema writes 'no group'.
        fits, expected = isinstance(value, str) or (key == "group" and value is None), "text in quotes"
    elif key in LISTS:
        texts = isinstance(value, list | tuple) and all(isinstance(text, str) for text in value)
        fits, expected = texts, 'a list of texts, e.g. ["a", "b"]'
    elif key in BOUNDS:
        fits = value is None or (isinstance(value, int | float) and not isinstance(value, bool))
        expected = "a number"
    elif key in SWITCHES:
        fits, expected = isinstance(value, bool), "true or false"
    elif key == "version":
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**31
        expected = "a whole number from 1"
    if not fits:
        raise SchemaError(f"{name}: {key} must be {expected}, not {value!r}")

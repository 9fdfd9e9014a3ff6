"""What a schema must keep to; every refusal names the field or task and what to write instead."""

import math
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Field, Schema, Task

SLUG = re.compile(r"[a-z][a-z0-9_-]{0,49}")
TEXTS = {"slug", "label", "kind", "unit", "help", "about", "target", "note", "name", "group"}
LISTS = {"choices", "aliases", "inputs", "audit"}
BOUNDS = {"minimum", "maximum"}
# Told of the rows since; schemas that were stored before still name them.
ABOUT_ROWS = {"source", "licence"}
ELSEWHERE = {"field", "task"} | ABOUT_ROWS
SWITCHES = {"sensitive", "changeable"}


def refuse_what_rows_say(content: dict[str, Any], path: Path) -> None:
    """Raises SchemaError where a file names what is told of each file of rows."""
    named = sorted(ABOUT_ROWS & content.keys(), reverse=True)
    if named:
        options = " ".join(f"--{key}" for key in named)
        raise SchemaError(
            f"{path}: leave out {' and '.join(named)}, told of each file of rows: import_dataset {options}"
        )


def build_all(cls: type, key: str, content: dict[str, Any]) -> tuple[Any, ...]:
    """The tables under `[[key]]`. Raises SchemaError."""
    items = content.get(key, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise SchemaError(f"write each {key} under a heading of its own: [[{key}]]")
    return tuple(build(cls, key, item) for item in items)


def build(cls: type, what: str, item: dict[str, Any]) -> Any:
    """A Field, Task or Schema from the table of a TOML file. Raises SchemaError."""
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
        texts = isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
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


def check(schema: Schema) -> None:
    """Raises SchemaError at the first contradiction."""
    _refuse_bad_slugs([schema.name], "name of the schema")
    _refuse_bad_slugs([field.slug for field in schema.fields], "field")
    _refuse_bad_slugs([task.slug for task in schema.tasks], "task")
    if not schema.tasks:
        raise SchemaError(f"schema {schema.name}: add at least one [[task]]")
    for field in schema.fields:
        _check_field(field)
    _check_headers(schema)
    for task in schema.tasks:
        _check_task(schema, task)
    if schema.group and schema.field(schema.group).kind == "number":
        raise SchemaError(f"schema {schema.name}: the group field {schema.group} cannot be a number")


def _refuse_bad_slugs(slugs: list[str], what: str) -> None:
    for slug in slugs:
        if not isinstance(slug, str) or not SLUG.fullmatch(slug):
            raise SchemaError(f"{what} '{slug}': use small letters, digits, - and _, beginning with a letter")
        if slugs.count(slug) > 1:
            raise SchemaError(f"{what} '{slug}' appears twice")


def _check_field(field: Field) -> None:
    if field.kind not in ("category", "ordered", "number", "group"):
        raise SchemaError(f"field {field.slug}: kind must be category, ordered, number or group")
    if field.about not in ("student", "moment"):
        raise SchemaError(f"field {field.slug}: about must be student or moment")
    if field.kind in ("category", "ordered") and len(set(field._choice_by_key)) < 2:
        raise SchemaError(f"field {field.slug}: list at least two choices")
    if field.is_number and field.choices:
        raise SchemaError(f"field {field.slug}: a number has a minimum and a maximum, not choices")
    if any(not choice or choice != choice.strip() for choice in field.choices):
        raise SchemaError(f"field {field.slug}: a choice must not be empty, nor begin or end with a space")
    if len(field._choice_by_key) != len(field.choices):
        raise SchemaError(f"field {field.slug}: two choices differ only in capital letters")
    if field.is_number and not _bounds_make_sense(field):
        raise SchemaError(f"field {field.slug}: give minimum and maximum, the smaller first")


def _bounds_make_sense(field: Field) -> bool:
    low, high = field.minimum, field.maximum
    numbers = all(isinstance(bound, int | float) and math.isfinite(bound) for bound in (low, high))
    return numbers and low < high  # type: ignore[operator]  # both are numbers here


def _check_headers(schema: Schema) -> None:
    seen: dict[str, str] = {}
    for field in schema.fields:
        for key in field.header_keys:
            if key in seen:
                raise SchemaError(f"fields {seen[key]} and {field.slug} both answer to the header '{key}'")
            seen[key] = field.slug


def _check_task(schema: Schema, task: Task) -> None:
    if not schema.field(task.target).is_number:
        raise SchemaError(f"task {task.slug}: the target {task.target} must be a number")
    if not task.inputs:
        raise SchemaError(f"task {task.slug}: list at least one input")
    for slug in (*task.inputs, *task.audit):
        if schema.field(slug).kind == "group" or slug == task.target:
            raise SchemaError(f"task {task.slug}: {slug} cannot be an input or audit field")
    if len(set(task.inputs)) != len(task.inputs) or set(task.inputs) & set(task.audit):
        raise SchemaError(f"task {task.slug}: a field is listed twice")

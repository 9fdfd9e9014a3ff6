"""Field, Task and Schema: the one description of the data that everything else reads."""

import math
import re
import tomllib
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from mlcore.pipeline.exceptions import InvalidValue, SchemaError

Kind = Literal["category", "ordered", "number", "group"]
Value = str | float | None

LONGEST_TEXT = 100
MISSING_TEXTS = {"", "na", "n/a", "nan", "null"}


@dataclass(frozen=True)
class Field:
    """One column. `group` fields name a school or class: they keep folds apart and are never an input."""

    slug: str
    label: str
    kind: Kind
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    help: str = ""
    aliases: tuple[str, ...] = ()
    about: Literal["student", "moment"] = "student"
    sensitive: bool = False
    changeable: bool = False

    @property
    def is_number(self) -> bool:
        return self.kind == "number"

    @property
    def bounds(self) -> tuple[float, float]:
        """The smallest and the largest value of a number, which a checked schema always gives. Raises SchemaError."""
        if self.minimum is None or self.maximum is None:
            raise SchemaError(f"field {self.slug} has no minimum and maximum")
        return float(self.minimum), float(self.maximum)

    @property
    def allowed(self) -> str:
        """What a value may be, in words."""
        if self.is_number:
            return f"a number from {plain(self.minimum)} to {plain(self.maximum)}"
        if self.kind == "group":
            return f"a name of at most {LONGEST_TEXT} characters"
        return "one of: " + ", ".join(self.choices)

    def clean(self, raw: object) -> Value:
        """The canonical value: a float, one of the choices, or None where nothing is known. Raises InvalidValue."""
        if raw is None or (isinstance(raw, float) and math.isnan(raw)):
            return None
        if isinstance(raw, str):
            raw = raw.strip()
            if self._means_missing(raw):
                return None
        return self._clean_number(raw) if self.is_number else self._clean_text(raw)

    def _means_missing(self, text: str) -> bool:
        # 'none' stays a value: in many files it is a choice ('test preparation: none').
        return text.casefold() in MISSING_TEXTS and text.casefold() not in self._choice_by_key

    def _clean_number(self, raw: object) -> float:
        try:
            if isinstance(raw, bool) or not isinstance(raw, str | int | float) or "_" in str(raw):
                raise ValueError
            number = float(raw)
        except (ValueError, OverflowError):
            raise self._refusal(raw) from None
        # The comparison also refuses infinities.
        if self.minimum is None or self.maximum is None or not self.minimum <= number <= self.maximum:
            raise self._refusal(raw)
        return number + 0.0  # -0.0 becomes 0.0, so that equal values have one spelling

    def _clean_text(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise self._refusal(raw)
        if self.kind == "group":
            if len(raw) > LONGEST_TEXT or not raw.isprintable():
                raise self._refusal(raw)
            return raw
        try:
            return self._choice_by_key[raw.casefold()]
        except KeyError:
            raise self._refusal(raw) from None

    @cached_property
    def _choice_by_key(self) -> dict[str, str]:
        return {choice.casefold(): choice for choice in self.choices}

    def _refusal(self, raw: object) -> InvalidValue:
        shown = str(raw) if len(str(raw)) <= 40 else str(raw)[:39] + "…"
        return InvalidValue(f"{self.label}: '{shown}' is not allowed; expected {self.allowed}")

    @cached_property
    def header_keys(self) -> frozenset[str]:
        """Every spelling of the column's header that is understood, normalised by `header_key`."""
        return frozenset(header_key(name) for name in (self.slug, self.label, *self.aliases))


@dataclass(frozen=True)
class Task:
    """One question asked of a schema: predict `target` from `inputs`; `audit` fields are looked at, never used."""

    slug: str
    label: str
    target: str
    inputs: tuple[str, ...]
    audit: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Schema:
    """The named, versioned list of fields and the tasks asked of them."""

    name: str
    version: int
    label: str
    fields: tuple[Field, ...]
    tasks: tuple[Task, ...]
    group: str | None = None

    @classmethod
    def load(cls, path: Path) -> "Schema":
        """Read a TOML file. Raises SchemaError with the place of the mistake."""
        from mlcore.pipeline.schema.checks import refuse_what_rows_say

        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SchemaError(f"{path}: {error}") from error
        refuse_what_rows_say(content, path)
        return cls.from_dict(content)

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> "Schema":
        """Build from the shape of the TOML file, which is also what `to_dict` gives."""
        from mlcore.pipeline.schema import checks

        fields = checks.build_all(Field, "field", content)
        tasks = checks.build_all(Task, "task", content)
        whole = {key: value for key, value in content.items() if key not in checks.ELSEWHERE}
        schema = checks.build(cls, "schema", whole | {"fields": fields, "tasks": tasks})
        checks.check(schema)
        return schema

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types, in the shape of the TOML file."""
        content = {key: value for key, value in asdict(self).items() if key not in ("fields", "tasks")}
        content["field"] = [_plain(asdict(field)) for field in self.fields]
        content["task"] = [_plain(asdict(task)) for task in self.tasks]
        return content

    @property
    def described(self) -> tuple[Field, ...]:
        """Every field but the names of schools and classes."""
        return tuple(field for field in self.fields if field.kind != "group")

    def field(self, slug: str) -> Field:
        try:
            return self._by_slug[slug]
        except KeyError:
            raise SchemaError(f"schema {self.name} has no field '{slug}'") from None

    def task(self, slug: str) -> Task:
        for task in self.tasks:
            if task.slug == slug:
                return task
        known = ", ".join(task.slug for task in self.tasks)
        raise SchemaError(f"schema {self.name} has no task '{slug}'; it has: {known}")

    def inputs(self, task: Task) -> tuple[Field, ...]:
        """The input fields of a task, in the schema's order."""
        return tuple(field for field in self.fields if field.slug in task.inputs)

    def field_for_header(self, header: str) -> Field | None:
        key = header_key(header)
        return next((field for field in self.fields if key in field.header_keys), None)

    @cached_property
    def _by_slug(self) -> dict[str, Field]:
        return {field.slug: field for field in self.fields}


def plain(number: float | None) -> str:
    """A number as people write it, without an exponent or the idle digits of a binary fraction; empty for None."""
    return "" if number is None else f"{Decimal(f'{number:.15g}'):f}"


def header_key(header: str) -> str:
    """'Race/Ethnicity', 'race_ethnicity' and ' race ethnicity ' are one header."""
    return re.sub(r"[\W_]+", " ", header).strip().casefold()


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in item.items()}

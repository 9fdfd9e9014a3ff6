"""Field: one column, what its values may be, and what is wrong with the others."""

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal, get_args

from mlcore.pipeline.exceptions import PipelineError, SchemaError
from mlcore.pipeline.schema.texts import header_key, plain, shortened

Kind = Literal["category", "ordered", "number", "group"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Value = str | float | None

LONGEST_TEXT = 100
MISSING_TEXTS = {"", "na", "n/a", "nan", "null"}


@dataclass(frozen=True, kw_only=True)
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
    def is_cluster(self) -> bool:
        """Whether it names the school or class that a student belongs to."""
        return self.kind == "group"

    @property
    def is_choice(self) -> bool:
        return self.kind in ("category", "ordered")

    @property
    def bounds(self) -> tuple[float, float]:
        """The smallest and the largest value of a number, which a checked schema always gives. Raises SchemaError."""
        if self.minimum is None or self.maximum is None:
            raise SchemaError(f"field {self.slug} has no minimum and maximum")
        return float(self.minimum), float(self.maximum)

    @property
    def decimals(self) -> int:
        """How exactly people name a value: whole numbers on scales of 20 and more, decimals on shorter ones."""
        span = (self.maximum or 0) - (self.minimum or 0)
        return 0 if span >= 20 else 1 if span >= 2 else 2

    @property
    def allowed(self) -> str:
        """What a value may be, in words."""
        if self.is_number:
            return f"a number from {plain(self.minimum)} to {plain(self.maximum)}"
        if self.is_cluster:
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
        return text.casefold() in MISSING_TEXTS and text.casefold() not in self.choice_by_key

    def _clean_number(self, raw: object) -> float:
        try:
            if isinstance(raw, bool) or not isinstance(raw, str | int | float) or "_" in str(raw):
                raise ValueError
            number = float(raw)
        except (ValueError, OverflowError):
            raise InvalidValue(self, raw, Reason.NO_NUMBER) from None
        # The comparison also refuses infinities.
        if self.minimum is None or self.maximum is None or not self.minimum <= number <= self.maximum:
            raise InvalidValue(self, raw, Reason.OUT_OF_BOUNDS)
        return number + 0.0  # -0.0 becomes 0.0, so that equal values have one spelling

    def _clean_text(self, raw: object) -> str:
        if self.is_cluster:
            if not isinstance(raw, str) or len(raw) > LONGEST_TEXT or not raw.isprintable():
                raise InvalidValue(self, raw, Reason.NO_NAME)
            return raw
        if not isinstance(raw, str) or raw.casefold() not in self.choice_by_key:
            raise InvalidValue(self, raw, Reason.NO_CHOICE)
        return self.choice_by_key[raw.casefold()]

    @cached_property
    def choice_by_key(self) -> dict[str, str]:
        """The choices by their casefolded spelling, which is how they are looked up."""
        return {choice.casefold(): choice for choice in self.choices}

    @cached_property
    def header_keys(self) -> frozenset[str]:
        """Every spelling of the column's header that is understood, normalised by `header_key`."""
        return frozenset(header_key(name) for name in (self.slug, self.label, *self.aliases))


class Reason(StrEnum):
    """Why a value is refused."""

    NO_NUMBER = "no number"
    OUT_OF_BOUNDS = "out of bounds"
    NO_CHOICE = "no choice"
    NO_NAME = "no name"
    NO_SUBGROUP = "no subgroup"
    NUMBER_AS_SUBGROUP = "number as subgroup"


class InvalidValue(PipelineError):
    """One value that its field does not allow, as facts; only here are they put into words."""

    def __init__(self, field: Field, value: object, reason: Reason) -> None:
        super().__init__(field, value, reason)
        self.field, self.value, self.reason = field, value, reason

    def __str__(self) -> str:
        return f"{self.field.label}: {self.problem}"

    @property
    def problem(self) -> str:
        """What is wrong, without the field's name: for where it stands beside the field."""
        if self.reason is Reason.NUMBER_AS_SUBGROUP:
            return "a subgroup is chosen by a category, not by a number"
        if self.reason is Reason.NO_SUBGROUP:
            return f"name the subgroup; expected {self.field.allowed}"
        return f"'{shortened(str(self.value))}' is not allowed; expected {self.field.allowed}"

"""Field: one column, what its values may be, and what is wrong with the others."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal, get_args

from mlcore.pipeline.exceptions import PipelineError, SchemaError
from mlcore.pipeline.messages import N_, Figure, Message, message
from mlcore.pipeline.schema.grades import Grade, Grading, Pass
from mlcore.pipeline.schema.likeness import likeness, with_point
from mlcore.pipeline.schema.spelling import NO_RESULT, NOTHING, WHOLE, spelled, tidy
from mlcore.pipeline.schema.texts import Unclear, as_text, header_key, listed, number_of, plain, shortened, written

Kind = Literal["category", "ordered", "number", "group"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Value = str | float | None

LONGEST_TEXT = 100
# A refusal that names more of them is not read.
MOST_CHOICES = 30
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


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
    # Absent in older schemas. Words that mean 'not known' here; other spellings of a choice; what pages call it.
    unknown: tuple[str, ...] = ()
    spellings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    choice_labels: tuple[tuple[str, str], ...] = ()
    # At which point of the year it comes (blank: the first); the score that it is a teacher's forecast of.
    known: str = ""
    forecast_of: str = ""
    # Of a number: its grades as the school writes them, what is passed from, what it is counted in.
    grades: tuple[Grade, ...] = ()
    grades_note: str = ""
    pass_at: Pass = None
    step: float | None = None

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

    @cached_property
    def bounds(self) -> tuple[float, float]:
        """The smallest and the largest value of a number, which a checked schema always gives. Raises SchemaError.

        One that was kept in 32 bits is a bound as it was written, too.
        """
        low, high = self.minimum, self.maximum
        if low is None or high is None:
            raise SchemaError(N_("field %(slug)s has no minimum and maximum"), slug=self.slug)
        return min(float(low), written(low)), max(float(high), written(high))

    @cached_property
    def grading(self) -> Grading | None:
        """None where the schema says neither grades nor what is passed from. Raises SchemaError."""
        if not self.is_number:
            return None
        return Grading.of(self.grades, self.pass_at, self.bounds, f"field {self.slug}")

    @property
    def decimals(self) -> int:
        """How exactly people name a value: whole numbers on scales of 20 and more, decimals on shorter ones."""
        span = (self.maximum or 0) - (self.minimum or 0)
        return 0 if span >= 20 else 1 if span >= 2 else 2

    @property
    def allowed(self) -> str:
        return str(self.allowing)

    @property
    def allowing(self) -> Message:
        """What a value may be, in words."""
        if self.is_number:
            low, high = Figure(plain(self.minimum)), Figure(plain(self.maximum))
            return message(N_("a number from %(low)s to %(high)s"), low=low, high=high)
        if self.is_cluster:
            return message(N_("a name of at most %(count)s characters"), count=LONGEST_TEXT)
        return message(N_("one of: %(choices)s"), choices=listed(list(map(self._named, self.choices)), MOST_CHOICES))

    def shown(self, value: Value) -> str:
        """A value as pages show it: a choice by its label, a number without idle digits; empty for None."""
        return self.label_by_choice.get(value, value) if isinstance(value, str) else plain(value)

    def clean(self, raw: object) -> Value:
        """The canonical value: a float, one of the choices, or None where nothing is known. Raises InvalidValue."""
        if raw is None or (isinstance(raw, float) and math.isnan(raw)):
            return None
        if isinstance(raw, str) and not isinstance(raw, Unclear):
            raw = tidy(raw)
            if self.means_nothing(raw):
                return None
        if self.is_number:
            return self._clean_number(raw)
        return self._clean_name(raw) if self.is_cluster else self._clean_choice(raw)

    def means_nothing(self, text: str) -> bool:
        """Whether a text says that the value is not known: in the schema's words or, unless a choice, in usual ones."""
        key = spelled(text)
        if key in self._unknown_keys:
            return True
        return key in (NOTHING if self.is_cluster else NO_RESULT) and self._choice(text) is None

    def _clean_number(self, raw: object) -> float | None:
        try:
            number = written(number_of(raw))
        except (ValueError, OverflowError):
            raise InvalidValue(self, raw, Reason.NO_NUMBER) from None
        if number in self._unknown_numbers:
            return None
        # The comparison also refuses infinities.
        if self.minimum is None or self.maximum is None or not self.bounds[0] <= number <= self.bounds[1]:
            raise InvalidValue(self, raw, Reason.OUT_OF_BOUNDS)
        return number + 0.0  # -0.0 becomes 0.0, so that equal values have one spelling

    def _clean_name(self, raw: object) -> str:
        if not isinstance(raw, str) or len(raw) > LONGEST_TEXT or not raw.isprintable():
            raise InvalidValue(self, raw, Reason.NO_NAME)
        return raw

    def _clean_choice(self, raw: object) -> str | None:
        text = raw if isinstance(raw, str) else as_text(raw)
        choice = None if text is None else self._choice(text)
        if choice is None and (text is None or spelled(text) not in self._unknown_keys):
            raise InvalidValue(self, raw, Reason.NO_CHOICE)
        return choice

    def _choice(self, text: str) -> str | None:
        """The choice that a text spells, if any; one that is a whole number also as '1.0'."""
        # As it stands first: it cannot be mistaken for another choice that differs in a quotation mark.
        choice = self.choice_by_key.get(text.casefold()) or self._choice_by_spelling.get(spelled(text))
        if choice is None and self.choices and (whole := WHOLE.fullmatch(text)):
            return self.choice_by_key.get(whole[1])
        return choice

    def _named(self, choice: str) -> str:
        return f"{choice} ({label})" if (label := self.label_by_choice.get(choice)) else choice

    @cached_property
    def label_by_choice(self) -> dict[str, str]:
        """What pages call a choice, where that is not the choice itself."""
        return dict(self.choice_labels)

    @cached_property
    def _choice_by_spelling(self) -> dict[str, str]:
        """By `spelled`, without those that two choices share."""
        found: dict[str, set[str]] = {}
        for spelling, choice in [*zip(self.choices, self.choices, strict=True), *self._other_words]:
            found.setdefault(spelled(spelling), set()).add(choice)
        return {key: min(choices) for key, choices in found.items() if len(choices) == 1}

    @property
    def _other_words(self) -> list[tuple[str, str]]:
        """Spellings and labels, each with the choice that it stands for."""
        labels = [(label, choice) for choice, label in self.choice_labels]
        return labels + [(spelling, choice) for choice, spellings in self.spellings for spelling in spellings]

    @property
    def words(self) -> list[tuple[str, str]]:
        """What the schema says beyond its choices, each word with what it stands for; choices come first."""
        others = self._other_words + [(word, "not known") for word in self.unknown]  # not for readers
        return [(choice, choice) for choice in self.choices] + others if others else []

    @cached_property
    def _unknown_keys(self) -> frozenset[str]:
        return frozenset(map(spelled, self.unknown))

    @cached_property
    def _unknown_numbers(self) -> frozenset[float]:
        return frozenset(float(word) for word in self._unknown_keys if NUMBER.fullmatch(word))

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
        return str(self.message)

    @property
    def message(self) -> Message:
        return message(N_("%(field)s: %(problem)s"), field=self.field.label, problem=self.problem)

    @property
    def problem(self) -> Message:
        """What is wrong, without the field's name: for where it stands beside the field."""
        if self.reason is Reason.NUMBER_AS_SUBGROUP:
            return message(N_("a subgroup is chosen by a category, not by a number"))
        if isinstance(self.value, Unclear):
            return self.value.problem
        allowed, shown = self.field.allowing, shortened(str(self.value))
        if self.reason is Reason.NO_SUBGROUP:
            return message(N_("name the subgroup; expected %(allowed)s"), allowed=allowed)
        refused = N_("'%(value)s' is not allowed%(likeness)s; expected %(allowed)s")
        return message(refused, value=shown, likeness=self.likeness, allowed=allowed)

    @property
    def likeness(self) -> Message | str:
        """In which character the value differs from a choice or number that it looks like; empty where it does not."""
        return likeness(self.value, self.field.choices or with_point(self.value)) if isinstance(self.value, str) else ""

"""Serializer fields that take JSON as it is: a number is not a text, a text is not a number."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from predictor import texts
from predictor.api.errors.allowed import of_fields
from predictor.days import check_day

LARGEST_ID = 2**63 - 1
MOST_ENTRIES = 1_000  # as many as a file may have columns
LONGEST_CONTENT = 1_040_000  # a request may be little longer


class Id(serializers.IntegerField):
    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, **options)

    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """A note, or what something is called; with `trim_whitespace=False` it is taken as it comes, as a password is."""

    read = staticmethod(texts.shown)

    def __init__(self, **options: Any) -> None:
        super().__init__(min_length=None if options.get("allow_blank") else 1, **options)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        text = super().to_internal_value(data)
        return self._read(text) if self.trim_whitespace else text

    def _read(self, text: str) -> str:
        try:
            return self.read(text)
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from error


class Name(Text):
    """Of a student or a class, or a student's number: in one line."""

    read = staticmethod(texts.name)


class Day(serializers.DateField):
    """Not further from today than a school plans and looks back."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validators=[check_day], **options)


class FileContent(Text):
    """`parsing.bytes_of` takes the bytes out of it."""

    def __init__(self, **options: Any) -> None:
        told = "The bytes of the file in base64."  # not for readers
        super().__init__(max_length=LONGEST_CONTENT, help_text=told, **options)


class Number(serializers.FloatField):
    """What it may be is the schema's business."""

    def to_internal_value(self, data: Any) -> float:
        if type(data) not in (int, float):
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


@extend_schema_field(
    {
        "type": "object",
        "additionalProperties": {"type": ["number", "string", "boolean", "null"]},
        "maxProperties": MOST_ENTRIES,
    }
)
class Values(serializers.Field):
    """Values by field slug. What a value may be is the schema's business, not the serializer's."""

    default_error_messages = {
        "invalid": _("Expected an object with a value per field."),
        "too_many": _("At most {most} fields are understood."),
    }

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, dict):
            self.fail("invalid")
        if len(data) > MOST_ENTRIES:
            self.fail("too_many", most=MOST_ENTRIES)
        return data

    def to_representation(self, value: dict[str, Any]) -> dict[str, Any]:
        return value


class Strict(serializers.Serializer):
    """Refuses what it does not know by name: a misspelt field or filter must not be ignored in silence."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            raise self._told({name: hint(name, list(self.fields)) for name in sorted(unknown)})
        try:
            return super().to_internal_value(data)
        except serializers.ValidationError as error:
            raise self._told(error.detail) from error

    def _told(self, detail: Any) -> serializers.ValidationError:
        """With what is allowed in each field, which the answer tells programs."""
        error = serializers.ValidationError(detail)
        error.allowed = dict(of_fields(detail, self))  # type: ignore[attr-defined]  # ours, read by errors.problem
        return error


def hint(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    if near:
        return gettext("Unknown; did you mean '%(near)s'?") % {"near": near[0]}
    return gettext("Unknown; understood here: %(names)s") % {"names": ", ".join(known)}

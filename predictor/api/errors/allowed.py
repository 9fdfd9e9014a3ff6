"""What would have been taken instead, for programs: choices, bounds, lengths, or the names that are known."""

from collections.abc import Iterator
from typing import Any

from rest_framework import serializers

from mlcore.pipeline.schema.answers import Refusal, UnknownField

LIMITS = {"min_value": "minimum", "max_value": "maximum", "min_length": "min_length", "max_length": "max_length"}


def of_answer(refusal: Refusal) -> dict[str, Any]:
    if isinstance(refusal, UnknownField):
        return {"names": list(refusal.known)}
    field = refusal.field
    if not field.is_number:
        return {"choices": list(field.choices)}
    return {"minimum": field.minimum, "maximum": field.maximum}


def of_fields(detail: Any, field: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Along what was refused, `('rows.3.kind', {...})` for each; nothing where a program could not choose."""
    inside: dict[Any, Any] = (
        detail if isinstance(detail, dict) else dict(enumerate(detail)) if _has_parts(field) else {}
    )
    for name, part in inside.items():
        inner = f"{path}.{name}".lstrip(".")
        if not isinstance(field, serializers.Serializer):
            yield from of_fields(part, field.child, inner)
        elif name in field.fields:
            yield from of_fields(part, field.fields[name], inner)
        elif name != "non_field_errors":
            yield inner, {"names": list(field.fields)}
    if not inside and (allowed := of_field(field)):
        yield path, allowed


def _has_parts(field: Any) -> bool:
    return isinstance(field, serializers.ListSerializer)


def of_field(field: serializers.Field) -> dict[str, Any]:
    if isinstance(field, serializers.ChoiceField):
        return {"choices": list(field.choices)}
    if names := getattr(field, "names", None):
        return {"names": names}
    limits = {name: getattr(field, limit, None) for limit, name in LIMITS.items()}
    return {name: limit for name, limit in limits.items() if limit is not None}

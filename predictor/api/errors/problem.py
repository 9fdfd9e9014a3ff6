"""One error as a document: what kind it is, what was wrong, in which field or row, and what is allowed there."""

from collections.abc import Iterator, Mapping
from typing import Any

from rest_framework import exceptions

from predictor.api.refusals import Refused, about_fields, invalid
from studentperf.basics.logs import request_id

MEDIA_TYPE = "application/problem+json"
KIND = "urn:problem-type:studentperf:"


def document(error: exceptions.APIException, method: str = "") -> dict[str, Any]:
    fields, allowed = getattr(error, "fields", {}), getattr(error, "allowed", {})
    if isinstance(error, exceptions.ValidationError):
        error, fields = _of_validation(error)
    code = error.get_codes()
    code = code if isinstance(code, str) else "invalid"
    said = {"detail": str(error.detail) or about_fields(method), "code": code, "request_id": request_id()}
    return {
        "type": KIND + code,
        "title": code.replace("_", " ").capitalize(),
        "status": error.status_code,
        **said,
        "errors": [_entry(name, told, allowed) for name, told in fields.items()],
        # What version 1 answered before. Goes with version 2.
        "error": {"code": code, "message": said["detail"], "fields": fields, "request_id": said["request_id"]},
    }


def _entry(name: str, told: str, allowed: Mapping[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"field": name, "detail": told}
    return entry | ({"allowed": allowed[name]} if name in allowed else {})


def _of_validation(error: exceptions.ValidationError) -> tuple[Refused, dict[str, str]]:
    fields = dict(_flat(error.detail))
    whole = fields.pop("", None)
    refusal = invalid(fields) if whole is None else Refused(400, "invalid", whole)
    return refusal, fields


def _flat(detail: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """('answers.lunch', 'message') for every message in DRF's nested lists and dicts."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            inner = path if key == "non_field_errors" else f"{path}.{key}".lstrip(".")
            yield from _flat(value, inner)
    elif isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        for position, value in enumerate(detail):
            yield from _flat(value, f"{path}.{position}".lstrip("."))
    elif detail:
        yield path, " ".join(str(item) for item in detail) if isinstance(detail, list) else str(detail)

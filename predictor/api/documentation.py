"""The OpenAPI document, the page that shows it, and what the generator cannot know by itself."""

from typing import Any

from django.contrib.auth.decorators import login_required
from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import IsAuthenticated

from predictor.api.authentication.tokens import TokenAuthentication
from predictor.api.errors.problem import MEDIA_TYPE
from predictor.api.fields import LARGEST_ID, Strict
from predictor.api.idempotency import HEADER

Operation = dict[str, Any]

MEANINGS = {
    400: "The body or the query was not understood; `errors` says what is wrong with which field.",
    401: "No valid token was sent.",
    403: "This account may not do this.",
    404: "There is no such thing, or it is not yours to see.",
    405: "This address does not take this method.",
    406: "Only application/json is spoken here.",
    409: "It cannot be done to what is there now; the message says why, and what to do.",
    413: "The body is too large.",
    415: "The body must be sent as application/json.",
    422: "The `Idempotency-Key` came with another call before; a new call needs a new one.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
    500: "The server failed; the log has the reason under the same request id.",
    503: "No usable model is live for this task, or data cannot be read or stored at the moment.",
}
ALWAYS = {403, 405, 406, 429, 500, 503}
# For `extend_schema(extensions=...)` of an operation that may come too late.
MAY_CONFLICT = {"x-may-conflict": True}

TEXT = {"type": "string"}
BEFORE = {
    "type": "object",
    "deprecated": True,
    "description": "The same as version 1 told it first.",
    "properties": {
        "code": TEXT,
        "message": TEXT,
        "fields": {"type": "object", "additionalProperties": TEXT},
        "request_id": TEXT,
    },
    "required": ["code", "message", "fields", "request_id"],
    "additionalProperties": False,
}
ENTRY = {
    "type": "object",
    "properties": {
        "field": {"type": "string", "description": "The name of the field, `answers.FIELD` within `answers`."},
        "detail": {"type": "string", "description": "What is wrong with it, for people."},
        "allowed": {
            "type": "object",
            "description": "What is taken there: `choices`, `minimum` and `maximum`, lengths, or the `names` known.",
        },
    },
    "required": ["field", "detail"],
    "additionalProperties": False,
}
ERROR = {
    "type": "object",
    "description": "Every error, as RFC 9457 has it.",
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "The code as an identifier."},
        "title": {"type": "string", "description": "The code in words."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What was wrong this time, for people."},
        "code": {"type": "string", "description": "For programs; it stays."},
        "errors": {"type": "array", "items": ENTRY, "description": "Empty where no field is to blame."},
        "request_id": {"type": "string", "description": "To quote when asking the admin."},
        "error": BEFORE,
    },
    "required": ["type", "title", "status", "detail", "code", "errors", "request_id", "error"],
    "additionalProperties": False,
}

# A token is shown once, so no answer that holds one is kept.
WITHOUT_KEY = {"/api/v1/token/", "/api/v1/tokens/"}
KEY = {
    "name": HEADER,
    "in": "header",
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
    "description": "Sent again under the same key within a day, the call creates nothing and is answered the same.",
}
PART = {"description": "With `fields`: the members that were asked for."}
KNOWN = {
    "name": "If-None-Match",
    "in": "header",
    "schema": {"type": "string"},
    "description": "The `ETag` of what you have; 304 without a body says that it still holds.",
}


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class ClosedObject(OpenApiSerializerExtension):
    target_class = Strict
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        described = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return described | {"additionalProperties": False}


class SchemaView(SpectacularJSONAPIView):
    """For clients with a token, and for the page below with its session."""

    authentication_classes = (TokenAuthentication, SessionAuthentication)
    permission_classes = (IsAuthenticated,)


# Log-in is asked for by the page itself: DRF's views are exempt from the middleware that asks elsewhere.
documentation_page = login_required(
    SpectacularSwaggerSplitView.as_view(
        url_name="api-schema",
        authentication_classes=[SessionAuthentication],
        title="studentperf API",
        template_name="api/docs.html",  # the package's own has an inline style, which our policy refuses
    )
)


def describe_errors(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """A post-processing hook: the error answers of every operation, and the bounds of ids in addresses."""
    result["components"]["schemas"] |= {"Error": ERROR} | _parts_of_rows(result)
    result["components"]["responses"] = {_name(status): _answer(meaning) for status, meaning in MEANINGS.items()}
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _bound_ids(operation)
            _take_names(operation)
            _with_headers(path, method, operation)
            for status in sorted(_errors(path, operation)):
                operation["responses"].setdefault(str(status), {"$ref": f"#/components/responses/{_name(status)}"})
    return result


def _with_headers(path: str, method: str, operation: Operation) -> None:
    if method == "post" and path not in WITHOUT_KEY:
        operation.setdefault("parameters", []).append(KEY)
        operation["x-may-conflict"] = True
    if method == "get" and "application/json" in operation["responses"].get("200", {}).get("content", {}):
        operation.setdefault("parameters", []).append(KNOWN)
        operation["responses"]["304"] = {"description": "What you have still holds."}


def _errors(path: str, operation: Operation) -> set[int]:
    statuses = set(ALWAYS) | {401}
    if "requestBody" in operation:
        statuses |= {400, 413, 415}
    if any(parameter["in"] == "query" for parameter in operation.get("parameters", [])):
        statuses |= {400}
    if "{" in path:
        statuses |= {404}
    if operation.pop("x-may-conflict", False):
        statuses |= {409}
    if KEY in operation.get("parameters", []):
        statuses |= {400, 422}
    return statuses


def _bound_ids(operation: Operation) -> None:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path" and parameter["schema"]["type"] == "integer":
            parameter["schema"] |= {"minimum": 1, "maximum": LARGEST_ID}


def _name(status: int) -> str:
    return f"Error{status}"


def _take_names(operation: Operation) -> None:
    """`fields` is one text with commas between."""
    for parameter in operation.get("parameters", []):
        if parameter["schema"].get("type") == "array":
            parameter |= {"style": "form", "explode": False}


def _parts_of_rows(result: dict[str, Any]) -> dict[str, Any]:
    """A row of which `fields` asks for some members only, beside the whole one that pages give without."""
    parts = {}
    for name, page in result["components"]["schemas"].items():
        rows = page.get("properties", {}).get("results", {})
        if name.endswith("Page") and "$ref" in rows.get("items", {}):
            row = rows["items"]["$ref"].rpartition("/")[2]
            whole = result["components"]["schemas"][row]
            parts[f"{row}Part"] = {name: part for name, part in whole.items() if name != "required"} | PART
            rows["items"] = {"anyOf": [rows["items"], {"$ref": f"#/components/schemas/{row}Part"}]}
    return parts


def _answer(description: str) -> Operation:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {"description": description, "content": content}

"""The file as it is sent: PDF or JSON."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.utils.translation import override

from predictor.student_file.paper.pdf import pdf_of


def as_pdf(content: Mapping[str, Any]) -> HttpResponse:
    return HttpResponse(pdf_of(content), content_type="application/pdf", headers=_saved_as(content, "pdf"))


def as_json(content: Mapping[str, Any]) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"indent": 1}, headers=_saved_as(content, "json"))


def english() -> Any:
    """Programs read one language."""
    return override("en")


def _saved_as(content: Mapping[str, Any], ending: str) -> dict[str, str]:
    name = f"student-{content['student']['id']}.{ending}"
    return {"Content-Disposition": content_disposition_header(True, name) or ""}

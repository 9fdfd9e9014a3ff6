"""Sheets as files to save."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from predictor.models import Classroom, Student
from predictor.sheets.conversation import page, pdf
from predictor.sheets.conversation.pdf import Paper

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PAPERS = {"a4": Paper.A4, "letter": Paper.LETTER}


def file_of_class(viewer: "User", classroom: Classroom, slug: str, paper: str) -> HttpResponse:
    """A page per student. Raises Http404 where that is not asked of the class."""
    found = page.of_class(viewer, classroom, slug)
    content = pdf.pdf_of(classroom, found["sheets"], found["without"], PAPERS.get(paper, Paper.A4))
    return _download(content, f"sheets-{slugify(classroom.name)[:60] or classroom.pk}.pdf")


def file_of_student(viewer: "User", student: Student, slug: str, paper: str) -> HttpResponse | None:
    """None where nothing has been predicted. Raises Http404 where that is not asked of the student."""
    found = page.of_student(viewer, student, slug)
    if found["said"] is None:
        return None
    content = pdf.pdf_of(found["classroom"], [found["said"]], [], PAPERS.get(paper, Paper.A4))
    return _download(content, f"sheet-{student.pk}.pdf")


def _download(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
